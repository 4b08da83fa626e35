"""What late payment costs: days late, interest, what credits leave to be claimed.

Amounts are ``Decimal``; each interest is rounded once, half up, to its currency.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
_YEAR = 365
_PERCENT = 100


@dataclass(frozen=True)
class Claim:
    """What remains of a debt once credits are deducted from it."""

    item: object
    remaining: Decimal
    deducted: Decimal = ZERO


def round_amount(amount: Decimal, decimals: int) -> Decimal:
    """Half up, to that many decimals.

    >>> round_amount(Decimal("2.345"), 2), round_amount(Decimal("2.5"), 0)
    (Decimal('2.35'), Decimal('3'))
    """
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def days_late(due: date, today: date) -> int:
    """Days since the due date; the day itself is not late.

    >>> days_late(date(2028, 2, 28), date(2028, 3, 1))
    2
    """
    return max(0, (today - due).days)


def interest_of(amount: Decimal, rate: Decimal, days: int, decimals: int) -> Decimal:
    """Simple interest at ``rate`` percent a year, exact days over 365.

    >>> interest_of(Decimal(1000), Decimal(10), 30, 2)
    Decimal('8.22')
    """
    return round_amount(amount * rate * days / (_PERCENT * _YEAR), decimals)


def allocate(debts, credits_by_currency) -> tuple[Claim, ...]:
    """What remains of debts, the oldest paid first by credits of its own currency.

    ``debts`` have ``due``, ``currency`` and ``residual``; credits are positive amounts
    by currency. Debts that are covered are left out.
    """
    left = dict(credits_by_currency)
    claims = []
    for debt in sorted(debts, key=lambda one: one.due):
        deducted = min(left.get(debt.currency, ZERO), debt.residual)
        if deducted:
            left[debt.currency] -= deducted
        if remaining := debt.residual - deducted:
            claims.append(Claim(debt, remaining, deducted))
    return tuple(claims)


def share_of(whole: Decimal, part: Decimal, total: Decimal, decimals: int) -> Decimal:
    """``whole`` times ``part`` over ``total``: a part in another currency.

    >>> share_of(Decimal("91.50"), Decimal(50), Decimal(100), 2)
    Decimal('45.75')
    """
    return round_amount(whole * part / total, decimals)
