"""Counts and sums of rows by what some of their columns say.

A tally is plain data that JSON can keep: ``{column: {value: [count, sum, …]}}``, the
column "" being all rows together; "+" has how many rows have more than nothing of each
measure. Values are compared as spreadsheets do, case aside.
"""

from collections.abc import Iterable, Sequence

ALL, POSITIVE = "", "+"
# A condition of a spreadsheet takes no longer text.
_LONGEST = 250


def tally_rows(rows: Iterable[Sequence], places, groups, measures) -> dict:
    """Count rows and add up ``measures`` by each of the columns in ``groups``.

    ``places`` are the indices of the columns by their keys; a measure that is not known
    counts as zero.

    >>> places = {"class": 0, "sold": 1}
    >>> tally_rows([["A", 2.0], ["a", 1.0]], places, ["class"], ["sold"])
    {'': {'': [2, 3.0]}, '+': {'sold': [2]}, 'class': {'A': [2, 3.0]}}
    """
    tally, spellings = {key: {} for key in (ALL, POSITIVE, *groups)}, {}
    sums = [places[key] for key in measures]
    labels = [(tally[key], places[key]) for key in groups]
    for row in rows:
        amounts = [row[place] or 0 for place in sums]
        _add(tally[ALL], ALL, amounts)
        for key, amount in zip(measures, amounts, strict=True):
            if amount > 0:
                _add(tally[POSITIVE], key, ())
        for found, place in labels:
            label = str(row[place] or "")[:_LONGEST]
            known = spellings.setdefault((place, label.casefold()), label)
            _add(found, known, amounts)
    return tally


def add_tallies(tallies: Iterable[dict]) -> dict:
    """The tally of all rows of which these are tallies of parts.

    >>> add_tallies([{"": {"": [2, 3.0]}}, {"": {"": [1, 0.5]}}])
    {'': {'': [3, 3.5]}}
    """
    total, spellings = {}, {}
    for tally in tallies:
        for key, found in tally.items():
            kept = total.setdefault(key, {})
            for label, (count, *amounts) in found.items():
                known = spellings.setdefault((key, label.casefold()), label)
                _add(kept, known, amounts, count)
    return total


def _add(found, label, amounts, count=1):
    kept = found.get(label)
    if kept is None:
        found[label] = [count, *amounts]
        return
    kept[0] += count
    for index, amount in enumerate(amounts, start=1):
        kept[index] += amount
