"""Reconciliations as letters: A, B … Z, AA …, in software that has no room for numbers.

Odoo numbers its reconciliations through; Sage and Quadra letter them on each account.
"""

from collections import Counter

from .entry import Entry, Line

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(number: int) -> str:
    """The letters of the first, second … reconciliation of an account.

    >>> [letters_of(number) for number in (1, 26, 27, 702, 703)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    text = ""
    while number:
        number, place = divmod(number - 1, len(ALPHABET))
        text = ALPHABET[place] + text
    return text


class Letters:
    """Gives the reconciliations of each account and third party their letters.

    They follow the order in which they come first, so the same entries have the same.

    >>> get = Letters()
    >>> lines = [Line("411", third_party=who, letter=n) for who, n in
    ...          (("D", "8120"), ("D", "99"), ("E", "77"), ("D", "8120"), ("D", ""))]
    >>> [get(line, None) for line in lines]
    ['A', 'B', 'A', 'A', '']
    """

    def __init__(self):
        self._counts: Counter[tuple] = Counter()
        self._known: dict[tuple, str] = {}

    def __call__(self, line: Line, _entry: Entry | None) -> str:
        if not line.letter:
            return ""
        account = (line.account, line.third_party)
        key = (*account, line.letter)
        if key not in self._known:
            self._counts[account] += 1
            self._known[key] = letters_of(self._counts[account])
        return self._known[key]
