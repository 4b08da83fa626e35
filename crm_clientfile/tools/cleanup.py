"""What a clean-up writes instead of a stored value, by the rules of imports.

Only the writing changes, never what is meant. What cannot be read is left alone and
listed; nothing is ever emptied, and a value written by these rules stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .addresses import tidy_city, tidy_postcode, tidy_street
from .channels import read_channel
from .emails import normalise_email, split_emails
from .errors import InvalidValue
from .identifiers import (
    SIRENE_COUNTRIES,
    check_ape,
    check_registry,
    check_siren,
    siren_of,
)
from .import_remarks import Remark
from .names import LEGAL_FORMS, tidy_name
from .phones import repair_phone, tidy_phone
from .text import clean, compact, words
from .vat import NO_NUMBER, PREFIXES, check_vat
from .web_links import web_address

NAMES, PHONES, INTERNET = "names", "phones", "internet"
NUMBERS, ADDRESSES = "numbers", "addresses"
CHANNEL = "channel"
# The host writes these numbers its own way.
_LEFT_TO_THE_HOST = frozenset(("CH", "GB", "XI"))
_SIREN = "clientfile_siren"
# Of "F-F-75011" a rule takes one prefix at a time.
_TURNS = 3
_COMPANY_NUMBERS = ("company_registry", "vat", _SIREN)


@dataclass(frozen=True)
class Stored:
    """A customer as stored: ``values`` by the names of the host's fields.

    ``country`` is that of the address, if known; ``usual_country`` the one whose
    numbers are written without code. Contacts share the numbers and mostly the address
    of their company: then those are not their own.
    """

    values: Mapping[str, str]
    country: str = ""
    usual_country: str = ""
    is_company: bool = True
    is_contact: bool = True
    owns_numbers: bool = True
    owns_address: bool = True
    is_vat_group: bool = False

    @property
    def is_person(self):
        """Whether capitals of the name can be those of a person's name."""
        return (
            self.is_contact
            and not self.is_company
            and not (self.owns_numbers and any(map(self.values.get, _COMPANY_NUMBERS)))
            and LEGAL_FORMS.isdisjoint(words(self.values.get("name")))
        )


@dataclass(frozen=True)
class Finding:
    """A value that could be written better, or that cannot be read: without ``after``.

    ``note`` is what there is to say: a ``Remark``, an ``InvalidValue`` or nothing.
    """

    field: str
    before: str
    after: str = ""
    note: Remark | InvalidValue | None = field(default=None, compare=False, repr=False)


def find_cleanups(stored: Stored, kinds) -> list[Finding]:
    """What a clean-up of these kinds has to say about a customer.

    >>> find_cleanups(Stored({"phone": "06.12.34.56.78"}, "FR", "FR"), ["phones"])
    [Finding(field='phone', before='06.12.34.56.78', after='+33 6 12 34 56 78')]
    >>> [found] = find_cleanups(Stored({"phone": "0612"}, "FR", "FR"), ["phones"])
    >>> found.after, found.note.code
    ('', 'phone_too_short')
    """
    found = []
    for kind in kinds:
        if kind == NUMBERS and not stored.owns_numbers:
            continue
        if kind == ADDRESSES and not stored.owns_address:
            continue
        for name, rule in RULES[kind].items():
            found += _examine(name, stored.values.get(name), rule, stored)
        if kind == NUMBERS:
            found += _find_siren(stored)
    return found


def find_channel_cleanup(medium, kind, text, country, works=True) -> list[Finding]:
    """The same for a further way to reach; one known not to work may be anything.

    >>> find_channel_cleanup("email", "work", "A@B.fr", "FR")
    [Finding(field='channel', before='A@B.fr', after='a@b.fr')]
    """

    def rule(_stored, value):
        return read_channel(medium, kind, value, country).written, None

    found = _examine(CHANNEL, text, rule, None)
    return [one for one in found if one.after or works]


def channel_kind(medium: str, kind: str) -> str:
    """Which kind of clean-up a way to reach belongs to.

    >>> channel_kind("social", "whatsapp"), channel_kind("email", "work")
    ('phones', 'internet')
    """
    return PHONES if medium == "phone" or kind in ("whatsapp", "viber") else INTERNET


def _examine(name, text, rule, stored):
    if not text or not clean(text):
        return []
    try:
        after, note = rule(stored, text)
        for _turn in range(_TURNS if after and after != text else 0):
            after = rule(stored, after)[0]
    except InvalidValue as error:
        return [Finding(name, text, note=error.to_keep())]
    return [Finding(name, text, after, note)] if after and after != text else []


def _find_siren(stored):
    """The SIREN that the other numbers tell and nobody has written down."""
    if stored.values.get(_SIREN):
        return []
    is_french = stored.usual_country in SIRENE_COUNTRIES
    number = siren_of(
        siret=is_french and stored.values.get("company_registry"),
        vat=not stored.is_vat_group and stored.values.get("vat"),
    )
    return [Finding(_SIREN, "", number, Remark("siren_found", {}))] if number else []


def _tidy_name(stored, text):
    return tidy_name(text, not stored.is_person), None


def _tidy_phone(stored, text):
    whole, repaired = repair_phone(text, stored.usual_country)
    _phone, shown = tidy_phone(whole, stored.usual_country)
    note = Remark("phone_repaired", {"value": text, "new": shown})
    return shown, note if repaired else None


def _tidy_email(_stored, text):
    if len(split_emails(text)) > 1:
        raise InvalidValue("email_several", "email", text)
    return normalise_email(text), None


def _tidy_vat(stored, text):
    number = check_vat(text, stored.country)
    prefix = number[:2]
    if text == NO_NUMBER or prefix not in PREFIXES or prefix in _LEFT_TO_THE_HOST:
        return "", None
    bare = compact(text)
    # Ukrainian codes are written without a prefix.
    return (bare if prefix == "UA" else number), None


def _tidy_postcode(stored, text):
    code, repaired = tidy_postcode(text, stored.country)
    return code, Remark("zip_repaired", {"new": code}) if repaired else None


RULES = {
    NAMES: {
        "name": _tidy_name,
        "clientfile_trade_name": lambda _stored, text: (clean(text), None),
    },
    PHONES: {"phone": _tidy_phone},
    INTERNET: {
        "email": _tidy_email,
        "website": lambda _stored, text: (web_address(text), None),
    },
    NUMBERS: {
        "company_registry": lambda stored, text: (
            check_registry(text, stored.usual_country),
            None,
        ),
        "vat": _tidy_vat,
        _SIREN: lambda _stored, text: (check_siren(text), None),
        "clientfile_ape": lambda _stored, text: (check_ape(text), None),
    },
    ADDRESSES: {
        "street": lambda _stored, text: (tidy_street(text), None),
        "street2": lambda _stored, text: (tidy_street(text), None),
        "zip": _tidy_postcode,
        "city": lambda _stored, text: (tidy_city(text), None),
    },
}
"""By kind of clean-up, the fields it looks at and how each is written."""
