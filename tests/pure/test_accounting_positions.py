"""Each value stands where the published layout says, counted in bytes from 1."""

import random

import pytest
from accounting_entries import CONTEXT, golden_books, random_entries

from crm_clientfile_accounting_export.formats import all_formats

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
        *random_entries(random.Random(2), 40, made.widths),
    ]
    lines = b"".join(made.write(entries)).split(b"\r\n")
    header = len(list(made.header()))
    assert {len(line) for line in lines[header:-1]} == {LAYOUTS[code][0]}
    assert lines[-1] == b""


def test_ximport_without_version_has_138_bytes():
    made = all_formats()["ximport"](CONTEXT, version=False)
    assert made.record.width == 138
