"""When a company calls a customer inactive, and how bad alerts are together."""

from datetime import date

import pytest

from crm_clientfile.tools.alerts import Alert, by_severity, worst_of
from crm_clientfile.tools.status_rules import (
    STATUS_OF,
    StatusFacts,
    StatusRules,
    months_before,
)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 10), 12, date(2025, 3, 10)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 2, 29), 48, date(2020, 2, 29)),
        (date(2026, 1, 31), 2, date(2025, 11, 30)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
    ],
)
def test_months_before_ends_with_short_months(day, months, expected):
    assert months_before(day, months) == expected


def test_no_months_make_nobody_inactive():
    assert StatusRules().inactive_until(date(2026, 3, 10)) is None


def test_at_risk_is_asked_before_vip_and_inactive():
    order = list(dict.fromkeys(STATUS_OF.values()))
    assert order == ["at_risk", "vip", "inactive", "active"]


def test_fall_is_told_in_percent_of_what_was():
    day = date(2026, 3, 10)
    assert StatusFacts("falling", day, revenue=60, revenue_before=100).fall == 40
    assert StatusFacts("falling", day, revenue=60, revenue_before=0).fall == 0


def test_worst_alert_comes_first_and_colours_all():
    alerts = [Alert(code, code, "", "") for code in ("info", "danger", "warning")]
    assert [one.code for one in by_severity(alerts)] == ["danger", "warning", "info"]
    assert worst_of(alerts) == "danger"
    assert worst_of([]) == ""
