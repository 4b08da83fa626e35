"""Which known customer a row of a file speaks of.

By rank, the first that finds exactly one decides: the customer number; the SIRET, VAT
or other register number; the same row imported before; the e-mail or phone with the
same name; the name with the same place. Two that fit equally well are for a person to
choose: nobody is merged by guess. E-mails and phones alone never decide, because
families and offices share them.
"""

from dataclasses import dataclass

from .addresses import city_words, street_words
from .import_remarks import Remark
from .text import fold_code

_NUMBER, _REGISTER, _REACH = "r:", "i:", ("e:", "p:")


@dataclass(frozen=True)
class Identity:
    """What a customer is recognised by.

    ``keys`` are those of ``tools/keys.py`` but words; ``place`` is the triple of
    ``place_of``; ``employer_key`` the name key of the company a person belongs to.
    """

    name_key: str = ""
    keys: frozenset = frozenset()
    ref: str = ""
    registry: str = ""
    place: tuple = ("", "", "")
    employer_key: str = ""
    is_contact: bool = False
    is_company: bool = True

    @property
    def is_bare(self):
        """Whether there is nothing but a name to tell by."""
        return not (self.keys or any(self.place) or self.is_contact)


@dataclass(frozen=True)
class Candidate:
    """A customer who may be meant; ``target`` is whatever the caller knows him by."""

    target: object
    label: str
    identity: Identity
    is_archived: bool = False
    is_same_row: bool = False


@dataclass(frozen=True)
class Match:
    """The customer found (or ``None``: a new one), or why the row is refused."""

    target: object = None
    refusal: Remark | None = None


def place_of(street, postcode, city) -> tuple[str, str, str]:
    """An address for comparing.

    >>> place_of("12, rue de la Paix", "75002", "PARIS CEDEX")
    ('12 rue paix', '75002', 'paris')
    """
    return (
        " ".join(street_words(street)) if street else "",
        fold_code(postcode) if postcode else "",
        " ".join(city_words(city)) if city else "",
    )


def same_place(one, other) -> bool:
    """Whether two places agree where both are known, and on enough to be one.

    That is the street, or, where one has none, the postcode or the town.

    >>> same_place(("12 rue paix", "75002", ""), ("12 rue paix", "", "paris"))
    True
    >>> same_place(("12 rue paix", "", ""), ("", "75002", "paris"))
    False
    """
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return bool(pairs) and all(a == b for a, b in pairs)


def find_match(who: Identity, candidates) -> Match:
    """The one of ``candidates`` who is meant; see the head of this module.

    >>> known = Candidate(7, "Dupont", Identity("dupont", frozenset(("e:a@b.fr",))))
    >>> find_match(Identity("dupont", frozenset(("e:a@b.fr",))), [known]).target
    7
    >>> find_match(Identity("durand", frozenset(("e:a@b.fr",))), [known])
    Match(target=None, refusal=None)
    """
    by_number = [one for one in candidates if _shares(who, one, _NUMBER)]
    by_register = [one for one in candidates if _same_register(who, one)]
    if disagreement := _find_disagreement(by_number, by_register):
        return Match(refusal=disagreement)
    for found in (by_number, by_register):
        if found:
            return _choose(who, found)
    others = [one for one in candidates if not _contradicts(who, one.identity)]
    for rule in (_is_same_row, _same_reach, _same_name_and_place):
        if found := [one for one in others if rule(who, one)]:
            return _choose(who, found)
    return Match()


def _find_disagreement(by_number, by_register):
    if not by_number or not by_register:
        return None
    if {one.target for one in by_number} & {one.target for one in by_register}:
        return None
    names = {"first": by_number[0].label, "second": by_register[0].label}
    return Remark("numbers_disagree", names)


def _choose(who, found):
    """The only one; else the only one in use, or of that name, or at that place."""
    preferences = (
        lambda one: not one.is_archived,
        lambda one: one.identity.registry and one.identity.registry == who.registry,
        lambda one: one.identity.name_key == who.name_key,
        lambda one: one.identity.place == who.place,
        lambda one: one.is_same_row,
    )
    for prefers in preferences:
        if len({one.target for one in found}) > 1:
            found = [one for one in found if prefers(one)] or found
    if len({one.target for one in found}) > 1:
        names = ", ".join(sorted({one.label for one in found})[:5])
        return Match(refusal=Remark("several_customers", {"names": names}))
    if found[0].is_archived:
        return Match(refusal=Remark("customer_archived", {"name": found[0].label}))
    return Match(found[0].target)


def _shares(who, one, prefix):
    return any(key.startswith(prefix) for key in who.keys & one.identity.keys)


def _same_register(who, one):
    """One company: establishments of it have a SIRET each."""
    registries = {who.registry, one.identity.registry} - {""}
    are_two = len({text for text in registries if len(text) == 14}) > 1
    return not are_two and _shares(who, one, _REGISTER)


def _contradicts(who, other):
    """Whether numbers tell that these are two customers."""
    numbers = ((who.ref, other.ref), (who.registry, other.registry))
    if any(a and b and a != b for a, b in numbers):
        return True
    if who.is_contact and other.is_contact:
        return who.employer_key != other.employer_key
    own, known = (
        {key for key in one.keys if key.startswith(_REGISTER)} for one in (who, other)
    )
    return bool(own and known) and own.isdisjoint(known)


def _is_same_row(_who, one):
    return one.is_same_row


def _same_reach(who, one):
    other = one.identity
    is_compatible = not (who.name_key and other.name_key)
    is_compatible = is_compatible or who.name_key == other.name_key
    return is_compatible and _shares(who, one, _REACH)


def _same_name_and_place(who, one):
    other = one.identity
    if not who.name_key or who.name_key != other.name_key:
        return False
    if who.is_contact:
        return other.is_contact and who.employer_key == other.employer_key
    is_bare_company = other.is_bare and other.is_company and who.is_company
    return who.is_bare or is_bare_company or same_place(who.place, other.place)
