"""What a pattern of agreement is worth: bits, likelihood, band, relation, reasons.

Each field adds the logarithm of how much oftener its level occurs among records of one
customer than among any two. The weights are fixed; the prior falls with the number of
customers, since the more there are, the more are alike by chance.
"""

from dataclasses import dataclass, field
from math import log2

from .duplicate_compare import Pattern

CERTAIN, STRONG, REVIEW = 7, 3, -3
_FEWEST = 100
# Two customers in ten are taken to be there twice.
_SHARE = 0.2

WEIGHTS = {
    "name": (0, -8, -3, 3, 6, 10, 8, 12),
    "phone": (0, -2, 15),
    "email": (0, -2, 6, 17),
    "number": (0, -14, 8, 12, 22),
    "street": (0, -3, 6, 12),
    "place": (0, -4, 0, 7),
    "birth": (0, -8, 12),
}
CODES = {
    "name": (
        *("", "other_name", "partly_other_name", "alike_name", "initials"),
        *("typo_in_name", "part_of_name", "same_name"),
    ),
    "phone": ("", "other_phone", "same_phone"),
    "email": ("", "other_email", "same_domain", "same_email"),
    "number": ("", "other_number", "same_siren", "same_siren", "same_number"),
    "street": ("", "other_street", "same_street", "same_house"),
    "place": ("", "other_place", "same_area", "same_place"),
    "birth": ("", "other_birth", "same_birth"),
}


@dataclass(frozen=True)
class Reason:
    """Why: a code, its weight in bits, and values for the sentence."""

    code: str
    weight: int
    values: tuple = ()


@dataclass(frozen=True)
class Verdict:
    """What is said of a pair: band certain, strong, review or none."""

    bits: int
    probability: float
    band: str
    kind: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Model:
    """Weights and prior for a database of ``population`` customers."""

    population: int = 1000
    weights: dict = field(default_factory=lambda: WEIGHTS, hash=False, compare=False)

    def score(self, pattern: Pattern) -> Verdict:
        """The verdict on a pattern. There are few: keep it for the pairs to come."""
        reasons = tuple(
            Reason(CODES[name][level], self.weights[name][level])
            for name, level in zip(pattern._fields[1:], pattern[1:], strict=True)
            if level and self.weights[name][level]
        )
        kind = _kind(pattern)
        bits = round(sum(reason.weight for reason in reasons) + self.prior)
        bits = min(bits, _ceiling(kind, pattern))
        probability = 1 / (1 + 2.0**-bits)
        return Verdict(bits, probability, _band(bits), kind, reasons)

    @property
    def prior(self) -> float:
        return log2(_SHARE / max(self.population, _FEWEST))


def _kind(pattern):
    is_known = pattern.number == 4 or pattern.email == 3
    if pattern.number == 1 and pattern.companies:
        return "different"
    if pattern.number == 3:
        return "branch"
    if pattern.name and pattern.name <= 2 and not is_known:
        return "household"
    evidence = (pattern.phone == 2, is_known, pattern.street >= 2, pattern.birth == 2)
    if pattern.name >= 5 and pattern.place in (1, 2) and not any(evidence):
        return "homonym"
    return "double"


def _ceiling(kind, pattern):
    """The most bits a pair of that kind can have: no household is ever certain."""
    if kind == "different":
        return REVIEW - 1
    if kind != "double" or pattern.companies == 1:
        return STRONG - 1
    is_known = pattern.phone == 2 or pattern.email == 3 or pattern.number == 4
    return 60 if is_known else CERTAIN - 1


def _band(bits):
    if bits >= CERTAIN:
        return "certain"
    if bits >= STRONG:
        return "strong"
    return "review" if bits >= REVIEW else "none"
