"""What is exported: entries and their lines, third parties, accounts, the company."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)

CUSTOMER_INVOICE = "customer_invoice"
CUSTOMER_REFUND = "customer_refund"
CUSTOMER_PAYMENT = "customer_payment"
SUPPLIER_INVOICE = "supplier_invoice"
SUPPLIER_REFUND = "supplier_refund"
SUPPLIER_PAYMENT = "supplier_payment"
OTHER = "other"
KINDS = (
    CUSTOMER_INVOICE,
    CUSTOMER_REFUND,
    CUSTOMER_PAYMENT,
    SUPPLIER_INVOICE,
    SUPPLIER_REFUND,
    SUPPLIER_PAYMENT,
    OTHER,
)

CUSTOMER = "customer"
SUPPLIER = "supplier"

SALE = "sale"
PURCHASE = "purchase"
BANK = "bank"
CASH = "cash"
GENERAL = "general"


class Analytic(NamedTuple):
    """The part of a line that goes to one section of one analytic plan.

    ``amount`` is signed as the line is, debit positive; the parts of a plan add up to
    the line.
    """

    section: str
    amount: Decimal
    plan: int = 1


class Line(NamedTuple):
    """One line of an entry, in the company's currency.

    A named tuple and not a dataclass, because an export makes a million of them:
    ``Line._make(row)`` takes a row of SQL whose columns come in this order.

    :param account: general account; the collective one where there is a third party
    :param third_party: auxiliary code, blank where the line has none
    :param third_party_account: account of the third party where a format puts it in
        place of the general account; blank: the format's prefix and the code
    :param third_party_kind: ``customer``, ``supplier`` or blank
    :param currency: that of ``amount_currency``, blank in the company's own
    :param amount_currency: signed, debit positive
    :param vat_base: amount that the tax of a tax line was computed on, signed likewise
    """

    account: str
    account_label: str = ""
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    label: str = ""
    third_party: str = ""
    third_party_label: str = ""
    third_party_account: str = ""
    third_party_kind: str = ""
    due_date: date | None = None
    letter: str = ""
    letter_date: date | None = None
    currency: str = ""
    amount_currency: Decimal = ZERO
    vat_code: str = ""
    vat_base: Decimal = ZERO
    payment_mode: str = ""
    analytic: tuple[Analytic, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced journal entry.

    :param number: its place in the export, from 1 without gaps
    :param name: what the company calls it (``FAC/2026/00001``); problems name it so
    :param piece: reference of the document; blank: the name
    :param journal_kind: ``sale``, ``purchase``, ``bank``, ``cash`` or ``general``
    :param piece_date: blank: the date of the entry
    :param validation_date: blank: the date of the entry
    :param communication: structured payment communication, Belgium
    """

    number: int
    name: str
    date: date
    journal: str
    lines: tuple[Line, ...]
    journal_label: str = ""
    journal_kind: str = GENERAL
    kind: str = OTHER
    piece: str = ""
    piece_date: date | None = None
    validation_date: date | None = None
    communication: str = ""


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A customer or supplier; a partner that is both comes twice."""

    code: str
    name: str
    kind: str = CUSTOMER
    account: str = ""
    third_party_account: str = ""
    street: str = ""
    street2: str = ""
    zip: str = ""
    city: str = ""
    country: str = ""
    country_code: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    vat: str = ""
    registry: str = ""
    language: str = ""
    currency: str = ""
    payment_mode: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A general account."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Context:
    """The company and the period; nothing is read from a clock.

    :param siren: nine digits
    :param made_at: when the export was asked for
    """

    company: str = ""
    siren: str = ""
    currency: str = "EUR"
    date_from: date | None = None
    date_to: date | None = None
    year_from: date | None = None
    year_to: date | None = None
    made_at: datetime | None = None
    user: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """What one export reads, each part once and from its start to its end."""

    entries: Iterable[Entry] = ()
    third_parties: Iterable[ThirdParty] = ()
    accounts: Iterable[Account] = ()
