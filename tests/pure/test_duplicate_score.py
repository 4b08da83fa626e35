"""Judging pairs: what is a double, and what only looks like one."""

import dataclasses

import pytest

from crm_clientfile.tools.duplicate_chance import Chance
from crm_clientfile.tools.duplicate_clash import is_clash
from crm_clientfile.tools.duplicate_compare import compare
from crm_clientfile.tools.duplicate_keys import CAPS, block_keys
from crm_clientfile.tools.duplicate_names import Rarity
from crm_clientfile.tools.duplicate_profile import Comparable, Profile, profile_of
from crm_clientfile.tools.duplicate_rates import AGREEMENT, CHANCE
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
SIZE = 100_000
COMMON = {"garage": 900, "petit": 400, "martin": 800, "claire": 500, "paul": 700}
RARITY = Rarity(COMMON, SIZE)
MODEL = Model(Chance(SIZE))


def judge(one, other, model=MODEL):
    return model.score(compare(profile_of(one), profile_of(other), RARITY))


def but(record, **values):
    return dataclasses.replace(record, **values)


def test_same_company_written_otherwise_is_certain():
    other = but(GARAGE, name="GARAGE PETIT", street="12, r. de la Republique")
    assert judge(GARAGE, other).band == "certain"


def test_verdict_is_the_same_in_either_order():
    other = but(GARAGE, name="Garage Petti", phones=(), zip="42100")
    assert judge(GARAGE, other) == judge(other, GARAGE)


def test_swapped_and_initialled_name_is_a_double():
    other = but(CLAIRE, name="MARTIN C.", emails=())
    verdict = judge(CLAIRE, other)
    assert (verdict.kind, verdict.band) == ("double", "strong")


@pytest.mark.parametrize("name", ["Paul Martin", "Marie Martin", "C. Durand"])
@pytest.mark.parametrize("emails", [(), CLAIRE.emails])
def test_household_is_never_certain(name, emails):
    verdict = judge(CLAIRE, but(CLAIRE, name=name, emails=emails), Model(Chance(50)))
    assert verdict.band != "certain" or emails


def test_household_is_not_queued_where_few_are_there_twice():
    other = but(CLAIRE, name="Paul Martin", emails=())
    assert (judge(CLAIRE, other).kind, judge(CLAIRE, other).band) == (
        "household",
        "glance",
    )
    full_of_doubles = Model(Chance(SIZE, doubles=2.0))
    assert judge(CLAIRE, other, full_of_doubles).band == "review"


def test_sisters_with_names_alike_are_never_certain():
    one, other = but(CLAIRE, name="Marie Martin"), but(CLAIRE, name="Marine Martin")
    assert judge(but(one, emails=()), but(other, emails=())).band != "certain"


def test_branch_with_another_siret_is_no_double():
    one = but(GARAGE, company_registry="73282932000074")
    other = but(one, company_registry="73282932000082", city="Lyon", zip="69002")
    verdict = judge(one, other)
    assert verdict.kind == "branch"
    assert verdict.band in ("review", "glance")


def test_branch_without_its_siret_is_never_certain():
    one = but(GARAGE, vat="FR44732829320")
    elsewhere = {"city": "Lyon", "zip": "69002", "street": "1 quai Saint-Vincent"}
    other = but(one, phones=(), emails=("lyon@garage-petit.fr",), **elsewhere)
    assert judge(one, other).kind == "branch"
    assert judge(one, other).band != "certain"


def test_companies_with_other_numbers_are_different():
    one = but(GARAGE, company_registry="73282932000074")
    other = but(GARAGE, company_registry="40483304800022")
    assert (judge(one, other).kind, judge(one, other).band) == ("different", "none")


def test_siret_and_vat_number_of_one_company_agree():
    one = but(GARAGE, company_registry="73282932000074", emails=())
    other = but(GARAGE, vat="FR44732829320", phones=())
    codes = {reason.code for reason in judge(one, other).reasons}
    assert "same_company_number" in codes


def test_number_that_is_not_valid_counts_as_text():
    one = but(CLAIRE, country_code="DE", vat="4711-0815", emails=(), phones=())
    assert "same_number" in {reason.code for reason in judge(one, one).reasons}
    slip = judge(one, but(one, vat="4711-0851"))
    assert "alike_number" in {reason.code for reason in slip.reasons}


def test_phone_that_is_not_valid_counts_by_its_digits():
    one = but(GARAGE, country_code="US", phones=("226-2649",), emails=())
    other = but(one, phones=("2262649",))
    assert "same_phone" in {reason.code for reason in judge(one, other).reasons}


def test_person_and_company_are_never_certain():
    person = but(GARAGE, is_company=False, name="Garage Petit")
    assert judge(GARAGE, person).band == "review"


def test_namesakes_in_two_towns_are_not_shown():
    other = but(CLAIRE, street="", zip="33000", city="Bordeaux", phones=(), emails=())
    assert judge(CLAIRE, other).band == "none"


def test_mailbox_made_of_the_name_tells_no_more_than_the_name():
    other = but(CLAIRE, street="", zip="33000", city="Bordeaux", phones=())
    other = but(other, emails=("claire.martin@free.fr",))
    assert judge(CLAIRE, other).band == "none"


def test_shared_switchboard_alone_makes_no_double():
    other = but(GARAGE, name="Fleurs du Lac", emails=(), street="", zip="", city="")
    assert judge(GARAGE, other).band in ("review", "glance")


def test_rare_name_tells_more_than_a_common_one():
    here = {"phones": (), "emails": (), "street": ""}
    rare, common = but(CLAIRE, name="Zoé Quatrepoint", **here), but(CLAIRE, **here)
    assert judge(rare, rare).bits > judge(common, common).bits + 5


QUEUED = ("certain", "strong", "review")
SIZES = (1000, 100_000, 1_000_000)
# As measured where no two that were drawn have a phone, mailbox or number in common.
SELDOM = 2**-22
MEASURED = CHANCE | {
    "phone": (*CHANCE["phone"][:-1], SELDOM),
    "email": (*CHANCE["email"][:-1], SELDOM),
    "number": (*CHANCE["number"][:-2], SELDOM, SELDOM),
}
MOVED = {"street": "8 quai des Chartrons", "zip": "33000", "city": "Bordeaux"}


def judge_in_file_of(size, one, other):
    pattern = compare(profile_of(one), profile_of(other), Rarity({}, size))
    return Model(Chance(size, 0.1, MEASURED)).score(pattern)


@pytest.mark.parametrize("size", SIZES)
def test_moved_company_with_its_siret_is_shown_in_any_file(size):
    one = but(GARAGE, name="Lutami", company_registry="73282932000074", emails=())
    other = but(one, name="Lutmai", phones=("05 56 12 34 56",), **MOVED)
    assert judge_in_file_of(size, one, other).band in ("review", "strong")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kept", ["phones", "emails"])
def test_moved_person_with_phone_or_mailbox_is_queued_in_any_file(size, kept):
    one = but(CLAIRE, name="Zoé Roy", emails=("zr.lyon@orange.fr",))
    gone = {"phones": (), "emails": ()} | {kept: getattr(one, kept)}
    other = but(one, name="Zoé Rooy", **gone, **MOVED)
    assert judge_in_file_of(size, one, other).band in QUEUED


@pytest.mark.parametrize("size", SIZES)
def test_phone_of_a_household_proves_nothing_in_any_file(size):
    other = but(CLAIRE, name="Paul Martin", emails=())
    verdict = judge_in_file_of(size, CLAIRE, other)
    assert (verdict.kind, verdict.band) == ("household", "glance")


def test_day_and_month_swapped_is_a_slip():
    one = but(CLAIRE, birthdate="1980-03-12")
    swapped = judge(one, but(one, birthdate="1980-12-03"))
    assert "alike_birth" in {reason.code for reason in swapped.reasons}


def test_reasons_add_up_with_the_prior():
    verdict = judge(CLAIRE, but(CLAIRE, emails=()))
    total = sum(reason.weight for reason in verdict.reasons)
    assert verdict.bits == round(total + MODEL.prior)


def test_same_name_in_the_same_town_is_worth_a_glance_in_a_large_file():
    one = but(CLAIRE, street="", phones=(), emails=())
    pattern = compare(profile_of(one), profile_of(one), RARITY)
    assert Model(Chance(1000)).score(pattern).band != "glance"
    verdict = Model(Chance(1_000_000, 0.1)).score(pattern)
    assert (verdict.kind, verdict.band) == ("double", "glance")


def test_number_of_a_known_company_elsewhere_is_worth_a_glance():
    one = but(GARAGE, vat="FR44732829320", emails=(), phones=())
    other = but(one, **MOVED)
    verdict = judge(one, other, Model(Chance(SIZE, 0.1)))
    assert (verdict.kind, verdict.band) == ("branch", "glance")


@pytest.mark.parametrize("kept", ["phones", "emails"])
def test_phone_or_mailbox_that_is_there_is_worth_a_glance(kept):
    gone = {"phones": (), "emails": ()} | {kept: getattr(CLAIRE, kept)}
    other = but(CLAIRE, name="Paul Roy", **MOVED, **gone)
    assert judge(CLAIRE, other, Model(Chance(10**6, 0.1))).band == "glance"


def test_switchboard_of_another_company_is_worth_no_glance():
    one = but(GARAGE, company_registry="73282932000074")
    other = but(GARAGE, company_registry="40483304800022")
    assert judge(one, other, Model(Chance(10**6, 0.1))).band == "none"


def test_other_establishment_of_a_company_is_worth_no_glance():
    one = but(GARAGE, company_registry="73282932000074", emails=(), phones=())
    other = but(one, company_registry="73282932000082", **MOVED)
    verdict = judge(one, other, Model(Chance(SIZE, 0.1)))
    assert (verdict.kind, verdict.band) == ("branch", "none")


def test_what_is_passed_over_would_not_have_been_shown():
    others = (GARAGE, CLAIRE, but(CLAIRE, name="Paul Roy"), but(GARAGE, phones=()))
    others += (but(CLAIRE, **MOVED, phones=(), emails=()),)
    profiles = [profile_of(record) for record in others]
    for one in profiles:
        for other in profiles:
            band = MODEL.score(compare(one, other, RARITY)).band
            if not compare(one, other, RARITY, MODEL.hopeless):
                assert band in ("none", "glance")
            if not compare(one, other, RARITY, MODEL.hopeless_at_a_glance):
                assert band == "none"


def test_company_that_may_have_moved_is_worth_a_glance_and_no_queue():
    one = but(GARAGE, name="Garage Quenneville", phones=(), emails=())
    verdict = judge(one, but(one, **MOVED), Model(Chance(SIZE, 0.1)))
    assert (verdict.kind, verdict.band) == ("homonym", "glance")


def test_namesake_elsewhere_is_worth_no_glance():
    one = but(CLAIRE, phones=(), emails=())
    assert judge(one, but(one, **MOVED), Model(Chance(SIZE, 0.1))).band == "none"


def test_person_named_like_a_company_is_worth_no_glance():
    one = but(CLAIRE, name="Claire Petit", phones=(), emails=(), street="")
    other = but(one, name="Garage Claire Petit", is_company=True)
    assert judge(one, other, Model(Chance(10**6, 0.1))).band == "none"


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


def test_profile_of_a_former_version_is_to_be_made_anew():
    assert Profile.loads("1\tdupont" + "\t" * 9) is None


def test_typing_slips_still_share_a_key():
    other = but(GARAGE, name="Garrage Petit", phones=(), emails=())
    assert block_keys(profile_of(GARAGE)) & block_keys(profile_of(other))


def test_misheard_name_and_postcode_share_a_key():
    one = Comparable("Jan Vermeulen", zip="9000", city="Gent", country_code="BE")
    other = but(one, name="Vermeulhen J", zip="0900", city="")
    assert block_keys(profile_of(one)) & block_keys(profile_of(other))


def test_keys_are_few_and_of_known_kinds():
    full = but(CLAIRE, name="Anne Claire Martin", birthdate="1980-03-12")
    keys = block_keys(profile_of(full))
    assert len(keys) <= 40
    assert {key.partition(":")[0] for key in keys} <= set(CAPS)


def test_each_level_has_a_weight_and_a_code():
    levels = {name: len(codes) for name, codes in CODES.items()}
    assert levels == {name: len(weights) for name, weights in WEIGHTS.items()}
    assert levels == {name: len(rates) for name, rates in AGREEMENT.items()}
    assert all(len(shares) == levels[name] for name, shares in CHANCE.items())


def test_rates_of_a_field_add_up_to_all():
    for name, rates in AGREEMENT.items():
        if name != "number":  # A number is confirmed or not; both rates are of all.
            assert sum(rates) == pytest.approx(1, abs=0.03), name


def test_clash_needs_a_number_that_only_one_can_have():
    assert not is_clash({"i:732829320"}, {"i:732829320"})
    assert is_clash({"i:BE0403170701"}, {"i:BE0403170701", "n:garage"})
