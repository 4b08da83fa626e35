"""Judging pairs: what is a double, and what only looks like one."""

import dataclasses

import pytest

from crm_clientfile.tools.duplicate_clash import is_clash
from crm_clientfile.tools.duplicate_compare import compare
from crm_clientfile.tools.duplicate_keys import CAPS, block_keys
from crm_clientfile.tools.duplicate_profile import Comparable, Profile, profile_of
from crm_clientfile.tools.duplicate_score import CODES, WEIGHTS, Model
from crm_clientfile.tools.keys import Reachable, keys_of

GARAGE = Comparable(
    "SARL Garage Petit",
    is_company=True,
    street="12 rue de la République",
    zip="42000",
    city="Saint-Étienne",
    country_code="FR",
    phones=("04 77 12 34 56",),
    emails=("contact@garage-petit.fr",),
)
CLAIRE = Comparable(
    "Claire Martin",
    street="3 place Bellecour",
    zip="69002",
    city="Lyon",
    country_code="FR",
    phones=("06 12 34 56 78",),
    emails=("claire.martin@orange.fr",),
)
HOSTILE = ("", "x", "xxx", "😀" * 300, "ا" * 5000, "\x00\t\n", "'; DROP TABLE", "%_\\")


def judge(one, other):
    model = Model(population=100_000)
    return model.score(compare(profile_of(one), profile_of(other)))


def but(record, **values):
    return dataclasses.replace(record, **values)


def test_same_company_written_otherwise_is_certain():
    other = but(GARAGE, name="GARAGE PETIT", street="12, r. de la Republique")
    assert judge(GARAGE, other).band == "certain"


def test_verdict_is_the_same_in_either_order():
    other = but(GARAGE, name="Garage Petti", phones=(), zip="42100")
    assert judge(GARAGE, other) == judge(other, GARAGE)


def test_household_is_never_certain():
    other = but(CLAIRE, name="Paul Martin", emails=())
    verdict = judge(CLAIRE, other)
    assert verdict.kind == "household"
    assert verdict.band in ("review", "none")


def test_branch_with_another_siret_is_no_double():
    one = but(GARAGE, company_registry="73282932000074")
    other = but(one, company_registry="73282932000082", city="Lyon", zip="69002")
    verdict = judge(one, other)
    assert verdict.kind == "branch"
    assert verdict.band in ("review", "none")


def test_companies_with_other_numbers_are_different():
    one = but(GARAGE, company_registry="73282932000074")
    other = but(GARAGE, company_registry="40483304800022")
    assert (judge(one, other).kind, judge(one, other).band) == ("different", "none")


def test_namesakes_in_two_towns_are_not_shown():
    other = but(CLAIRE, street="", zip="33000", city="Bordeaux", phones=(), emails=())
    assert judge(CLAIRE, other).band == "none"


def test_shared_switchboard_alone_makes_no_double():
    other = but(GARAGE, name="Fleurs du Lac", emails=(), street="", zip="", city="")
    assert judge(GARAGE, other).band in ("review", "none")


def test_reasons_add_up_with_the_prior():
    verdict = judge(CLAIRE, but(CLAIRE, emails=()))
    total = sum(reason.weight for reason in verdict.reasons)
    assert verdict.bits == round(total + Model(population=100_000).prior)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_compared_without_error(text):
    record = Comparable(text, text, street=text, zip=text, city=text, vat=text)
    profile = profile_of(record)
    assert Profile.loads(profile.dumps()) == profile
    assert all(key.partition(":")[0] in CAPS for key in block_keys(profile))
    compare(profile, profile_of(GARAGE))


def test_profile_comes_back_as_it_was_stored():
    for record in (GARAGE, CLAIRE, Comparable()):
        profile = profile_of(record)
        assert Profile.loads(profile.dumps()) == profile


def test_profile_is_the_same_from_keys_known_already():
    for record in (GARAGE, CLAIRE):
        fields = dataclasses.fields(Reachable)
        shared = {
            field.name: getattr(record, field.name)
            for field in fields
            if hasattr(record, field.name)
        }
        keys = keys_of(Reachable(**shared, former_refs=("C7",)))
        assert profile_of(record, keys) == profile_of(record)


def test_typing_slips_still_share_a_key():
    other = but(GARAGE, name="Garrage Petit", phones=(), emails=())
    shared = block_keys(profile_of(GARAGE)) & block_keys(profile_of(other))
    assert shared


def test_each_level_has_a_weight_and_a_code():
    assert {name: len(levels) for name, levels in WEIGHTS.items()} == {
        name: len(levels) for name, levels in CODES.items()
    }


def test_clash_needs_a_number_that_only_one_can_have():
    assert not is_clash({"i:732829320"}, {"i:732829320"})
    assert is_clash({"i:BE0403170701"}, {"i:BE0403170701", "n:garage"})
