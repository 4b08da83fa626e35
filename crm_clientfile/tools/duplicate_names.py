"""How alike two names are: a level, and how much the words that agree tell.

What agreeing words tell is their rarity in bits: a word that one customer in a thousand
has is worth ten, see ``Rarity``.
"""

from functools import lru_cache
from math import log2

from rapidfuzz.distance import OSA, JaroWinkler

EQUAL, SLIP, PART, INITIALS, MOSTLY, PARTLY, OTHER = 7, 6, 5, 4, 3, 2, 1
UNKNOWN = 0
_FEWEST = 100
_BITS_A_LETTER = 4.0
_INITIAL_BITS = 3.0
# I and II are two of a kind, no initial and its name.
_LETTER_AND_NUMERAL = 3
# A near word is one of several: less of a coincidence is needed for it.
_NEAR_LOSS = 2.0
_ALIKE_LOSS = 4.0
_ALIKE = 0.85
# Words that meet once meet again: most pairs have common ones.
_KNOWN_PAIRS = 1 << 16


class Rarity(dict):
    """Bits of each word; those that are not listed are as rare as words so long."""

    def __init__(self, counts, population: int):
        """:param counts: word → how many of ``population`` customers have it"""
        population = max(population, _FEWEST)
        self.most = log2(population)
        # The one who is looked for does not count.
        super().__init__(
            (word, max(log2(population / max(count - 1, 1)), 0.0))
            for word, count in counts.items()
        )

    def __missing__(self, word):
        bits = self[word] = min(self.most, _BITS_A_LETTER * len(word))
        return bits

    def of(self, words) -> float:
        bits = 0.0
        for word in words:
            bits += self[word]
        return bits


def compare_names(mine: tuple, theirs: tuple, rarity) -> tuple[int, float]:
    """The level, 7 equal to 1 other, 0 unknown; and the bits of what agrees."""
    if mine == theirs:
        return (EQUAL, rarity.of(mine)) if mine else (UNKNOWN, 0.0)
    if not mine or not theirs:
        return UNKNOWN, 0.0
    left = [word for word in mine if word not in theirs]
    if not left:
        return PART, rarity.of(mine)
    if len(left) == len(mine):
        bits, right = 0.0, list(theirs)
    else:
        bits = rarity.of([word for word in mine if word in theirs])
        right = [word for word in theirs if word not in mine]
        if not right:
            return PART, bits
    # Which word finds its like first must not depend on who is compared with whom.
    if right < left:
        left, right = right, left
    left, right, near, initials = _pair_up(left, right, rarity)
    agreed = bits + near + initials
    if not left and not right:
        return (INITIALS if initials else SLIP), agreed
    if not left or not right:
        return (INITIALS if initials else PART), agreed
    if not agreed:
        return OTHER, 0.0
    differing = min(rarity.of(left), rarity.of(right))
    return (MOSTLY if agreed >= 2 * differing else PARTLY), agreed


def _pair_up(left, right, rarity):
    """Words without a near one on the other side; bits of near ones and initials."""
    near = initials = 0.0
    rest = []
    for word in left:
        for other in right:
            if word[0] != other[0] and word[-1] != other[-1]:
                continue
            if len(word) == 1 or len(other) == 1:
                if word[0] == other[0] and len(word) + len(other) > _LETTER_AND_NUMERAL:
                    initials += _INITIAL_BITS
                    break
            elif loss := _loss(word, other):
                near += max(min(rarity[word], rarity[other]) - loss, 1.0)
                break
        else:
            rest.append(word)
            continue
        right = [word for word in right if word is not other]
    if rest and right and len(rest) + len(right) == 3:
        short, long = sorted((rest, right), key=len)
        if short[0] in (long[0] + long[1], long[1] + long[0]):
            return [], [], near + rarity[short[0]], initials
    return rest, right, near, initials


@lru_cache(_KNOWN_PAIRS)
def _loss(one, other):
    """Bits by which words alike tell less than equal ones; 0 if they differ."""
    if is_near(one, other):
        return _NEAR_LOSS
    is_long = len(one) > 3 < len(other)
    is_alike = is_long and JaroWinkler.similarity(one, other, score_cutoff=_ALIKE)
    return _ALIKE_LOSS if is_alike else 0


def is_near(one: str, other: str) -> bool:
    """Whether a slip of the pen, or a short form, makes one word of the other.

    >>> is_near("dupont", "dupond"), is_near("dupont", "dpuont"), is_near("le", "la")
    (True, True, False)
    >>> is_near("rob", "robert"), is_near("guillaume", "guilaume")
    (True, True)
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    size = len(short)
    if size < 3:
        return False
    if long.startswith(short):
        return True
    most = 1 if size < 8 else 2
    if len(long) - size > most or (size == 3 and len(long) == 3):
        return False
    return OSA.distance(one, other, score_cutoff=most) <= most
