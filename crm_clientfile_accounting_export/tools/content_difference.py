"""How what was exported of an entry differs from what it is now."""

from collections import Counter

ACCOUNT, LABEL, DEBIT, CREDIT = 0, 2, 3, 4
WAS, IS = "−", "+"


def describe_difference(was: str, now: str) -> str:
    """The lines that were exported and are gone, then those that are new.

    Both texts have a line for the entry, then one for each of its lines, fields parted
    by tabulators: account, partner, label, debit, credit and more.

    >>> was, now = "d\\n706\\t\\tBread\\t0\\t10", "d\\n706\\t\\tBread\\t0\\t12"
    >>> print(describe_difference(was, now))
    − 706 · Bread · 0 · 10
    + 706 · Bread · 0 · 12
    """
    old, new = _lines(was), _lines(now)
    told = [f"{WAS} {_say(line)}" for line in _rest(old, new)]
    told += [f"{IS} {_say(line)}" for line in _rest(new, old)]
    if not told and was != now:
        told = [f"{WAS} {_head(was)}", f"{IS} {_head(now)}"]
    return "\n".join(told)


def _lines(text):
    return text.split("\n")[1:]


def _rest(lines, others):
    return sorted((Counter(lines) - Counter(others)).elements())


def _say(line):
    fields = line.split("\t")
    told = [fields[place] for place in (ACCOUNT, LABEL, DEBIT, CREDIT)]
    return " · ".join(one for one in told if one)


def _head(text):
    return " · ".join(part for part in text.split("\n")[0].split("\t") if part)
