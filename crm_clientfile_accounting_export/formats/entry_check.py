"""What every format asks of an entry before it is written."""

from collections.abc import Iterator

from .entry import ZERO, Entry, Line
from .problem import WARNING, BadValue, Problem
from .record import Record
from .tally import unbalanced


class EntryCheck:
    """Looks at each entry of an export in turn.

    It remembers the references, as cut, of formats that cut them: two documents of a
    journal that become one there would be one document for the accountant.

    :param record: that of the lines
    :param referring: the one that has the reference
    :param scope: what else tells two documents with the same reference apart
    """

    def __init__(self, record: Record, referring: Record, scope: tuple[str, ...]):
        self._record = record
        self._scope = scope
        cut = [field.name for field in referring.fields if _is_cut(field)]
        self._name = cut[0] if cut else ""
        self._codec = referring.codec_of(self._name) if cut else None
        self._get_reference = referring.values.get(self._name)
        self._references: dict[tuple, str] = {}

    def problems(
        self,
        entries: list[Entry],
        groups: list[list[Line]],
        written: list[list[Line]],
    ) -> Iterator[Iterator[Problem]]:
        """For each entry everything that keeps its lines out of the file.

        ``groups`` has the lines of each, ``written`` the same and those between them
        that say more about one.
        """
        are_sound = self._are_sound(entries, written)
        for entry, lines, texts in zip(entries, groups, written, strict=True):
            yield self._problems_of(entry, lines, () if are_sound else texts)

    def _are_sound(self, entries, written):
        """Whether each value of these entries can be written."""
        try:
            self._record.texts(entries, written)
        except BadValue:
            return False
        return True

    def _problems_of(self, entry, lines, doubtful):
        debit = sum((line.debit for line in lines), ZERO)
        credit = sum((line.credit for line in lines), ZERO)
        if debit != credit:
            yield unbalanced(entry, debit, credit)
        if not lines:
            yield Problem("zero_entry", entry.name, entry.number, level=WARNING)
        bad = list(self._record.diagnose(entry, doubtful)) if doubtful else []
        yield from bad or self._clash(entry)

    def _clash(self, entry):
        """The problem of a reference that another one became too."""
        if not self._codec:
            return
        reference = self._get_reference(entry)
        kept = self._codec.write(reference)
        key = (kept, *(getattr(entry, name) for name in self._scope))
        other = self._references.setdefault(key, reference)
        if other != reference:
            found = ("cut_clash", entry.name, entry.number, self._name, kept.strip())
            yield Problem(*found, {"other": other})


def _is_cut(field):
    return field.kind == "digits" or field.kind == "reference" and field.width
