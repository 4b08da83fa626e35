"""Each value stands where the published layout says, counted in bytes from 1."""

import random

import pytest
from accounting_entries import CONTEXT, golden_books
from accounting_random import random_entries

from crm_clientfile_accounting_export.formats import Tally, all_formats

LAYOUTS = {
    "ximport": (
        142,
        {
            "number": (1, 5),
            "journal": (6, 7),
            "date": (8, 15),
            "due_date": (16, 23),
            "piece": (24, 35),
            "posting_account": (36, 46),
            "label": (47, 71),
            "amount": (72, 84),
            "side": (85, 85),
            "letter": (86, 97),
            "section": (98, 103),
            "posting_label": (104, 137),
        },
    ),
    "sage_pnm": (
        138,
        {
            "journal": (1, 3),
            "date": (4, 9),
            "kind": (10, 11),
            "account": (12, 24),
            "has_third_party": (25, 25),
            "third_party": (26, 38),
            "piece": (39, 51),
            "label": (52, 76),
            "due_date": (78, 83),
            "side": (84, 84),
            "amount": (85, 104),
            "number": (106, 112),
        },
    ),
    "quadra": (
        231,
        {
            "posting_account": (2, 9),
            "date": (15, 20),
            "short_label": (22, 41),
            "side": (42, 42),
            "amount": (44, 55),
            "due_date": (64, 69),
            "short_number": (75, 79),
            "number": (100, 107),
            "journal": (111, 113),
            "label": (117, 146),
            "vat_code": (147, 148),
            "piece": (149, 158),
        },
    ),
    "cegid_tra": (
        222,
        {
            "journal": (1, 3),
            "date": (4, 11),
            "kind": (12, 13),
            "account": (14, 30),
            "line_type": (31, 31),
            "auxiliary": (32, 48),
            "piece": (49, 83),
            "label": (84, 118),
            "due_date": (122, 129),
            "side": (130, 130),
            "amount": (131, 150),
            "number": (152, 159),
            "axis": (219, 220),
        },
    ),
}


@pytest.mark.parametrize("code", LAYOUTS)
def test_values_stand_where_the_layout_says(code):
    width, positions = LAYOUTS[code]
    record = all_formats()[code](CONTEXT).record
    assert record.width == width
    assert record.positions() == positions


@pytest.mark.parametrize("code", LAYOUTS)
def test_every_line_has_the_same_bytes(code):
    made = all_formats()[code](CONTEXT)
    entries = [
        *golden_books().entries,
        *random_entries(random.Random(2), 40, made),
    ]
    lines = b"".join(made.write(entries)).split(b"\r\n")
    header = len(list(made.header()))
    assert {len(line) for line in lines[header:-1]} == {LAYOUTS[code][0]}
    assert lines[-1] == b""


def test_ximport_without_version_has_138_bytes():
    made = all_formats()["ximport"](CONTEXT, version=False)
    assert made.record.width == 138


def test_quadra_has_the_journal_twice_and_optional_places():
    made = all_formats()["quadra"](CONTEXT, letter=True, analytic=True)
    starts, start = [], 1
    for field in made.record.fields:
        starts.append((field.name, start))
        start += field.width
    places = [("journal", 10), ("letter", 70), ("section", 80), ("journal", 111)]
    assert [
        one for one in starts if one[0] in ("journal", "letter", "section")
    ] == places


@pytest.mark.parametrize(
    ("code", "width", "start"), [("quadra", 453, b"C"), ("cegid_tra", 79, b"***CAE")]
)
def test_third_parties_have_records_of_their_own(code, width, start):
    made = all_formats()[code](CONTEXT)
    (file,) = made.files(golden_books(), Tally())
    lines = b"".join(file.chunks).split(b"\r\n")
    assert [len(line) for line in lines if line.startswith(start)] == [width, width]
