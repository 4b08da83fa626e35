import dataclasses
import random
from datetime import date, timedelta
from decimal import Decimal

from crm_clientfile.tools.reminder_level import (
    Account,
    Item,
    Level,
    Terms,
    decide,
)

TODAY = date(2026, 6, 30)
LEVELS = (
    Level("courteous", 7),
    Level("firm", 21, has_interest=True, has_indemnity=True),
    Level("formal", 35, has_interest=True, has_indemnity=True),
)
TERMS = Terms(rate=Decimal(10), indemnity=Decimal(40), gap=7)


def item(key, days, amount="100", **values):
    amount = Decimal(amount)
    values = {"currency": "EUR", "company_residual": amount, "invoice": key, **values}
    return Item(key, TODAY - timedelta(days=days), residual=amount, **values)


def account(*items, **values):
    balance = sum((one.company_residual for one in items), Decimal(0))
    return Account(items, **{"balance": balance, **values})


def decided(*items, **values):
    return decide(account(*items, **values), LEVELS, TERMS, TODAY)


def test_first_level_is_due_on_its_day():
    assert decided(item("a", 6)) is None
    assert decided(item("a", 7)).level.key == "courteous"


def test_very_late_invoice_starts_with_the_first_level():
    assert decided(item("a", 300)).level.key == "courteous"


def test_next_level_waits_for_its_day():
    assert decided(item("a", 20, reached=7)) is None
    assert decided(item("a", 21, reached=7)).level.key == "firm"


def test_level_follows_the_oldest_and_names_all():
    decision = decided(item("old", 40, reached=21), item("new", 1))
    assert decision.level.key == "formal"
    assert [line.item.key for line in decision.lines] == ["old", "new"]


def test_newer_invoice_waits_while_the_oldest_has_a_level_left():
    assert decided(item("old", 15, reached=7), item("new", 8)) is None


def test_oldest_without_a_level_left_lets_the_next_go_on():
    decision = decided(item("old", 90, reached=35), item("new", 8))
    assert decision.level.key == "courteous"
    assert [line.item.key for line in decision.lines] == ["new"]


def test_all_levels_had_is_no_reminder():
    assert decided(item("a", 300, reached=35)) is None


def test_due_today_is_not_overdue():
    decision = decided(item("late", 7), item("today", 0))
    assert [line.item.key for line in decision.lines] == ["late"]


def test_disputed_oldest_is_left_out_and_the_next_decides():
    decision = decided(item("old", 40, pause="dispute"), item("new", 8))
    assert (decision.level.key, decision.reason) == ("courteous", "")
    assert [line.item.key for line in decision.lines] == ["new"]


def test_only_disputed_invoices_say_so():
    assert decided(item("a", 40, pause="dispute")).reason == "dispute"
    assert decided(item("a", 40, pause="promise")).reason == "promise"


def test_pause_of_the_customer_comes_before_all():
    assert decided(item("a", 40), pause="pause", balance=Decimal(-1)).reason == "pause"


def test_customer_in_credit_is_not_reminded():
    assert decided(item("a", 40), balance=Decimal(0)).reason == "credit"


def test_credit_that_covers_the_overdue_says_so():
    decision = decided(item("a", 40), item("b", -20), credits={"EUR": Decimal(100)})
    assert decision.reason == "credit"


def test_credit_reduces_what_is_claimed():
    decision = decided(item("a", 40), credits={"EUR": Decimal("30.50")})
    (line,) = decision.lines
    assert (line.remaining, line.deducted) == (Decimal("69.50"), Decimal("30.50"))


def test_days_between_two_reminders_are_kept():
    assert decided(item("a", 40), last=TODAY - timedelta(days=6)).reason == "gap"
    assert decided(item("a", 40), last=TODAY - timedelta(days=7)).reason == ""


def test_small_amounts_are_left_out():
    levels = [Level("courteous", 7, minimum=Decimal(15))]
    small = decide(account(item("a", 40, "14.99")), levels, TERMS, TODAY)
    enough = decide(account(item("a", 40, "15")), levels, TERMS, TODAY)
    assert (small.reason, enough.reason) == ("minimum", "")


def test_indemnity_is_claimed_once_an_invoice():
    first = item("a", 40, reached=7, invoice="INV/1")
    second = item("b", 30, reached=7, invoice="INV/1")
    entry = item("c", 30, reached=7, invoice=None)
    decision = decided(first, second, entry)
    assert [line.indemnity for line in decision.lines] == [40, 0, 0]


def test_private_customer_owes_neither_interest_nor_indemnity():
    decision = decided(
        item("a", 40, reached=7), is_business=False, is_indemnified=False
    )
    (line,) = decision.lines
    assert (line.interest, line.indemnity) == (0, 0)


def test_courteous_level_claims_nothing_more():
    (line,) = decided(item("a", 40)).lines
    assert (line.interest, line.indemnity) == (0, 0)


def test_interest_is_also_known_in_the_currency_of_the_company():
    dollars = item("a", 73, "200", reached=7, currency="USD")
    dollars = dataclasses.replace(dollars, company_residual=Decimal(100))
    (line,) = decided(dollars).lines
    assert (line.interest, line.company_interest) == (Decimal("4.00"), Decimal("2.00"))


def test_random_histories_never_skip_or_repeat_a_level():
    chance = random.Random(11)
    for _history in range(300):
        reached, last, had = {}, None, []
        start = TODAY - timedelta(days=120)
        dues = {key: start + timedelta(days=chance.randint(0, 60)) for key in "abc"}
        for day in range(150):
            today = start + timedelta(days=day)
            items = [
                Item(
                    key,
                    due,
                    "EUR",
                    Decimal(10),
                    Decimal(10),
                    reached=reached.get(key, 0),
                )
                for key, due in dues.items()
                if chance.random() < 0.9
            ]
            decision = decide(account(*items, last=last), LEVELS, TERMS, today)
            if not decision or decision.reason or chance.random() < 0.5:
                continue
            assert last is None or (today - last).days >= TERMS.gap
            oldest = decision.lines[0].item
            delays = [level.delay for level in LEVELS]
            before = delays.index(decision.level.delay)
            earlier = delays[before - 1] if before else 0
            assert any(line.item.reached == earlier for line in decision.lines)
            assert (today - oldest.due).days >= decision.level.delay
            for line in decision.lines:
                assert (line.item.key, decision.level.delay) not in had
                had.append((line.item.key, decision.level.delay))
                reached[line.item.key] = decision.level.delay
            last = today
