"""What each format writes of the fixed entries, byte for byte."""

import pytest
from accounting_golden import GOLDEN, golden_files

from crm_clientfile_accounting_export.formats import all_formats


@pytest.mark.parametrize("code", all_formats())
def test_files_are_those_read_and_approved(code):
    expected = {path.name: path.read_bytes() for path in (GOLDEN / code).iterdir()}
    assert golden_files(code) == expected


def test_no_golden_file_is_of_a_format_that_left():
    assert {path.name for path in GOLDEN.iterdir()} == set(all_formats())
