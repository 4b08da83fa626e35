"""Which territory an address belongs to, and which territories contend for one."""

import random

import pytest

from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.territories import (
    DEPARTMENTS,
    Atlas,
    Rule,
    department_of,
    find_overlaps,
    postcode_rule,
    postcode_span,
    read_departments,
)


def departments(territory, *codes):
    return Rule(territory, "department", departments=frozenset(codes))


def country(territory, code):
    return Rule(territory, "country", code)


@pytest.mark.parametrize(
    "postcode, expected",
    [
        ("75011", "75"),
        (1000, "01"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("20620", "2B"),
        ("97180", "971"),
        ("97133", "977"),
        ("97150", "978"),
        ("97420", "974"),
        ("98800", "988"),
        ("F-69003", "69"),
        ("69", "69"),
        ("98000", ""),
        ("00100", ""),
        ("96000", ""),
        ("20", ""),
        ("Lyon", ""),
        ("", ""),
        (None, ""),
        (False, ""),
    ],
)
def test_department_is_derived_from_the_postcode(postcode, expected):
    assert department_of("FR", postcode) == expected


def test_country_overseas_is_its_department():
    assert [department_of(code, "") for code in ("RE", "GP", "NC")] == [
        "974",
        "971",
        "988",
    ]


def test_other_countries_have_no_french_department():
    assert [department_of(code, "75011") for code in ("BE", "MC", "", None)] == [""] * 4


def test_there_are_108_departments_and_territories():
    assert len(DEPARTMENTS) == 96 + 12


def test_departments_are_read_from_a_text():
    assert read_departments("") == ()
    assert read_departments("38, 1\n2a;974 38") == ("01", "2A", "38", "974")
    assert read_departments("20") == ("2A", "2B")


@pytest.mark.parametrize("text", ["96", "0", "750", "Rhône", "01-05 99"])
def test_unknown_department_is_refused(text):
    with pytest.raises(InvalidValue, match="not a French department"):
        read_departments(text)


@pytest.mark.parametrize(
    "text, country_code, span",
    [
        ("69", "FR", ("69000", "69999")),
        ("69002", "FR", ("69002", "69002")),
        ("10", "BE", ("1000", "1099")),
        ("1012", "NL", ("1012AA", "1012ZZ")),
        ("1012A", "NL", ("1012AA", "1012AZ")),
        ("SW1", "GB", ("SW1", "SW1\uffff")),
    ],
)
def test_beginning_of_a_postcode_spans_those_that_begin_so(text, country_code, span):
    assert postcode_span(text, country_code) == span


@pytest.mark.parametrize(
    "start, end, country_code",
    [
        ("1000", "1999", "FR"),
        ("690021", "", "FR"),
        ("Lyon", "", "FR"),
        ("", "", "FR"),
        ("", "", "GB"),
        ("AB", "", "NL"),
        ("10121", "", "NL"),
        ("10000", "", "BE"),
    ],
)
def test_what_is_no_postcode_is_refused_as_a_bound(start, end, country_code):
    with pytest.raises(InvalidValue) as refused:
        postcode_rule("North", country_code, start, end)
    assert refused.value.code == "postcode_shape"


def test_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidValue, match="ends at 13, before it begins at “69”"):
        postcode_rule("South", "FR", "69", "13")


def test_range_without_end_is_one_postcode():
    rule = postcode_rule("Lyon", "FR", "69002", "")
    assert (rule.low, rule.high) == ("69002", "69002")


@pytest.mark.parametrize(
    "country_code, postcode, expected",
    [
        ("FR", "69002", "peninsula"),
        ("FR", "69009", "town"),
        ("FR", "69400", "department"),
        ("FR", "75011", "country"),
        ("FR", "", "country"),
        ("FR", "unknown", "country"),
        ("FR", "69 002", "peninsula"),
        ("FR", "F-69002", "peninsula"),
        ("BE", "69002", None),
        ("", "69002", None),
        (None, None, None),
    ],
)
def test_most_specific_rule_wins(country_code, postcode, expected):
    atlas = Atlas(
        [
            country("country", "FR"),
            departments("department", "69", "38"),
            postcode_rule("town", "FR", "69001", "69009"),
            postcode_rule("peninsula", "FR", "69001", "69002"),
        ]
    )
    assert atlas.find(country_code, postcode) == expected


@pytest.mark.parametrize(
    "postcode, expected",
    [
        ("1012AB", "centre"),
        ("1012 az", "centre"),
        ("1012BA", "town"),
        ("1012", "town"),
        ("1019ZZ", "town"),
        ("1020AA", None),
        ("101", None),
    ],
)
def test_dutch_postcodes_are_compared_with_their_letters(postcode, expected):
    atlas = Atlas(
        [
            postcode_rule("town", "NL", "1012", "1019"),
            postcode_rule("centre", "NL", "1012AA", "1012AZ"),
        ]
    )
    assert atlas.find("NL", postcode) == expected


def test_postcode_without_its_zero_is_found():
    atlas = Atlas([postcode_rule("Ain", "FR", "01000", "01999")])
    assert atlas.find("FR", 1200) == "Ain"


def test_atlas_without_rules_is_false():
    assert not Atlas([])
    assert Atlas([country("North", "BE")])
    assert Atlas([]).find("FR", "75011") is None


def test_ranges_that_cross_are_an_overlap():
    rules = [
        postcode_rule("North", "FR", "69001", "69005"),
        postcode_rule("South", "FR", "69005", "69009"),
    ]
    [overlap] = find_overlaps(rules)
    assert {overlap.first, overlap.second} == {"North", "South"}
    assert (overlap.kind, overlap.country) == ("postcode", "FR")
    assert overlap.codes == ("69005", "69005")


@pytest.mark.parametrize(
    "first, second, count",
    [
        (("69", "69"), ("69000", "69999"), 1),
        (("69001", "69009"), ("69001", "69009"), 1),
        (("69001", "69009"), ("69001", "69002"), 0),
        (("69001", "69009"), ("69009", "69009"), 0),
        (("69001", "69005"), ("69006", "69009"), 0),
        (("69", "71"), ("70", "74"), 1),
        (("69", ""), ("690", "693"), 0),
    ],
)
def test_same_range_is_an_overlap_and_a_range_inside_is_none(first, second, count):
    rules = [postcode_rule("A", "FR", *first), postcode_rule("B", "FR", *second)]
    assert len(find_overlaps(rules)) == count
    assert len(find_overlaps(reversed(rules))) == count


def test_same_codes_of_another_country_are_no_overlap():
    rules = [postcode_rule("A", "BE", "1000", "1999")]
    rules += [postcode_rule("B", "LU", "1500", "2500")]
    assert find_overlaps(rules) == []


def test_one_territory_may_claim_the_same_twice():
    rules = [postcode_rule("A", "FR", "69001", "69005")]
    rules += [postcode_rule("A", "FR", "69003", "69009"), departments("A", "69")]
    rules += [departments("A", "69", "38"), country("A", "FR"), country("A", "FR")]
    assert find_overlaps(rules) == []


def test_shared_departments_and_countries_are_overlaps():
    rules = [departments("A", "01", "38", "69"), departments("B", "38", "01")]
    rules += [country("A", "BE"), country("B", "BE"), country("B", "FR")]
    found = find_overlaps(rules)
    assert [(one.kind, one.codes) for one in found] == [
        ("department", ("01", "38")),
        ("country", ("BE",)),
    ]


def test_levels_do_not_overlap_with_each_other():
    rules = [country("A", "FR"), departments("B", "69")]
    rules.append(postcode_rule("C", "FR", "69", ""))
    assert find_overlaps(rules) == []


def draw_ranges(chance):
    """Some ranges of hundreds of French postcodes."""
    rules = []
    for territory in range(chance.randint(1, 6)):
        low = chance.randrange(10, 60)
        high = chance.randrange(low, min(low + 25, 99))
        rules.append(postcode_rule(territory, "FR", f"{low}", f"{high}"))
    return rules


def narrowest(rules, code):
    """What the rules say, in the plainest way."""
    holding = [rule for rule in rules if rule.low <= code <= rule.high]
    sized = [(int(rule.high) - int(rule.low), rule.territory) for rule in holding]
    return min(sized)[1] if sized else None


def test_without_overlap_the_narrowest_range_is_found():
    checked = 0
    for seed in range(600):
        rules = draw_ranges(random.Random(seed))
        if find_overlaps(rules):
            continue
        checked += 1
        atlas = Atlas(rules)
        for number in range(9, 100, 3):
            code = f"{number:02}500"
            assert atlas.find("FR", code) == narrowest(rules, code)
    assert checked > 100


def test_every_crossing_pair_is_found():
    for seed in range(300):
        rules = draw_ranges(random.Random(seed))
        expected = {
            frozenset((one.territory, other.territory))
            for one in rules
            for other in rules
            if one.low < other.low <= one.high < other.high
            or (one is not other and (one.low, one.high) == (other.low, other.high))
        }
        found = {frozenset((one.first, one.second)) for one in find_overlaps(rules)}
        assert found == expected
