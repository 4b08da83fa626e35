"""Which one-byte encoding makes sense of some bytes: French, Dutch or Cyrillic.

Statistical detectors ask for pages of prose; a customer file holds names. So each
candidate decodes the words with non-ASCII letters and is judged by what people write:
no word mixes scripts, a capital does not follow a small letter, accents go with plain
letters, symbols do not stand inside words, and frequent letters are frequent.
"""

import re

CANDIDATES = (
    "cp1252",
    "cp1251",
    "koi8-u",
    "iso8859-15",
    "cp850",
    "mac_roman",
    "cp866",
)
BETWEEN_WORDS = re.compile(r"[\s\x00-\x40\x5b-\x60\x7b-\x7f’‘]+")
ACCENTS = frozenset("éèàçêëïôûîâùœñöüäáíóúÉÈÀÇÊÔÎ")
CYRILLIC = frozenset("оаиніетвсрклудпмяьОАИНІЕТВСРКЛУДПМЯЬ")
PUNCTUATION = "“”„«»–—…·•°№€£§©®™²³½¼¾ºª"


def guess_encoding(sample):
    """Name of the encoding under which ``sample`` (bytes) reads best.

    Ties go to the earlier candidate, Western Europe first.

    >>> guess_encoding("Société Générale; Hélène".encode("cp1252"))
    'cp1252'
    >>> guess_encoding("Товариство; Київ; вулиця Хрещатик".encode("cp1251"))
    'cp1251'
    >>> guess_encoding("Товариство; Київ; вулиця Хрещатик".encode("koi8-u"))
    'koi8-u'
    """
    return max(CANDIDATES, key=lambda name: _score_text(sample.decode(name, "replace")))


def _score_text(text):
    words = BETWEEN_WORDS.split(text)
    return sum(_score_word(word) for word in words if not word.isascii())


def _score_word(word):
    core = word.strip(PUNCTUATION)
    symbols = sum(not char.isalpha() for char in core)
    return -2 * symbols if symbols else _score_letters(core)


def _score_letters(letters):
    foreign = [char for char in letters if char > "\x7f"]
    if not foreign or len(letters) == 1:  # "à" and "в" prove nothing
        return 0
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in foreign)
    plain = len(letters) - len(foreign)
    is_mixed = cyrillic and (plain or cyrillic < len(foreign))
    is_bare = not cyrillic and not plain
    if is_mixed or is_bare or not _is_cased(letters):
        return -len(foreign)
    frequent = CYRILLIC if cyrillic else ACCENTS
    return sum(1 if char in frequent else 0.25 for char in foreign)


def _is_cased(word):
    """Whether a word is small, capital, or capital first."""
    return word.islower() or word.isupper() or word[1:].islower()
