"""What every format asks of an entry before it is written."""

from .entry import ZERO, Entry, Line
from .problem import WARNING, BadValue, Problem
from .record import Record
from .tally import unbalanced


class EntryCheck:
    """Looks at each entry of an export in turn.

    It remembers the references, as cut, of formats that cut them: two documents that
    become one there would be one document for the accountant.
    """

    def __init__(self, record: Record):
        self._record = record
        cut = [one for one in record.fields if one.kind == "reference" and one.width]
        self._cut = record.codec_of(cut[0].name) if cut else None
        self._get_reference = record.values.get(cut[0].name) if cut else None
        self._references: dict[str, str] = {}

    def problems(self, entry: Entry, lines: list[Line], written: list[Line]):
        """Everything that keeps ``lines`` of ``entry`` out of the file.

        ``written`` are the same and those between them that say more about one.
        """
        debit = sum((line.debit for line in lines), ZERO)
        credit = sum((line.credit for line in lines), ZERO)
        if debit != credit:
            yield unbalanced(entry, debit, credit)
        if not lines:
            yield Problem("zero_entry", entry.name, entry.number, level=WARNING)
        try:
            self._record.write(entry, written)
        except BadValue:
            yield from self._record.diagnose(entry, written)
        else:
            yield from self._clash(entry)

    def _clash(self, entry):
        """The problem of a reference that another one became too."""
        if not self._cut:
            return
        reference = self._get_reference(entry)
        kept = self._cut.write(reference)
        other = self._references.setdefault(kept, reference)
        if other != reference:
            params = {"other": other}
            yield Problem(
                "cut_clash", entry.name, entry.number, "piece", kept.strip(), params
            )
