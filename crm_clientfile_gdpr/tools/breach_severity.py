"""How severe a breach of personal data is: the method of ENISA (2013), severity =
context of the data × ease of identification + circumstances.

``Recommendations for a methodology of the assessment of severity of personal data
breaches``. It helps to decide and to explain; it does not decide.
"""

from dataclasses import dataclass
from decimal import Decimal

CONTEXTS = {"simple": 1, "behaviour": 2, "financial": 3, "sensitive": 4}
EASES = {
    "negligible": Decimal("0.25"),
    "limited": Decimal("0.5"),
    "significant": Decimal("0.75"),
    "maximum": Decimal(1),
}
# Loss of confidentiality, integrity, availability: what is known of its extent.
CONFIDENTIALITY = {
    "none": Decimal(0),
    "known": Decimal("0.25"),
    "unknown": Decimal("0.5"),
}
INTEGRITY = {
    "none": Decimal(0),
    "recoverable": Decimal("0.25"),
    "lost": Decimal("0.5"),
}
AVAILABILITY = {
    "none": Decimal(0),
    "temporary": Decimal("0.25"),
    "lost": Decimal("0.5"),
}
MALICE = Decimal("0.5")
LEVELS = ((4, "very_high"), (3, "high"), (2, "medium"), (0, "low"))


@dataclass(frozen=True)
class Circumstances:
    """Keys of the tables above."""

    context: str
    ease: str
    confidentiality: str = "none"
    integrity: str = "none"
    availability: str = "none"
    is_malicious: bool = False


def score_of(told: Circumstances) -> Decimal:
    """The severity as a number, from 0.25 to 6.

    >>> score_of(Circumstances("financial", "maximum", "unknown", is_malicious=True))
    Decimal('4.0')
    """
    extent = (
        CONFIDENTIALITY[told.confidentiality]
        + INTEGRITY[told.integrity]
        + AVAILABILITY[told.availability]
    )
    malice = MALICE if told.is_malicious else Decimal(0)
    return CONTEXTS[told.context] * EASES[told.ease] + extent + malice


def level_of(score: Decimal) -> str:
    """``low`` below 2, ``medium`` below 3, ``high`` below 4, else ``very_high``.

    >>> [level_of(Decimal(score)) for score in ("1.99", "2", "3.5", "4")]
    ['low', 'medium', 'high', 'very_high']
    """
    return next(level for least, level in LEVELS if score >= least)
