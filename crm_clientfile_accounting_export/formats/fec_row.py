"""One line of a FEC: its 18 cells by name, and what each must look like."""

import re
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from .field import Memo

CELLS = 18
AMOUNT = re.compile(r"[+-]?\d+(?:,(\d+))?", re.ASCII)
PLAIN_AMOUNT = re.compile(r"[0-9]+,[0-9][0-9]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
NO_LETTER = re.compile("[\x80-\x9f]")
QUOTE = '"'
BAD = object()


class Row(NamedTuple):
    """The cells of a line, named in English."""

    journal: str
    journal_label: str
    number: str
    date: str
    account: str
    account_label: str
    auxiliary: str
    auxiliary_label: str
    piece: str
    piece_date: str
    label: str
    debit: str
    credit: str
    letter: str
    letter_date: str
    validation_date: str
    currency_amount: str
    currency: str


TITLE = {
    "journal": "JournalCode",
    "journal_label": "JournalLib",
    "number": "EcritureNum",
    "date": "EcritureDate",
    "account": "CompteNum",
    "account_label": "CompteLib",
    "auxiliary": "CompAuxNum",
    "auxiliary_label": "CompAuxLib",
    "piece": "PieceRef",
    "piece_date": "PieceDate",
    "label": "EcritureLib",
    "debit": "Debit",
    "credit": "Credit",
    "letter": "EcritureLet",
    "letter_date": "DateLet",
    "validation_date": "ValidDate",
    "currency_amount": "Montantdevise",
    "currency": "Idevise",
}
ENTRY_CELLS = itemgetter(0, 1, 2, 3, 8, 9, 15)
ACCOUNT_CELLS = itemgetter(4, 5, 6, 7)


def read_date(text: str):
    """The date AAAAMMJJ, ``None`` for a blank, ``BAD`` for anything else.

    >>> read_date("20260231") is BAD, read_date("20260228"), read_date("")
    (True, datetime.date(2026, 2, 28), None)
    """
    if not text:
        return None
    if len(text) != 8 or not (text.isascii() and text.isdecimal()):
        return BAD
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return BAD


def read_cents(text: str):
    """The amount in cents, cut after two decimals; ``BAD`` where it is no amount.

    >>> read_cents("1200,5"), read_cents("-0,01"), read_cents("12.00") is BAD
    (120050, -1, True)
    """
    found = AMOUNT.fullmatch(text)
    if not found:
        return BAD
    whole, _comma, decimals = text.partition(",")
    return int(whole + decimals[:2].ljust(2, "0"))


def read_plain_cents(text: str):
    """The amount in cents of a text with two decimals and no sign, else ``None``.

    >>> read_plain_cents("1200,50"), read_plain_cents("-1,00"), read_plain_cents("1")
    (120050, None, None)
    """
    if not PLAIN_AMOUNT.fullmatch(text):
        return None
    return int(text[:-3] + text[-2:])


def memory():
    """The three readers, with a memory of what they read before: most cells repeat."""
    readers = (read_date, read_cents, read_plain_cents)
    return tuple(Memo(reader, 50_000).__getitem__ for reader in readers)
