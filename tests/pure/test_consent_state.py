from datetime import datetime, timedelta

import pytest

from crm_clientfile_gdpr.tools.consent_state import Entry, consent_at, is_opposed_at

NOON = datetime(2024, 2, 29, 12)
LATER = NOON + timedelta(seconds=1)
OFFERS, NEWS = 1, 2


def said(*entries):
    return [Entry(*entry) for entry in entries]


def test_who_was_never_asked_has_not_consented():
    assert consent_at([], OFFERS, "email", NOON) is None


def test_consent_counts_from_its_very_second_on():
    told = said(("given", NOON, OFFERS, "email"))
    assert consent_at(told, OFFERS, "email", NOON) == "given"
    assert consent_at(told, OFFERS, "email", NOON - timedelta(seconds=1)) is None


@pytest.mark.parametrize(("purpose", "channel"), [(NEWS, "email"), (OFFERS, "sms")])
def test_consent_is_for_its_purpose_and_channel_only(purpose, channel):
    told = said(("given", NOON, OFFERS, "email"))
    assert consent_at(told, purpose, channel, LATER) is None


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_answers_at_once_the_one_that_protects_counts(order):
    told = said(("given", NOON, OFFERS, "email"), ("withdrawn", NOON, OFFERS, "email"))
    assert consent_at(told[::order], OFFERS, "email", NOON) == "withdrawn"


def test_withdrawal_of_everything_ends_each_consent():
    told = said(
        ("given", NOON, OFFERS, "email"),
        ("given", NOON, NEWS, "sms"),
        ("withdrawn", LATER, None, None),
    )
    assert consent_at(told, OFFERS, "email", LATER) == "withdrawn"
    assert consent_at(told, NEWS, "sms", LATER) == "withdrawn"
    assert consent_at(told, NEWS, "sms", NOON) == "given"


def test_consent_given_anew_counts_after_a_withdrawal():
    told = said(("withdrawn", NOON, OFFERS, "email"), ("given", LATER, OFFERS, "email"))
    assert consent_at(told, OFFERS, "email", LATER) == "given"


def test_state_on_a_leap_day_is_found_in_the_past():
    told = said(
        ("given", datetime(2024, 2, 28), OFFERS, "post"),
        ("withdrawn", datetime(2024, 3, 1), OFFERS, "post"),
    )
    assert consent_at(told, OFFERS, "post", NOON) == "given"


def test_opposition_stands_against_a_later_consent():
    told = said(("opposed", NOON), ("given", LATER, OFFERS, "email"))
    assert is_opposed_at(told, OFFERS, "email", LATER)


def test_opposition_to_one_channel_leaves_the_others():
    told = said(("opposed", NOON, None, "phone"))
    assert is_opposed_at(told, OFFERS, "phone", NOON)
    assert not is_opposed_at(told, OFFERS, "email", NOON)


def test_only_what_is_as_wide_lifts_an_opposition():
    told = said(("opposed", NOON), ("lifted", LATER, None, "email"))
    assert is_opposed_at(told, OFFERS, "email", LATER)
    told = said(("opposed", NOON, None, "email"), ("lifted", LATER))
    assert not is_opposed_at(told, OFFERS, "email", LATER)


def test_lifting_at_the_same_instant_lifts_nothing():
    told = said(("lifted", NOON), ("opposed", NOON))
    assert is_opposed_at(told, OFFERS, "email", NOON)


def test_opposition_after_it_was_lifted_stands_again():
    told = said(
        ("opposed", NOON),
        ("lifted", LATER),
        ("opposed", LATER + timedelta(days=1)),
    )
    assert not is_opposed_at(told, OFFERS, "email", LATER)
    assert is_opposed_at(told, OFFERS, "email", LATER + timedelta(days=1))
