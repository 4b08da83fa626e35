"""One row of a customer file while it is read: cells in, normalised values out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .addresses import split_postcode_city, tidy_city, tidy_postcode, tidy_street
from .channels import read_channel
from .columns import parse_boolean, parse_company_type
from .dates import parse_date
from .emails import normalise_email, split_emails
from .errors import InvalidValue
from .identifiers import (
    SIRENE_COUNTRIES,
    check_ape,
    check_be_enterprise,
    check_registry,
    check_siren,
    check_siret,
    check_vat,
    repair_siret,
)
from .import_cells import show_cell, show_lines
from .import_remarks import Remark, UnknownValue
from .import_terms import TERM_READERS
from .import_words import CHOICES, read_amount, read_choice, read_count
from .phones import parse_phone, repair_phone, tidy_phone
from .text import clean, fold
from .web_links import web_address

_BETWEEN_PHONES = re.compile(r"[/;,|\n]|\b(?:ou|et|or|en|of|and|або|та)\b", re.I)
_BETWEEN_WORDS = re.compile(r"[,;|\n]")
_BETWEEN_PROFILES = re.compile(r"[;\n]")
SOCIAL_KINDS = {
    "linkedin": "linkedin",
    "facebook": "facebook",
    "instagram": "instagram",
    "x_twitter": "x",
    "whatsapp": "whatsapp",
}


@dataclass(frozen=True)
class ImportColumn:
    """A column of the file: where it is, its title, the field it means."""

    index: int
    title: str
    field: str


@dataclass(frozen=True)
class PlanOptions:
    """What the person who imports has said about the file as a whole.

    ``country`` is that of rows that name none, ``phone_country`` that whose phone
    numbers are written without code (else the row's). ``today``, in ``year``: what
    has happened is not later. ``leave_out``: what cannot be used is noted and left out,
    instead of refusing the row. ``is_company``: what rows are that do not tell.
    ``countries`` and ``languages``: codes by folded name or code. ``labels``: by field,
    further writings of its choices (see ``read_choice``).
    """

    country: str = "FR"
    phone_country: str = ""
    year: int = 0
    today: date | None = None
    leave_out: bool = False
    is_company: bool = True
    countries: Mapping = field(default_factory=dict)
    languages: Mapping = field(default_factory=dict)
    labels: Mapping = field(default_factory=dict)


class RowReading:
    """What the cells of one row give; see ``READERS``.

    ``values`` are by canonical field (``tools/columns.py``), fit for JSON. ``remarks``
    and ``refusals`` are pairs of a column's title and what is said about its cell.
    """

    def __init__(self, options, country):
        self.options = options
        self.country = country
        self.phone_country = options.phone_country or country
        self.values = {}
        self.phones = []
        self.emails = []
        self.reach = {}
        self.channels = []
        self.notes = []
        self.remarks = []
        self.refusals = []

    def take(self, column, cell):
        """Take over a cell that is not blank."""
        try:
            READERS[column.field](self, column, cell)
        except InvalidValue as error:
            if self.options.leave_out:
                self.remark(column, "left_out", reason=error.to_keep())
                self.notes.append(f"{column.title}: {show_cell(cell)}")
            else:
                self.refusals.append((column.title, error.to_keep()))

    def remark(self, column, code, **params):
        """Say what was done to a cell."""
        self.remarks.append((column.title, Remark(code, params)))

    def add_channel(self, medium, kind, text, key):
        """Keep a further way to reach, once."""
        known = {(channel["medium"], channel["key"]) for channel in self.channels}
        if (medium, key) not in known:
            self.channels.append(
                {"medium": medium, "kind": kind, "value": text, "key": key}
            )


def _read_text(row, column, cell):
    row.values[column.field] = show_cell(cell)


def _read_street(row, column, cell):
    row.values[column.field] = tidy_street(show_cell(cell))


def _read_city(row, _column, cell):
    row.values["city"] = tidy_city(show_cell(cell))


def _read_zip(row, column, cell):
    row.values["zip"], repaired = tidy_postcode(cell, row.country)
    if repaired:
        row.remark(column, "zip_repaired", new=row.values["zip"])


def _read_zip_city(row, column, cell):
    code, city = split_postcode_city(show_cell(cell), row.country)
    if code:
        code, _repaired = tidy_postcode(code, row.country)
        row.values.setdefault("zip", code)
    row.values.setdefault("city", city)


def _read_boolean(row, column, cell):
    row.values[column.field] = parse_boolean(cell)


def _read_role(row, column, cell):
    """A yes or no; Odoo's ranks count as yes from one up."""
    is_rank = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    row.values[column.field] = cell > 0 if is_rank else parse_boolean(cell)


def _read_is_company(row, _column, cell):
    row.values["is_company"] = parse_company_type(cell)


def _read_birth_date(row, column, cell):
    row.values[column.field] = parse_date(cell, row.options.year).isoformat()


def _read_date(row, column, cell):
    row.values[column.field] = parse_date(cell, row.options.year + 1).isoformat()


def _read_siren(row, _column, cell):
    row.values["siren"] = check_siren(show_cell(cell).zfill(9))


def _read_siret(row, column, cell):
    text, repaired = repair_siret(cell)
    number = check_siret(text)
    if row.country not in SIRENE_COUNTRIES:
        number = check_registry(number, row.country)
    row.values["company_registry"] = number
    if repaired:
        row.remark(column, "siret_repaired", new=number)


def _read_vat(row, _column, cell):
    row.values["vat"] = check_vat(show_cell(cell), row.country)


def _read_be_enterprise(row, _column, cell):
    row.values["company_registry"] = check_be_enterprise(show_cell(cell).zfill(10))


def _read_registry(row, _column, cell):
    number = check_registry(show_cell(cell), row.country)
    row.values.setdefault("company_registry", number)


def _read_ape(row, _column, cell):
    row.values["ape"] = check_ape(show_cell(cell))


def _read_count(row, column, cell):
    row.values[column.field] = read_count(cell, column.field)


def _read_amount(row, column, cell):
    row.values[column.field] = float(round(read_amount(cell, column.field), 2))


def _read_choice(row, column, cell):
    name = column.field
    row.values[name] = read_choice(name, cell, row.options.labels.get(name, ()))


def _read_country(row, _column, cell):
    row.values["country"] = find_country(row.options, cell)


def find_country(options, cell):
    """The code of a country. Raises ``UnknownValue`` country_unknown."""
    code = options.countries.get(fold(show_cell(cell)).replace(".", ""))
    if not code:
        raise UnknownValue("country_unknown", "country", cell)
    return code


def _read_lang(row, _column, cell):
    code = row.options.languages.get(fold(show_cell(cell)))
    if not code:
        raise UnknownValue("lang_unknown", "lang", cell)
    row.values["lang"] = code


def _read_phone(row, column, cell):
    text, repaired = repair_phone(cell, row.phone_country)
    for piece in _split_phones(text, row.phone_country):
        phone, shown = tidy_phone(piece, row.phone_country)
        row.phones.append((column.field, phone.kind, shown, phone.e164))
        if repaired:
            row.remark(column, "phone_repaired", value=show_cell(cell), new=shown)


def _split_phones(text, country):
    try:
        parse_phone(text, country)
    except InvalidValue as error:
        if error.code == "phone_several":
            return [piece for piece in _BETWEEN_PHONES.split(text) if clean(piece)]
    return [text]


def _read_email(row, _column, cell):
    text = show_cell(cell)
    pieces = split_emails(text) if text.count("@") > 1 else (text,)
    row.emails += [normalise_email(email) for email in pieces]


def _read_website(row, column, cell):
    row.values[column.field] = web_address(show_cell(cell))


def _read_social(row, column, cell):
    kind = SOCIAL_KINDS[column.field]
    for text in filter(clean, _BETWEEN_PROFILES.split(show_cell(cell))):
        read = read_channel("social", kind, text, row.phone_country)
        row.add_channel("social", kind, read.written, read.key)


def _read_list(row, column, cell):
    """Several columns may add to one list."""
    names = dict.fromkeys(row.values.get(column.field, ()))
    names |= dict.fromkeys(map(clean, _BETWEEN_WORDS.split(show_cell(cell))))
    row.values[column.field] = [name for name in names if name]


def _read_comment(row, _column, cell):
    row.notes += show_lines(cell)


def _read_labelled_comment(row, column, cell):
    row.notes.append(f"{column.title}: {' / '.join(show_lines(cell))}")


READERS = {
    **dict.fromkeys(
        (
            *("name", "first_name", "last_name", "function", "trade_name", "ref"),
            *("legal_form", "file_reference", "industry", "parent_name", "parent_ref"),
            *("state", "salesperson", "source", "campaign", "project", "territory"),
            *("payment_term", "payment_method", "pricelist", "carrier"),
            "discount_reason",
        ),
        _read_text,
    ),
    **dict.fromkeys(("is_prospect", "is_client", "is_supplier"), _read_role),
    **dict.fromkeys(("phone", "phone_2", "mobile", "fax"), _read_phone),
    **dict.fromkeys(("email", "email_2"), _read_email),
    **dict.fromkeys(SOCIAL_KINDS, _read_social),
    **dict.fromkeys(("street", "street2"), _read_street),
    **dict.fromkeys(("tags", "contact_role"), _read_list),
    **dict.fromkeys(CHOICES, _read_choice),
    "is_company": _read_is_company,
    "birth_date": _read_birth_date,
    "client_since": _read_date,
    "siren": _read_siren,
    "siret": _read_siret,
    "vat": _read_vat,
    "be_enterprise": _read_be_enterprise,
    "company_registry": _read_registry,
    "ape": _read_ape,
    "employee_count": _read_count,
    "turnover": _read_amount,
    "comment": _read_comment,
    "labelled_comment": _read_labelled_comment,
    "zip": _read_zip,
    "city": _read_city,
    "zip_city": _read_zip_city,
    "country": _read_country,
    "website": _read_website,
    "lang": _read_lang,
    **TERM_READERS,
}
"""How the cells of each field are read, by canonical field.

``labelled_comment`` is a comment that keeps the title of its column.
"""
