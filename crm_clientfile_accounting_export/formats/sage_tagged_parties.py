"""The 133 fields and the general account of a third party in Sage 100's tagged text.

Source: the vendor's field document 12.25 for names and widths, Melorio's index of a
real folder for the places and for what stands in the fields that we have no value
for.
"""

from .card import third_party_values
from .entry import CUSTOMER, SUPPLIER
from .field import Field

FLAG = "#MPCT"
LAST = 134

NAMED = {
    1: Field("code", 17, "upper_code", required=True),
    2: Field("name", 69, required=True),
    3: Field("kind", 1, "choice", choices={CUSTOMER: "0", SUPPLIER: "1"}),
    4: Field("account", 13, "code", required=True),
    6: Field("name", 17),
    7: Field("contact", 35),
    8: Field("street", 35),
    9: Field("street2", 35),
    10: Field("zip", 9),
    11: Field("city", 35),
    13: Field("country", 35),
    17: Field("vat", 25),
    18: Field("siret", 14),
    32: Field("code", 17, "upper_code"),
    56: Field("phone", 21),
    58: Field("email", 69),
    LAST: Field("account", 13, "code"),
}
TWO_DECIMALS = {30, 31}
FOUR_DECIMALS = {*range(35, 39), 65, 66}
ONES = {
    *(33, 34, 39, 40, 41, *range(45, 49), 102, 108),
    *range(112, 117),
    *range(119, 124),
}
ZEROS = {
    *(15, 42, 43, *range(49, 52), 53, 54, 61, 67, 69, 75, 76, 78, 79, 81, 85, 91, 92),
    *(95, 98, 99, 101, *range(104, 107), 111, 117, 118, 124, 125, 127, 128),
    *(130, 131, 132),
}


def _field_at(place):
    if place in NAMED:
        return NAMED[place]
    for places, text in (
        (ZEROS, "0"),
        (ONES, "1"),
        (TWO_DECIMALS, "0,00"),
        (FOUR_DECIMALS, "0,0000"),
    ):
        if place in places:
            return Field(blank=text)
    return Field()


PARTY_FIELDS = (
    Field(blank=FLAG),
    *(_field_at(place) for place in range(1, LAST + 1)),
)
PARTY_VALUES = third_party_values({}) | {
    "siret": lambda one: one.registry if len(one.registry) == 14 else "",
}
