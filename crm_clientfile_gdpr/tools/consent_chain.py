"""What the seal of a consent covers; see ``seal_chain`` for the seals themselves.

A record names its person by a random key only, and its evidence by a salted digest.
"""

from dataclasses import dataclass

from .seal_chain import Sealed


@dataclass(frozen=True)
class Record:
    """What a seal covers; moments are ISO 8601 in UTC, ids are numbers."""

    consent_id: int
    subject_key: str
    company_id: int
    purpose_id: int | None
    channel: str | None
    state: str
    date: str
    date_recorded: str
    user_id: int
    source: str
    wording_id: int | None
    wording_digest: str | None
    evidence_digest: str | None


def stored_consent(position, seal, record, wording_now=None, evidence_now=None):
    """A consent as it is stored, with what it refers to as that is stored now.

    The digests of the text shown and of the evidence are made anew by the caller; None
    where there is nothing, or nothing any more: evidence may be erased.
    """
    now = [("wording", record.wording_digest, wording_now)]
    if evidence_now is not None:
        now.append(("evidence", record.evidence_digest, evidence_now))
    return Sealed(position, seal, record, tuple(now))
