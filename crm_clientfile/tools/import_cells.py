"""Cells of a customer file: as a person would write them, and as they are kept."""

from datetime import datetime
from decimal import Decimal

from .text import clean


def show_cell(cell) -> str:
    """A cell as a person would write it.

    >>> show_cell(42.0), show_cell(True), show_cell(datetime(2024, 3, 1))
    ('42', 'TRUE', '2024-03-01')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return clean(cell)


def json_cell(cell):
    """A cell as JSON keeps it; dates as ISO text, which is read back as a date.

    >>> json_cell(3.5), json_cell(datetime(2024, 3, 1))
    (3.5, '2024-03-01')
    """
    if cell is None or isinstance(cell, (str, bool, int, float)):
        return cell
    return show_cell(cell)


def correctable_cell(cell) -> str | None:
    """A cell for the file of refused rows: what was rounded still shows that it was.

    >>> correctable_cell(612345678.0), correctable_cell(33612300000.0)
    ('612345678', '3.36123E+10')
    """
    if isinstance(cell, float) and cell.is_integer() and abs(cell) >= 1e9:
        shown = f"{Decimal(cell).normalize():E}"
        return shown if len(shown) < 13 else show_cell(cell)
    return None if cell is None else cell if isinstance(cell, str) else show_cell(cell)


def show_lines(cell) -> list[str]:
    """The lines of a cell, without blank ones."""
    text = cell if isinstance(cell, str) else show_cell(cell)
    return [line for line in map(clean, text.splitlines()) if line]
