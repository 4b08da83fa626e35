"""How the companies of a group belong together."""

from dataclasses import dataclass

from .text import fold

ESTABLISHMENT, SUBSIDIARY, UNKNOWN = "establishment", "subsidiary", "unknown"


@dataclass(frozen=True)
class LegalNumbers:
    """The numbers under which registers know a company; "" where unknown."""

    siren: str = ""
    vat: str = ""
    registry: str = ""


def link_kind(own: LegalNumbers, parent: LegalNumbers) -> str:
    """What a company is to the one above it.

    An establishment is the same legal entity at another place: it has the same SIREN
    in France, elsewhere the same VAT or enterprise number. A subsidiary is an entity
    of its own. The first number that both have decides.

    >>> link_kind(LegalNumbers("732829320"), LegalNumbers("732829320"))
    'establishment'
    >>> link_kind(LegalNumbers(vat="BE0403019261"), LegalNumbers(vat="BE 0403019261"))
    'establishment'
    >>> link_kind(LegalNumbers("732829320"), LegalNumbers("404833048"))
    'subsidiary'
    >>> link_kind(LegalNumbers("732829320"), LegalNumbers(vat="FR40303265045"))
    'unknown'
    """
    for name in ("siren", "vat", "registry"):
        numbers = [_compact(getattr(one, name)) for one in (own, parent)]
        if all(numbers):
            return ESTABLISHMENT if numbers[0] == numbers[1] else SUBSIDIARY
    return UNKNOWN


def _compact(number: str) -> str:
    return "".join(character for character in fold(number) if character.isalnum())
