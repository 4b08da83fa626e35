"""What a person said about being contacted, as it stood at a moment.

An entry is about one purpose and one channel, or about all of them where it names
none. A given consent always names both. Of entries of the same instant, the one that
protects the person counts. An opposition stands until it is lifted: a consent given
later does not end it.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

# The answers to "may we?"; of two of the same instant, the stronger one counts.
ANSWERS = {"given": 0, "refused": 1, "withdrawn": 2}


@dataclass(frozen=True)
class Entry:
    """One line of the history: ``purpose`` and ``channel`` None mean all."""

    state: str
    date: datetime
    purpose: Hashable = None
    channel: str | None = None

    def covers(self, purpose: Hashable, channel: str | None) -> bool:
        return self.purpose in (None, purpose) and self.channel in (None, channel)


def consent_at(
    entries: Iterable[Entry], purpose: Hashable, channel: str, moment: datetime
) -> str | None:
    """``given``, ``refused`` or ``withdrawn`` at ``moment``; None: never asked.

    >>> told = [
    ...     Entry("given", datetime(2026, 1, 5), 1, "email"),
    ...     Entry("withdrawn", datetime(2026, 3, 1)),
    ... ]
    >>> consent_at(told, 1, "email", datetime(2026, 2, 28))
    'given'
    >>> consent_at(told, 1, "email", datetime(2026, 3, 1))
    'withdrawn'
    """
    answers = [
        entry
        for entry in entries
        if entry.state in ANSWERS
        and entry.date <= moment
        and entry.covers(purpose, channel)
    ]
    if not answers:
        return None
    return max(answers, key=lambda one: (one.date, ANSWERS[one.state])).state


def is_opposed_at(
    entries: Iterable[Entry], purpose: Hashable, channel: str, moment: datetime
) -> bool:
    """Whether an opposition stands that nothing as wide has lifted since.

    >>> told = [
    ...     Entry("opposed", datetime(2026, 1, 5)),
    ...     Entry("lifted", datetime(2026, 2, 1), None, "post"),
    ... ]
    >>> is_opposed_at(told, 1, "post", datetime(2026, 3, 1))
    True
    """
    past = [entry for entry in entries if entry.date <= moment]
    lifts = [entry for entry in past if entry.state == "lifted"]
    return any(
        entry.covers(purpose, channel) and not _is_lifted(entry, lifts)
        for entry in past
        if entry.state == "opposed"
    )


def _is_lifted(opposition: Entry, lifts: list[Entry]) -> bool:
    return any(
        lift.date > opposition.date
        and lift.covers(opposition.purpose, opposition.channel)
        for lift in lifts
    )
