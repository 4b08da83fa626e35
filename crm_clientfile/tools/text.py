"""How text is cleaned for storing and folded for comparing.

Cyrillic is written in Latin letters by the table of resolution 55 of the Cabinet of
Ministers of Ukraine, 27 January 2010 (https://zakon.rada.gov.ua/laws/show/55-2010-п),
to which the letters that only Russian has are added.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 40
"""How much of one word a key holds."""

# Control, zero-width, direction and annotation characters, non-characters, halves of
# surrogate pairs and tags: nothing a person sees, and some that PostgreSQL refuses.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)
_MARKS = re.compile(r"[\u0300-\u036f]")
_QUOTES_AND_DASHES = (
    dict.fromkeys("‘’‚‛′´ʹʻʼʽ＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−－", "-")
)
_PUNCTUATION = str.maketrans(_QUOTES_AND_DASHES)
_LATIN = str.maketrans(
    _QUOTES_AND_DASHES
    | {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ə": "e", "⁄": "/"}
)
# What French, Dutch and their neighbours write; none of it changes its neighbour.
_WESTERN = re.compile("[ -~À-ɏ]+")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_CYRILLIC_APOSTROPHE = re.compile(r"(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff])")
_CYRILLIC_INITIAL = re.compile(r"(?<![\u0400-\u04ff\u0301])[єїйюя]")
_INITIALS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфь", [*"abvhgdezyiklmnoprstuf", ""], strict=True))
    | {"є": "ie", "ж": "zh", "ї": "i", "й": "i", "х": "kh", "ц": "ts", "ч": "ch"}
    | {"ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
    | {"ё": "e", "ы": "y", "э": "e", "ъ": "", "ў": "u"}
)
# What is left after the accents are gone: letters of both scripts, quotes and dashes.
_REST = _LATIN | _CYRILLIC
_ACRONYM = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?")
_WORD = re.compile(r"[^\W_]+")
_SEPARATORS = re.compile(r"[\s.\-_/]+")


def word_set(listing: str) -> frozenset[str]:
    """The words of a listing written in the code.

    >>> sorted(word_set("un une"))
    ['un', 'une']
    """
    return frozenset(listing.split())


def clean(text) -> str:
    """``text`` as it may be stored: composed (NFC), without invisible characters.

    White space of any kind becomes one space, none at the ends. ``None`` and
    ``False`` give an empty text, any other value its writing.

    >>> clean(" Caf\\u0065\\u0301\\u00a0\\x00 de\\u200b la\\tGare ")
    'Café de la Gare'
    """
    if not isinstance(text, str):
        text = "" if text is None or text is False else str(text)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def fold(text) -> str:
    """``text`` for comparing: lower case, without accents, in Latin letters.

    Cyrillic is transliterated, typographic quotes and dashes become ' " and -.
    Other scripts are only case-folded.

    >>> fold("Cœur d’Été – Škoda & Søn, Straße")
    "coeur d'ete - skoda & son, strasse"
    >>> fold("Знам'янка, Згурський, Їжакевич")
    'znamianka, zghurskyi, yizhakevych'
    """
    text = clean(text)
    if text.isascii():
        return text.lower()
    if _WESTERN.fullmatch(text):
        return text.translate(_folded_letters())
    return _fold_any(text)


@lru_cache(maxsize=1)
def _folded_letters():
    """Each western letter as ``_fold_any`` folds it: the same answer in one pass."""
    letters = filter(_WESTERN.fullmatch, map(chr, range(0x250)))
    return str.maketrans(
        {letter: _fold_any(letter) for letter in letters if letter > " "}
    )


def _fold_any(text):
    text = unicodedata.normalize("NFKC", text.translate(_PUNCTUATION)).casefold()
    if _CYRILLIC_LETTER.search(text):
        text = _transliterate(text)
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return clean(text.translate(_REST))


def _transliterate(text):
    text = _CYRILLIC_APOSTROPHE.sub("", text).replace("зг", "zgh")
    text = _CYRILLIC_INITIAL.sub(lambda found: _INITIALS[found[0]], text)
    return text.translate(_CYRILLIC)


def is_cyrillic(text) -> bool:
    """Whether ``text`` holds a Cyrillic letter.

    >>> is_cyrillic("ТОВ Ромашка"), is_cyrillic("TOV Romashka")
    (True, False)
    """
    text = str(text)
    return not text.isascii() and _CYRILLIC_LETTER.search(text) is not None


def words(text) -> tuple[str, ...]:
    """The folded words of ``text`` in their order: runs of letters and digits.

    A dotted acronym is one word; apostrophes and hyphens separate.

    >>> words("S.A.R.L. L'Oréal-Paris")
    ('sarl', 'l', 'oreal', 'paris')
    """
    folded = fold(text)
    if "." in folded:
        folded = _ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", folded)
    return tuple(_WORD.findall(folded))


def compact(text) -> str:
    """An identifier in capitals without spaces, dots, dashes and slashes.

    >>> compact("be 0403.019.261")
    'BE0403019261'
    """
    if isinstance(text, str) and text.isascii() and text.isalnum():
        return text.upper()
    return _SEPARATORS.sub("", clean(text)).upper()


def fold_code(text) -> str:
    """A customer number for comparing: folded, without white space, cut like a word.

    >>> fold_code("C 00042")
    'c00042'
    """
    return fold(text).replace(" ", "")[:LONGEST_WORD]


def is_digits(text: str) -> bool:
    """Whether ``text`` is made of the digits 0 to 9 and nothing else.

    >>> is_digits("0042"), is_digits("٣"), is_digits("")
    (True, False, False)
    """
    return text.isdecimal() and text.isascii()
