"""The keys by which a customer is found: search, import, duplicates and GDPR read them.

A key is ``<letter>:<value>``:

==  ===================================================================
n   one word of the name or trade name, folded
c   one word of the town, folded, "st" written out
p   phone number, E.164
e   e-mail address
i   identifier in one word: SIREN, SIRET, VAT with prefix, others
r   customer number, also a former one, folded, without white space
x   a stored value that is not valid: ``x:siret`` (the registry number, whatever
    the country), ``x:vat``, ``x:phone``, ``x:email``
==  ===================================================================
"""

from dataclasses import dataclass

from .addresses import city_words
from .emails import normalise_email, split_emails
from .errors import InvalidValue
from .finding import FindTerm, find_terms
from .identifiers import check_registry
from .names import name_words, person_words
from .phones import parse_phone
from .sirene import SIRENE_COUNTRIES
from .text import LONGEST_WORD, clean, compact, fold_code
from .vat import NO_NUMBER, check_vat, registry_in_vat

__all__ = ["FindTerm", "Reachable", "find_terms", "keys_of"]

_LONGEST_TEXT = 400
_MOST_WORDS = 20
_MOST_VALUES = 20


@dataclass(frozen=True)
class Reachable:
    """What the keys of one customer are made of; empty where nothing is known.

    ``is_company`` tells whether "Sas" in the name is a legal form or a surname.
    """

    name: str = ""
    trade_name: str = ""
    ref: str = ""
    city: str = ""
    country_code: str = ""
    vat: str = ""
    company_registry: str = ""
    siren: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    is_company: bool = True
    former_refs: tuple[str, ...] = ()


def keys_of(record: Reachable) -> frozenset[str]:
    """All keys of ``record``. Never raises: what is not valid gives an ``x:`` key.

    >>> record = Reachable("Dupont SARL", city="Lyon", phones=("06 12 34 56 78", "?"))
    >>> sorted(keys_of(record))
    ['c:lyon', 'n:dupont', 'p:+33612345678', 'x:phone']
    """
    keys = {f"n:{word}" for word in _name_words(record)}
    keys.update(f"c:{word}" for word in _short_words(city_words, record.city))
    for number in _values((record.ref, *record.former_refs)):
        if ref := fold_code(number[:_LONGEST_TEXT]):
            keys.add(f"r:{ref}")
    country = clean(record.country_code)
    keys.update(_phone_keys(record.phones, country))
    keys.update(_email_keys(record.emails))
    keys.update(_vat_keys(record.vat, country))
    keys.update(_registry_keys(record.company_registry, country))
    if f"i:{record.siren}" not in keys:
        keys.update(_registry_keys(record.siren, "FR"))
    return frozenset(keys)


def _short_words(read, text) -> list[str]:
    """The first words that ``read`` finds, each of a length an index takes."""
    text = clean(text)[:_LONGEST_TEXT]
    return [word[:LONGEST_WORD] for word in read(text)[:_MOST_WORDS]] if text else []


def _name_words(record):
    read = name_words if record.is_company else person_words
    return _short_words(read, record.name) + _short_words(read, record.trade_name)


def _values(values):
    """At most twenty non-empty values, whatever was stored."""
    if not isinstance(values, (tuple, list)):
        values = (values,)
    return [text for value in values[:_MOST_VALUES] if (text := clean(value))]


def _phone_keys(phones, country):
    for phone in _values(phones):
        try:
            yield f"p:{parse_phone(phone, country).e164}"
        except InvalidValue:
            yield "x:phone"


def _email_keys(emails):
    for text in _values(emails):
        for email in split_emails(text)[:_MOST_VALUES] or ("",):
            try:
                yield f"e:{normalise_email(email)}"
            except InvalidValue:
                yield "x:email"


def _vat_keys(vat, country):
    vat = clean(vat)[:_LONGEST_TEXT]
    if not vat or vat == NO_NUMBER:
        return ()
    try:
        number = compact(check_vat(vat, country))
    except InvalidValue:
        return ("x:vat",)
    return [f"i:{value[:LONGEST_WORD]}" for value in (number, registry_in_vat(number))]


def _registry_keys(text, country):
    text = clean(text)[:_LONGEST_TEXT]
    if not text:
        return ()
    try:
        number = compact(check_registry(text, country))[:LONGEST_WORD]
    except InvalidValue:
        return ("x:siret",)
    is_siret = country in SIRENE_COUNTRIES
    return {f"i:{number}", f"i:{number[:9]}"} if is_siret else {f"i:{number}"}
