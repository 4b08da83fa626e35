"""Which rule gives a line of an invoice its account."""

from dataclasses import dataclass
from datetime import date

DOMESTIC, OVERSEAS, EU, EXPORT = "domestic", "overseas", "eu", "export"
_OVERSEAS_COUNTRIES = frozenset(("GP", "MQ", "GF", "RE", "YT"))
_OVERSEAS_ZIPS = ("971", "972", "973", "974", "976")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known of a line; ids of records, and those they lie under.

    :param document: ``sale`` or ``purchase``
    :param categories: of the product, with all that it lies in
    :param classes: tags of the customer or supplier
    :param nature: ``goods``, ``service`` or blank without a product
    :param rates: of its taxes, in percent
    """

    document: str
    journal: int = 0
    product: int = 0
    categories: frozenset = frozenset()
    classes: frozenset = frozenset()
    zone: str = ""
    position: int = 0
    taxes: frozenset = frozenset()
    rates: frozenset = frozenset()
    nature: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions that all have to hold; an empty one always does."""

    key: int
    document: str
    journals: frozenset = frozenset()
    products: frozenset = frozenset()
    categories: frozenset = frozenset()
    classes: frozenset = frozenset()
    zone: str = ""
    positions: frozenset = frozenset()
    taxes: frozenset = frozenset()
    rate: float | None = None
    nature: str = ""
    date_from: date | None = None
    date_to: date | None = None

    def fits(self, facts: LineFacts) -> bool:
        """Whether the rule speaks of a line."""
        return (
            self.document == facts.document
            and self._fits_texts(facts)
            and self._fits_ids(facts)
            and (self.rate is None or self.rate in facts.rates)
            and self._fits_day(facts.day)
        )

    def _fits_texts(self, facts):
        return self.zone in ("", facts.zone) and self.nature in ("", facts.nature)

    def _fits_ids(self, facts):
        single = (
            (self.journals, facts.journal),
            (self.products, facts.product),
            (self.positions, facts.position),
        )
        several = (
            (self.categories, facts.categories),
            (self.classes, facts.classes),
            (self.taxes, facts.taxes),
        )
        return all(not wanted or one in wanted for wanted, one in single) and all(
            not wanted or wanted & found for wanted, found in several
        )

    def _fits_day(self, day):
        if not day:
            return not (self.date_from or self.date_to)
        begins = not self.date_from or self.date_from <= day
        return begins and (not self.date_to or day <= self.date_to)


def choose_rule(rules, facts: LineFacts) -> Rule | None:
    """The first of ``rules`` that speaks of the line.

    >>> rules = [Rule(1, "sale", zone="eu"), Rule(2, "sale")]
    >>> facts = [LineFacts("sale", zone=zone) for zone in ("eu", "export")]
    >>> [choose_rule(rules, one).key for one in facts]
    [1, 2]
    """
    return next((rule for rule in rules if rule.fits(facts)), None)


def zone_of(country: str, zip_code: str, own: str, european) -> str:
    """Where a customer is, seen from a company in the country ``own``.

    >>> [zone_of(*one, "FR", {"FR", "BE"}) for one in
    ...  (("FR", "69003"), ("FR", "97400"), ("BE", ""), ("CH", ""), ("", ""))]
    ['domestic', 'overseas', 'eu', 'export', 'domestic']
    """
    if own == "FR" and _is_overseas(country, zip_code):
        return OVERSEAS
    if not country or country == own or {country, own} == {"FR", "MC"}:
        return DOMESTIC
    return EU if country in european else EXPORT


def _is_overseas(country, zip_code):
    in_france = country == "FR" and zip_code.startswith(_OVERSEAS_ZIPS)
    return in_france or country in _OVERSEAS_COUNTRIES
