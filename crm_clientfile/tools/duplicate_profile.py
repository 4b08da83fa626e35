"""What of a customer is compared with others, normalised once and stored as text.

A profile is one line of fields separated by tabs; values of a field by spaces.
"""

from dataclasses import dataclass

from .addresses import city_words, street_words
from .keys import Reachable, keys_of
from .names import name_words, person_words
from .text import clean, compact, is_digits

_LONGEST_TEXT = 400
_MOST_WORDS = 20


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
    """Words and numbers in one writing; tuples are sorted and hold no value twice."""

    is_company: bool
    name: tuple[str, ...]
    trade_name: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    numbers: tuple[str, ...]
    house: tuple[str, ...]
    street: tuple[str, ...]
    zip: str
    city: tuple[str, ...]
    birthdate: str

    def dumps(self) -> str:
        """The profile as one line of text."""
        lists = (
            *(self.name, self.trade_name, self.phones, self.emails, self.numbers),
            *(self.house, self.street, (self.zip,), self.city, (self.birthdate,)),
        )
        return "\t".join((str(int(self.is_company)), *map(" ".join, lists)))

    @classmethod
    def loads(cls, text: str) -> "Profile":
        """The profile that ``dumps`` wrote."""
        (
            company,
            name,
            trade,
            phones,
            emails,
            numbers,
            house,
            street,
            code,
            city,
            day,
        ) = text.split("\t")
        return cls(
            company == "1",
            tuple(name.split()),
            tuple(trade.split()),
            tuple(phones.split()),
            tuple(emails.split()),
            tuple(numbers.split()),
            tuple(house.split()),
            tuple(street.split()),
            code,
            tuple(city.split()),
            day,
        )


def profile_of(record: Comparable, keys: frozenset[str] | None = None) -> Profile:
    """The profile of ``record``. Never raises: what cannot be read is left out.

    ``keys`` are those of the same customer (``keys_of``), where they are known already.

    >>> profile_of(Comparable("SARL Dupont", is_company=True, zip="F-69003")).name
    ('dupont',)
    """
    read = name_words if record.is_company else person_words
    keys = keys_of(_reachable(record)) if keys is None else keys
    words = _words(street_words, f"{clean(record.street)} {clean(record.street2)}")
    return Profile(
        bool(record.is_company),
        _words(read, record.name),
        _words(read, record.trade_name),
        _values(keys, "p:"),
        _values(keys, "e:"),
        _values(keys, "i:"),
        tuple(word for word in words if word[0].isdigit()),
        tuple(word for word in words if not word[0].isdigit()),
        _zip(record.zip),
        _words(city_words, record.city),
        clean(record.birthdate)[:10],
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
    return tuple(sorted(set(read(text)[:_MOST_WORDS]))) if text else ()


def _values(keys, start):
    found = (key[2:] for key in keys if key.startswith(start))
    return tuple(sorted("".join(value.split()) for value in found))


def _zip(text):
    text = compact(clean(text)[:20])
    digits = "".join(letter for letter in text if is_digits(letter))
    return digits or text
