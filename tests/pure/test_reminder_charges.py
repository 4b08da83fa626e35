import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_clientfile.tools.reminder_charges import (
    allocate,
    days_late,
    interest_of,
    share_of,
)


@dataclass(frozen=True)
class Debt:
    key: str
    due: date
    currency: str
    residual: Decimal


def test_due_day_itself_is_not_late():
    assert days_late(date(2026, 3, 1), date(2026, 3, 1)) == 0
    assert days_late(date(2026, 3, 2), date(2026, 3, 1)) == 0


def test_leap_day_counts_as_a_day():
    assert days_late(date(2028, 2, 28), date(2028, 3, 1)) == 2
    assert days_late(date(2027, 2, 28), date(2027, 3, 1)) == 1


def test_year_of_interest_is_the_rate():
    assert interest_of(Decimal(1000), Decimal("12.15"), 365, 2) == Decimal("121.50")


def test_leap_year_is_a_day_more_than_the_rate():
    days = days_late(date(2028, 1, 1), date(2029, 1, 1))
    assert interest_of(Decimal(1000), Decimal(10), days, 2) == Decimal("100.27")


def test_half_a_cent_is_rounded_up():
    assert interest_of(Decimal("36.50"), Decimal(10), 5, 2) == Decimal("0.05")
    assert interest_of(Decimal("1.825"), Decimal(100), 1, 2) == Decimal("0.01")


def test_currency_without_decimals_has_whole_interest():
    assert interest_of(Decimal(10000), Decimal(10), 30, 0) == Decimal(82)


def test_oldest_debt_is_paid_first():
    old = Debt("old", date(2026, 1, 1), "EUR", Decimal(100))
    new = Debt("new", date(2026, 2, 1), "EUR", Decimal(100))
    claims = allocate([new, old], {"EUR": Decimal(130)})
    found = [(one.item.key, one.remaining, one.deducted) for one in claims]
    assert found == [("new", Decimal(70), Decimal(30))]


def test_credit_of_another_currency_pays_nothing():
    debt = Debt("a", date(2026, 1, 1), "EUR", Decimal(100))
    (claim,) = allocate([debt], {"USD": Decimal(500)})
    assert claim.remaining == Decimal(100)


def test_nothing_is_lost_or_made_by_allocating():
    chance = random.Random(5)
    for _round in range(500):
        debts = [
            Debt(
                str(at),
                date(2026, chance.randint(1, 12), 1),
                chance.choice("EU"),
                Decimal(chance.randint(1, 99999)) / 100,
            )
            for at in range(chance.randint(0, 6))
        ]
        paid = {key: Decimal(chance.randint(0, 150000)) / 100 for key in "EU"}
        claims = allocate(debts, paid)
        for currency in "EU":
            owed = sum(one.residual for one in debts if one.currency == currency)
            left = sum(one.remaining for one in claims if one.item.currency == currency)
            assert left == max(owed - paid[currency], 0)


def test_part_in_another_currency_is_rounded_once():
    third = share_of(Decimal(100), Decimal(1), Decimal(3), 2)
    assert third == Decimal("33.33")
