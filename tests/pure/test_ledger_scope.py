from datetime import date, datetime

import pytest

from crm_clientfile.tools.ledger_scope import (
    EVERYTHING,
    Scope,
    decode_id,
    encode_id,
    read_scope,
    split_ids,
)

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)
OF_7 = ("entity_id", "in", [7])
OF_8 = ("entity_id", "in", {8})


def test_conditions_together_narrow():
    scope = read_scope(["&", OF_7, "&", ("date", ">=", MARCH), ("date", "<=", MAY)])
    assert scope == Scope(entities=frozenset([7]), date_from=MARCH, date_to=MAY)
    assert scope.is_narrow


def test_conditions_without_operator_hold_together():
    assert read_scope([OF_7, ("date", "<", MAY)]) == Scope(
        entities=frozenset([7]), date_to=MAY
    )


def test_alternatives_widen():
    both = read_scope(["|", OF_7, OF_8])
    assert both.entities == {7, 8}
    periods = ["|", ("date", "=", MARCH), ("date", "=", MAY)]
    assert read_scope(periods) == Scope(date_from=MARCH, date_to=MAY)


def test_alternative_without_limit_takes_all_limits_away():
    assert read_scope(["|", OF_7, ("name", "=", "x")]) == EVERYTHING
    assert not EVERYTHING.is_narrow


def test_contradiction_leaves_nobody():
    assert read_scope(["&", OF_7, OF_8]).entities == frozenset()


def test_what_is_denied_limits_nothing():
    assert read_scope(["!", OF_7]) == EVERYTHING
    assert read_scope(["&", "!", OF_7, OF_8]).entities == {8}
    assert read_scope([("entity_id", "not in", [7])]) == EVERYTHING


@pytest.mark.parametrize(
    "condition",
    [
        ("date", ">=", False),
        ("date", "in", []),
        ("date", "in", [False]),
        ("date", "like", "2026"),
        ("entity_id", "in", "SELECT 1"),
        ("entity_id", "=", False),
        (1, "=", 1),
        True,
    ],
)
def test_what_cannot_be_read_limits_nothing(condition):
    assert read_scope([condition]) == EVERYTHING


def test_days_may_be_moments_and_sets():
    assert read_scope([("date", ">", datetime(2026, 3, 1, 9))]).date_from == MARCH
    assert read_scope([("date", "in", {MARCH, MAY})]) == Scope(
        date_from=MARCH, date_to=MAY
    )


def test_an_end_alone_is_not_narrow():
    assert not read_scope([("date", "<=", MAY)]).is_narrow


def test_no_condition_is_everything():
    assert read_scope([]) == EVERYTHING


def test_ids_carry_their_branch():
    assert decode_id(encode_id(31, 2**40)) == (31, 2**40)
    assert split_ids([encode_id(1, 5), encode_id(1, 6), encode_id(0, 5)]) == {
        1: (5, 6),
        0: (5,),
    }
