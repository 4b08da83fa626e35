"""How a row says what was agreed with a customer, and where he came from.

Readers as those of ``import_row``, whose list they complete.
"""

from .dates import parse_date
from .import_cells import show_lines
from .import_remarks import Remark, UnknownValue
from .import_words import read_days, read_percent, read_positive

_MONEY_DIGITS = 2


def _read_past_date(row, column, cell):
    day = parse_date(cell, row.options.year)
    if row.options.today and day > row.options.today:
        raise UnknownValue("day_to_come", column.field, cell)
    row.values[column.field] = day.isoformat()


def _read_money(row, column, cell):
    amount = read_positive(cell, column.field)
    row.values[column.field] = float(round(amount, _MONEY_DIGITS))


def _read_percent(row, column, cell):
    row.values[column.field] = float(read_percent(cell, column.field))


def _read_days(row, column, cell):
    row.values[column.field] = read_days(cell, column.field)


def _read_lines(row, column, cell):
    row.values[column.field] = "\n".join(show_lines(cell))


TERM_READERS = {
    **dict.fromkeys(
        ("first_contact_date", "checked_date", "closed_date"), _read_past_date
    ),
    **dict.fromkeys(("budget", "delivery_charge"), _read_money),
    "discount": _read_percent,
    "delivery_days": _read_days,
    **dict.fromkeys(
        ("preferences", "delivery_terms", "delivery_instructions"), _read_lines
    ),
}
"""How the cells of these fields are read, by canonical field."""


def leave_out_unjustified_discount(row, column):
    """A discount needs its justification: without one it goes to the notes instead.

    The row itself is kept, whatever was chosen for unusable values.
    """
    if not row.values.get("discount") or row.values.get("discount_reason"):
        return
    shown = f"{row.values.pop('discount'):g} %"
    reason = UnknownValue("discount_unjustified", "discount", shown)
    row.remarks.append((column.title, Remark("left_out", {"reason": reason})))
    row.notes.append(f"{column.title}: {shown}")
