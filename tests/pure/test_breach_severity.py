from decimal import Decimal

import pytest

from crm_clientfile_gdpr.tools.breach_severity import (
    Circumstances,
    level_of,
    score_of,
)

CASES = [
    # A parcel label thrown away, nobody can tell who it is.
    (Circumstances("simple", "negligible"), "0.25", "low"),
    # A list of customers sent to one wrong colleague.
    (Circumstances("simple", "maximum", "known"), "1.25", "low"),
    # Purchases on a page that everybody could read.
    (Circumstances("behaviour", "maximum", "unknown"), "2.5", "medium"),
    # Accounts stolen.
    (
        Circumstances("financial", "maximum", "unknown", is_malicious=True),
        "4.0",
        "very_high",
    ),
    # Health data lost for good, without a leak.
    (Circumstances("sensitive", "significant", availability="lost"), "3.5", "high"),
    # All at its worst.
    (
        Circumstances("sensitive", "maximum", "unknown", "lost", "lost", True),
        "6.0",
        "very_high",
    ),
]


@pytest.mark.parametrize(("told", "score", "level"), CASES)
def test_score_and_level_are_those_of_the_method(told, score, level):
    assert score_of(told) == Decimal(score)
    assert level_of(score_of(told)) == level


def test_each_circumstance_adds_to_the_score():
    least = score_of(Circumstances("simple", "limited"))
    worse = [
        Circumstances("behaviour", "limited"),
        Circumstances("simple", "significant"),
        Circumstances("simple", "limited", "known"),
        Circumstances("simple", "limited", integrity="recoverable"),
        Circumstances("simple", "limited", availability="temporary"),
        Circumstances("simple", "limited", is_malicious=True),
    ]
    assert all(score_of(told) > least for told in worse)
