"""What of a customer is compared with others, normalised once and stored as text.

A profile is one line of fields separated by tabs; values of a field by spaces. The
first field is the version of the form: profiles of another version are made anew.
"""

from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from .addresses import WAYS, city_words, street_words
from .emails import split_emails
from .identifiers import SIRENE_COUNTRIES
from .keys import Reachable, keys_of
from .names import name_words, person_words
from .text import LONGEST_WORD, clean, compact, is_digits

VERSION = "3"
TEXT = "?"
"""Starts a number that no rule of its country has confirmed."""

START = VERSION + "\t"
"""What each line of this version starts with."""
_LONGEST_TEXT = 400
_MOST_WORDS = 20
_MOST_VALUES = 20
_PHONE_DIGITS = 9
_FEWEST_PHONE_DIGITS = 6
_FEWEST_NUMBER = 4
_ORDINALS = ("st", "nd", "rd", "th", "er", "eme")
_CONFIRMED_REGISTRIES = SIRENE_COUNTRIES | {"BE"}


@dataclass(frozen=True)
class Comparable:
    """A customer or lead as it is stored; empty where nothing is known."""

    name: str = ""
    trade_name: str = ""
    is_company: bool = False
    street: str = ""
    street2: str = ""
    zip: str = ""
    city: str = ""
    country_code: str = ""
    vat: str = ""
    company_registry: str = ""
    siren: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birthdate: str = ""
    ref: str = ""


@dataclass(slots=True)
class Profile:
    """Words and numbers in one writing; tuples are sorted and hold no value twice.

    Phones are their last nine digits; numbers that are not confirmed start with ?.
    """

    is_company: bool
    name: tuple[str, ...]
    trade_name: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    numbers: tuple[str, ...]
    house: tuple[str, ...]
    street: tuple[str, ...]
    zip: str
    city: str
    birthdate: str

    def dumps(self) -> str:
        """The profile as one line of text."""
        lists = (
            *(self.name, self.trade_name, self.phones, self.emails, self.numbers),
            *(self.house, self.street),
        )
        company, values = str(int(self.is_company)), map(" ".join, lists)
        texts = (self.zip, self.city, self.birthdate)
        return "\t".join((VERSION, company, *values, *texts))

    @classmethod
    def loads(cls, text: str) -> "Profile | None":
        """The profile that ``dumps`` wrote; none for a line of another version."""
        if not text.startswith(START):
            return None
        _, company, name, trade_name, *own, house, street, code, city, day = text.split(
            "\t"
        )
        return cls(
            company == "1",
            _split(name),
            _split(trade_name) if trade_name else (),
            *[tuple(values.split(" ")) if values else () for values in own],
            _split(house),
            _split(street),
            intern(code),
            intern(city),
            day,
        )


@lru_cache(1 << 16)
def _split(text):
    """Values of a field that many customers share: each is kept in memory once."""
    return tuple(text.split(" ")) if text else ()


def profile_of(record: Comparable, keys: frozenset[str] | None = None) -> Profile:
    """The profile of ``record``. Never raises: what cannot be read is left out.

    ``keys`` are those of the same customer (``keys_of``), where they are known already.

    >>> profile_of(Comparable("SARL Dupont", is_company=True, zip="F-69003")).name
    ('dupont',)
    """
    read = name_words if record.is_company else person_words
    keys = keys_of(_reachable(record)) if keys is None else keys
    house, street = _street(record)
    return Profile(
        bool(record.is_company),
        _words(read, record.name),
        _words(read, record.trade_name),
        _phones(record, keys),
        _values(keys, "e:") or _emails(record),
        _numbers(record, keys),
        house,
        street,
        _zip(record.zip),
        " ".join(_words(city_words, record.city)),
        _digits(clean(record.birthdate)[:10]),
    )


def _reachable(record):
    return Reachable(
        country_code=record.country_code,
        vat=record.vat,
        company_registry=record.company_registry,
        siren=record.siren,
        phones=record.phones,
        emails=record.emails,
        is_company=record.is_company,
    )


def _words(read, text):
    text = clean(text)[:_LONGEST_TEXT]
    if not text:
        return ()
    return tuple(sorted({word[:LONGEST_WORD] for word in read(text)[:_MOST_WORDS]}))


def _street(record):
    """The house, as the first number that is there, and all other words."""
    text = f"{clean(record.street)[:_LONGEST_TEXT]} {clean(record.street2)}"
    words = [word[:LONGEST_WORD] for word in street_words(text[: 2 * _LONGEST_TEXT])]
    words = words[:_MOST_WORDS]
    house = next(filter(_is_house, words), None)
    if house:
        words.remove(house)
    telling = {word for word in words if word not in WAYS} or set(words)
    return (house,) if house else (), tuple(sorted(telling))


def _is_house(word):
    return word[0].isdigit() and not word.endswith(_ORDINALS)


def _values(keys, start):
    found = (key[2:] for key in keys if key.startswith(start))
    return tuple(sorted("".join(value.split()) for value in found))


def _phones(record, keys):
    """Valid numbers, and the digits of those that no numbering plan knows."""
    found = {value[-_PHONE_DIGITS:] for value in _values(keys, "p:")}
    if "x:phone" in keys:
        for phone in record.phones[:_MOST_VALUES]:
            digits = _digits(clean(phone)[:_LONGEST_TEXT])[-_PHONE_DIGITS:]
            if len(digits) >= _FEWEST_PHONE_DIGITS and digits not in found:
                found.add(TEXT + digits)
    return tuple(sorted(found))


def _emails(record):
    """Addresses that are none by the rules, as they were written."""
    pieces = (
        piece.lower()
        for text in record.emails[:_MOST_VALUES]
        for piece in split_emails(clean(text)[:_LONGEST_TEXT])[:_MOST_VALUES]
    )
    return tuple(sorted({piece for piece in pieces if "@" in piece.strip("@")}))


def _numbers(record, keys):
    """Confirmed numbers, and as texts those that no rule of their country confirms."""
    found = set(_values(keys, "i:"))
    confirmed = {number for number in found if _is_confirmed(number, record)}
    known = confirmed | {number[2:] for number in confirmed}
    texts = {*found, compact(record.vat), compact(record.company_registry)}
    texts = {text[:LONGEST_WORD] for text in texts if len(text) >= _FEWEST_NUMBER}
    return tuple(sorted(confirmed | {TEXT + text for text in texts - known}))


def _is_confirmed(number, record):
    """Elsewhere than here, registry numbers are not checked by ``keys_of``."""
    is_vat = number[:2].isalpha() and len(number) > _FEWEST_NUMBER
    return is_vat or record.country_code in _CONFIRMED_REGISTRIES


def _zip(text):
    text = compact(clean(text)[:20])
    return _digits(text) or text


def _digits(text):
    return "".join(letter for letter in text if is_digits(letter))
