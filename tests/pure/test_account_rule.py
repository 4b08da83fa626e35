"""Which rule gives a line its account, and codes that never collide."""

from datetime import date
from decimal import Decimal

import pytest

from crm_clientfile_accounting_export.tools.account_rule import (
    LineFacts,
    Rule,
    choose_rule,
)
from crm_clientfile_accounting_export.tools.analytic_split import split_amount
from crm_clientfile_accounting_export.tools.content_difference import (
    describe_difference,
)
from crm_clientfile_accounting_export.tools.party_codes import (
    name_code,
    shorten_codes,
)

FACTS = LineFacts(
    "sale",
    journal=1,
    product=2,
    categories=frozenset((3, 4)),
    classes=frozenset((5,)),
    zone="eu",
    position=6,
    taxes=frozenset((7,)),
    rates=frozenset((20.0,)),
    nature="service",
    day=date(2026, 3, 1),
)


@pytest.mark.parametrize(
    "condition",
    [
        {"journals": frozenset((1,))},
        {"products": frozenset((2, 9))},
        {"categories": frozenset((4,))},
        {"classes": frozenset((5,))},
        {"zone": "eu"},
        {"positions": frozenset((6,))},
        {"taxes": frozenset((7, 8))},
        {"rate": 20.0},
        {"nature": "service"},
        {"date_from": date(2026, 3, 1), "date_to": date(2026, 3, 1)},
    ],
)
def test_each_condition_fits_its_own_line(condition):
    assert Rule(1, "sale", **condition).fits(FACTS)


@pytest.mark.parametrize(
    "condition",
    [
        {"journals": frozenset((2,))},
        {"products": frozenset((1,))},
        {"categories": frozenset((5,))},
        {"classes": frozenset((6,))},
        {"zone": "export"},
        {"positions": frozenset((7,))},
        {"taxes": frozenset((8,))},
        {"rate": 10.0},
        {"rate": 0.0},
        {"nature": "goods"},
        {"date_from": date(2026, 3, 2)},
        {"date_to": date(2026, 2, 28)},
    ],
)
def test_each_condition_keeps_other_lines_out(condition):
    assert not Rule(1, "sale", **condition).fits(FACTS)


def test_rule_of_purchases_leaves_sales_alone():
    assert choose_rule([Rule(1, "purchase")], FACTS) is None


def test_rule_with_dates_needs_a_day():
    undated = LineFacts("sale")
    assert Rule(1, "sale").fits(undated)
    assert not Rule(1, "sale", date_from=date(2026, 1, 1)).fits(undated)


@pytest.mark.parametrize("amount", ["100.00", "-100.00", "0.01", "-0.05", "0.00"])
def test_analytic_parts_add_up_to_the_line(amount):
    amount = Decimal(amount)
    percents = {key: Decimal("33.33") for key in "ab"} | {"c": Decimal("33.34")}
    assert sum(split_amount(amount, percents).values()) == amount


def test_shortened_codes_differ_however_alike_they_are():
    codes = shorten_codes(["BNK1", "BNK11", "BANK1", "B1", ""], 2, taken=["B1"])
    assert len(set(codes)) == 5
    assert "B1" not in codes
    assert max(map(len, codes)) == 2


def test_code_of_a_name_without_letters_is_still_a_code():
    assert name_code("Їжак", 8, set())
    assert name_code("!!!", 8, {"X"}) == "X1"


def test_equal_texts_have_no_difference():
    assert describe_difference("d\na\t\tb\t1\t0", "d\na\t\tb\t1\t0") == ""


def test_other_date_alone_is_told():
    told = describe_difference("2026-01-01\ta\nx", "2026-01-02\ta\nx")
    assert told.split("\n") == ["− 2026-01-01 · a", "+ 2026-01-02 · a"]
