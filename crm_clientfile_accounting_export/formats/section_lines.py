"""Formats in which the analytic sections of a line follow it, in lines of their own."""

from abc import abstractmethod
from itertools import chain

from .amounts import CENT
from .entry import ZERO, Analytic
from .field import Field
from .line_format import LineFormat
from .problem import BadValue, Problem, Unreadable
from .record import Record

SECTION_VALUES = {
    "plan": lambda part, _line: part.plan,
    "section": lambda part, _line: part.section,
    "percent": lambda part, line: share_of(part, line),
    "part": lambda part, line: part.amount if line.debit else -part.amount,
}
"""Of a part and its line; ``part`` is positive on the side of the line."""


def share_of(part, line):
    """How many percent of its line a part is."""
    return (part.amount * 100 / (line.debit - line.credit)).quantize(CENT)


class SectionLines(LineFormat):
    """The option ``analytic`` says whether sections are written.

    :cvar section_mark: what the text of a section starts with
    """

    section_mark = ""

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        self.sections = Record(self.section_columns(), self.dialect, SECTION_VALUES)

    @abstractmethod
    def section_columns(self) -> tuple[Field, ...]:
        """The fields of a section, after the mark."""

    def render(self, entries, groups):
        texts = super().render(entries, groups)
        if not self.chosen["analytic"]:
            return texts
        written = []
        for line, text in zip(chain.from_iterable(groups), texts, strict=True):
            written.append(text)
            parts = self.sections.texts([line], [line.analytic])
            written += [self.section_mark + one for one in parts]
        return written

    def entry_problems(self, entry, lines):
        if not self.chosen["analytic"]:
            return
        for line in lines:
            try:
                self.sections.texts([line], [line.analytic])
            except BadValue as bad:
                found = (bad.code, entry.name, entry.number, "section", bad.value)
                yield Problem(*found, bad.params)
            yield from unbalanced_plans(entry, line)

    def project(self, entry, lines):
        rows = super().project(entry, lines)
        for row, line in zip(rows, lines, strict=True):
            row["analytic"] = ()
            if self.chosen["analytic"]:
                for part in self.sections.project(line, line.analytic):
                    row["analytic"] += (_part_of(part, row["side"]),)
        return rows

    def rows(self, lines):
        last = None
        for number, text in lines:
            if text.startswith(self.section_mark):
                part = self.sections.parse(text.removeprefix(self.section_mark), number)
                if not last:
                    raise Unreadable(f"Line {number} belongs to no line of an entry.")
                last["analytic"] += (_part_of(part, last["side"]),)
            else:
                yield from (last,) if last else ()
                row = self.restore(self.record.parse(self.bare(text), number))
                last = row | {"analytic": ()}
        yield from (last,) if last else ()

    def bare(self, text: str) -> str:
        """The text of a line as the record wrote it."""
        return text


def _part_of(row, side):
    amount = row["part"] if side == "D" else -row["part"]
    return Analytic(row["section"], amount, row.get("plan", 1))


def unbalanced_plans(entry, line):
    """The plans whose sections do not add up to the line."""
    totals = {}
    for part in line.analytic:
        totals[part.plan] = totals.get(part.plan, ZERO) + part.amount
    amount = line.debit - line.credit
    for total in totals.values():
        if total != amount:
            found = ("analytic_unbalanced", entry.name, entry.number, "analytic")
            yield Problem(*found, str(total), {"amount": str(amount)})
