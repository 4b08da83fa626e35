"""Seals that make a list tamper-evident, without personal data in them.

Each seal is the SHA-256 of the seal before it and of a record, in canonical JSON. What
is personal is covered by a digest with a random salt that is kept, and erased, with it:
once that is gone, nothing leads from the chain back to anybody.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

START = "0" * 64


@dataclass(frozen=True)
class Sealed:
    """A record as it is stored, a dataclass whose first field is its id.

    ``now`` holds pairs by kind of what else the record covers: the digest that was
    sealed, and the one made anew; None where there is nothing any more to compare.
    """

    position: int
    seal: str
    record: object
    now: tuple[tuple[str, str | None, str | None], ...] = ()

    @property
    def record_id(self) -> int:
        return next(iter(vars(self.record).values()))


@dataclass(frozen=True)
class Finding:
    """Something is wrong at ``position``: see ``Chain`` for the kinds.

    What is missing may be many in a row, up to ``until``.
    """

    kind: str
    position: int
    record_id: int | None = None
    until: int | None = None


@dataclass
class Chain:
    """Checks sealed records, one after the other, in constant memory.

    ``missing``: no record has these positions; ``changed``: the record is not the one
    that was sealed; ``head``: an earlier check saw another seal here; any kind of
    ``Sealed.now``: what the record refers to was changed.

    >>> @dataclass(frozen=True)
    ... class Visit:
    ...     visit_id: int
    ...     day: str
    >>> visit = Visit(7, "2026-03-02")
    >>> list(Chain().check([Sealed(1, seal(START, visit), visit)]))
    []
    >>> list(Chain().check([Sealed(1, START, visit)]))
    [Finding(kind='changed', position=1, record_id=7, until=None)]
    """

    position: int = 0
    last: str = START
    heads: dict[int, str] = field(default_factory=dict)

    def check(self, stored: Iterable[Sealed]) -> Iterator[Finding]:
        for one in stored:
            yield from self._check_gap(one.position)
            if self.position != one.position - 1:
                # The seal before it is lost: what follows is checked from here on.
                self.last = None
            for kind in self._find_faults(one):
                yield Finding(kind, one.position, one.record_id)
            self.position, self.last = one.position, one.seal

    def finish(self) -> Iterator[Finding]:
        """What earlier checks saw beyond the last record."""
        yield from self._check_gap(max(self.heads, default=0) + 1)

    def _check_gap(self, position: int) -> Iterator[Finding]:
        first, until = self.position + 1, position - 1
        if first <= until:
            yield Finding("missing", first, until=until)

    def _find_faults(self, one: Sealed) -> Iterator[str]:
        if self.last is not None and one.seal != seal(self.last, one.record):
            yield "changed"
        if self.heads.get(one.position, one.seal) != one.seal:
            yield "head"
        for kind, sealed, found in one.now:
            if found != sealed:
                yield kind


def seal(previous: str, record: object) -> str:
    """The seal of ``record`` after the one with the seal ``previous``."""
    text = json.dumps(asdict(record), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def seal_all(
    position: int, previous: str, records: Iterable[object]
) -> Iterator[tuple[int, int, str]]:
    """Id, position and seal of each of ``records``, which follow ``position``."""
    for record in records:
        position += 1
        previous = seal(previous, record)
        yield Sealed(position, previous, record).record_id, position, previous


def text_digest(text: str) -> str:
    """SHA-256 of a text, to the letter."""
    return hashlib.sha256(text.encode()).hexdigest()


def salted_digest(salt: str, parts: Iterable[str]) -> str:
    """Digest of some texts: they cannot run into each other, nor be guessed.

    >>> salted_digest("s", ["ab", ""]) == salted_digest("s", ["a", "b"])
    False
    """
    text = json.dumps([salt, *parts], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
