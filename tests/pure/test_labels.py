import io
from pathlib import Path

import pypdf
import pytest
import reportlab

from crm_clientfile.formats.labels import (
    L7160,
    L7163,
    SHEETS,
    LabelWriter,
    UnprintableLabel,
)

# The font that comes with the library; Odoo's own is tried inside Odoo.
FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
MM = 72 / 25.4
ADDRESS = ("Boulangerie Martin", "1 rue du Four", "69001 LYON")


def read(sheet, addresses, first=1):
    """Page, text, left edge and baseline in millimetres, size of what is printed."""
    file = io.BytesIO()
    LabelWriter(sheet, FONT).write_pdf(file, addresses, first)
    printed = []
    for number, page in enumerate(pypdf.PdfReader(file).pages):

        def note(text, _matrix, place, _font, size, number=number):
            if text.strip():
                left, up = place[4] / MM, 297 - place[5] / MM
                printed.append((number, text.strip(), left, up, size))

        page.extract_text(visitor_text=note)
    return printed


def first_lines(sheet, count, first=1):
    printed = read(sheet, [ADDRESS] * count, first)
    return [one for one in printed if one[1] == ADDRESS[0]]


def test_sheets_are_as_large_as_their_maker_says():
    assert (L7160.columns, L7160.rows, L7160.width, L7160.height) == (3, 7, 63.5, 38.1)
    assert (L7163.columns, L7163.rows, L7163.width, L7163.height) == (2, 7, 99.1, 38.1)
    assert set(SHEETS) == {"l7160", "l7163"}


def test_page_is_a4_to_the_point():
    file = io.BytesIO()
    LabelWriter(L7160, FONT).write_pdf(file, [ADDRESS])
    box = pypdf.PdfReader(file).pages[0].mediabox
    assert (round(float(box.width), 2), round(float(box.height), 2)) == (595.28, 841.89)


def test_labels_of_l7160_stand_where_the_sheet_has_them():
    lefts = [one[2] for one in first_lines(L7160, 3)]
    assert lefts == pytest.approx([11.21, 77.25, 143.29], abs=0.05)


def test_labels_of_l7163_stand_where_the_sheet_has_them():
    lefts = [one[2] for one in first_lines(L7163, 2)]
    assert lefts == pytest.approx([8.65, 110.25], abs=0.05)


@pytest.mark.parametrize("sheet", SHEETS.values())
def test_rows_are_as_far_apart_as_labels_are_high(sheet):
    column = first_lines(sheet, sheet.per_page)[:: sheet.columns]
    tops = [one[3] for one in column]
    apart = [below - above for above, below in zip(tops, tops[1:], strict=False)]
    assert apart == pytest.approx([38.1] * 6, abs=0.05)
    assert 15.15 < tops[0] < 15.15 + 38.1


def test_address_stands_in_the_middle_of_its_label():
    lines = read(L7160, [ADDRESS])
    middle = sum(one[3] for one in lines) / len(lines)
    assert middle == pytest.approx(15.15 + 38.1 / 2, abs=1.5)


def test_first_label_may_be_any_of_a_sheet_begun():
    [only] = first_lines(L7160, 1, first=5)
    assert (only[0], only[2]) == (0, pytest.approx(77.25, abs=0.05))
    [other] = first_lines(L7160, 1, first=1)
    assert only[3] - other[3] == pytest.approx(38.1, abs=0.05)


def test_what_does_not_fit_on_a_page_goes_to_the_next():
    pages = [one[0] for one in first_lines(L7163, 15, first=10)]
    assert pages == [0] * 5 + [1] * 10


def test_long_name_is_broken_then_shrunk_and_never_cut():
    name = "Société coopérative agricole des producteurs de pommes du Val de Loire"
    printed = read(L7160, [(name, *ADDRESS[1:])])
    assert " ".join(one[1] for one in printed).startswith(name)
    assert all(one[2] == pytest.approx(11.21, abs=0.05) for one in printed)


def test_line_a_little_too_long_is_shrunk_and_not_broken():
    town = "69360 Saint-Symphorien-d'Ozon"
    size, lines = LabelWriter(L7160, FONT).fit((*ADDRESS[:2], town))
    assert lines[-1] == town
    assert 8 <= size < 11


def test_many_lines_are_written_smaller():
    few, many = (
        LabelWriter(L7160, FONT).fit(("Line of an address",) * count)[0]
        for count in (3, 9)
    )
    assert few == 11
    assert many < few


def test_no_line_is_wider_than_its_label():
    writer = LabelWriter(L7160, FONT)
    size, lines = writer.fit(("W" * 30, "i" * 80, "word " * 30))
    room = (63.5 - 8) * MM
    assert max(writer.face.stringWidth(line, size) for line in lines) <= room


def test_address_that_cannot_be_read_any_more_is_refused():
    with pytest.raises(UnprintableLabel) as refused:
        LabelWriter(L7160, FONT).fit(("W" * 400,))
    assert refused.value.code == "long"


def test_letters_that_the_font_lacks_are_refused():
    with pytest.raises(UnprintableLabel) as refused:
        LabelWriter(L7160, FONT).fit(("株式会社", "Tokyo"))
    assert refused.value.code == "letters"


def test_same_addresses_give_the_same_bytes():
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        LabelWriter(L7160, FONT).write_pdf(file, [ADDRESS] * 30)
    assert files[0].getvalue() == files[1].getvalue()
