from dataclasses import replace

from crm_clientfile_gdpr.tools.consent_chain import Record, stored_consent
from crm_clientfile_gdpr.tools.seal_chain import (
    START,
    Chain,
    salted_digest,
    seal_all,
    text_digest,
)


def record(number, **values):
    told = Record(
        consent_id=number,
        subject_key=f"key{number % 3}",
        company_id=1,
        purpose_id=2,
        channel="email",
        state="given",
        date="2026-03-02T10:00:00.000000",
        date_recorded="2026-03-02T10:00:01.000000",
        user_id=6,
        source="web",
        wording_id=4,
        wording_digest=text_digest("I agree"),
        evidence_digest=salted_digest("salt", ["a"]),
    )
    return replace(told, **values)


def stored(count=5):
    """Sealed records with their texts and evidence as they are."""
    records = [record(number) for number in range(1, count + 1)]
    seals = seal_all(0, START, records)
    return [
        stored_consent(position, seal, one, one.wording_digest, one.evidence_digest)
        for one, (_id, position, seal) in zip(records, seals, strict=True)
    ]


def again(row, **now):
    """The same row, where something it refers to is not what it was."""
    digests = {
        "wording_now": row.record.wording_digest,
        "evidence_now": row.record.evidence_digest,
    }
    return stored_consent(row.position, row.seal, row.record, **{**digests, **now})


def faults(rows, heads=None):
    chain = Chain(heads=heads or {})
    found = [*chain.check(rows), *chain.finish()]
    return [(one.kind, one.position) for one in found]


def changed(rows, place, **values):
    rows[place] = replace(rows[place], record=replace(rows[place].record, **values))
    return rows


def test_untouched_chain_has_no_fault():
    assert faults(stored()) == []


def test_empty_chain_has_no_fault():
    assert faults([]) == []


def test_each_changed_field_is_found_at_its_own_place():
    others = {"channel": None, "purpose_id": 9, "state": "withdrawn", "user_id": 7}
    others |= {"date": "2025-01-01T00:00:00.000000", "subject_key": "other"}
    for name, value in others.items():
        assert faults(changed(stored(), 2, **{name: value})) == [("changed", 3)]


def test_record_taken_out_leaves_a_gap():
    rows = stored()
    assert faults([*rows[:2], *rows[3:]]) == [("missing", 3)]


def test_many_records_taken_out_are_told_at_once():
    rows = stored(9)
    chain = Chain()
    [gap] = chain.check([rows[0], *rows[7:]])
    assert (gap.position, gap.until) == (2, 7)


def test_records_that_change_places_are_found():
    rows = stored()
    rows[1], rows[2] = (
        replace(rows[2], position=2),
        replace(rows[1], position=3),
    )
    assert {kind for kind, _position in faults(rows)} == {"changed"}


def test_end_cut_off_is_found_by_an_earlier_check():
    rows = stored()
    assert faults(rows[:3]) == []
    assert faults(rows[:3], {5: rows[4].seal}) == [("missing", 4)]


def test_chain_sealed_anew_is_found_by_an_earlier_check():
    head = {5: stored()[4].seal}
    records = [record(number, user_id=1) for number in range(1, 6)]
    rows = [
        stored_consent(position, seal, one, one.wording_digest, one.evidence_digest)
        for one, (_id, position, seal) in zip(
            records, seal_all(0, START, records), strict=True
        )
    ]
    assert faults(rows) == []
    assert faults(rows, head) == [("head", 5)]


def test_wording_changed_since_is_found():
    rows = stored()
    rows[0] = again(rows[0], wording_now=text_digest("I agree to all"))
    assert faults(rows) == [("wording", 1)]


def test_evidence_changed_is_found_and_erased_is_none():
    rows = stored()
    rows[0] = again(rows[0], evidence_now=None)
    rows[1] = again(rows[1], evidence_now=salted_digest("salt", ["b"]))
    assert faults(rows) == [("evidence", 2)]


def test_checking_in_parts_gives_the_same_result():
    rows = changed(stored(10), 6, state="refused")
    chain = Chain()
    found = [one for row in rows for one in chain.check([row])]
    assert [(one.kind, one.position) for one in found] == [("changed", 7)]


def test_two_evidences_alike_have_different_digests():
    assert salted_digest("a", ["x"]) != salted_digest("b", ["x"])
