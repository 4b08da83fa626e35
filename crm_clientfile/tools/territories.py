"""Which territory an address belongs to, and where two territories contend for one.

A postcode and a beginning of one are the same thing: a span of whole postcodes, which
compare as text because all of a country have one shape. The narrowest rule wins: a
range of postcodes, a range inside another before that other; then the French
department; then the country.

Departments follow the postcodes (https://fr.wikipedia.org/wiki/Code_postal_en_France):
Corsica and overseas by three digits. Of the few towns that have the postcode of the
neighbouring department, a range of postcodes takes care.
"""

import re
from dataclasses import dataclass

from .addresses import POSTCODE_DIGITS, POSTCODE_EXAMPLES, tidy_postcode
from .errors import InvalidValue
from .sirene import SIRENE_COUNTRIES
from .text import compact

OVERSEAS = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "TF": "984", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip
FRENCH_COUNTRIES = SIRENE_COUNTRIES | OVERSEAS.keys()
DEPARTMENTS = frozenset(
    (*(f"{number:02}" for number in range(1, 96) if number != 20), "2A", "2B")
) | frozenset(OVERSEAS.values())
"""Codes of the French departments and of the territories overseas."""

# They kept the postcodes of Guadeloupe, of which they were a part until 2007.
_ISLANDS = {"97133": "977", "97150": "978"}
_SHAPES = {country: "0" * digits for country, digits in POSTCODE_DIGITS.items()}
_SHAPES["NL"] = "0000AA"
_LAST = str.maketrans("0A", "9Z")
_AFTER_ALL = "\uffff"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Rule:
    """One way an address gets to ``territory``: its ``kind`` tells what counts.

    ``postcode``: from ``low`` to ``high``, whole postcodes, in ``country``;
    ``department``: one of ``departments``; ``country``: anywhere in it.
    """

    territory: object
    kind: str
    country: str = ""
    low: str = ""
    high: str = ""
    departments: frozenset = frozenset()


@dataclass(frozen=True)
class Overlap:
    """Two territories that claim the same ``codes`` at the same level.

    ``codes`` are the first and last postcode, the departments, or the country.
    """

    kind: str
    first: object
    second: object
    country: str
    codes: tuple[str, ...]


class Atlas:
    """Rules of many territories, ready to look addresses up.

    >>> lyon = Rule("Lyon", "postcode", "FR", "69001", "69009")
    >>> rhone = Rule("Rhône", "department", departments=frozenset(("69",)))
    >>> atlas = Atlas([lyon, rhone, Rule("France", "country", "FR")])
    >>> [atlas.find("FR", code) for code in ("69003", "69400", "75011", "")]
    ['Lyon', 'Rhône', 'France', 'France']
    """

    def __init__(self, rules):
        rules = list(rules)
        ranges = [rule for rule in rules if rule.kind == "postcode"]
        # Ranges never cross: of those that hold a code, the last to begin is inside.
        ranges.sort(key=lambda rule: rule.high)
        ranges.sort(key=lambda rule: rule.low, reverse=True)
        self._ranges = {}
        for rule in ranges:
            self._ranges.setdefault(rule.country, []).append(rule)
        self._departments = {
            code: rule.territory
            for rule in rules
            if rule.kind == "department"
            for code in rule.departments
        }
        self._countries = {
            rule.country: rule.territory for rule in rules if rule.kind == "country"
        }

    def __bool__(self):
        return bool(self._ranges or self._departments or self._countries)

    def find(self, country, postcode):
        """The territory of an address, ``None`` if none covers it.

        :param country: its ISO code
        :param postcode: as written; what cannot be read counts as missing
        """
        found = self._find_range(country, postcode)
        if found is None:
            found = self._departments.get(department_of(country, postcode))
        return self._countries.get(country) if found is None else found

    def _find_range(self, country, postcode):
        ranges = self._ranges.get(country)
        code = ranges and known_postcode(postcode, country)
        if not code:
            return None
        low, high = postcode_span(code, country)
        inside = (rule for rule in ranges if rule.low <= low and high <= rule.high)
        return next((rule.territory for rule in inside), None)


def known_postcode(value, country) -> str:
    """A postcode or its beginning without spaces; empty if it cannot be one.

    >>> known_postcode("1012 ab", "NL"), known_postcode(1000, "FR")
    ('1012AB', '01000')
    >>> known_postcode("1012", "NL"), known_postcode("Lyon", "FR")
    ('1012', '')
    """
    try:
        return compact(tidy_postcode(value, country)[0])
    except InvalidValue:
        code = compact(value)
        return code if _fits(code, _SHAPES.get(country, "")) else ""


def read_postcode_bound(value, country) -> str:
    """Where a range starts or ends: a postcode or the beginning of one.

    Raises ``InvalidValue`` postcode_shape. A French one without its last digit is
    refused: it may as well have lost its zero in a spreadsheet.

    >>> read_postcode_bound("69", "FR"), read_postcode_bound("1012 ab", "NL")
    ('69', '1012AB')
    """
    code = compact(value)
    shape = _SHAPES.get(country, "")
    is_short = (len(shape), len(code)) == (5, 4)
    if _fits(code, shape) and not is_short or code and not shape:
        return code
    size = POSTCODE_DIGITS.get(country, country)
    example = POSTCODE_EXAMPLES.get(size, "69002")
    raise InvalidValue(
        "postcode_shape", "postcode", value, country=country, example=example
    )


def _fits(code, shape):
    """Whether ``code`` begins like a postcode of that shape."""
    kinds = zip(code, shape, strict=False)
    return 0 < len(code) <= len(shape) and all(
        letter.isascii() and (letter.isdecimal() if kind == "0" else letter.isalpha())
        for letter, kind in kinds
    )


def postcode_span(code, country) -> tuple[str, str]:
    """The first and the last whole postcode that begin with ``code``.

    >>> postcode_span("69", "FR"), postcode_span("1012", "NL")
    (('69000', '69999'), ('1012AA', '1012ZZ'))
    """
    shape = _SHAPES.get(country)
    if not shape:
        return code, code + _AFTER_ALL
    rest = shape[len(code) :]
    return code + rest, code + rest.translate(_LAST)


def postcode_rule(territory, country, start, end) -> Rule:
    """The rule for what lies from ``start`` to ``end``, whole or beginnings.

    Raises ``InvalidValue`` postcode_shape or postcode_order.

    >>> rule = postcode_rule("West", "FR", "29", "35")
    >>> rule.low, rule.high
    ('29000', '35999')
    """
    start = read_postcode_bound(start, country)
    end = read_postcode_bound(end or start, country)
    low = postcode_span(start, country)[0]
    high = postcode_span(end, country)[1]
    if low > high:
        raise InvalidValue("postcode_order", "postcode", start, end=end)
    return Rule(territory, "postcode", country, low, high)


def department_of(country, postcode) -> str:
    """The French department of an address; empty abroad and if it cannot be told.

    >>> department_of("FR", "20137"), department_of("FR", "20600")
    ('2A', '2B')
    >>> department_of("FR", "97410"), department_of("RE", ""), department_of("BE", 1000)
    ('974', '974', '')
    """
    if country not in FRENCH_COUNTRIES:
        return ""
    if country != "FR":
        return OVERSEAS[country]
    code = known_postcode(postcode, country)
    if code in _ISLANDS:
        return _ISLANDS[code]
    department = code[: 3 if code[:2] in ("97", "98") else 2]
    if department == "20" and len(code) > 2:
        department = "2A" if code[2] in "01" else "2B"
    return department if department in DEPARTMENTS else ""


def read_departments(text) -> tuple[str, ...]:
    """The departments listed in a text, each once and in order.

    20 is both parts of Corsica. Raises ``InvalidValue`` department_unknown.

    >>> read_departments("69, 1; 2a 69 974")
    ('01', '2A', '69', '974')
    """
    found = set()
    for word in _WORD.findall(str(text or "").upper()):
        code = word.zfill(2)
        codes = ("2A", "2B") if code == "20" else (code,)
        if not DEPARTMENTS.issuperset(codes):
            raise InvalidValue("department_unknown", "department", word)
        found.update(codes)
    return tuple(sorted(found))


def find_overlaps(rules) -> list[Overlap]:
    """Where two territories claim the same at the same level.

    A range inside another is no overlap: it wins there. Two that cross are, and two
    that are the same.

    >>> ranges = [("North", "10", "30"), ("South", "20", "40"), ("Town", "25", "25")]
    >>> [one] = find_overlaps(postcode_rule(n, "FR", a, b) for n, a, b in ranges)
    >>> one.first, one.second, one.codes
    ('North', 'South', ('20000', '30999'))
    """
    rules = list(rules)
    return [
        *_crossing_ranges([rule for rule in rules if rule.kind == "postcode"]),
        *_shared_departments([rule for rule in rules if rule.kind == "department"]),
        *_shared_countries([rule for rule in rules if rule.kind == "country"]),
    ]


def _crossing_ranges(rules):
    rules.sort(key=lambda rule: rule.high, reverse=True)
    rules.sort(key=lambda rule: (rule.country, rule.low))
    begun = []
    for rule in rules:
        begun = [
            one for one in begun if one.country == rule.country and one.high >= rule.low
        ]
        for other in begun:
            is_same = (other.low, other.high) == (rule.low, rule.high)
            is_crossing = other.high < rule.high
            if other.territory != rule.territory and (is_same or is_crossing):
                codes = (rule.low, min(rule.high, other.high))
                yield _overlap(other, rule, codes)
        begun.append(rule)


def _shared_departments(rules):
    for position, rule in enumerate(rules):
        for other in rules[:position]:
            shared = other.departments & rule.departments
            if shared and other.territory != rule.territory:
                yield _overlap(other, rule, tuple(sorted(shared)))


def _shared_countries(rules):
    first = {}
    for rule in rules:
        other = first.setdefault(rule.country, rule)
        if other.territory != rule.territory:
            yield _overlap(other, rule, (rule.country,))


def _overlap(first, second, codes):
    return Overlap(
        second.kind, first.territory, second.territory, second.country, codes
    )
