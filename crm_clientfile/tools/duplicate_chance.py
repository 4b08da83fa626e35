"""How often two customers of this file agree by chance, and how many are there twice.

Both are measured where they are used: in a file of one town the same town tells
nothing. Words of names are counted one by one, see ``duplicate_names.Rarity``; all
other levels among pairs that were drawn by lot and whose names have nothing in common,
so that they are two customers almost for sure. The more a file is full of doubles, the
less evidence a pair needs: their number is what the likely ones of a sample add up to.
"""

import random
from dataclasses import asdict, dataclass, field
from itertools import combinations

from .duplicate_compare import compare
from .duplicate_names import OTHER
from .duplicate_rates import CHANCE, VERSION

SAMPLE = 2000
"""How many customers are enough to measure by."""

_PAIRS = 60_000
# What is known beforehand counts like so many pairs.
_KNOWN_PAIRS = 600
_FEWEST, _MOST = 0.1, 4.0
_ROUNDS = 25
USUAL_DOUBLES = 0.2


@dataclass(frozen=True)
class Chance:
    """What was measured in a file.

    :param population: how many customers it holds
    :param doubles: how many doubles a customer has on average
    :param shares: field → how often each level occurs between two customers
    """

    population: int = 1000
    doubles: float = USUAL_DOUBLES
    shares: dict = field(default_factory=lambda: CHANCE, hash=False)

    def to_json(self) -> dict:
        """What ``from_json`` reads again."""
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, values) -> "Chance | None":
        """What ``to_json`` gave; none for what another version has measured."""
        if not values or values.get("version") != VERSION:
            return None
        return cls(values["population"], values["doubles"], values["shares"])


def measure_shares(profiles, rarity) -> dict:
    """Field → share of each level, of pairs that are drawn from ``profiles``."""
    counts = {name: [0] * len(levels) for name, levels in CHANCE.items()}
    for one, other in _draw(list(profiles)):
        pattern = compare(one, other, rarity)
        if pattern.name <= OTHER:
            for name, found in counts.items():
                found[getattr(pattern, name)] += 1
    return {name: _shares(found, CHANCE[name]) for name, found in counts.items()}


def _draw(profiles):
    if len(profiles) * (len(profiles) - 1) <= 2 * _PAIRS:
        return combinations(profiles, 2)
    chance = random.Random(len(profiles))  # noqa: S311
    drawn = chance.choices(profiles, k=2 * _PAIRS)
    pairs = zip(drawn[::2], drawn[1::2], strict=True)
    return (pair for pair in pairs if pair[0] is not pair[1])


def _shares(counts, usual):
    known = sum(counts[1:])
    return [0.0] + [
        (count + _KNOWN_PAIRS * share) / (known + _KNOWN_PAIRS)
        for count, share in zip(counts[1:], usual[1:], strict=True)
    ]


def measure_doubles(odds, size: int) -> float:
    """How many doubles a customer has.

    :param odds: bits of each pair found for ``size`` customers, without any prior
        but the size of the file
    """
    doubles = USUAL_DOUBLES
    for _round in range(_ROUNDS):
        likely = sum(1 / (1 + 2 ** -min(bits, 60) / doubles) for bits in odds)
        doubles = min(max(likely / max(size, 1), _FEWEST), _MOST)
    return round(doubles, 3)
