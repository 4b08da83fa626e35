"""May a person be contacted: by which channel, for which purpose, on which day.

The table is read from top to bottom; the first line that fits decides and gives the
reason. The same table is turned into SQL for many contacts: a line asks only whether a
fact has one of some values.

Sources: GDPR, articles 6 and 21; ePrivacy directive 2002/58, article 13 (existing
customers, similar products); in France, article L. 34-5 of the code des postes et des
communications électroniques, and article L. 223-1 of the code de la consommation as it
applies from 11 August 2026 (calls to consumers).
"""

from dataclasses import dataclass
from datetime import date

CHANNELS = ("email", "sms", "phone", "post")
# contract: what the contract or the law requires, an invoice or a reminder of a debt;
# similar: own products like those bought; prospecting: any other approach.
PURPOSES = ("contract", "similar", "prospecting")
# From this day on, consumers of these countries are called with their consent only.
CALLS_BY_CONSENT = {"FR": date(2026, 8, 11)}


@dataclass(frozen=True)
class Situation:
    """What is known of a person on ``day``.

    ``consent`` is what :func:`consent_state.consent_at` tells for the purpose and
    channel. ``is_opposed``: the person or the firm; ``is_shared_opposed``: somebody
    else who is reached at the same e-mail or mobile number. ``is_hashed``: the address
    is on the list of hashes of those who opposed or were erased. ``is_listed``: on a
    list of people who refuse this channel. The contract runs from ``contract_start`` to
    ``contract_end``, both included; without an end it goes on.
    """

    channel: str
    purpose: str
    day: date
    is_consumer: bool = True
    country: str = "FR"
    consent: str | None = None
    is_opposed: bool = False
    is_shared_opposed: bool = False
    is_hashed: bool = False
    is_listed: bool = False
    is_client: bool = False
    contract_start: date | None = None
    contract_end: date | None = None

    @property
    def has_contract(self) -> bool:
        start, end = self.contract_start, self.contract_end
        return bool(start) and start <= self.day and (not end or self.day <= end)

    @property
    def is_call_by_consent(self) -> bool:
        return needs_call_consent(self.country, self.day)


@dataclass(frozen=True)
class Rule:
    """A line of the table; each fact of ``needs`` has one of the values named."""

    reason: str
    may: bool
    needs: dict[str, tuple]

    def fits(self, situation: Situation) -> bool:
        return all(
            getattr(situation, fact) in values for fact, values in self.needs.items()
        )


@dataclass(frozen=True)
class Answer:
    may: bool
    reason: str


RULES = (
    Rule("contract", True, {"purpose": ("contract",)}),
    Rule("opposed", False, {"is_opposed": (True,)}),
    Rule(
        "shared",
        False,
        {"channel": ("email", "sms"), "is_shared_opposed": (True,)},
    ),
    Rule("hashed", False, {"is_hashed": (True,)}),
    Rule("withdrawn", False, {"consent": ("withdrawn",)}),
    Rule("declined", False, {"consent": ("refused",)}),
    Rule("listed", False, {"is_listed": (True,)}),
    Rule("consent", True, {"consent": ("given",)}),
    Rule("interest", True, {"channel": ("post",)}),
    Rule("interest", True, {"is_consumer": (False,)}),
    Rule(
        "client",
        True,
        {"channel": ("email", "sms"), "purpose": ("similar",), "is_client": (True,)},
    ),
    Rule(
        "running",
        True,
        {"channel": ("phone",), "purpose": ("similar",), "has_contract": (True,)},
    ),
    Rule("interest", True, {"channel": ("phone",), "is_call_by_consent": (False,)}),
    Rule("no_consent", False, {}),
)


def needs_call_consent(country: str, day: date) -> bool:
    """Whether consumers of ``country`` are called on ``day`` with consent only.

    >>> needs_call_consent("FR", date(2026, 8, 10))
    False
    >>> needs_call_consent("FR", date(2026, 8, 11))
    True
    >>> needs_call_consent("BE", date(2026, 8, 11))
    False
    """
    start = CALLS_BY_CONSENT.get(country)
    return start is not None and day >= start


def decide(situation: Situation) -> Answer:
    """Whether the person may be contacted, and why.

    >>> decide(Situation("phone", "prospecting", date(2026, 9, 1)))
    Answer(may=False, reason='no_consent')
    >>> decide(Situation("post", "prospecting", date(2026, 9, 1)))
    Answer(may=True, reason='interest')
    """
    rule = next(rule for rule in RULES if rule.fits(situation))
    return Answer(rule.may, rule.reason)


def rules_for(**known) -> list[Rule]:
    """The lines left once some facts are known, without those facts.

    >>> [rule.reason for rule in rules_for(channel="post", purpose="contract")][0]
    'contract'
    """
    left = []
    for rule in RULES:
        if all(known[fact] in rule.needs[fact] for fact in rule.needs if fact in known):
            needs = {fact: rule.needs[fact] for fact in rule.needs if fact not in known}
            left.append(Rule(rule.reason, rule.may, needs))
            if not needs:
                break
    return left
