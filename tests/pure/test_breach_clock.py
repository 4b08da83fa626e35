from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_clientfile_gdpr.tools.breach_clock import clock_of, deadline_of, split

PARIS, UTC = ZoneInfo("Europe/Paris"), ZoneInfo("UTC")


def utc(*moment):
    """A moment of Paris, in UTC without a zone."""
    local = datetime(*moment, tzinfo=PARIS)
    return local.astimezone(UTC).replace(tzinfo=None)


def paris(moment):
    local = moment.replace(tzinfo=UTC).astimezone(PARIS)
    return local.strftime("%Y-%m-%d %H:%M")


def test_clock_put_forward_takes_no_hour_away():
    # Summer time begins on 29 March 2026: 72 hours end an hour later by the watch.
    end = deadline_of(utc(2026, 3, 27, 18, 0))
    assert paris(end) == "2026-03-30 19:00"


def test_clock_put_back_gives_no_hour():
    end = deadline_of(utc(2026, 10, 23, 18, 0))
    assert paris(end) == "2026-10-26 17:00"


def test_hours_count_over_a_weekend():
    assert deadline_of(datetime(2026, 5, 22, 17, 0)) == datetime(2026, 5, 25, 17, 0)


def test_last_second_is_in_time_and_the_next_is_late():
    aware = datetime(2026, 5, 4, 9, 30)
    end = deadline_of(aware)
    assert clock_of(aware, end) == "soon"
    assert clock_of(aware, end + timedelta(seconds=1)) == "late"
    assert clock_of(aware, end, told=end) == "in_time"
    assert clock_of(aware, end, told=end + timedelta(seconds=1)) == "late"


def test_a_day_is_the_limit_of_soon():
    aware = datetime(2026, 5, 4, 9, 30)
    day_before = deadline_of(aware) - timedelta(days=1)
    assert clock_of(aware, day_before) == "soon"
    assert clock_of(aware, day_before - timedelta(seconds=1)) == "running"


def test_span_is_split_into_days_hours_minutes():
    assert split(timedelta(hours=71, minutes=59, seconds=59)) == (2, 23, 59)
    assert split(timedelta(0)) == (0, 0, 0)
