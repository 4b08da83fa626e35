"""Seals that make a list of consents tamper-evident, without personal data in them.

Each seal is the SHA-256 of the seal before it and of the record, in canonical JSON. A
record names its person by a random key only, and its evidence by a digest with a random
salt that is kept, and erased, with the evidence: once that is gone, nothing leads from
the chain back to anybody.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

START = "0" * 64


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


@dataclass(frozen=True)
class Sealed:
    """A record as it is stored, with what it refers to as that is stored now.

    The digests of the text shown and of the evidence are made anew by the caller; None
    where there is nothing, or nothing any more.
    """

    position: int
    seal: str
    record: Record
    wording_now: str | None = None
    evidence_now: str | None = None


@dataclass(frozen=True)
class Finding:
    """Something is wrong at ``position``: see ``Chain`` for the kinds.

    What is missing may be many in a row, up to ``until``.
    """

    kind: str
    position: int
    consent_id: int | None = None
    until: int | None = None


@dataclass
class Chain:
    """Checks sealed records, one after the other, in constant memory.

    ``missing``: no record has these positions; ``changed``: the record is not the one
    that was sealed; ``wording``: the text of the consent was changed since;
    ``evidence``: its evidence was; ``head``: an earlier check saw another seal here.

    >>> said = ("email", "given", "day", "day", 3, "web", 4, "w", "e")
    >>> record = Record(7, "a1", 1, 2, *said)
    >>> stored = Sealed(1, seal(START, record), record, "w", "e")
    >>> list(Chain().check([stored]))
    []
    >>> list(Chain().check([Sealed(1, START, record, "w", "e")]))
    [Finding(kind='changed', position=1, consent_id=7, until=None)]
    """

    position: int = 0
    last: str = START
    heads: dict[int, str] = field(default_factory=dict)

    def check(self, stored: Iterable[Sealed]) -> Iterator[Finding]:
        for one in stored:
            yield from self._check_gap(one.position)
            consent_id = one.record.consent_id
            if self.position != one.position - 1:
                # The seal before it is lost: what follows is checked from here on.
                self.last = None
            for kind in self._find_faults(one):
                yield Finding(kind, one.position, consent_id)
            self.position, self.last = one.position, one.seal

    def finish(self) -> Iterator[Finding]:
        """What earlier checks saw beyond the last record."""
        yield from self._check_gap(max(self.heads, default=0) + 1)

    def _check_gap(self, position: int) -> Iterator[Finding]:
        first, until = self.position + 1, position - 1
        if first <= until:
            yield Finding("missing", first, until=until)

    def _find_faults(self, one: Sealed) -> Iterator[str]:
        record = one.record
        if self.last is not None and one.seal != seal(self.last, record):
            yield "changed"
        if self.heads.get(one.position, one.seal) != one.seal:
            yield "head"
        if record.wording_digest != one.wording_now:
            yield "wording"
        if one.evidence_now not in (None, record.evidence_digest):
            yield "evidence"


def seal(previous: str, record: Record) -> str:
    """The seal of ``record`` after the one with the seal ``previous``."""
    text = json.dumps(asdict(record), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def seal_all(
    position: int, previous: str, records: Iterable[Record]
) -> Iterator[tuple[int, int, str]]:
    """Id, position and seal of each of ``records``, which follow ``position``."""
    for record in records:
        position += 1
        previous = seal(previous, record)
        yield record.consent_id, position, previous


def text_digest(text: str) -> str:
    """SHA-256 of a text, to the letter."""
    return hashlib.sha256(text.encode()).hexdigest()


def evidence_digest(salt: str, parts: Iterable[str]) -> str:
    """Digest of an evidence: parts cannot run into each other, nor be guessed.

    >>> evidence_digest("s", ["ab", ""]) == evidence_digest("s", ["a", "b"])
    False
    """
    text = json.dumps([salt, *parts], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
