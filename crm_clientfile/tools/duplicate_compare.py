"""How alike two profiles are: a level per field, higher is more alike, 0 is unknown."""

from typing import NamedTuple

from .duplicate_profile import Profile
from .emails import is_free_domain


class Pattern(NamedTuple):
    """The levels of one pair; few patterns cover all pairs of a database."""

    companies: int
    name: int
    phone: int
    email: int
    number: int
    street: int
    place: int
    birth: int


def compare(one: Profile, other: Profile) -> Pattern:
    """The pattern of two profiles, the same in either order."""
    name = _names(one.name, other.name)
    if one.trade_name or other.trade_name:
        name = max(name, *_trade_names(one, other))
    return Pattern(
        one.is_company + other.is_company,
        name,
        _phones(one.phones, other.phones),
        _emails(one.emails, other.emails),
        _numbers(one.numbers, other.numbers),
        _streets(one, other),
        _places(one, other),
        _births(one.birthdate, other.birthdate),
    )


def _trade_names(one, other):
    for mine in (one.name, one.trade_name):
        for theirs in (other.name, other.trade_name):
            if mine and theirs:
                yield _names(mine, theirs)


def _names(one, other):
    """7 equal, 6 a part, 5 a slip, 4 initials, 3 alike, 2 partly other, 1 other."""
    if one == other:
        return 7 if one else 0
    if not one or not other:
        return 0
    mine, theirs = set(one), set(other)
    shared = mine & theirs
    mine, theirs = mine - shared, theirs - shared
    if shared and not (mine and theirs):
        return 6 if len(shared) > 1 else 3
    left = _unmatched(mine, theirs)
    if left is None:
        return 4 if shared else 3
    if not left:
        return 5 if shared or len(mine) == 1 else 3
    return 2 if shared else 1


def _unmatched(mine, theirs):
    """How many words have no near one; ``None`` where all are mere initials."""
    mine, theirs = sorted((sorted(mine), sorted(theirs)), key=len)
    left, initials = len(mine), 0
    for word in mine:
        for near in theirs:
            if len(word) == 1 or len(near) == 1:
                initials += word[0] == near[0]
                left -= word[0] == near[0]
                break
            if is_near(word, near):
                left -= 1
                break
    return None if not left and initials else left


def is_near(one: str, other: str) -> bool:
    """Whether a slip of the pen makes one word of the other.

    >>> is_near("dupont", "dupond"), is_near("dupont", "dpuont"), is_near("le", "la")
    (True, True, False)
    """
    if one == other:
        return True
    size, length = len(one), len(other)
    if min(size, length) < 4 or abs(size - length) > 1:
        return False
    start = 0
    while start < min(size, length) and one[start] == other[start]:
        start += 1
    if size == length:
        swapped = one[start : start + 2] == other[start : start + 2][::-1]
        return one[start + 1 :] == other[start + 1 :] or (
            swapped and one[start + 2 :] == other[start + 2 :]
        )
    longer, shorter = (one, other) if size > length else (other, one)
    return longer[start + 1 :] == shorter[start:]


def _phones(one, other):
    if not one or not other:
        return 0
    if len(one) == len(other) == 1:
        return 2 if one == other else 1
    return 1 if set(one).isdisjoint(other) else 2


def _emails(one, other):
    if not one or not other:
        return 0
    if not set(one).isdisjoint(other):
        return 3
    domains = {email.partition("@")[2] for email in one}
    domains &= {email.partition("@")[2] for email in other}
    return 2 if any(not is_free_domain(domain) for domain in domains) else 1


def _numbers(one, other):
    """4 the same number, 3 the same company elsewhere, 1 other numbers."""
    if not one or not other:
        return 0
    shared = set(one) & set(other)
    mine, theirs = _establishments(one), _establishments(other)
    if mine and theirs and mine.isdisjoint(theirs):
        return 3 if shared else 1
    return 4 if shared else 1


def _establishments(numbers):
    return {number for number in numbers if len(number) == 14 and number.isdigit()}


def _streets(one, other):
    """3 the same house, 2 the same street, 1 another."""
    if not one.street or not other.street:
        return 0
    if one.street == other.street:
        if one.house == other.house:
            return 3 if one.house else 2
        return 1 if one.house and other.house else 2
    mine, theirs = set(one.street), set(other.street)
    if not (mine & theirs) and not is_near(max(mine, key=len), max(theirs, key=len)):
        return 1
    alike = len(mine & theirs) * 2 >= min(len(mine), len(theirs))
    same_house = one.house and other.house and one.house[0] == other.house[0]
    if alike and same_house:
        return 3
    return 2 if alike and not (one.house and other.house) else 1


def _places(one, other):
    """3 the same postcode or town, 2 the same department, 1 elsewhere."""
    if one.zip and one.zip == other.zip or (one.city and one.city == other.city):
        return 3
    if not (one.zip and other.zip):
        return 0 if not (one.city and other.city) else 1
    return 2 if one.zip[:2] == other.zip[:2] else 1


def _births(one, other):
    return 0 if not one or not other else 2 if one == other else 1
