"""A French customer file made by chance: true doubles, and what only looks like them.

Doubles have typing slips, initials, swapped names, other legal forms, abbreviated
streets, lost accents, phones in eight writings, moved addresses and holes. Beside them
are households (one surname and address, half of them with one phone), branches (one
name, SIREN and mail domain, another SIRET and town) and namesakes.
"""

import random
from dataclasses import replace

from stdnum import luhn

from crm_clientfile.tools.duplicate_profile import Comparable
from crm_clientfile.tools.text import fold
from tests.bench import customers

from .damage import damaged
from .labelled import Labelled

SIZE = 6000
# How often a customer is there twice or three times, or has a look-alike.
_TWICE, _THRICE, _LOOK_ALIKE = 0.2, 0.04, 0.08
_STARTS = (
    *("Bar", "Bel", "Ber", "Bou", "Cas", "Cha", "Cor", "Del", "Des", "Fou"),
    *("Gar", "Gri", "Jou", "Lam", "Lau", "Mar", "Mon", "Per", "Rou", "Val"),
)
_ENDS = (
    *("bier", "bon", "chard", "din", "douin", "gnon", "lac", "let", "lier", "main"),
    *("net", "nier", "pin", "quet", "rat", "reau", "rin", "sier", "teau", "tier"),
)
_FREE = ("orange.fr", "free.fr", "gmail.com", "wanadoo.fr", "laposte.net", "sfr.fr")
_FURTHER_STREETS = ("Fontaine", "Écoles", "Moulin", "Prés", "Gare", "Château", "Parc")
_WAYS = ("rue", "avenue", "boulevard", "place", "chemin", "impasse", "allée", "route")


def make(seed: int, size: int = SIZE) -> Labelled:
    """About ``size`` records, the same for the same seed."""
    return _File(random.Random(seed), f"French, seed {seed}").fill(size)  # noqa: S311


class _File:
    def __init__(self, chance: random.Random, name: str):
        self.chance = chance
        self.labelled = Labelled(
            name, {}, {}, {"household": set(), "branch": set(), "namesake": set()}
        )

    def fill(self, size: int) -> Labelled:
        while len(self.labelled.records) < size:
            is_company = self.chance.random() < 0.6
            record = self.company() if is_company else self.person()
            number = self.add_with_doubles(record)
            if self.chance.random() < _LOOK_ALIKE:
                self.add_look_alike(number, record)
        return self.labelled

    def add_with_doubles(self, record: Comparable) -> int:
        number = self.add(record, str(len(self.labelled.records)))
        count = (self.chance.random() < _TWICE) + (self.chance.random() < _THRICE)
        for _double in range(count):
            self.add(damaged(self.chance, record), self.labelled.truth[number])
        return number

    def add(self, record: Comparable, customer: str) -> int:
        number = len(self.labelled.records) + 1
        self.labelled.records[number] = record
        self.labelled.truth[number] = customer
        return number

    def add_look_alike(self, number: int, record: Comparable) -> None:
        if record.is_company:
            kind, other = "branch", self.branch(record)
        elif self.chance.random() < 0.6:
            kind, other = "household", self.relative(record)
        else:
            kind, other = "namesake", replace(self.person(), name=record.name)
        added = self.add(other, str(len(self.labelled.records)))
        self.labelled.kinds[kind].add((number, added))

    def company(self) -> Comparable:
        chance = self.chance
        brand = "".join(chance.choice(customers.SYLLABLES) for _part in range(3))
        trade, form = chance.choice(customers.TRADES), chance.choice(customers.FORMS)
        name = chance.choice(
            (
                f"{brand.capitalize()} {form}",
                f"{form} {trade} {self.surname()}",
                f"{trade} {self.given()} {self.surname()}",
                f"{trade} {brand.capitalize()}",
                f"{self.surname()} & Fils {form}",
            )
        )
        siren = _with_check_digit(f"{chance.randrange(30_000_000, 90_000_000):08}")
        domain = f"{brand}{chance.randrange(100)}.fr"
        role = chance.choice(("contact", "info", "compta", "accueil"))
        return replace(
            self.located(name),
            is_company=True,
            company_registry=self.maybe(0.6, _with_check_digit(siren + "0001")),
            vat=self.maybe(0.4, f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"),
            emails=self.several(0.7, f"{role}@{domain}"),
        )

    def person(self) -> Comparable:
        given, surname = self.given(), self.surname()
        mail = f"{given}.{surname}{self.chance.choice(('', '', '1', '69'))}"
        mail = _slug(mail) + "@" + self.chance.choice(_FREE)
        return replace(
            self.located(f"{given} {surname}"),
            emails=self.several(0.6, mail),
            birthdate=self.maybe(0.15, self.birthday()),
        )

    def located(self, name: str) -> Comparable:
        city, postcode = self.chance.choice(customers.PLACES)
        phone = f"0{self.chance.choice(customers.PREFIXES)}"
        phone += f"{self.chance.randrange(10**6):06}"
        return Comparable(
            name,
            street=self.maybe(0.9, self.street()),
            zip=postcode,
            city=city,
            country_code="FR",
            phones=self.several(0.75, phone),
        )

    def branch(self, record: Comparable) -> Comparable:
        other = self.located(record.name)
        siren = record.company_registry[:9] or record.vat[4:]
        number = f"{self.chance.randrange(2, 90):04}"
        domain = record.emails[0].partition("@")[2] if record.emails else ""
        town = _slug(other.city)
        return replace(
            other,
            is_company=True,
            company_registry=siren and _with_check_digit(siren + number),
            vat=record.vat,
            emails=(f"{town}@{domain}",) if domain else (),
        )

    def relative(self, record: Comparable) -> Comparable:
        given, surname = record.name.split()[0], record.name.partition(" ")[2]
        while (first := self.given()) == given:
            pass
        other = self.person()
        phones = record.phones if self.chance.random() < 0.5 else other.phones
        home = {"street": record.street, "zip": record.zip, "city": record.city}
        return replace(other, name=f"{first} {surname}", phones=phones, **home)

    def surname(self) -> str:
        if self.chance.random() < 0.35:
            return self.chance.choice(customers.SURNAMES)
        return self.chance.choice(_STARTS) + self.chance.choice(_ENDS)

    def given(self) -> str:
        return self.chance.choice(customers.GIVEN)

    def street(self) -> str:
        name = self.chance.choice(customers.STREETS)
        if self.chance.random() < 0.6:
            last = self.chance.choice((*_FURTHER_STREETS, self.surname()))
            name = f"{self.chance.choice(_WAYS)} {last}"
        return f"{self.chance.randint(1, 180)} {name}"

    def birthday(self) -> str:
        draw = self.chance.randint
        return f"{draw(1940, 2004)}-{draw(1, 12):02}-{draw(1, 28):02}"

    def maybe(self, share: float, value: str) -> str:
        return value if self.chance.random() < share else ""

    def several(self, share: float, value: str) -> tuple[str, ...]:
        return (value,) if self.chance.random() < share else ()


def _slug(text: str) -> str:
    """Letters for an address: without accents, spaces and apostrophes."""
    return fold(text).replace(" ", "-").replace("'", "")


def _with_check_digit(digits: str) -> str:
    return digits + luhn.calc_check_digit(digits)
