"""A customer file as one gets it: many writings, lost zeros, doubles, holes."""

import csv
import random
from pathlib import Path

from tests.bench import customers
from tests.bench.customers import Customer

HEADER = (
    *("N° client", "Raison sociale", "Enseigne", "Forme juridique", "SIRET", "N° TVA"),
    *("Code APE", "Effectif", "Adresse", "Complément d'adresse", "Code postal"),
    *("Ville", "Pays", "Téléphone", "Mobile", "E-mail", "Site web"),
    *("Chiffre d'affaires", "Client depuis", "Commentaire"),
)
TWICE = 0.03
APE = ("62.01Z", "4321A", "56.10 A", "47.11d", "7022Z")
COUNTRIES = ("France", "FRANCE", "FR", "")


def write(path: Path, count: int, start: int = 0) -> None:
    """A CSV file of ``count`` rows, three in a hundred about a customer above."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(row(*pair) for pair in customers_twice(count, start))


def customers_twice(count: int, start: int = 0):
    """Each customer with his chance; some come again some rows later."""
    for place, customer in enumerate(customers.make(count, start)):
        chance = random.Random(f"row-{customer.number}")  # noqa: S311
        if place and chance.random() < TWICE:
            earlier = start + 1 + chance.randrange(place)
            customer = next(customers.make(1, earlier - 1))
        yield customer, chance


def row(customer: Customer, chance: random.Random) -> list[str]:
    """One row of the file, in the order of ``HEADER``."""
    return [
        customer.ref,
        dirty_name(customer.name, chance),
        customer.brand.upper(),
        customer.form.lower(),
        dirty_siret(customer.siret, chance),
        sometimes(chance, 0.8, customer.vat),
        chance.choice(APE),
        str(chance.randint(1, 250)),
        dirty_name(customer.street, chance),
        sometimes(chance, 0.1, "Bâtiment B"),
        customer.zip.removeprefix("0"),
        sometimes(chance, 0.7, customer.city) or customer.city.upper(),
        chance.choice(COUNTRIES),
        dirty_phone(customer.digits, chance),
        sometimes(chance, 0.2, "061" + customer.digits[2:]),
        dirty_email(customer.email, chance),
        sometimes(chance, 0.5, customer.website.removeprefix("https://")),
        f"{chance.randint(20, 9000)} 000,00",
        f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2019",
        sometimes(chance, 0.3, "à rappeler ;  demander le gérant"),
    ]


def clean_row(customer: Customer) -> list:
    """What Odoo's own import can take of the same row; see ``CLEAN_FIELDS``."""
    country = "France"
    fields = ("ref", "name", "siret", "vat", "street", "zip", "city")
    values = [getattr(customer, name) for name in fields]
    reach = [customer.phone, customer.email, customer.website]
    return [*values, country, *reach, "Bâtiment B", "à rappeler", "1"]


CLEAN_FIELDS = (
    *("ref", "name", "company_registry", "vat", "street", "zip", "city"),
    *("country_id", "phone", "email", "website", "street2", "comment", "is_company"),
)


def sometimes(chance: random.Random, share: float, value: str) -> str:
    return value if chance.random() < share else ""


def dirty_name(name: str, chance: random.Random) -> str:
    return chance.choice(
        (name, name, name.upper(), name.lower(), f" {name} ", name.replace(" ", "  "))
    )


def dirty_siret(siret: str, chance: random.Random) -> str:
    """Often as a spreadsheet leaves it; rarely wrong."""
    if chance.random() < 0.01:
        return siret[:-1] + str((int(siret[-1]) + 1) % 10)
    grouped = f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"
    return chance.choice((siret, grouped, siret.lstrip("0"), siret.lstrip("0")))


def dirty_phone(digits: str, chance: random.Random) -> str:
    """Eight writings, a spreadsheet's number, or a wrong one."""
    pairs = [digits[0], *(digits[at : at + 2] for at in range(1, 9, 2))]
    international = int("33" + digits)
    if chance.random() < 0.01:
        return "0" + digits[:6]
    return chance.choice(
        (
            "0" + digits,
            "0" + " ".join(pairs),
            "0" + ".".join(pairs),
            "0" + "-".join(pairs),
            "+33" + digits,
            "+33 " + " ".join(pairs),
            "0033" + digits,
            f"+33 (0){digits}",
            f"{international}.0",
            f"{international:.10E}",
        )
    )


def dirty_email(email: str, chance: random.Random) -> str:
    if chance.random() < 0.01:
        return email.replace("@", " at ")
    return chance.choice((email, email, email.upper(), f" {email}", f"<{email}>"))
