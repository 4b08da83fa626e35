"""What a pattern of agreement is worth: bits, likelihood, band, relation, reasons.

Each field adds the logarithm of how much oftener its level occurs among records of one
customer than among any two (Fellegi and Sunter, 1969). The first comes with the
product, the second is measured in the file; a name adds the rarity of the words that
agree. The prior falls with the number of customers, since the more there are, the more
are alike by chance, and rises with the doubles that the file was measured to hold.
"""

from dataclasses import dataclass, field
from functools import cached_property
from math import floor, log2

from .duplicate_chance import Chance
from .duplicate_compare import Pattern
from .duplicate_names import EQUAL, INITIALS, MOSTLY, OTHER, PART, PARTLY, SLIP
from .duplicate_rates import AGREEMENT, CHANCE

CERTAIN, STRONG, REVIEW = 7, 3, 0
# A glance settles what looks like relatives or a branch: one in nine is worth it.
REVIEW_OF_RIVALS = -3
# Who types knows about whom: one in seventeen is worth a glance then, and no queue.
# Neighbours of one name are worth it longer than namesakes elsewhere; and a company is
# named to be told from others, and takes its name along when it moves.
GLANCE, GLANCE_AT_NEIGHBOURS, GLANCE_AT_COMPANIES = -4, -6, -7
_FEWEST = 100
_HEAVIEST = 15
_HEAVIEST_PROOF = 20
_LIGHTEST = -8
# The number of customers that a name, a phone, a SIRET tells apart at most, in bits
# beyond all of them.
_BEYOND = 3
OTHER_NUMBERS, BRANCH, SAME_COMPANY, SAME_NUMBER = 1, 4, 5, 6
SAME_PHONE, SAME_DOMAIN, SAME_EMAIL, SAME_BIRTH, ALIKE_BIRTH = 3, 2, 5, 4, 3
OTHER_STREET, ALIKE_HOUSE = 1, 4
ELSEWHERE = (1, 2)
_PROOFS = {
    ("phone", SAME_PHONE),
    ("email", SAME_EMAIL),
    ("number", SAME_COMPANY),
    ("number", SAME_NUMBER),
}
RIVALS = {"household": 0.27, "branch": 0.3, "site": 0.025}
"""How many true doubles of one customer look so, beside how many others do: relatives,
establishments of a company, sites of an organisation. All these agree in more than one
field for one reason, which adding up the fields would count again and again."""

CODES = {
    "name": (
        *("", "other_name", "partly_other_name", "alike_name", "initials"),
        *("part_of_name", "typo_in_name", "same_name"),
    ),
    "phone": ("", "other_phone", "alike_phone", "same_phone"),
    "email": (
        *("", "other_email", "same_domain", "same_mailbox", "alike_email"),
        "same_email",
    ),
    "number": (
        *("", "other_number", "other_number", "alike_number", "same_siren"),
        *("same_company_number", "same_number"),
    ),
    "street": (
        *("", "other_street", "other_house", "same_street", "alike_house"),
        "same_house",
    ),
    "place": (
        *("", "other_place", "same_area", "alike_place", "partly_same_place"),
        *("same_place", "same_place"),
    ),
    "birth": ("", "other_birth", "partly_same_birth", "alike_birth", "same_birth"),
}


def weights_of(shares, population=_FEWEST) -> dict[str, list[int]]:
    """Bits of each level, ``shares`` being how often they occur by chance.

    :param population: how many customers there are to be told apart
    """
    return {
        name: [0]
        + [
            round(max(_LIGHTEST, min(log2(same / by_chance), most)))
            for same, by_chance, most in zip(
                rates[1:],
                shares.get(name, (1,) * len(rates))[1:],
                _heaviest(name, population),
                strict=True,
            )
        ]
        for name, rates in AGREEMENT.items()
    }


def _heaviest(name, population):
    """The most bits that each known level of a field may have.

    What one customer alone has tells it from all others, however many they are; else
    the prior, which falls with their number, would hide one with the same SIRET.
    """
    proof = max(_HEAVIEST_PROOF, round(log2(population)) + _BEYOND)
    levels = range(1, len(AGREEMENT[name]))
    return [proof if (name, level) in _PROOFS else _HEAVIEST for level in levels]


WEIGHTS = weights_of(CHANCE)


@dataclass(frozen=True)
class Reason:
    """Why: a code, its weight in bits, and values for the sentence."""

    code: str
    weight: int
    values: tuple = ()


@dataclass(frozen=True)
class Verdict:
    """What is said of a pair: band certain, strong, review, glance or none."""

    bits: int
    probability: float
    band: str
    kind: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Model:
    """Weights and prior for a file: what was measured, moved by what was learnt."""

    chance: Chance = field(default_factory=Chance)
    learnt: dict = field(default_factory=dict, hash=False, compare=False)

    @cached_property
    def weights(self) -> dict[str, list[int]]:
        weights = weights_of(self.chance.shares, 2**self._size)
        for name, moved in self.learnt.items():
            weights[name] = [a + b for a, b in zip(weights[name], moved, strict=True)]
        return weights

    @cached_property
    def prior(self) -> float:
        return log2(self.chance.doubles) - self._size

    @cached_property
    def _size(self):
        return log2(max(self.chance.population, _FEWEST))

    def score(self, pattern: Pattern) -> Verdict:
        """The verdict on a pattern. There are few: keep it for the pairs to come."""
        reasons = tuple(self._reasons(pattern))
        kind = _kind(pattern)
        bits = round(sum(reason.weight for reason in reasons) + self.prior)
        bits = min(bits, _ceiling(kind, pattern, self.chance.doubles))
        band = _band(bits, kind)
        if band == "none" and self._is_worth_a_glance(bits, kind, pattern):
            band = "glance"
        return Verdict(bits, 1 / (1 + 2.0**-bits), band, kind, reasons)

    def odds(self, pattern: Pattern) -> float | None:
        """Bits for a pair that nothing but being one explains, else nothing.

        Meant for a model that takes one double a customer for granted: see
        ``duplicate_chance.measure_doubles``.
        """
        if _kind(pattern) != "double":
            return None
        return self.total(pattern)

    def total(self, pattern: Pattern) -> float:
        """All weights and the prior, whatever kind of pair it is."""
        return sum(reason.weight for reason in self._reasons(pattern)) + self.prior

    def _is_worth_a_glance(self, bits, kind, pattern):
        """A phone, mailbox or number that is there already is, whoever has it."""
        if kind == "different":
            return False
        if _is_proven(pattern):
            return True
        if kind in RIVALS or pattern.companies == 1 or pattern.name < INITIALS:
            return False
        if pattern.companies:
            return bits + self._of_moving(pattern) >= GLANCE_AT_COMPANIES
        is_near = pattern.place > max(ELSEWHERE)
        return bits >= (GLANCE_AT_NEIGHBOURS if is_near else GLANCE)

    def _of_moving(self, pattern):
        """Bits to give back: who lives elsewhere lives in another street.

        A search counts both: of all pairs of a file, far more are namesakes in two
        towns than one who has moved.
        """
        is_elsewhere = pattern.place in ELSEWHERE and pattern.street == OTHER_STREET
        is_whole = pattern.name >= SLIP
        return -self.weights["street"][OTHER_STREET] if is_elsewhere and is_whole else 0

    @cached_property
    def hopeless(self):
        """Pattern without a street → whether no street puts it in the queue.

        It spares comparing the streets of most pairs. Known for each pattern once.
        """
        return _Hopeless(self, REVIEW_OF_RIVALS)

    @cached_property
    def hopeless_at_a_glance(self):
        """Pattern without a street → whether no street makes it worth a glance."""
        return _Hopeless(self, GLANCE_AT_COMPANIES, _is_proven)

    def _reasons(self, pattern):
        for name, codes in CODES.items():
            level = getattr(pattern, name)
            weight = self.weights[name][level]
            if name == "name":
                weight += min(pattern.rarity, round(self._size) + _BEYOND)
            if level and weight:
                yield Reason(codes[level], weight)


class _Hopeless(dict):
    def __init__(self, model, least, is_shown=lambda pattern: False):
        super().__init__()
        self._total, self._is_shown = model.total, is_shown
        self._most = least - 1 - max(model.weights["street"])

    def __missing__(self, levels):
        pattern = Pattern(*levels)
        is_low = self._total(pattern) < self._most
        found = self[levels] = is_low and not self._is_shown(pattern)
        return found


def _kind(pattern):
    """What both are to each other, by more than the sum of their fields."""
    if pattern.companies and pattern.number == OTHER_NUMBERS:
        return "different"
    if pattern.companies and _is_branch(pattern):
        return "branch"
    is_known = pattern.number >= SAME_COMPANY or pattern.email == SAME_EMAIL
    is_other = 0 < pattern.name <= (OTHER if pattern.companies == 2 else PARTLY)
    if is_other and not is_known and pattern.birth < ALIKE_BIRTH:
        return "household"
    evidence = (pattern.phone >= 2, pattern.email >= 3, pattern.number >= 3)
    further = (pattern.street >= 3, pattern.birth >= 3)
    is_elsewhere = pattern.place in ELSEWHERE
    if pattern.name >= PART and is_elsewhere and not any((*evidence, *further)):
        return "homonym"
    return "double"


def _is_branch(pattern):
    """Establishments have a name in common, a company number, a domain, a phone."""
    if pattern.number == BRANCH:
        return True
    if pattern.email == SAME_EMAIL:
        return False
    is_phone = pattern.phone == SAME_PHONE
    if pattern.place in ELSEWHERE and not is_phone:
        is_domain = not pattern.number and pattern.email == SAME_DOMAIN
        return pattern.number == SAME_COMPANY or is_domain
    return _is_site(pattern)


def _is_site(pattern):
    """One organisation at another address, with its switchboard or another phone."""
    if pattern.street != OTHER_STREET or pattern.number > BRANCH or not pattern.name:
        return False
    return pattern.name <= MOSTLY or pattern.phone != SAME_PHONE


def _ceiling(kind, pattern, doubles):
    """The most bits a pair of that kind can have: no household is ever certain."""
    if kind == "different":
        return REVIEW_OF_RIVALS - 1
    if kind in RIVALS:
        is_site = kind == "branch" and _is_site(pattern)
        rival = RIVALS["site" if is_site else kind]
        return min(floor(log2(doubles * rival)), STRONG - 1)
    if kind != "double" or pattern.companies == 1:
        return STRONG - 1
    return 60 if _is_provable(pattern) else CERTAIN - 1


def _is_provable(pattern):
    """Whether something that only one customer has agrees.

    Relatives share a phone, establishments the number of their company.
    """
    if pattern.number == SAME_NUMBER or pattern.email == SAME_EMAIL:
        return True
    if pattern.number == SAME_COMPANY and pattern.street >= ALIKE_HOUSE:
        return True
    is_same_name = pattern.companies == 2 or pattern.name == EQUAL
    return pattern.phone == SAME_PHONE and (is_same_name or pattern.birth == SAME_BIRTH)


def _band(bits, kind):
    if bits >= CERTAIN:
        return "certain"
    if bits >= STRONG:
        return "strong"
    is_shown = bits >= (REVIEW_OF_RIVALS if kind in RIVALS else REVIEW)
    return "review" if is_shown else "none"


def _is_proven(pattern):
    return any(getattr(pattern, name) == level for name, level in _PROOFS)
