"""The copy of a person's data, as bytes."""

import json
from datetime import date, datetime
from decimal import Decimal

from crm_clientfile_gdpr.tools.access_pack import (
    Section,
    member_name,
    pack_json,
    section_csv,
)

COLUMNS = (("day", "Day"), ("amount", "Amount"), ("text", "Text"))
ROWS = [
    {"day": date(2026, 2, 3), "amount": Decimal("12.50"), "text": 'a;"b"\nc'},
    {"day": False, "amount": 0.0, "text": "é", "unknown": "x"},
]
SECTION = Section("rows", "Rows", COLUMNS, ROWS)


def test_json_has_days_numbers_and_nothing_as_null():
    content = json.loads(pack_json({"date": date(2026, 1, 2)}, [SECTION], ["a.txt"]))
    assert content["about"] == {"date": "2026-01-02"}
    assert content["documents"] == ["a.txt"]
    assert content["sections"]["rows"] == [
        {"day": "2026-02-03", "amount": 12.5, "text": 'a;"b"\nc'},
        {"day": None, "amount": 0.0, "text": "é"},
    ]


def test_csv_is_read_by_spreadsheets_and_guarded():
    content = section_csv(SECTION, lambda text: f"<{text}>")
    assert content.decode() == (
        '\ufeffDay;Amount;Text\r\n<2026-02-03>;12.5;"<a;""b""\nc>"\r\n;0.0;<é>\r\n'
    )


def test_moments_are_in_seconds():
    rows = [{"at": datetime(2026, 1, 2, 3, 4, 5, 678)}]
    section = Section("m", "M", (("at", "At"),), rows)
    content = json.loads(pack_json({}, [section], []))
    assert content["sections"]["m"] == [{"at": "2026-01-02 03:04:05"}]


def test_documents_of_hostile_names_stay_inside_the_archive():
    taken = set()
    names = ("/etc/passwd", "..\\..\\x.exe", "", None, "x" * 500 + ".pdf", "A.txt")
    for name in (*names, "a.TXT"):
        path = member_name("documents", name, taken)
        assert path.startswith("documents/")
        assert ".." not in path
        assert "\\" not in path
        assert len(path) < 150
    assert len(taken) == 7
