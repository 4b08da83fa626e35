"""What both WinBooks formats say of a third party.

Source: WinBooks help, pages on the structure of the files of customers and suppliers:
VAT numbers without their country, Belgian ones ``0999.999.999``, French ones
``XX 999999999``; VAT category 1 liable, 3 not liable.
"""

import re

from .card import third_party_values
from .entry import Entry

LANGUAGES = {"fr": "F", "nl": "N", "en": "E", "de": "D"}


def vat_number(vat: str) -> str:
    """A VAT number as WinBooks writes it.

    >>> [vat_number(one) for one in ("BE0403019261", "FR83404833048", "NL1", "")]
    ['0403.019.261', '83 404833048', '1', '']
    """
    compact = re.sub(r"[\s.\-]", "", vat).upper()
    country, number = compact[:2], compact[2:]
    if country == "BE" and len(number) == 10:
        return f"{number[:4]}.{number[4:7]}.{number[7:]}"
    if country == "FR" and len(number) == 11:
        return f"{number[:2]} {number[2:]}"
    return number if country.isalpha() else compact


def period_of(entry: Entry, context) -> int:
    """The month of the entry in its fiscal year, from 1."""
    first = context.year_from
    if not first:
        return entry.date.month
    months = 12 * (entry.date.year - first.year) + entry.date.month - first.month
    return months % 12 + 1


PARTY_VALUES = third_party_values({}) | {
    "vat_number": lambda one: vat_number(one.vat),
    "vat_category": lambda one: "1" if one.vat else "3",
    "language_letter": lambda one: LANGUAGES.get(one.language[:2].lower(), ""),
}
