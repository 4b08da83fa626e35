"""What the seal of an entry of the access log covers: who did what, and when.

Whom it was about, and why, is covered by a salted digest, and may be erased.
"""

from dataclasses import dataclass

from .seal_chain import Sealed


@dataclass(frozen=True)
class Record:
    """What a seal covers; moments are ISO 8601 in UTC, ids are numbers."""

    log_id: int
    company_id: int
    user_id: int
    date: str
    action: str
    res_model: str | None
    record_count: int
    digest: str


def stored_access(position, seal, record, digest_now=None):
    """An entry as it is stored; ``digest_now`` is None once its reason is erased."""
    now = () if digest_now is None else (("reason", record.digest, digest_now),)
    return Sealed(position, seal, record, now)
