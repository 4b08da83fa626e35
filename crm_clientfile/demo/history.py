"""What the customers of the demo company bought in three years.

Values in, values out: the same seed gives the same history, told in days before today.
"""

import math
import random
from dataclasses import dataclass

YEARS = 3
BASKETS = {
    "hotel": ("assiette_plate", "verre_vin", "nappe", "serviette", "couteau", "seau"),
    "restaurant": ("assiette_plate", "assiette_creuse", "verre_vin", "fourchette"),
    "cafe": ("tasse_cafe", "verre_eau", "plateau", "carafe"),
    "caterer": ("chafing", "table_ronde", "chaise", "nappe", "flute", "livraison"),
    "institution": ("assiette_plate", "verre_eau", "cuillere", "chariot", "livraison"),
    "shop": ("carafe", "flute", "assiette_dessert", "gravure"),
    "person": ("flute", "assiette_dessert", "nappe", "gravure"),
}


@dataclass(frozen=True)
class Habit:
    """How one customer buys and pays.

    :param first: days ago of the first document
    :param last: days ago of the last one; large when the customer went silent
    :param size: multiplies quantities
    :param growth: change of the basket per year, 0.1 is 10 % more
    :param season: month in which most is bought, 0 for none
    :param late: days between due date and payment; None when the last ones are unpaid
    """

    customer: str
    basket: str
    per_year: float
    size: float = 1.0
    first: int = YEARS * 365
    last: int = 10
    growth: float = 0.0
    season: int = 0
    discount: float = 0.0
    late: int | None = 2


@dataclass(frozen=True)
class Purchase:
    """One order: ``lines`` are (product, quantity); ``outcome`` as in OUTCOMES."""

    customer: str
    days_ago: int
    lines: tuple[tuple[str, int], ...]
    discount: float
    outcome: str
    paid_after: int | None


OUTCOMES = ("invoiced", "sent", "cancelled")
LARGE = (
    ("hotel_belvedere", "hotel"),
    ("palace_etoile", "hotel"),
    ("traiteur_gachet", "caterer"),
    ("siege_novalis", "institution"),
    ("hotel_vosges", "hotel"),
    ("clinique_parc", "institution"),
)
REGULAR = (
    ("brasserie_terreaux", "restaurant"),
    ("lycee_hotelier", "institution"),
    ("residence_tilleuls", "institution"),
    ("maison_perrin", "shop"),
    ("hotel_loire", "hotel"),
    ("bistrot_halles", "restaurant"),
    ("brasserie_flandre", "restaurant"),
    ("toulouse_capitole", "cafe"),
    ("cave_vignerons", "shop"),
    ("be_grand_place", "hotel"),
    ("be_traiteur_meuse", "caterer"),
    ("be_antwerpen_hotel", "hotel"),
    ("nl_grachten", "hotel"),
    ("ua_kyiv", "hotel"),
)
SEASONAL = (
    ("hotel_mont_blanc", "hotel", 12),
    ("hotel_arcachon", "hotel", 6),
    ("hotel_corniche", "hotel", 5),
    ("mas_oliviers", "hotel", 5),
    ("golf_verger", "restaurant", 4),
    ("comite_rhodia", "shop", 12),
)
LATE = (
    ("restaurant_quai", "restaurant"),
    ("agence_fetes", "caterer"),
    ("vieux_port", "restaurant"),
    ("be_brasserie_gent", "restaurant"),
    ("crepes_armor", "restaurant"),
)
SILENT = (
    ("auberge_pin", "hotel", 210),
    ("traiteur_opale", "caterer", 260),
    ("cafe_cordeliers", "cafe", 330),
    ("hotel_beffroi", "hotel", 430),
    ("chateau_rochefort", "caterer", 640),
    ("be_chocolat", "shop", 800),
)
LEAVING = (("winstub_cigogne", "restaurant"), ("bistrot_paul", "restaurant"))
RECENT = (
    ("biarritz_spa", "hotel"),
    ("chai_bordeaux", "shop"),
    ("nl_utrecht", "caterer"),
    ("ua_lviv", "restaurant"),
)
SMALL = (
    ("boutique_olive", "shop"),
    ("creche_pouces", "institution"),
    ("galerie_lumiere", "shop"),
    ("cantine_novalis", "institution"),
    ("nl_brasserie_maas", "restaurant"),
    ("mme_aubert", "person"),
    ("m_fontaine", "person"),
    ("mme_nguyen", "person"),
    ("me_roux", "person"),
    ("m_bianchi", "restaurant"),
)


def habits() -> tuple[Habit, ...]:
    """How each customer of the demo company behaves; prospects are not listed."""
    return (
        *(Habit(*one, 4, size=5, discount=8, growth=0.08) for one in LARGE),
        *(Habit(*one, 1.3, size=2, discount=3) for one in REGULAR),
        *(Habit(name, kind, 2, 3, season=month) for name, kind, month in SEASONAL),
        *(Habit(*one, 2.5, growth=-0.1, late=None) for one in LATE),
        *(Habit(name, kind, 2, last=last) for name, kind, last in SILENT),
        *(Habit(*one, 9, last=100) for one in LEAVING),
        *(Habit(*one, 10, size=2, first=85) for one in RECENT),
        *(Habit(*one, 0.8, size=0.4) for one in SMALL),
    )


def purchases(today, seed: int = 19) -> list[Purchase]:
    """All purchases, oldest first.

    :param today: a date; only the seasons depend on it
    """
    chance = random.Random(seed)
    found = [one for habit in habits() for one in _purchases_of(habit, today, chance)]
    return sorted(found, key=lambda one: -one.days_ago)


def _purchases_of(habit: Habit, today, chance):
    gap = 365 / habit.per_year
    day = habit.first - chance.uniform(0, gap)
    while day > habit.last:
        months = (today.month - 1 - day / 30.4) % 12 + 1
        weight = _season(months, habit.season)
        if chance.random() < weight:
            yield _purchase(habit, round(day), chance)
        day -= gap * chance.uniform(0.6, 1.4) * min(1, weight)


def _season(month: float, best: int) -> float:
    """Between 0.2 and 1: how likely a purchase is in that month."""
    if not best:
        return 1.0
    distance = min(abs(month - best), 12 - abs(month - best))
    return max(0.2, math.cos(distance / 12 * math.pi))


def _purchase(habit: Habit, days_ago: int, chance) -> Purchase:
    names = BASKETS[habit.basket]
    chosen = chance.sample(names, k=chance.randint(2, len(names)))
    grown = (1 + habit.growth) ** ((YEARS * 365 - days_ago) / 365)
    scale = habit.size * grown
    lines = tuple(
        (name, max(1, round(scale * chance.triangular(2, 30, 8)))) for name in chosen
    )
    discount = habit.discount + (6 if days_ago < 200 and habit.discount > 5 else 0)
    paid_after = _paid_after(habit, days_ago, chance)
    outcome = _outcome(days_ago, chance)
    return Purchase(habit.customer, days_ago, lines, discount, outcome, paid_after)


def _outcome(days_ago: int, chance) -> str:
    if days_ago < 25:
        return "sent"
    return "cancelled" if chance.random() < 0.06 else "invoiced"


def _paid_after(habit: Habit, days_ago: int, chance) -> int | None:
    """Days from invoice to payment, or None while it is open."""
    if habit.late is None:
        delay = 30 + chance.randint(20, 75)
        return delay if days_ago - delay > 150 else None
    delay = 30 + habit.late + chance.randint(-12, 8)
    return delay if delay < days_ago else None
