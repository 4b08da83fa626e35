"""The page of formats names each one, its options, and how much is known of it."""

import pytest
from without_odoo import ROOT

from crm_clientfile_accounting_export.formats import all_formats

PAGE = ROOT / "crm_clientfile_accounting_export" / "readme" / "FORMATS.md"
FORMATS = all_formats()
SECTIONS = {
    part.partition("\n")[0]: part.partition("\n")[2]
    for part in PAGE.read_text("utf-8").split("\n## ")[1:]
}


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_each_option_is_named_in_the_section_of_its_format(kind):
    section = SECTIONS[kind.label]
    shared = SECTIONS["What is common to all"]
    for option in kind.options:
        assert f"*{option.label}*" in section + shared


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_confidence_is_told_as_the_code_knows_it(kind):
    rows = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines()]
    (row,) = (row for row in rows if row[0] == f"| {kind.label}")
    assert row[1] == kind.software
    assert row[2].startswith(kind.confidence)
    assert ("experimental" in row[2]) == kind.experimental
    assert row[3].removesuffix(" |") == kind.checked


def test_every_section_is_of_a_format():
    labels = {kind.label for kind in FORMATS.values()}
    assert set(SECTIONS) == labels | {"What is common to all"}
