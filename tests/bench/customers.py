"""French customers for measures, made in Python; the same for the same seed."""

import random
from dataclasses import dataclass

from stdnum import luhn

from tests.bench.scale import words

FORMS = words.FRANCE.forms.split()
TRADES = words.FRANCE.trades.split()
GIVEN = words.FRANCE.given.split()
SURNAMES = [name.replace("-", " ") for name in words.FRANCE.surnames.split()]
PREFIXES = words.FRANCE.prefixes.split()
STREETS = words.split(words.FRANCE.streets)
PLACES = [place[1:] for place in words.places() if place[0] == "FR"]
SYLLABLES = words.SYLLABLES.split()


@dataclass(frozen=True)
class Customer:
    """A company as a careful person would write it."""

    number: int
    brand: str
    name: str
    form: str
    contact: str
    street: str
    zip: str
    city: str
    digits: str
    siren: str

    @property
    def ref(self) -> str:
        return f"IM{self.number:07}"

    @property
    def phone(self) -> str:
        return f"+33{self.digits}"

    @property
    def email(self) -> str:
        return f"contact@{self.brand.lower()}{self.number}.fr"

    @property
    def website(self) -> str:
        return f"https://www.{self.brand.lower()}{self.number}.fr"

    @property
    def siret(self) -> str:
        establishment = self.siren + "0001"
        return establishment + luhn.calc_check_digit(establishment)

    @property
    def vat(self) -> str:
        return f"FR{(12 + 3 * (int(self.siren) % 97)) % 97:02}{self.siren}"

    def values(self) -> dict:
        """What ``res.partner.create`` is given."""
        fields = ("name", "street", "zip", "city", "phone", "email", "website", "vat")
        return {name: getattr(self, name) for name in fields} | {
            "is_company": True,
            "ref": self.ref,
            "company_registry": self.siret,
        }


def make(count: int, start: int = 0, seed: int = 1):
    """``count`` customers with the numbers after ``start``."""
    for number in range(start + 1, start + count + 1):
        yield make_one(number, random.Random(f"{seed}-{number}"))  # noqa: S311


def make_one(number: int, chance: random.Random) -> Customer:
    pick = chance.choice
    brand = "".join(pick(SYLLABLES) for _part in range(3)).capitalize()
    city, postcode = pick(PLACES)
    form = pick(FORMS)
    founder = f"{pick(GIVEN)} {pick(SURNAMES)}"
    # An odd stride: no two customers share a SIREN; a third of them begin with zero,
    # never with more than two, as in the register.
    stem = f"{500_000 + number * 7919 % 29_500_000:08}"
    return Customer(
        number=number,
        brand=brand,
        name=pick((f"{brand} {form}", f"{pick(TRADES)} {founder}")),
        form=form,
        contact=f"{pick(GIVEN)} {pick(SURNAMES)}",
        street=f"{chance.randint(1, 180)} {pick(STREETS)}",
        zip=postcode,
        city=city,
        digits=f"{pick(PREFIXES)}{chance.randrange(10**6):06}",
        siren=stem + luhn.calc_check_digit(stem),
    )
