"""Analytic sections where a format has one for each line, or one plan."""

from collections.abc import Iterator

from .amounts import CENT
from .entry import ZERO, Entry, Line
from .problem import WARNING, Problem


def first_plan(lines: list[Line]) -> list[Line]:
    """The lines with the sections of their first plan only."""
    return [
        line._replace(analytic=_of_first_plan(line)) if line.analytic else line
        for line in lines
    ]


def without_sections(lines: list[Line]) -> list[Line]:
    """The lines with no section."""
    return [line._replace(analytic=()) if line.analytic else line for line in lines]


def lost_sections(entry: Entry, lines: list[Line]) -> Iterator[Problem]:
    """A warning for each line of which sections are not written."""
    kept = {part.section for line in lines for part in line.analytic}
    for line in entry.lines:
        lost = [part.section for part in line.analytic if part.section not in kept]
        if lost and line.debit != line.credit:
            yield Problem(
                "analytic_lost",
                entry.name,
                entry.number,
                "analytic",
                ", ".join(lost),
                level=WARNING,
            )


def split_sections(lines: list[Line]) -> list[Line]:
    """Lines with one analytic section at most: one that has several becomes several.

    Only the first plan counts. What is not distributed stays on a line without section.
    """
    if not any(line.analytic for line in lines):
        return lines
    return [part for line in lines for part in _split_line(line)]


def _split_line(line):
    if not line.analytic:
        return [line]
    parts = [one for one in _of_first_plan(line) if one.amount]
    balance = line.debit - line.credit
    rest = balance - sum((one.amount for one in parts), ZERO)
    pieces = [(one.amount, (one,)) for one in parts] + ([(rest, ())] if rest else [])
    if len(pieces) < 2 or any(amount * balance < 0 for amount, _sections in pieces):
        return [line._replace(analytic=tuple(parts[:1]))]
    return _share_currency(line, balance, pieces)


def _share_currency(line, balance, pieces):
    """The pieces as lines; the last takes what rounding left of the foreign amount."""
    left, lines = line.amount_currency, []
    for amount, analytic in pieces:
        is_last = len(lines) == len(pieces) - 1
        foreign = (line.amount_currency * amount / balance).quantize(CENT)
        foreign = left if is_last else foreign
        left -= foreign
        lines.append(
            line._replace(
                debit=max(amount, ZERO),
                credit=max(-amount, ZERO),
                amount_currency=foreign,
                analytic=analytic,
            )
        )
    return lines


def _of_first_plan(line):
    return tuple(one for one in line.analytic if one.plan == line.analytic[0].plan)
