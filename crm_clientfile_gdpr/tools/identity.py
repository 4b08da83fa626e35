"""Who a person is, and where a text names that person.

An identity is made of what people are told apart by: names, e-mails, phones, bank
accounts, numbers. Its expressions are written so that PostgreSQL and Python read them
alike: a database finds what may be about the person, :func:`mask` replaces it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from phonenumbers import national_significant_number, parse

MASK = "•••"
# What tells for sure who is meant; a name alone is for somebody to judge.
EXACT = ("email", "phone", "iban", "number")
KINDS = ("names", "emails", "phones", "ibans", "numbers", "places")
_SHORTEST_WORD = 3
_SHORTEST_NAME = 4
_BETWEEN_WORDS = r"(?:\W|_){1,3}"
_BETWEEN_DIGITS = r"[ .()/\u00a0\u202f-]{0,2}"
_TITLES = "m|mr|mme|mlle|madame|monsieur|mademoiselle|mrs|ms|dr|mevr|dhr|пан|пані"
_LATIN = (
    *range(0x41, 0x5B),
    *range(0x61, 0x7B),
    *range(0xC0, 0x250),
    *range(0x1E00, 0x1F00),
)
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Identity:
    """Normalised: e-mails in lower case, phones in E.164, accounts without spaces.

    ``places``: streets; nobody is searched by them, they are masked beside the name.
    """

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __bool__(self):
        return any((self.names, self.emails, self.phones, self.ibans, self.numbers))

    def __or__(self, other: "Identity") -> "Identity":
        return Identity(
            *(
                tuple(dict.fromkeys((*getattr(self, kind), *getattr(other, kind))))
                for kind in KINDS
            )
        )


def patterns_of(identity: Identity) -> dict[str, str]:
    """By kind (email, phone, iban, number, name) an expression; only kinds there are.

    >>> sorted(patterns_of(Identity(("Anne Roy",), ("a@b.fr",))))
    ['email', 'name']
    """
    found = {
        "email": [_email_pattern(email) for email in identity.emails],
        "phone": [_phone_pattern(phone) for phone in identity.phones],
        "iban": [_spaced_pattern(iban) for iban in identity.ibans],
        "number": [_spaced_pattern(number) for number in identity.numbers],
        "name": [
            pattern for name in identity.names for pattern in _name_patterns(name)
        ],
    }
    return {kind: _any_of(some) for kind, some in found.items() if some}


def coarse_patterns_of(identity: Identity) -> list[str]:
    """Expressions that a database reads fast; each text of the person fits one.

    More texts fit than are hers: :func:`kinds_in` tells which. Several short ones are
    read ten times faster than their union.

    >>> coarse_patterns_of(Identity(emails=("a.b@c.fr",)))
    ['a\\\\.b(?:@|%40)c\\\\.fr']
    """
    numbers = (*identity.ibans, *identity.numbers)
    words = (word for name in identity.names for word in _telling_parts(name))
    return [
        *map(_email_address, identity.emails),
        *(_BETWEEN_DIGITS.join(_national(phone)) for phone in identity.phones),
        *map(_spaced, numbers),
        *map(_word_pattern, dict.fromkeys(words)),
    ]


def kinds_in(text: str, identity: Identity) -> set[str]:
    """By what ``text`` names the person.

    >>> anne = Identity(("Anne Roy",), phones=("+33612345678",))
    >>> sorted(kinds_in("ROY Anne, (+33) 6.12.34.56.78", anne))
    ['name', 'phone']
    >>> kinds_in("Annette Royer", anne)
    set()
    """
    return {kind for kind, expression in _compiled(identity) if expression.search(text)}


def mask(text: str, identity: Identity) -> str:
    """``text`` without what names the person, its single names included.

    For a text that is known to be about the person. Tags and keys are left alone.

    >>> anne = Identity(("Anne Roy",), ("anne@roy.fr",))
    >>> mask("<p>Mme Roy (anne@roy.fr) rang</p>", anne)
    '<p>Mme ••• (•••) rang</p>'
    """
    for _kind, expression in _compiled(identity):
        text = expression.sub(MASK, text)
    word = _word_expression(identity.names, identity.places)
    return word.sub(MASK, text) if word else text


def _any_of(patterns):
    return "(?:" + "|".join(patterns) + ")"


def _email_pattern(email):
    address = _email_address(email)
    # Of a longer domain (example.com.au) it is another address.
    return rf"(?<![\w.+-]){address}(?![\w-])(?!\.[a-z]{{2,3}}(?!\w))"


def _email_address(email):
    local, _at, domain = email.rpartition("@")
    return f"{_literal(local)}(?:@|%40){_literal(domain)}"


def _national(e164):
    return national_significant_number(parse(e164))


def _phone_pattern(e164):
    national = _national(e164)
    country = str(parse(e164).country_code)
    spaced = _BETWEEN_DIGITS.join(national)
    prefix = _BETWEEN_DIGITS.join(country)
    trunk = rf"{_BETWEEN_DIGITS}(?:\(?0\)?{_BETWEEN_DIGITS})?"
    abroad = rf"(?:\+|00)?{_BETWEEN_DIGITS}{prefix}{trunk}"
    shortest = "0?" if len(national) > 7 else "0"
    return rf"(?<!\d)(?:{abroad}|{shortest}{_BETWEEN_DIGITS}){spaced}(?!\d)"


def _spaced_pattern(number):
    return rf"(?<!\w){_spaced(number)}(?!\w)"


def _spaced(number):
    return r"[ .-]?".join(re.escape(one) for one in number if one.isalnum())


def _name_patterns(name):
    parts = _parts(name)
    words = [_word_pattern(part) for part in parts]
    if len(words) < 2:
        return [rf"(?<!\w){words[0]}(?!\w)"] if len(parts[0]) >= _SHORTEST_NAME else []
    turned = [words[place:] + words[:place] for place in range(len(words))]
    orders = {_BETWEEN_WORDS.join(order): None for order in turned}
    initial = _letter_class(parts[0][0])
    for word, part in zip(words[1:], parts[1:], strict=True):
        if len(part) >= _SHORTEST_NAME:
            orders[f"(?:{_TITLES}|{initial}){_BETWEEN_WORDS}{word}"] = None
    return [rf"(?<!\w){order}(?!\w)" for order in orders]


def _parts(name):
    """The words of a name, without the titles before it."""
    every = _WORDS.findall(unicodedata.normalize("NFC", name)) or [name]
    titles = set(_TITLES.split("|"))
    untitled = list(dropwhile(lambda word: word.lower() in titles, every))
    return untitled or every


def _telling_parts(name):
    """The words of which each dressing of the name has one."""
    parts = _parts(name)
    later = [part for part in parts[1:] if len(part) >= _SHORTEST_NAME]
    return later or [max(parts, key=len)]


def _word_pattern(word):
    return "".join(map(_letter_class, unicodedata.normalize("NFC", word)))


def _letter_class(letter):
    base = _base(letter)
    variants = _variants().get(base)
    if not variants:
        return re.escape(letter.lower())
    return f"[{variants}][\u0300-\u036f]?"


def _base(letter):
    return unicodedata.normalize("NFKD", letter)[0].lower()


@lru_cache(maxsize=1)
def _variants():
    """Each Latin letter with all its accents, small and capital."""
    found = {}
    for code in _LATIN:
        letter = chr(code)
        base = _base(letter)
        if "a" <= base <= "z" and len(unicodedata.normalize("NFKD", letter)) < 4:
            found[base] = found.get(base, "") + letter
    return found


def _literal(text):
    return re.escape(text).replace(r"\-", "-")


@lru_cache(maxsize=64)
def _compiled(identity):
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE))
        for kind, pattern in patterns_of(identity).items()
    )


@lru_cache(maxsize=64)
def _word_expression(names, places):
    parts = [*places, *(part for name in names for part in _parts(name))]
    words = {_word_pattern(part): None for part in parts if len(part) >= _SHORTEST_WORD}
    if not words:
        return None
    return re.compile(
        rf"(?<![\w<])(?<!</){_any_of(words)}(?!\w|=\"|\":)", re.IGNORECASE
    )
