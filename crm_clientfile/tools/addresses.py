"""Streets, towns and postcodes: tidied for storing, taken apart for comparing."""

import re

from .cells import whole_number_text
from .errors import InvalidValue
from .names import ARTICLES, without_elided
from .sirene import SIRENE_COUNTRIES
from .text import clean, is_cyrillic, is_digits, word_set, words

POSTCODE_DIGITS = {
    **dict.fromkeys(SIRENE_COUNTRIES | {"MC", "DE", "ES", "IT", "UA"}, 5),
    **dict.fromkeys(("BE", "LU", "CH", "AT"), 4),
}
POSTCODE_EXAMPLES = {4: "1000", 5: "75011", "NL": "1012 AB"}
_PREFIX = r"(?:FR|BE|NL|LU|DE|CH|AT|UA|[FBLDA])-\s?"
_COUNTRY_PREFIX = re.compile(_PREFIX)
_DUTCH = re.compile(r"([1-9]\d{3})\s?([A-Z]{2})")
# "8660 De Panne" is Belgian, "1012 DE Amsterdam" Dutch: only the country tells.
_BEFORE_CITY = re.compile(
    rf"(?:{_PREFIX})?(\d\d ?\d{{3}}|\d{{4}})(?!\d)[ ,]*(.*)", re.I
)
_BEFORE_DUTCH_CITY = re.compile(r"(?:NL-\s?)?(\d{4} ?[A-Z]{2})(?:[ ,]+(.*))?", re.I)
_GLUED_DUTCH = re.compile(r"\d{4}[A-Z]{2}\b")
_AFTER_CITY = re.compile(r"(.*[^\s,])[ ,]+(\d{4,5})")

_WAYS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard",
    "blvd": "boulevard", "boul": "boulevard", "bvd": "boulevard", "pl": "place",
    "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse",
    "all": "allee", "rte": "route", "sq": "square", "crs": "cours", "fg": "faubourg",
    "fbg": "faubourg", "chee": "chaussee", "res": "residence", "lot": "lotissement",
    "st": "saint", "ste": "sainte", "sts": "saints", "gal": "general",
    "mal": "marechal", "pdt": "president", "cdt": "commandant", "dr": "docteur",
    "str": "straat", "ln": "laan",
}  # fmt: skip
_CYRILLIC_WAYS = {
    "vul": "vulytsia", "prosp": "prospekt", "bul": "bulvar", "bulv": "bulvar",
    "prov": "provulok", "pl": "ploshcha", "nab": "naberezhna",
}  # fmt: skip
WAYS = word_set(
    """
    rue avenue boulevard place chemin impasse allee route square cours quai faubourg
    chaussee residence lotissement straat laan weg plein vulytsia prospekt bulvar
    provulok ploshcha naberezhna street saint road rd drive docteur court ct lane
    circuit crescent cres close way parade terrace grove north south east west n s e w
    """
)
"""Kinds of streets and quarters of the sky: no word to tell a street by."""
# What stands inside a building says nothing of the street; its number goes with it.
_INSIDE = word_set(
    """
    bat batiment appt app apt appartement esc escalier etg etage bte bus boite bp cs
    tsa cedex kv kvartyra pid pidizd pov poverkh korp korpus of ofis
    """
)
_BEFORE_NUMBER = word_set("n no nr num numero bud budynok")
_LETTERED_NUMBER = re.compile(r"(\d+)(bis|ter|quater|[a-df-z])")
_SUFFIXES = frozenset(("bis", "ter", "quater"))
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints"}


def tidy_street(text) -> str:
    """A clean street line without commas left at its ends; capitals stay.

    >>> tidy_street(" 12 bis,  rue de la Paix , ")
    '12 bis, rue de la Paix'
    """
    return clean(text).strip(" ,;")


def tidy_city(text) -> str:
    """A clean town; capitals and CEDEX stay, as the post prints them.

    >>> tidy_city("PARIS  CEDEX 11 ")
    'PARIS CEDEX 11'
    """
    return clean(text).strip(" ,;")


def split_postcode_city(text, country: str = "") -> tuple[str, str]:
    """Postcode and town out of one text; an empty postcode if there is none.

    The postcode is before or after the town. ``country`` NL lets a Dutch postcode keep
    its letters after a space.

    >>> split_postcode_city("75011 Paris CEDEX 11"), split_postcode_city("Київ, 01001")
    (('75011', 'Paris CEDEX 11'), ('01001', 'Київ'))
    >>> split_postcode_city("1012 AB Amsterdam", "NL")
    ('1012 AB', 'Amsterdam')
    """
    text = tidy_city(text)
    is_dutch = country == "NL" or _GLUED_DUTCH.match(text)
    if is_dutch and (found := _BEFORE_DUTCH_CITY.fullmatch(text)):
        return _DUTCH.sub(r"\1 \2", found[1].upper()), found[2] or ""
    if found := _BEFORE_CITY.fullmatch(text):
        return found[1].replace(" ", ""), found[2]
    if found := _AFTER_CITY.fullmatch(text):
        return found[2], found[1]
    return "", text


def tidy_postcode(value, country: str) -> tuple[str, bool]:
    """A postcode as its country writes it, and whether a spreadsheet had damaged it.

    A five-digit code that lost its leading zero gets it back. Countries without a rule
    here keep the text, in capitals. Raises ``InvalidValue`` postcode_….

    >>> tidy_postcode(1000, "FR"), tidy_postcode("B-1000", "BE")
    (('01000', True), ('1000', False))
    >>> tidy_postcode("1012ab", "NL")
    ('1012 AB', False)
    """
    text, repaired = whole_number_text(value, "postcode_truncated", "postcode")
    text = _COUNTRY_PREFIX.sub("", text.upper(), count=1)
    size = POSTCODE_DIGITS.get(country)
    if not text or not (size or country == "NL"):
        return text, repaired
    tidied = _digits(text, size) if size else _dutch(text)
    if not tidied:
        example = POSTCODE_EXAMPLES[size or country]
        raise InvalidValue(
            "postcode_shape", "postcode", value, country=country, example=example
        )
    return tidied, repaired or (bool(size) and len(text) < size)


def _digits(text, size):
    text = text.replace(" ", "")
    if not is_digits(text):
        return ""
    text = text.zfill(5) if (size, len(text)) == (5, 4) else text
    return text if len(text) == size else ""


def _dutch(text):
    found = _DUTCH.fullmatch(text)
    return f"{found[1]} {found[2]}" if found else ""


def city_words(text) -> tuple[str, ...]:
    """The folded words of a town, St written out, without articles and CEDEX.

    A town made of nothing else keeps all its words.

    >>> city_words("St-Denis-d'Oléron CEDEX"), city_words("м. Київ")
    (('saint', 'denis', 'oleron'), ('kyiv',))
    """
    every = words(text)
    kept = without_elided(every[1:] if every[:1] == ("m",) else every)
    kept = [saint_in_full(word) for word in kept if word != "cedex"]
    return tuple(word for word in kept if word not in ARTICLES) or every


def saint_in_full(word: str) -> str:
    """``saint`` for ``st``, ``sainte`` for ``ste``; any other word as it is.

    >>> saint_in_full("st"), saint_in_full("sty")
    ('saint', 'sty')
    """
    return _SAINTS.get(word, word)


def street_words(text) -> tuple[str, ...]:
    """The folded words of a street line, for keys: number, way and name.

    Abbreviations are written out, articles go, and so does what stands inside the
    building (floor, flat, letter box). ``12bis`` gives two words.

    >>> street_words("12bis, av. du Gal de Gaulle, Bât B")
    ('12', 'bis', 'avenue', 'general', 'gaulle')
    >>> street_words("вул. Хрещатик, буд. 22, кв. 5")
    ('vulytsia', 'khreshchatyk', '22')
    """
    ways = _CYRILLIC_WAYS if is_cyrillic(text) else _WAYS
    found = []
    for word in _without_inside(_split_numbers(words(text))):
        if word == "r" and (not found or _is_number(found[-1])):
            word = "rue"
        word = ways.get(word, word)
        if word not in ARTICLES:
            found.append(word)
    return tuple(found)


def _split_numbers(every):
    for word in every:
        found = _LETTERED_NUMBER.fullmatch(word)
        yield from found.groups() if found else (word,)


def _without_inside(every):
    every = without_elided(tuple(every))
    skipped = False
    for word, after in zip(every, (*every[1:], ""), strict=False):
        is_value = skipped and _is_value(word)
        skipped = word in _INSIDE and (word != "of" or _is_value(after))
        if not (is_value or skipped or (word in _BEFORE_NUMBER and after.isdecimal())):
            yield word


def _is_value(word):
    return word.isdecimal() or len(word) == 1


def _is_number(word):
    return word.isdecimal() or word in _SUFFIXES or len(word) == 1
