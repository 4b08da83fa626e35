"""Nothing that a name, a phone or a street may hold stops a search for duplicates."""

import pytest

from crm_clientfile.tools.duplicate_compare import compare
from crm_clientfile.tools.duplicate_keys import CAPS, block_keys
from crm_clientfile.tools.duplicate_names import Rarity
from crm_clientfile.tools.duplicate_profile import Comparable, Profile, profile_of
from crm_clientfile.tools.duplicate_score import Model

HOSTILE = (
    *("", " ", "x", "xxx", "?", "-", "&", "0", "12", "M.", "SARL", "de la"),
    *("😀" * 300, "ا" * 5000, "שלום עולם", "\u202eabc", "\ufeff", "\ud800"),
    *("\x00\t\n", "'; DROP TABLE res_partner; --", "%_\\", "a\tb\nc", "1\t2\t3"),
    *("a" * 5000, "a " * 5000, "@", "info@", "@@@", "+" * 50, "٠١٢٣", "½", "ß" * 60),
)
NOBODY = Comparable()
RARITY = Rarity({}, 1000)


def everywhere(text, is_company):
    """A customer with that text in every field."""
    return Comparable(
        *(text, text, is_company, text, text, text, text, text, text, text, text),
        phones=(text, text),
        emails=(text, text),
        birthdate=text,
        ref=text,
    )


@pytest.mark.parametrize("is_company", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_compared_without_error(text, is_company):
    profile = profile_of(everywhere(text, is_company))
    line = profile.dumps()
    assert "\n" not in line
    assert len(line) < 10_000
    assert Profile.loads(line) == profile
    assert all(key.partition(":")[0] in CAPS for key in block_keys(profile))
    for other in (NOBODY, *(everywhere(text, True) for text in HOSTILE[:8])):
        Model().score(compare(profile, profile_of(other), RARITY))


@pytest.mark.parametrize("name", ["", "x", "😀"])
def test_name_that_says_nothing_makes_no_double(name):
    one = profile_of(Comparable(name, is_company=True, city="Lyon"))
    assert Model().score(compare(one, one, RARITY)).band in ("glance", "none")


def test_customer_of_whom_nothing_is_known_has_no_keys():
    assert block_keys(profile_of(NOBODY)) == frozenset()


def test_cyrillic_and_latin_writing_are_one_name():
    one = profile_of(Comparable("Тарас Шевченко", country_code="UA"))
    other = profile_of(Comparable("SHEVCHENKO Taras", country_code="FR"))
    assert one.name == other.name
    assert block_keys(one) & block_keys(other)


def test_role_mailbox_is_no_key_by_its_name():
    one = profile_of(Comparable("Petit", emails=("info@petit.fr",)))
    other = profile_of(Comparable("Blanc", emails=("info@blanc.fr",)))
    assert not block_keys(one) & block_keys(other)


def test_test_data_is_no_strong_double():
    one = profile_of(Comparable("xxx", phones=("xxx",), emails=("xxx",), zip="00000"))
    other = profile_of(Comparable("xxx", phones=("000",), zip="00000", city="xxx"))
    verdict = Model().score(compare(one, other, Rarity({"xxx": 50}, 1000)))
    assert verdict.band in ("none", "glance", "review")
