"""A dated history: for any date exactly one holder or none."""

import random
from datetime import date, timedelta

import pytest

from crm_clientfile.tools.periods import (
    Period,
    before,
    fill,
    holder_at,
    overlay,
    subtract,
)

FIRST = date(2024, 1, 1)
DAYS = 60
HOLDERS = ("Camille", "Nadia", "Hugo", None)


def day(number):
    return FIRST + timedelta(days=number)


def period(start, end, holder, key=None):
    return Period(day(start), None if end is None else day(end), holder, key)


def holders(history):
    """The holders of each day: a list that any history must keep at one or none."""
    return [
        [one.holder for one in history if day(number) in one]
        for number in range(-1, DAYS + 2)
    ]


def one_each(history):
    every = holders(history)
    assert all(len(found) <= 1 for found in every)
    return [found[0] if found else None for found in every]


def draw_period(chance):
    start = chance.randrange(DAYS)
    end = chance.choice((None, start + chance.randint(1, DAYS - start)))
    return period(start, end, chance.choice(HOLDERS), object())


def draw_history(chance, operations=12):
    history = []
    for _turn in range(chance.randrange(operations)):
        history = overlay(history, draw_period(chance))
    return history


def test_period_ends_after_it_begins():
    with pytest.raises(ValueError):
        period(3, 3, "Camille")
    with pytest.raises(ValueError):
        period(3, 2, "Camille")


def test_day_of_the_end_belongs_to_the_next():
    history = [period(0, 5, "Camille"), period(5, None, "Nadia")]
    assert holder_at(history, day(4)) == "Camille"
    assert holder_at(history, day(5)) == "Nadia"
    assert holder_at(history, day(-1)) is None


def test_open_period_holds_for_ever():
    assert holder_at([period(0, None, "Camille")], date.max) == "Camille"


def test_change_of_today_closes_what_was_open():
    history = overlay([period(0, None, "Camille", 1)], period(9, None, "Nadia"))
    assert history == [period(0, 9, "Camille", 1), period(9, None, "Nadia")]


def test_second_change_of_a_day_replaces_the_first():
    history = [period(0, 9, "Camille"), period(9, None, "Nadia")]
    assert overlay(history, period(9, None, "Hugo")) == [
        period(0, 9, "Camille"),
        period(9, None, "Hugo"),
    ]


def test_back_dated_period_splits_the_one_it_falls_in():
    history = overlay([period(0, None, "Camille", 1)], period(5, 9, "Nadia"))
    assert history == [
        period(0, 5, "Camille", 1),
        period(5, 9, "Nadia"),
        period(9, None, "Camille", 1),
    ]


def test_back_dated_change_replaces_what_came_after():
    history = [period(0, 5, "Camille"), period(5, 9, "Nadia"), period(12, None, "Hugo")]
    assert overlay(history, period(4, None, "Nadia", 7)) == [
        period(0, 4, "Camille"),
        period(4, None, "Nadia", 7),
    ]


def test_gap_is_filled_without_touching_its_neighbours():
    history = [period(0, 5, "Camille"), period(9, None, "Nadia")]
    assert overlay(history, period(5, 9, "Hugo")) == [
        period(0, 5, "Camille"),
        period(5, 9, "Hugo"),
        period(9, None, "Nadia"),
    ]


def test_period_without_holder_leaves_a_gap():
    history = overlay([period(0, None, "Camille")], period(5, 9, None))
    assert history == [period(0, 5, "Camille"), period(9, None, "Camille")]


@pytest.mark.parametrize(
    "other, left",
    [
        ((0, 3), [(3, 9)]),
        ((3, 5), [(5, 9)]),
        ((4, 6), [(3, 4), (6, 9)]),
        ((6, None), [(3, 6)]),
        ((0, None), []),
        ((3, 9), []),
        ((9, 12), [(3, 9)]),
        ((0, 2), [(3, 9)]),
    ],
)
def test_parts_outside_another_period_are_left(other, left):
    parts = subtract(period(3, 9, "Camille"), period(*other, "Nadia"))
    assert parts == [period(*bounds, "Camille") for bounds in left]


def test_history_before_a_day_ends_there():
    history = [period(0, 5, "Camille"), period(5, None, "Nadia")]
    assert before(history, day(5)) == [period(0, 5, "Camille")]
    assert before(history, day(7)) == [period(0, 5, "Camille"), period(5, 7, "Nadia")]
    assert before(history, day(0)) == []


def test_any_operations_leave_one_holder_or_none_for_each_day():
    for seed in range(500):
        chance = random.Random(seed)
        history = []
        expected = one_each(history)
        for _turn in range(20):
            new = draw_period(chance)
            history = overlay(history, new)
            expected = [
                new.holder if day(number) in new else known
                for number, known in enumerate(expected, start=-1)
            ]
            assert one_each(history) == expected
            assert history == sorted(history, key=lambda one: one.start)


def test_filling_completes_and_never_changes_what_is_known():
    for seed in range(500):
        chance = random.Random(seed)
        known, other = draw_history(chance), draw_history(chance)
        pairs = zip(one_each(known), one_each(other), strict=True)
        expected = [first or second for first, second in pairs]
        assert one_each(fill(known, other)) == expected


def test_cutting_keeps_the_days_before_and_no_others():
    for seed in range(300):
        chance = random.Random(seed)
        history, limit = draw_history(chance), chance.randrange(DAYS)
        expected = [
            holder if number < limit else None
            for number, holder in enumerate(one_each(history), start=-1)
        ]
        assert one_each(before(history, day(limit))) == expected


def test_parts_keep_the_row_they_come_from():
    for seed in range(200):
        chance = random.Random(seed)
        history, new = draw_history(chance), draw_period(chance)
        rows = {one.key: one.holder for one in (*history, new)}
        assert all(rows[one.key] == one.holder for one in overlay(history, new))
