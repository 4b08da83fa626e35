"""From a row of a customer file to the customers it speaks of.

A row is mostly one customer. It is two when it names a company and its contact, or a
person and the company he works for: then each is an ``Entry`` of its own, and the
company's comes first.
"""

from dataclasses import dataclass, field

from .columns import FIELDS
from .errors import InvalidValue
from .identifiers import check_coherence
from .import_remarks import Remark
from .import_row import ImportColumn, PlanOptions, RowReading, find_country
from .import_terms import leave_out_unjustified_discount
from .keys import Reachable, keys_of
from .names import LEGAL_FORMS, name_key, person_words, tidy_name
from .text import clean, words

__all__ = ["Entry", "ImportColumn", "PlanOptions", "RowPlanner", "TARGETS"]

TARGETS = (*(field.name for field in FIELDS), "labelled_comment")
"""What a column may be mapped to."""

MANY_COLUMNS = frozenset(("comment", "labelled_comment", "tags", "contact_role"))
"""Targets that several columns may share."""

_PERSONAL = ("civility", "sex", "birth_date", "function", "contact_role")
_OF_COMPANIES = (
    *("siren", "company_registry", "ape", "vat", "legal_form", "trade_name"),
    *("employee_count", "turnover", "industry"),
)
_TERMS = (
    *("payment_term", "payment_method", "pricelist", "discount", "discount_reason"),
    *("carrier", "delivery_days", "delivery_terms", "delivery_charge", "closed_date"),
)
_ROLES = ("is_prospect", "is_client", "is_supplier", "client_since")
_ADDRESS = ("street", "street2", "zip", "city", "state", "country")
_PHONE_ORDER = {"phone": 0, "mobile": 1, "phone_2": 2, "fax": 3}
_PHONE_KINDS = {"mobile": "mobile", "landline": "landline"}
_FIRST_FIELDS = ("country", "zip", "city")


@dataclass
class Entry:
    """A customer that a row speaks of.

    ``part`` is "main", "company" (of the person in the row) or "contact" (of the
    company in it); ``parent`` is the entry of the company, if any. ``values`` are by
    canonical field; those named in ``soft`` only complete what is empty. ``reach`` is
    the key of the phone and the e-mail among them (see ``import_merge``), ``notes`` are
    lines for the internal notes.
    """

    part: str
    values: dict
    reach: dict = field(default_factory=dict)
    channels: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    soft: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    refusals: list = field(default_factory=list)
    parent: "Entry | None" = None

    @property
    def rank(self):
        """Companies come before the people who refer to them, wherever they stand."""
        if self.part == "company":
            return 1
        return 2 if self.parent else 0


class RowPlanner:
    """Plans the rows of one file.

    >>> columns = [ImportColumn(0, "Nom", "name"), ImportColumn(1, "Tél", "phone")]
    >>> planner = RowPlanner(columns, PlanOptions())
    >>> [entry] = planner.plan(("SARL Dupont", "0612345678"))
    >>> entry.values["name"], entry.values["phone"], entry.values["is_company"]
    ('SARL Dupont', '+33 6 12 34 56 78', True)
    """

    def __init__(self, columns, options):
        self._options = options
        self._columns = sorted(columns, key=_reading_order)
        self._by_field = {column.field: column for column in columns}

    def plan(self, cells):
        """The entries of a row, given its cells; companies before their contacts."""
        row = RowReading(self._options, self._options.country)
        soft = self._settle_country(row, cells)
        for column in self._columns:
            cell = cells[column.index]
            if cell is not None and cell != "":
                row.take(column, cell)
        if "discount" in self._by_field:
            leave_out_unjustified_discount(row, self._by_field["discount"])
        row.values.setdefault("country", row.country or None)
        _settle_reach(row)
        _check_numbers(row)
        return _split_entries(row, soft)

    def _settle_country(self, row, cells):
        """Find the country first: it tells how the other cells are written."""
        column = self._by_field.get("country")
        cell = cells[column.index] if column else None
        if cell is not None and clean(cell):
            try:
                row.country = find_country(self._options, cell)
            except InvalidValue:
                return ["country"]  # said when the column is read
            row.phone_country = self._options.phone_country or row.country
            return []
        number_country = self._country_of_numbers(cells)
        if number_country and number_country != row.country:
            row.country = number_country
            row.phone_country = self._options.phone_country or number_country
            row.remarks.append((None, Remark("country_from_number", {})))
        return ["country"]

    def _country_of_numbers(self, cells):
        for name, country in (
            ("siret", "FR"),
            ("siren", "FR"),
            ("be_enterprise", "BE"),
        ):
            column = self._by_field.get(name)
            if column and clean(cells[column.index]):
                return country
        column = self._by_field.get("vat")
        prefix = clean(cells[column.index])[:2].upper() if column else ""
        return prefix if prefix in ("FR", "BE", "NL", "LU", "DE", "UA") else ""


def _reading_order(column):
    is_first = column.field in _FIRST_FIELDS
    return (not is_first, column.index)


def _settle_reach(row):
    """The first phone and e-mail are the preferred ones, the others ways to reach."""
    phones = sorted(row.phones, key=lambda phone: _PHONE_ORDER[phone[0]])
    for name, kind, shown, key in phones:
        if "phone" not in row.values and name != "fax":
            row.values["phone"], row.reach["phone"] = shown, key
        elif name == "fax" or key != row.reach["phone"]:
            kind = "fax" if name == "fax" else _PHONE_KINDS.get(kind, "other")
            row.add_channel("phone", kind, shown, key)
    for email in row.emails:
        preferred = row.reach.setdefault("email", email)
        row.values["email"] = preferred
        if email != preferred:
            row.add_channel("email", "other", email, email)


def _check_numbers(row):
    siret = row.values.get("company_registry") if row.country != "BE" else None
    try:
        check_coherence(row.values.get("siren"), siret, row.values.get("vat"))
    except InvalidValue as error:
        row.refusals.append((None, error.to_keep()))


def _split_entries(row, soft):
    values = row.values
    names = (values.pop("first_name", ""), values.pop("last_name", ""))
    person = " ".join(tidy_name(name, False) for name in names if name)
    main = Entry("main", values, row.reach, row.channels, row.notes)
    main.soft = [*soft, "is_company"]
    main.remarks, main.refusals = row.remarks, row.refusals
    employer = {
        "name": values.pop("parent_name", ""),
        "ref": values.pop("parent_ref", ""),
    }
    if not values.get("name") and not person and employer["name"]:
        values["name"] = employer.pop("name")
        employer = {}
    entries = [main]
    if _is_contact(values, person):
        entries.append(_split_contact(main, person))
    elif person:
        values["name"] = _person_name(values.get("name"), person)
        values.setdefault("is_company", False)
    _settle_kind(main, bool(any(employer.values())), row.options)
    if any(employer.values()):
        entries.insert(0, _split_employer(main, employer))
    return [_finish(entry) for entry in entries]


def _is_contact(values, person):
    """Whether the person is not the customer himself, but somebody in the company."""
    name = values.get("name")
    if not (name and person) or values.get("is_company") is False:
        return False
    return not set(words(person)) >= set(person_words(name))


def _person_name(name, person):
    """The longer of two writings of one person's name."""
    return person if not name or len(words(person)) >= len(words(name)) else name


def _split_contact(main, person):
    values = {name: main.values.pop(name) for name in _PERSONAL if name in main.values}
    main.values["is_company"] = True
    values |= {"name": person, "is_company": False}
    return Entry("contact", values, parent=main)


def _split_employer(main, employer):
    """The company of the person (or establishment) in the row.

    A person leaves the company its numbers, its place among the clients, what was
    agreed with it, and its address where it has none.
    """
    values = {name: value for name, value in employer.items() if value}
    values["is_company"] = True
    if not main.values["is_company"]:
        for name in (*_OF_COMPANIES, *_ROLES, *_TERMS):
            if name in main.values:
                values[name] = main.values.pop(name)
        values |= {name: main.values[name] for name in _ADDRESS if name in main.values}
    company = Entry("company", values, soft=list(values))
    main.parent = company
    return company


def _settle_kind(main, has_employer, options):
    values = main.values
    if "is_company" not in values:
        values["is_company"] = _guess_company(values, has_employer, options)
    if values.get("name"):
        values["name"] = tidy_name(values["name"], values["is_company"])


def _guess_company(values, has_employer, options):
    if has_employer:
        return False
    if any(name in values for name in _OF_COMPANIES if name != "industry"):
        return True
    if any(name in values for name in ("civility", "sex", "birth_date")):
        return False
    if not LEGAL_FORMS.isdisjoint(words(values.get("name"))):
        return True
    return options.is_company


def _finish(entry):
    values = entry.values
    if entry.part != "main" and values.get("name"):
        values["name"] = tidy_name(values["name"], values["is_company"])
    entry.values = {
        name: value for name, value in values.items() if value not in (None, "", [])
    }
    return entry


def describe_entry(entry):
    """An entry as it is kept until the import runs: a ``dict`` fit for JSON.

    Besides what is to be stored it holds ``keys`` (of ``tools/keys.py``, those that
    find one customer) and ``name_key``, by which the customer is recognised.
    """
    return {
        "part": entry.part,
        "values": entry.values,
        "reach": entry.reach,
        "channels": entry.channels,
        "notes": entry.notes,
        "soft": entry.soft,
        "keys": sorted({*_reach_keys(entry), *_number_keys(entry)}),
        "name_key": name_key(entry.values.get("name", "")),
    }


def _reach_keys(entry):
    yield from (f"{name[0]}:{key}" for name, key in entry.reach.items())
    for channel in entry.channels:
        if channel["medium"] == "email":
            yield f"e:{channel['key']}"
        elif channel["key"].startswith("+") and channel["kind"] != "fax":
            yield f"p:{channel['key']}"


def _number_keys(entry):
    """Numbers of a person's company find the company, not the person."""
    values = entry.values
    of_contact = entry.parent is not None and not values["is_company"]
    names = ("ref",) if of_contact else ("ref", "vat", "company_registry", "siren")
    given = {name: values[name] for name in names if name in values}
    if not given:
        return ()
    country = values.get("country", "")
    keys = keys_of(Reachable(country_code=country, **given))
    return [key for key in keys if key.startswith(("r:", "i:"))]
