"""Whatever is written is read back, in every format and under every option."""

import random
from collections import Counter
from decimal import Decimal

import pytest
from accounting_entries import CONTEXT, golden_books
from accounting_random import random_entries

from crm_clientfile_accounting_export.formats import (
    Books,
    Tally,
    all_formats,
    line_format,
)

FORMATS = all_formats()
MOST_VARIANTS = 6


def variants(kind):
    """The default, and each other choice of each option alone."""
    yield {}
    for option in kind.options:
        if option.kind == "selection":
            others = [choice for choice, _label in option.choices]
            yield from ({option.code: one} for one in others if one != option.default)
        if option.kind == "boolean":
            yield {option.code: not option.default}


CASES = [
    pytest.param(kind, chosen, id="-".join([code, *map(repr, chosen.values())]))
    for code, kind in FORMATS.items()
    for chosen in variants(kind)
]


def written(made, entries):
    return b"".join(made.write(entries))


def normalised(made, entries):
    found = [made.normalise(entry) for entry in entries]
    return [entry for entry in found if entry is not None]


def in_order(made, entries):
    return entries if made.keeps_order else sorted(entries, key=repr)


def errors(made, books):
    return [one for one in made.problems(books) if one.level == "error"]


@pytest.mark.parametrize(("kind", "chosen"), CASES)
def test_random_entries_come_back_as_they_were_written(kind, chosen):
    made = kind(CONTEXT, **chosen)
    for seed in range(12):
        entries = random_entries(random.Random(seed), 8, made)
        assert errors(made, Books(entries)) == []
        found = list(made.read(written(made, entries)))
        assert in_order(made, found) == in_order(made, normalised(made, entries))


@pytest.mark.parametrize(("kind", "chosen"), CASES)
def test_entries_written_together_or_alone_are_the_same(kind, chosen, monkeypatch):
    made = kind(CONTEXT, **chosen)
    entries = random_entries(random.Random(5), 40, made)
    together = written(made, entries)
    monkeypatch.setattr(line_format, "BATCH", 1)
    assert written(kind(CONTEXT, **chosen), entries) == together


@pytest.mark.parametrize(("kind", "chosen"), CASES)
def test_what_is_read_back_writes_the_same_accounting(kind, chosen):
    """Dates, journals, accounts and amounts are never changed by a format."""
    made = kind(CONTEXT, **chosen)
    entries = random_entries(random.Random(7), 30, made)
    for entry in entries:
        found = made.normalise(entry)
        if found is not None:
            assert found.date == entry.date
            assert found.journal in (entry.journal, "")
            assert _by_side(found) == _by_side(entry)


def _by_side(entry):
    """Total of each side, whatever lines were joined or divided."""
    balances = [line.debit - line.credit for line in entry.lines]
    return (
        sum((one for one in balances if one > 0), Decimal(0)),
        sum((one for one in balances if one < 0), Decimal(0)),
    )


@pytest.mark.parametrize(("kind", "chosen"), CASES)
def test_tally_counts_what_is_read_back(kind, chosen):
    made, tally = kind(CONTEXT, **chosen), Tally()
    entries = random_entries(random.Random(3), 20, made)
    data = b"".join(made.write(entries, tally))
    found = list(made.read(data))
    lines = [line for entry in found for line in entry.lines]
    assert (tally.entries, tally.lines) == (len(found), len(lines))
    assert tally.debit == sum(line.debit for line in lines)
    assert tally.credit == tally.debit
    counted = {code: total.entries for code, total in tally.journals.items()}
    assert Counter(entry.journal for entry in found) in (counted, {"": len(found)})


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_golden_entries_have_no_problem(kind):
    made = kind(CONTEXT)
    assert errors(made, golden_books(made.kinds)) == []


STREAMED = {code: kind for code, kind in FORMATS.items() if kind.keeps_order}


@pytest.mark.parametrize("kind", STREAMED.values(), ids=STREAMED)
def test_writing_is_streamed_entry_by_entry(kind):
    made = kind(CONTEXT)
    seen = []

    def watched():
        for entry in random_entries(random.Random(1), 3_000, made):
            seen.append(entry.number)
            yield entry

    next(iter(made.write(watched())))
    assert len(seen) < 3_000


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_third_parties_and_accounts_beside_do_not_disturb_reading(kind):
    made = kind(CONTEXT)
    data = {}
    for file in made.files(golden_books(made.kinds), Tally()):
        data[file.name] = b"".join(file.chunks)
    found = list(made.read(data[made.file_name()]))
    expected = normalised(made, golden_books(made.kinds).entries)
    assert in_order(made, found) == in_order(made, expected)
