"""Amounts as text, exact."""

import re
from decimal import Decimal

from .problem import BadValue

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 15
PLAIN = 15
_NUMBER = re.compile(r"[+\-]?[0-9]+(?:\.[0-9]+)?")


def write_amount(amount: Decimal, decimal: str = ".", places: int = 2) -> str:
    """``amount`` with at least two decimals; one finer than a cent is refused.

    >>> write_amount(Decimal("1200"), ","), write_amount(Decimal("-0.5"), places=3)
    ('1200,00', '-0.500')
    """
    text = _plain(amount)
    if not text:
        _refuse_strange(amount)
        text = f"{amount + 0:.{places}f}"
    elif places != 2:
        text += "0" * (places - 2)
    return text if decimal == "." else text.replace(".", decimal)


def read_amount(text: str, decimal: str = ".") -> Decimal:
    """The amount that ``text`` writes; blank is zero.

    >>> read_amount(" 1200,00", ",")
    Decimal('1200.00')
    """
    plain = text.strip()
    if decimal != ".":
        plain = plain.replace(".", "?").replace(decimal, ".")
    if plain and not _NUMBER.fullmatch(plain):
        raise ValueError(f"“{text}” is no amount.")
    return Decimal(plain or 0)


def write_cents(amount: Decimal) -> str:
    """``amount`` in whole cents.

    >>> write_cents(Decimal("1200.5"))
    '120050'
    """
    text = _plain(amount)
    if text:
        return str(int(text.replace(".", "")))
    _refuse_strange(amount)
    return str(int(amount * 100))


def read_cents(text: str) -> Decimal:
    """The amount of that many cents.

    >>> read_cents("000000120050")
    Decimal('1200.50')
    """
    if not re.fullmatch(r"-?[0-9]+", text.strip() or "0"):
        raise ValueError(f"“{text}” is no number of cents.")
    return Decimal(text.strip() or 0).scaleb(-2)


def _plain(amount):
    """An amount that comes with its two decimals, as most do; blank for others."""
    text = str(amount)
    is_plain = text[-3:-2] == "." and len(text) <= PLAIN and amount
    return text if is_plain else ""


def _refuse_strange(amount):
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise BadValue("too_large", amount)
    if amount != amount.quantize(CENT):
        raise BadValue("not_rounded", amount)
