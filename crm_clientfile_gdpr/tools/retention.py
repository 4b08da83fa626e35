"""Until when data is kept in the intermediate archive: plain dates, no clock."""

from calendar import monthrange
from datetime import date


def add_years(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th.

    >>> add_years(date(2024, 2, 29), 3)
    datetime.date(2027, 2, 28)
    """
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def archive_end(
    last_act: date,
    contract_years: int,
    last_entry: date | None = None,
    accounting_years: int = 0,
) -> date:
    """The last day of the archive: of claims from the contract, or of the accounts.

    Accounts are kept for whole years, counted from the end of the year of the entry.

    >>> archive_end(date(2020, 5, 4), 5, date(2019, 3, 1), 10)
    datetime.date(2029, 12, 31)
    >>> archive_end(date(2020, 5, 4), 5)
    datetime.date(2025, 5, 4)
    """
    end = add_years(last_act, contract_years)
    if not last_entry:
        return end
    return max(end, date(last_entry.year + accounting_years, 12, 31))
