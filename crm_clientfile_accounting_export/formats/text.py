"""How a text becomes one that a file may hold, by one published table.

Accounting software reads one byte for each character, and rarely says which of
Windows-1252 and ISO 8859-15 it means; so what differs between them (``€``, ``œ``, curly
quotes, dashes) is always written in plain letters. Cyrillic follows resolution 55 of
the Cabinet of Ministers of Ukraine, 27 January 2010, to which the letters of Russian,
Belarusian, Serbian and Macedonian are added; Greek letters mostly stand for units.
Signs that nothing stands for, emoji first of all, are left out. A letter of another
script is refused: nothing ever becomes a question mark.
"""

import re
import unicodedata
from functools import lru_cache

from .encodings import is_encodable, is_unicode
from .problem import BadValue

TYPOGRAPHY = (
    dict.fromkeys("‘’‚‛′´ʹʻʼʽ＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−－", "-")
    | dict.fromkeys("•·", "-")
    | {"‹": "<", "›": ">", "…": "...", "€": "EUR", "⁄": "/"}
    | {"œ": "oe", "Œ": "OE", "™": "TM", "№": "No", "‰": "0/00", "Ÿ": "Y"}
    | {"Š": "S", "š": "s", "Ž": "Z", "ž": "z", "ƒ": "f", "†": "+", "‡": "+"}
)
"""Written so in every file of one byte for each character."""

GREEK = [
    "a",
    "b",
    "g",
    "d",
    "e",
    "z",
    "i",
    "th",
    "i",
    "k",
    "l",
    "m",
    "n",
    "x",
    "o",
    "p",
    "r",
    "s",
    "t",
    "y",
    "f",
    "ch",
    "ps",
    "o",
]

LETTERS = (
    {"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ß": "ss", "ẞ": "SS", "ł": "l"}
    | {"Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH"}
    | {"ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "ng", "Ŋ": "NG"}
    | {"ə": "e", "Ə": "E", "¹": "1", "²": "2", "³": "3", "×": "x", "÷": "/"}
    | {"°": "o", "©": "(c)", "®": "(R)", "£": "GBP", "¥": "JPY", "¢": "c"}
    | {"§": "par.", "¶": "", "¿": "", "¡": "!", "µ": "u", "±": "+/-", "¬": "-"}
    | {"¦": "-", "¤": "", "¸": "", "¨": "", "¯": "", "≤": "<=", "≥": ">="}
    | {"₴": "UAH", "₽": "RUB", "₺": "TRY", "₹": "INR", "₪": "ILS", "₩": "KRW"}
    | {"→": "->", "←": "<-", "↔": "<->", "≈": "~", "≠": "<>", "ĸ": "k", "ŉ": "'n"}
    | {"Ω": "ohm", "∅": "diam.", "√": "rac.", "∞": "inf."}
    | dict(zip("αβγδεζηθικλμνξοπρστυφχψω", GREEK, strict=True))
    | dict(zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨ", map(str.title, GREEK), strict=False))
    | {"ς": "s"}
)
"""Written so where the encoding does not have them."""

CYRILLIC = (
    dict(zip("абвгґдезиіклмнопрстуфь", [*"abvhgdezyiklmnoprstuf", ""], strict=True))
    | {"є": "ie", "ж": "zh", "ї": "i", "й": "i", "х": "kh", "ц": "ts", "ч": "ch"}
    | {"ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
    | {"ё": "e", "ы": "y", "э": "e", "ъ": "", "ў": "u"}
    | {"ђ": "dj", "ѓ": "g", "ѕ": "dz", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c"}
    | {"ќ": "k", "џ": "dz", "ѐ": "e", "ѝ": "i"}
)
INITIALS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""At the start of a word."""

_WORD = re.compile(r"[\u0400-\u04ff]+(?:['\u02bc\u2019][\u0400-\u04ff]+)*")
_APOSTROPHE = re.compile("['\u02bc\u2019]")
_CYRILLIC = str.maketrans(CYRILLIC)
_TYPOGRAPHY = str.maketrans(TYPOGRAPHY)
_BLANK = frozenset(("Cc", "Zl", "Zp", "Zs"))
_UNSEEN = frozenset(("Cf", "Cs", "Co", "Cn"))
MOST_CHARACTERS = 5_000
_FIRST_PICTURE = 0x2190
_SIGN_KINDS = frozenset("PS")
_SIGNS = frozenset("=+-@")
_NUMBER = re.compile(r"[+\-]?[.,]?\d[\d\s.,]*%?")


def fit_text(text: str, encoding: str) -> str:
    """``text`` on one line, in ``encoding``; ``BadValue`` if a character has no place.

    >>> fit_text("Cœur d’Été – 5 €\\tn° 3 🎉", "cp1252")
    "Coeur d'Été - 5 EUR n° 3"
    >>> fit_text("Знам'янка, Згурський, ЩУКА, Її", "ascii")
    'Znamianka, Zghurskyi, SHCHUKA, Yii'
    >>> fit_text("東京", "cp1252")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    BadValue: ('bad_character', '東京')
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    try:
        words = [
            word if word.isascii() and word.isprintable() else _fit_word(word, encoding)
            for word in text.split()
        ]
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise BadValue("bad_character", text, character=character) from error
    return " ".join(" ".join(words).split())


@lru_cache(maxsize=20_000)
def _fit_word(word, encoding):
    fitted = unicodedata.normalize("NFC", word)
    if not is_unicode(encoding):
        fitted = _WORD.sub(lambda found: _latin(found[0]), fitted)
    return fitted.translate(_characters_of(encoding))


class _Characters(dict):
    """What characters become in an encoding, by their code, as ``translate`` asks."""

    def __init__(self, encoding):
        super().__init__()
        self._encoding = encoding

    def __missing__(self, code):
        text = chr(code)
        if not is_unicode(self._encoding):
            text = text.translate(_TYPOGRAPHY)
        fitted = "".join(_fit_character(one, self._encoding) for one in text)
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        self[code] = fitted
        return fitted


@lru_cache
def _characters_of(encoding):
    return _Characters(encoding)


def _fit_character(character, encoding):
    """The writing of one character; ``UnicodeEncodeError`` where it has none."""
    category = unicodedata.category(character)
    if category in _BLANK:
        return " "
    is_picture = category in ("So", "Sk") and ord(character) >= _FIRST_PICTURE
    if category in _UNSEEN or is_picture:
        return ""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _replace(character, encoding)
    return character


def _replace(character, encoding):
    if character in LETTERS:
        return LETTERS[character]
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(one for one in parts if unicodedata.category(one)[0] != "M")
    if plain != character:
        plain = plain.translate(_TYPOGRAPHY)
        return "".join(_fit_character(one, encoding) for one in plain)
    if unicodedata.category(character)[0] in _SIGN_KINDS:
        return ""
    return character.encode(encoding).decode(encoding)


def _latin(word):
    """A Cyrillic word in Latin letters, in capitals where it was."""
    letters = _APOSTROPHE.sub("", word)
    small = letters.lower()
    initial = INITIALS.get(small[0], "")
    rest = small[1:] if initial else small
    latin = initial + rest.replace("зг", "zgh").translate(_CYRILLIC)
    if len(letters) > 1 and letters.isupper():
        return latin.upper()
    return latin[:1].upper() + latin[1:] if letters[0].isupper() else latin


def fit_code(code: str, encoding: str) -> str:
    """``code`` itself, or ``BadValue``: a code written otherwise is another code.

    >>> fit_code("411ÉTÉ", "ascii")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    BadValue: ('bad_character', '411ÉTÉ')
    """
    if code.isascii() and code.isprintable() and code == code.strip():
        return code
    for character in code:
        try:
            character.encode(encoding)
        except UnicodeEncodeError as error:
            raise BadValue("bad_character", code, character=character) from error
        if not character.isprintable():
            raise BadValue("bad_character", code, character=repr(character)[1:-1])
    if code != code.strip():
        raise BadValue("bad_character", code, character=" ")
    return code


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet that opens the file might run ``text``.

    >>> [is_formula_like(one) for one in ("=1+1", "@SUM(A1)", "-12,50", "Été")]
    [True, True, False, False]
    """
    return text[:1] in _SIGNS and text != "" and not _NUMBER.fullmatch(text)


def protect(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet might run it.

    >>> protect("=1+1"), protect("'=1+1"), protect("Facture")
    ("'=1+1", "''=1+1", 'Facture')
    """
    return f"'{text}" if is_formula_like(text.lstrip("'")) else text


def unprotect(text: str) -> str:
    """What ``protect`` was given.

    >>> unprotect("'=1+1"), unprotect("'t Hof")
    ('=1+1', "'t Hof")
    """
    is_protected = text[:1] == "'" and is_formula_like(text.lstrip("'"))
    return text[1:] if is_protected else text


def plain_pattern(encoding: str, forbidden: str) -> re.Pattern:
    """Texts that ``fit_text`` and ``protect`` leave as they are, most of them.

    >>> plain = plain_pattern("cp1252", ";")
    >>> [bool(plain.fullmatch(one)) for one in ("Été 20 %", "a;b", "=1", "a  b")]
    [True, False, False, False]
    """
    letters = [chr(code) for code in range(0xC0, 0x100) if chr(code) not in "×÷"]
    accented = "".join(one for one in letters if is_encodable(one, encoding))
    others = "".join(set("#$%&'()*+,-./:;<=>?@[]^_{|}~") - set(forbidden))
    first = f"[A-Za-z0-9{accented}]"
    any_one = f"[A-Za-z0-9{accented}{re.escape(others)}]"
    return re.compile(f"{first}{any_one}*(?: {any_one}+)*")


def cut_start(text: str, width: int, encoding: str) -> str:
    """The first ``width`` bytes of ``text``, never half a character.

    >>> cut_start("Été", 3, "utf-8"), cut_start("Été", 3, "cp1252")
    ('Ét', 'Été')
    """
    if is_unicode(encoding):
        return text.encode(encoding)[:width].decode(encoding, "ignore").rstrip()
    return text[:width].rstrip()
