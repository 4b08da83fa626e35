"""The table of who may be contacted, case by case."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from crm_clientfile_gdpr.tools.contact_rules import (
    CHANNELS,
    PURPOSES,
    RULES,
    Answer,
    Situation,
    decide,
    rules_for,
)

BEFORE, SINCE = date(2026, 8, 10), date(2026, 8, 11)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
FIRM = {"is_consumer": False}
CLIENT = {"is_client": True}
GIVEN, WITHDRAWN, REFUSED = (
    {"consent": one} for one in ("given", "withdrawn", "refused")
)
OPPOSED, SHARED, LISTED, RESTRICTED = (
    {name: True}
    for name in ("is_opposed", "is_shared_opposed", "is_listed", "is_restricted")
)
HASHED = {"is_hashed": True}
CONTRACT = {"contract_start": YEAR[0], "contract_end": YEAR[1]}
OPEN_CONTRACT = {"contract_start": YEAR[0]}

# channel, purpose, day, what is known, may, reason
CASES = [
    # Consumers who said nothing.
    ("email", "prospecting", SINCE, {}, False, "no_consent"),
    ("sms", "prospecting", SINCE, {}, False, "no_consent"),
    ("phone", "prospecting", SINCE, {}, False, "no_consent"),
    ("post", "prospecting", SINCE, {}, True, "interest"),
    ("email", "similar", SINCE, {}, False, "no_consent"),
    ("sms", "similar", SINCE, {}, False, "no_consent"),
    ("phone", "similar", SINCE, {}, False, "no_consent"),
    ("post", "similar", SINCE, {}, True, "interest"),
    # Existing clients: similar products by e-mail and text message.
    ("email", "similar", SINCE, CLIENT, True, "client"),
    ("sms", "similar", SINCE, CLIENT, True, "client"),
    ("phone", "similar", SINCE, CLIENT, False, "no_consent"),
    ("email", "prospecting", SINCE, CLIENT, False, "no_consent"),
    ("sms", "prospecting", SINCE, CLIENT, False, "no_consent"),
    ("email", "similar", SINCE, {**CLIENT, **OPPOSED}, False, "opposed"),
    ("email", "similar", SINCE, {**CLIENT, **WITHDRAWN}, False, "withdrawn"),
    ("email", "similar", SINCE, {**CLIENT, **REFUSED}, False, "declined"),
    ("email", "similar", SINCE, {**CLIENT, **LISTED}, False, "listed"),
    ("sms", "similar", SINCE, {**CLIENT, **SHARED}, False, "shared"),
    # Consumers who agreed.
    ("email", "prospecting", SINCE, GIVEN, True, "consent"),
    ("sms", "prospecting", SINCE, GIVEN, True, "consent"),
    ("phone", "prospecting", SINCE, GIVEN, True, "consent"),
    ("post", "prospecting", SINCE, GIVEN, True, "consent"),
    ("phone", "similar", SINCE, GIVEN, True, "consent"),
    # Calls to consumers, before and since 11 August 2026.
    ("phone", "prospecting", BEFORE, {}, True, "interest"),
    ("phone", "similar", BEFORE, {}, True, "interest"),
    ("phone", "prospecting", BEFORE, OPPOSED, False, "opposed"),
    ("phone", "prospecting", BEFORE, LISTED, False, "listed"),
    ("phone", "prospecting", SINCE, {"country": "BE"}, True, "interest"),
    ("phone", "prospecting", SINCE, {"country": "UA"}, True, "interest"),
    ("phone", "prospecting", SINCE, {"country": "BE", **OPPOSED}, False, "opposed"),
    # The contract that runs, and offers that belong to it.
    ("phone", "similar", SINCE, CONTRACT, True, "running"),
    ("phone", "similar", SINCE, OPEN_CONTRACT, True, "running"),
    ("phone", "similar", YEAR[1], CONTRACT, True, "running"),
    ("phone", "similar", date(2027, 1, 1), CONTRACT, False, "no_consent"),
    ("phone", "similar", date(2027, 1, 1), OPEN_CONTRACT, True, "running"),
    ("phone", "prospecting", SINCE, CONTRACT, False, "no_consent"),
    (
        "phone",
        "similar",
        SINCE,
        {"contract_start": date(2026, 8, 12)},
        False,
        "no_consent",
    ),
    ("phone", "similar", SINCE, {"contract_start": SINCE}, True, "running"),
    ("phone", "similar", SINCE, {"contract_end": YEAR[1]}, False, "no_consent"),
    (
        "phone",
        "similar",
        date(2028, 2, 29),
        {"contract_start": date(2028, 2, 29), "contract_end": date(2028, 2, 29)},
        True,
        "running",
    ),
    ("phone", "similar", SINCE, {**CONTRACT, **OPPOSED}, False, "opposed"),
    ("phone", "similar", SINCE, {**CONTRACT, **WITHDRAWN}, False, "withdrawn"),
    ("phone", "similar", SINCE, {**CONTRACT, **LISTED}, False, "listed"),
    ("email", "similar", SINCE, CONTRACT, False, "no_consent"),
    # Firms: legitimate interest until opposition.
    ("email", "prospecting", SINCE, FIRM, True, "interest"),
    ("sms", "prospecting", SINCE, FIRM, True, "interest"),
    ("phone", "prospecting", SINCE, FIRM, True, "interest"),
    ("post", "prospecting", SINCE, FIRM, True, "interest"),
    ("phone", "similar", SINCE, FIRM, True, "interest"),
    ("email", "prospecting", SINCE, {**FIRM, **OPPOSED}, False, "opposed"),
    ("phone", "prospecting", SINCE, {**FIRM, **OPPOSED}, False, "opposed"),
    ("post", "prospecting", SINCE, {**FIRM, **OPPOSED}, False, "opposed"),
    ("email", "prospecting", SINCE, {**FIRM, **SHARED}, False, "shared"),
    ("phone", "prospecting", SINCE, {**FIRM, **SHARED}, True, "interest"),
    ("email", "prospecting", SINCE, {**FIRM, **WITHDRAWN}, False, "withdrawn"),
    ("sms", "prospecting", SINCE, {**FIRM, **LISTED}, False, "listed"),
    # Opposition wins, whatever else is known.
    ("email", "prospecting", SINCE, {**GIVEN, **OPPOSED}, False, "opposed"),
    ("sms", "prospecting", SINCE, {**GIVEN, **OPPOSED}, False, "opposed"),
    ("phone", "prospecting", SINCE, {**GIVEN, **OPPOSED}, False, "opposed"),
    ("post", "prospecting", SINCE, {**GIVEN, **OPPOSED}, False, "opposed"),
    ("post", "similar", SINCE, {**CLIENT, **OPPOSED}, False, "opposed"),
    ("email", "prospecting", SINCE, {**GIVEN, **SHARED}, False, "shared"),
    ("sms", "prospecting", SINCE, {**GIVEN, **SHARED}, False, "shared"),
    ("post", "prospecting", SINCE, {**GIVEN, **SHARED}, True, "consent"),
    ("email", "prospecting", SINCE, {**GIVEN, **LISTED}, False, "listed"),
    ("email", "prospecting", SINCE, {**GIVEN, **HASHED}, False, "hashed"),
    ("sms", "similar", SINCE, {**FIRM, **HASHED}, False, "hashed"),
    ("phone", "similar", SINCE, {**CONTRACT, **HASHED}, False, "hashed"),
    ("email", "contract", SINCE, HASHED, True, "contract"),
    ("post", "prospecting", SINCE, WITHDRAWN, False, "withdrawn"),
    ("post", "prospecting", SINCE, REFUSED, False, "declined"),
    # Data whose use is restricted is used for nothing else than the contract.
    ("email", "similar", SINCE, {**GIVEN, **RESTRICTED}, False, "restricted"),
    ("post", "prospecting", SINCE, {**FIRM, **RESTRICTED}, False, "restricted"),
    ("phone", "similar", SINCE, {**CONTRACT, **RESTRICTED}, False, "restricted"),
    ("email", "contract", SINCE, RESTRICTED, True, "contract"),
    # What the contract or the law requires is stopped by nothing.
    ("email", "contract", SINCE, OPPOSED, True, "contract"),
    ("sms", "contract", SINCE, {**OPPOSED, **WITHDRAWN}, True, "contract"),
    ("phone", "contract", SINCE, LISTED, True, "contract"),
    ("post", "contract", SINCE, {**OPPOSED, **SHARED, **LISTED}, True, "contract"),
]


@pytest.mark.parametrize(("channel", "purpose", "day", "known", "may", "reason"), CASES)
def test_each_case_of_the_table_has_its_answer(
    channel, purpose, day, known, may, reason
):
    situation = Situation(channel, purpose, day, **known)
    assert decide(situation) == Answer(may, reason)


def test_table_has_at_least_sixty_different_cases():
    assert len({str(case[:4]) for case in CASES}) == len(CASES) >= 60


def test_each_line_of_the_table_is_tried():
    assert {case[5] for case in CASES} == {rule.reason for rule in RULES}


def situations():
    """Every combination of what can be known."""
    flags = (True, False)
    contracts = ((None, None), YEAR, (SINCE, None))
    answers = (None, "given", "refused", "withdrawn")
    for channel, purpose, day, answer, contract in product(
        CHANNELS, PURPOSES, (BEFORE, SINCE), answers, contracts
    ):
        for consumer, country, opposed, shared, listed, client in product(
            flags, ("FR", "BE"), flags, flags, flags, flags
        ):
            yield Situation(
                channel,
                purpose,
                day,
                is_consumer=consumer,
                country=country,
                consent=answer,
                is_opposed=opposed,
                is_shared_opposed=shared,
                is_listed=listed,
                is_client=client,
                contract_start=contract[0],
                contract_end=contract[1],
            )


def test_who_opposed_is_never_approached():
    opposed = replace(Situation("email", "similar", SINCE), is_opposed=True)
    assert not decide(opposed).may
    for one in situations():
        if one.is_opposed and one.purpose != "contract":
            assert decide(one) == Answer(False, "opposed")


def test_shortened_table_gives_the_same_answers():
    left = {
        (channel, purpose): rules_for(channel=channel, purpose=purpose)
        for channel, purpose in product(CHANNELS, PURPOSES)
    }
    for one in situations():
        rule = next(rule for rule in left[one.channel, one.purpose] if rule.fits(one))
        assert Answer(rule.may, rule.reason) == decide(one)
