from datetime import date
from decimal import Decimal

from crm_clientfile.tools.ledger_account import AccountLine, build_sections

TODAY = date(2026, 4, 1)


def line(debit="0", credit="0", **values):
    day = date(2026, 3, 2)
    return AccountLine(day, "INV/1", "", Decimal(debit), Decimal(credit), **values)


def test_balance_runs_from_the_opening_on():
    lines = {"EUR": [line("100.10"), line(credit="0.30")]}
    (section,) = build_sections({"EUR": Decimal("-5")}, lines, TODAY)
    assert [shown.balance for shown in section.lines] == [
        Decimal("95.10"),
        Decimal("94.80"),
    ]
    assert (section.debit, section.credit) == (Decimal("100.10"), Decimal("0.30"))
    assert section.closing == Decimal("94.80")


def test_currencies_stay_apart():
    sections = build_sections(
        {"EUR": Decimal(1), "USD": Decimal(0)}, {"GBP": [line("2")]}, TODAY
    )
    assert [(one.currency, one.closing) for one in sections] == [
        ("EUR", Decimal(1)),
        ("GBP", Decimal(2)),
    ]


def test_nothing_owed_and_nothing_booked_is_no_section():
    assert build_sections({"EUR": Decimal(0)}, {}, TODAY) == []


def test_only_what_is_owed_and_past_due_is_overdue():
    late, due_today = date(2026, 3, 31), TODAY
    lines = [
        line("10", date_due=late, residual=Decimal(4)),
        line("10", date_due=due_today, residual=Decimal(10)),
        line("10", date_due=late),
        line("10", residual=Decimal(10)),
        line(credit="3", date_due=late, residual=Decimal(-3)),
    ]
    (section,) = build_sections({}, {"EUR": lines}, TODAY)
    shown = [one.is_overdue for one in section.lines]
    assert shown == [True, False, False, False, False]
    assert section.overdue == Decimal(4)
