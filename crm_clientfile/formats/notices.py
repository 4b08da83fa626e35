"""What a person should know about a file that could be read nevertheless."""

from typing import NamedTuple

MESSAGES = {
    "mixed_encoding": (
        "%(lines)s lines are not UTF-8 like the others; they were read as %(encoding)s."
    ),
    "unreadable_characters": (
        "%(lines)s lines hold characters that do not exist in %(encoding)s."
    ),
    "nul_bytes": "%(count)s NUL characters were removed.",
    "title_rows": "The first %(count)s rows are above the column titles: left out.",
    "duplicate_header": "Several columns are called “%(name)s”: one is now “%(new)s”.",
    "other_sheets": "Only the sheet “%(sheet)s” is read; also there: %(others)s.",
    "extra_cells": "%(count)s filled cells stand right of the last column.",
    "cell_too_long": "The cell under “%(column)s” holds %(length)s characters.",
    "row_too_long": "This row holds %(length)s characters.",
    "formula_without_value": "The formula in column %(column)s has no stored value.",
    "error_cell": "The cell in column %(column)s holds the error %(value)s.",
    "impossible_date": "The date in column %(column)s does not exist: %(value)s.",
}

REFUSING = frozenset({"extra_cells", "cell_too_long", "row_too_long"})


class Notice(NamedTuple):
    """A remark on a file or on a row: a code to translate and its details.

    >>> Notice("nul_bytes", {"count": 3}).message
    '3 NUL characters were removed.'
    """

    code: str
    params: dict

    @property
    def message(self):
        """The remark in English."""
        return MESSAGES[self.code] % self.params
