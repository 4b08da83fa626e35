"""What becomes of a customer when another person types it again."""

import random
from dataclasses import replace

from crm_clientfile.tools.duplicate_profile import Comparable
from crm_clientfile.tools.text import fold
from tests.bench import customers

_ABBREVIATIONS = {
    "rue": "r.", "avenue": "av.", "boulevard": "bd", "place": "pl", "chemin": "ch.",
    "impasse": "imp", "allée": "all.", "route": "rte", "Saint": "St",
}  # fmt: skip
_NEIGHBOURS = {
    "a": "qze", "e": "zrd", "i": "uok", "o": "ipl", "u": "yij", "n": "bhm", "r": "etf",
    "t": "ryg", "s": "qdz", "l": "kmo", "m": "lnp", "d": "sfe", "c": "xvd", "p": "ol",
}  # fmt: skip


def damaged(chance: random.Random, record: Comparable) -> Comparable:
    """The same customer, typed by somebody else at another time."""
    found = (
        replace(record, name=_company_name(chance, record.name))
        if (record.is_company)
        else replace(record, name=_person_name(chance, record.name))
    )
    found = _address(chance, found)
    return _numbers(chance, found)


def _company_name(chance, name):
    words = name.split()
    forms = [word for word in words if word in customers.FORMS]
    kept = [word for word in words if word not in forms]
    name = " ".join(kept)
    name = chance.choice((name, name.upper(), fold(name), name, _slip(chance, name)))
    manner = chance.random()
    form = forms[0] if forms and manner < 0.6 else chance.choice(customers.FORMS)
    if manner < 0.3:
        return f"{form} {name}"
    if manner < 0.6:
        return f"{name} {form}"
    if manner < 0.7 and len(kept) > 2:
        return " ".join(kept[:-2] + kept[-1:])
    if manner < 0.8:
        return f"{name} {chance.choice(('Services', 'France', 'Groupe', 'et Cie'))}"
    return name


def _person_name(chance, name):
    given, _space, surname = name.partition(" ")
    manner = chance.random()
    if manner < 0.15:
        given = f"{given[0]}."
    if manner > 0.75:
        surname = _slip(chance, surname)
    elif manner > 0.65:
        given = _slip(chance, given)
    title = chance.choice(("", "", "", "M. ", "Mme "))
    given, surname = chance.choice(((given, surname),) * 2 + ((surname, given),))
    return chance.choice((str, str, str.upper, fold))(f"{title}{given} {surname}")


def _slip(chance, text):
    """A letter swapped, left out, doubled or its neighbour on the keyboard."""
    places = [at for at, letter in enumerate(text[:-1]) if at and letter.isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    letter = text[at]
    near = chance.choice(_NEIGHBOURS.get(letter.lower(), letter))
    middle = chance.choice((text[at + 1] + letter, text[at + 1]))
    other = chance.choice((letter * 2, near)) + text[at + 1]
    return text[:at] + chance.choice((middle, other)) + text[at + 2 :]


def _address(chance, record):
    if chance.random() < 0.08:
        city, postcode = chance.choice(customers.PLACES)
        street = f"{chance.randint(1, 180)} {chance.choice(customers.STREETS)}"
        return replace(record, street=street, zip=postcode, city=city)
    street = record.street
    if chance.random() < 0.5:
        street = " ".join(_ABBREVIATIONS.get(word, word) for word in street.split())
    if chance.random() < 0.15:
        street = _slip(chance, street)
    if chance.random() < 0.1:
        street = f"{street}, Bât {chance.choice('ABC')}"
    city = chance.choice((record.city, record.city, fold(record.city).upper()))
    street = "" if chance.random() < 0.15 else chance.choice((street, fold(street)))
    code = "" if chance.random() < 0.1 else record.zip
    return replace(record, street=street, zip=code, city=city)


def _numbers(chance, record):
    phones, emails = record.phones, record.emails
    if chance.random() < 0.15:
        phones = (f"0{chance.choice(customers.PREFIXES)}{chance.randrange(10**6):06}",)
    if chance.random() < 0.15:
        emails = tuple(_slip(chance, email) for email in emails)
    return replace(
        record,
        phones=() if chance.random() < 0.2 else _written(chance, record, phones),
        emails=() if chance.random() < 0.3 else emails,
        vat="" if chance.random() < 0.6 else record.vat,
        company_registry=_registry(chance, record.company_registry),
        birthdate="" if chance.random() < 0.5 else record.birthdate,
    )


def _registry(chance, number):
    manner = chance.random()
    if manner < 0.5:
        return ""
    if manner < 0.7:
        return f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}".strip()
    return number


def _written(chance, record, phones):
    """Numbers of other countries stay in the one writing they have."""
    if not phones or record.country_code not in ("", "FR"):
        return phones
    digits = phones[0]
    pairs = [digits[at : at + 2] for at in range(0, 10, 2)]
    rest = digits[1:]
    return (
        chance.choice(
            (
                *(digits, " ".join(pairs), ".".join(pairs), "-".join(pairs)),
                *(f"+33{rest}", f"0033{rest}", f"+33 (0){rest}", f"Tél. {digits}"),
            )
        ),
    )
