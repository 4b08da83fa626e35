import io
import random
import struct
import zipfile

import pytest
from raw_workbooks import HEADER, cell_row, part, raw_workbook, relations

from crm_clientfile.formats.errors import UnreadableFile
from crm_clientfile.formats.source import Source
from crm_clientfile.formats.table import Limits
from crm_clientfile.formats.table_reader import open_table
from crm_clientfile.formats.xlsx_package import Package

SHEET = "xl/worksheets/sheet1.xml"
ROWS = HEADER + cell_row('<c r="B2"><v>1</v></c>')


def refusal(data, **limits):
    with (
        pytest.raises(UnreadableFile) as caught,
        open_table(data, limits=Limits(**limits)) as table,
    ):
        list(table.rows())
    return caught.value.code, caught.value.params


def bomb():
    """Some kilobytes that unpack to a gigabyte of blanks."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", part("workbook", ""))
        with archive.open(SHEET, "w") as sheet:
            for _megabyte in range(32):
                sheet.write(b" " * 2**20)
    return file.getvalue()


def test_zip_bomb_is_refused_before_it_is_unpacked():
    data = bomb()
    assert len(data) < 50_000
    assert refusal(data) == ("zip_bomb", {"part": SHEET})


def test_unpacked_size_has_a_limit():
    assert refusal(raw_workbook(ROWS), max_unzipped=1000)[0] == "zip_bomb"


def test_lie_about_the_size_is_found_while_unpacking():
    data = bytearray(raw_workbook(ROWS * 100))
    entry = data.rindex(SHEET.encode()) - 46
    struct.pack_into("<L", data, entry + 24, 100)
    assert refusal(bytes(data)) == ("damaged_workbook", {"part": SHEET})


def test_bytes_are_counted_while_unpacking(monkeypatch):
    package = Package(Source(raw_workbook(ROWS * 100)), Limits())
    monkeypatch.setattr(package, "_limits", Limits(max_unzipped=1000))
    with pytest.raises(UnreadableFile) as caught:
        list(package.blocks(SHEET))
    assert caught.value.code == "zip_bomb"


def test_endless_directory_is_refused():
    data = bytearray(raw_workbook(ROWS))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 5_000_000)
    assert refusal(bytes(data)) == ("zip_bomb", {"part": "zip"})


def test_endless_directory_in_the_wide_record_is_refused():
    end = raw_workbook(ROWS)[-22:]
    wide = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    data = raw_workbook(ROWS)[:-22] + wide + b"PK\x06\x07" + bytes(16) + end
    assert refusal(data) == ("zip_bomb", {"part": "zip"})


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_document_types_are_refused(prolog):
    sheet = part("worksheet", f"<sheetData>{ROWS}</sheetData>", prolog)
    data = raw_workbook("", changes={SHEET: sheet})
    assert refusal(data) == ("damaged_workbook", {"part": SHEET})


@pytest.mark.parametrize(
    "changes",
    [
        {SHEET: None},
        {SHEET: "<worksheet><sheetData><row>"},
        {SHEET: "not XML"},
        {"xl/workbook.xml": "<"},
        {"xl/styles.xml": "<"},
        {"xl/sharedStrings.xml": "<"},
        {"_rels/.rels": relations(("officeDocument", "elsewhere.xml"))},
    ],
)
def test_broken_parts_mean_damage(changes):
    assert refusal(raw_workbook(ROWS, changes=changes))[0] == "damaged_workbook"


def test_workbook_is_found_without_root_relations():
    data = raw_workbook(ROWS, changes={"_rels/.rels": None})
    assert next(open_table(data).rows()).cells == ("Durand", 1)


def test_parts_that_say_nothing_may_be_missing():
    main = relations(("worksheet", "/xl/Worksheets/Sheet1.xml"))
    changes = {"xl/_rels/workbook.xml.rels": main, "xl/styles.xml": None}
    data = raw_workbook(ROWS, changes={**changes, "xl/sharedStrings.xml": None})
    assert next(open_table(data).rows()).cells == ("Durand", 1)


def test_encrypted_part_asks_for_the_password_to_be_removed():
    data = bytearray(raw_workbook(ROWS))
    entry = data.rindex(b"xl/workbook.xml") - 46
    data[entry + 8] |= 1
    assert refusal(bytes(data)) == ("encrypted_workbook", {})


def test_unusual_compression_means_damage():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", part("workbook", ""))
    assert refusal(file.getvalue())[0] == "damaged_workbook"


def test_workbook_without_sheets_is_refused():
    data = raw_workbook("", changes={"xl/workbook.xml": part("workbook", "")})
    assert refusal(data)[0] == "no_sheet"


def test_damaged_bytes_raise_nothing_but_the_refusal():
    good = raw_workbook(ROWS, strings="<si><t>a</t></si>")
    chance = random.Random(7)
    for _attempt in range(400):
        data = bytearray(good)
        for _flip in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            with open_table(bytes(data)) as table:
                list(table.rows())
        except UnreadableFile as error:
            assert str(error)
