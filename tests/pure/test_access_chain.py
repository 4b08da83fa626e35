from dataclasses import replace

from crm_clientfile_gdpr.tools.access_chain import Record, stored_access
from crm_clientfile_gdpr.tools.seal_chain import START, Chain, salted_digest, seal_all


def stored(count=3):
    records = [
        Record(
            log_id=number,
            company_id=1,
            user_id=6,
            date="2026-03-02T10:00:00.000000",
            action="export",
            res_model="res.partner",
            record_count=number,
            digest=salted_digest("salt", ["why", "7"]),
        )
        for number in range(1, count + 1)
    ]
    return [
        stored_access(position, seal, one, one.digest)
        for one, (_id, position, seal) in zip(
            records, seal_all(0, START, records), strict=True
        )
    ]


def kinds(rows):
    return [(one.kind, one.position) for one in Chain().check(rows)]


def test_untouched_log_has_no_fault():
    assert kinds(stored()) == []


def test_each_changed_value_is_found():
    others = {"user_id": 7, "action": "proof", "record_count": 0, "company_id": 2}
    for name, value in others.items():
        rows = stored()
        record = replace(rows[1].record, **{name: value})
        rows[1] = stored_access(2, rows[1].seal, record, record.digest)
        assert kinds(rows) == [("changed", 2)]


def test_reason_changed_is_found_and_erased_is_none():
    rows = stored()
    rows[0] = stored_access(1, rows[0].seal, rows[0].record)
    changed = salted_digest("salt", ["other", "7"])
    rows[2] = stored_access(3, rows[2].seal, rows[2].record, changed)
    assert kinds(rows) == [("reason", 3)]
