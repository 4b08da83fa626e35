"""Finds words about health, opinions, religion, unions, origin, sexual life, offences,
and insults, in notes in French, Dutch, Ukrainian and English.

It works on whole words, so that "cancel" is not "cancer", nor "juin" "juif"; it folds
accents and capitals. It warns and never decides: a word may stand there with reason.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .sensitive_lexicon import IGNORED, WORDS

_LETTERS = r"[^\W_]"
_WORD = re.compile(f"{_LETTERS}+")
# So many letters tell which entries may begin with a word.
_START = 3
# Within a Ukrainian word an apostrophe is a letter; elsewhere it parts words.
_APOSTROPHE = re.compile("(?<=[\u0400-\u04ff])['\u2019\u02bc](?=[\u0400-\u04ff])")
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}


@dataclass(frozen=True)
class Hit:
    """A word that was found: its kind, and how it stands in the text."""

    kind: str
    word: str


def fold(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, with the place of each in ``text``.

    >>> fold("Été")[0]
    'ete'
    """
    letters, places = [], []
    skipped = {match.start() for match in _APOSTROPHE.finditer(text)}
    for place, letter in enumerate(text):
        if place in skipped:
            continue
        for one in _plain(letter):
            letters.append(one)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _plain(letter):
    small = _LIGATURES.get(letter.lower(), letter.lower())
    parts = unicodedata.normalize("NFKD", small)
    return "".join(one for one in parts if not unicodedata.combining(one))


def find_sensitive(
    text: str, added: Iterable[tuple[str, str]] = (), ignored: Iterable[str] = ()
) -> list[Hit]:
    """What is found in ``text``, each word once, in its order.

    ``added``: pairs of a word and its kind; ``ignored``: words that are harmless here.

    >>> find_sensitive("Il est malade, rappeler en juin pour cancel")
    [Hit(kind='health', word='malade')]
    >>> find_sensitive("Client juif", ignored=["juif"])
    []
    """
    finder = _finder(tuple(added), tuple(ignored))
    folded, places = fold(text or "")
    words = list(_WORD.finditer(folded))
    hits, place = {}, 0
    while place < len(words):
        entry, kind = finder.longest(words, place)
        end = place + max(len(entry), 1)
        if kind:
            span = slice(places[words[place].start()], _end(places, words[end - 1]))
            hits.setdefault((kind, entry), Hit(kind, text[span]))
        place = end
    return list(hits.values())


class _Finder:
    """Entries, tuples of words, by what they begin with; the longest fits first."""

    def __init__(self, kinds):
        self.kinds = kinds
        self.by_start = {}
        for entry in sorted(kinds, key=lambda entry: (-len(entry), entry)):
            self.by_start.setdefault(entry[0].rstrip("*")[:_START], []).append(entry)

    def longest(self, words, place):
        """The entry that begins at a place, and its kind; nothing if there is none."""
        start = words[place].group()
        candidates = [
            entry
            for size in range(1, _START + 1)
            if size <= len(start)
            for entry in self.by_start.get(start[:size], ())
            if _fits(entry, words, place)
        ]
        entry = max(candidates, key=_weight, default=())
        return entry, self.kinds.get(entry)


def _weight(entry):
    """Of two that fit, the one with more words, then letters, then a whole word."""
    letters = "".join(entry)
    return len(entry), len(letters.rstrip("*")), not letters.endswith("*")


def _fits(entry, words, place):
    found = words[place : place + len(entry)]
    return len(found) == len(entry) and all(
        word.group().startswith(wanted[:-1])
        if wanted.endswith("*")
        else word.group() == wanted
        for wanted, word in zip(entry, found, strict=True)
    )


def _end(places, word):
    return places[word.end() - 1] + 1


@lru_cache(maxsize=32)
def _finder(added, ignored):
    kinds = dict(_default_entries())
    kinds |= {_entry(word): kind for word, kind in added}
    kinds |= dict.fromkeys(map(_entry, ignored))
    kinds.pop((), None)
    return _Finder(kinds)


def _default_entries():
    for kind, languages in WORDS.items():
        for words in languages.values():
            for word in words.split():
                yield _entry(word), kind
    for phrase in IGNORED.split():
        yield _entry(phrase), None


def _entry(word):
    """A word or phrase as it is compared: its folded words.

    >>> _entry("Arrêt maladie "), _entry("syndica*")
    (('arret', 'maladie'), ('syndica*',))
    """
    folded = fold(word)[0].replace("_", " ")
    return tuple(re.findall(rf"{_LETTERS}+\*?", folded))
