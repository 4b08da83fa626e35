"""Whether a customer is reminded today, at which level and of what.

The level follows the oldest instalment that is unpaid and has a level left: the one
after those it has had, never a later one. What is disputed, promised or blocked is left
out; unallocated credits pay the oldest first.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .reminder_charges import (
    ZERO,
    Claim,
    allocate,
    days_late,
    interest_of,
    round_amount,
    share_of,
)

# No level was reached yet; a first level may already be due on the day after.
NEVER = 0


@dataclass(frozen=True)
class Level:
    """A step of the follow-up, due so many days after the due date."""

    key: object
    delay: int
    has_interest: bool = False
    has_indemnity: bool = False
    minimum: Decimal = ZERO


@dataclass(frozen=True)
class Item:
    """An unpaid instalment.

    :param reached: delay of the last level it was reminded at
    :param invoice: what the indemnity is due for, once; empty for other entries
    :param pause: why it is left out: dispute, promise, no_followup
    """

    key: object
    due: date
    currency: object
    residual: Decimal
    company_residual: Decimal
    decimals: int = 2
    reached: int = NEVER
    invoice: object = None
    pause: str = ""


@dataclass(frozen=True)
class Terms:
    """What the company claims of business customers, and how often it reminds."""

    rate: Decimal = ZERO
    indemnity: Decimal = ZERO
    gap: int = 0
    decimals: int = 2


@dataclass(frozen=True)
class Account:
    """What is known of a customer.

    :param balance: all that is owed, due or not, less all credits
    :param credits: unallocated payments and credit notes, positive, by currency
    :param pause: why the customer is left out as a whole
    :param is_business: whether late interest may be claimed
    :param is_indemnified: whether the indemnity for recovery costs may be
    """

    items: tuple[Item, ...]
    balance: Decimal
    credits: dict = field(default_factory=dict)
    last: date | None = None
    pause: str = ""
    is_business: bool = True
    is_indemnified: bool = True


@dataclass(frozen=True)
class Line:
    """One instalment of a reminder; company amounts are in the company's currency."""

    item: Item
    days: int
    remaining: Decimal
    deducted: Decimal
    company_remaining: Decimal
    interest: Decimal
    company_interest: Decimal
    indemnity: Decimal


@dataclass(frozen=True)
class Decision:
    """A reminder at ``level``; ``reason`` says why it is not made after all."""

    level: Level
    reason: str
    lines: tuple[Line, ...]


def decide(account: Account, levels, terms: Terms, today: date) -> Decision | None:
    """The reminder that is due; ``None`` where no level is.

    >>> late = Item("a", date(2026, 3, 1), "EUR", Decimal(10), Decimal(10))
    >>> levels = [Level(1, 7), Level(2, 21)]
    >>> account = Account((late,), Decimal(10))
    >>> decide(account, levels, Terms(), date(2026, 3, 31)).level.delay
    7
    """
    levels = sorted(levels, key=lambda one: one.delay)
    overdue = [item for item in account.items if item.due < today]
    free = [item for item in overdue if not item.pause]
    claims = allocate(free, account.credits)
    level = _find_level([claim.item for claim in claims], levels, today)
    if level:
        lines = _build_lines(claims, level, account, terms, today)
        return Decision(level, _find_reason(account, level, lines, terms, today), lines)
    return _explain_none(account, overdue, claims, levels, terms, today)


def next_level(item: Item, levels) -> Level | None:
    """The level that comes after those the item has had."""
    return next((one for one in levels if one.delay > item.reached), None)


def _find_level(items, levels, today):
    """The next level of the oldest item that has one, if its day has come."""
    for item in sorted(items, key=lambda one: one.due):
        if level := next_level(item, levels):
            return level if days_late(item.due, today) >= level.delay else None
    return None


def _find_reason(account, level, lines, terms, today):
    if account.pause:
        return account.pause
    total = sum((line.company_remaining for line in lines), ZERO)
    if account.balance <= ZERO:
        return "credit"
    if account.last and account.last + timedelta(days=terms.gap) > today:
        return "gap"
    if total < level.minimum:
        return "minimum"
    return ""


def _explain_none(account, overdue, claims, levels, terms, today):
    """Why nobody is reminded although a level is due: a pause, or a credit."""
    level = _find_level(overdue, levels, today)
    claimed = {claim.item.key for claim in claims}
    left_out = [item for item in overdue if item.key not in claimed]
    if not level or not left_out:
        return None
    oldest = min(left_out, key=lambda one: one.due)
    lines = _build_lines(
        [Claim(item, item.residual) for item in overdue], level, account, terms, today
    )
    if not lines:
        return None
    return Decision(level, oldest.pause or "credit", lines)


def _build_lines(claims, level, account, terms, today):
    """The lines of those not yet reminded at this level, the oldest first."""
    lines, indemnified = [], set()
    for claim in sorted(claims, key=lambda one: one.item.due):
        if claim.item.reached >= level.delay:
            continue
        invoice = claim.item.invoice
        is_first = invoice is not None and invoice not in indemnified
        indemnified.add(invoice)
        is_indemnified = is_first and level.has_indemnity and account.is_indemnified
        indemnity = terms.indemnity if is_indemnified else ZERO
        rate = terms.rate if level.has_interest and account.is_business else ZERO
        lines.append(_build_line(claim, rate, indemnity, terms, today))
    return tuple(lines)


def _build_line(claim, rate, indemnity, terms, today):
    item, remaining = claim.item, claim.remaining
    days = days_late(item.due, today)
    interest = interest_of(remaining, rate, days, item.decimals)

    def in_company(amount):
        whole, total = item.company_residual, item.residual
        return share_of(whole, amount, total, terms.decimals)

    return Line(
        item=item,
        days=days,
        remaining=remaining,
        deducted=claim.deducted,
        company_remaining=in_company(remaining),
        interest=interest,
        company_interest=in_company(interest),
        indemnity=round_amount(indemnity, terms.decimals),
    )
