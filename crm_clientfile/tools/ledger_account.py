"""A customer's account on paper: sections by currency, each with its running balance.

Amounts are ``Decimal`` in the currency of their section; a debit is what the customer
owes, a credit what reduces it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class AccountLine:
    """One line of the account, as it is booked."""

    date: date
    document: str
    label: str
    debit: Decimal
    credit: Decimal
    date_due: date | None = None
    residual: Decimal = ZERO
    kind: str = ""
    status: str = ""

    def is_overdue(self, today):
        """Whether something of it is owed and should have been paid before today."""
        return self.residual > ZERO and bool(self.date_due) and self.date_due < today


@dataclass(frozen=True)
class ShownLine:
    """A line with the balance after it."""

    line: AccountLine
    balance: Decimal
    is_overdue: bool


@dataclass(frozen=True)
class Section:
    """The account in one currency, for a period."""

    currency: object
    opening: Decimal
    lines: tuple[ShownLine, ...]

    @property
    def debit(self):
        """Sum of the debits of the period."""
        return sum((shown.line.debit for shown in self.lines), ZERO)

    @property
    def credit(self):
        """Sum of the credits of the period."""
        return sum((shown.line.credit for shown in self.lines), ZERO)

    @property
    def closing(self):
        """Balance at the end of the period."""
        return self.opening + self.debit - self.credit

    @property
    def overdue(self):
        """What is still owed today of the lines that are overdue."""
        late = (shown.line.residual for shown in self.lines if shown.is_overdue)
        return sum(late, ZERO)


def build_sections(openings, lines, today):
    """The ``Section`` of each currency with a balance or a line.

    ``openings`` are balances by currency, ``lines`` lists of ``AccountLine`` by
    currency, in the order in which they were booked.

    >>> lines = [AccountLine(date(2026, 3, 2), "INV/1", "", Decimal(100), ZERO)]
    >>> section, = build_sections({"EUR": Decimal(5)}, {"EUR": lines}, date(2026, 4, 1))
    >>> section.closing, section.lines[0].balance
    (Decimal('105'), Decimal('105'))
    """
    currencies = [currency for currency, amount in openings.items() if amount]
    currencies += [currency for currency in lines if currency not in currencies]
    return [
        _build_section(
            currency, openings.get(currency, ZERO), lines.get(currency, ()), today
        )
        for currency in currencies
    ]


def _build_section(currency, opening, lines, today):
    shown, balance = [], opening
    for line in lines:
        balance += line.debit - line.credit
        shown.append(ShownLine(line, balance, line.is_overdue(today)))
    return Section(currency, opening, tuple(shown))
