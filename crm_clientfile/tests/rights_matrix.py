"""The table of rights in the documentation, as the tests read it."""

from odoo.tools import file_open

DOCUMENT = "crm_clientfile/readme/CONFIGURE.md"
# How a cell begins that asks for a further right: "with *Settings*".
WITH = "with *"


def read_matrix():
    """What each row of the table says, by row and column: ``{row: {column: cell}}``."""
    with file_open(DOCUMENT) as document:
        return parse_matrix(document.read())


def parse_matrix(text):
    """The first Markdown table of ``text``, by row and column."""
    lines = [line.strip() for line in text.splitlines()]
    table = [_cells(line) for line in lines if line.startswith("|")]
    (_corner, *columns), _rule, *rows = table
    return {label: dict(zip(columns, cells, strict=True)) for label, *cells in rows}


def further_right(cell):
    """The name of the right that a cell asks for besides the role, if it does."""
    return cell.removeprefix(WITH).rstrip("*") if cell.startswith(WITH) else ""


def _cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]
