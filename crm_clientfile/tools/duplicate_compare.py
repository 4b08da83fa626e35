"""How alike two profiles are: a level per field, higher is more alike, 0 is unknown."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from .duplicate_names import compare_names, is_near
from .duplicate_profile import TEXT, Profile
from .emails import is_free_domain, is_role_mailbox

_MOST_BITS = 40
_SHORT_REST = 2
_DIGITS = "0123456789"
# Those compared share a place or a street: the same few meet again and again.
_remember = lru_cache(1 << 15)
_is_free_domain = lru_cache(1 << 12)(is_free_domain)


class Pattern(NamedTuple):
    """The levels of one pair; few patterns cover all pairs of a database.

    ``rarity``: how many bits the words tell that both names have.
    """

    companies: int
    name: int
    rarity: int
    phone: int
    email: int
    number: int
    street: int
    place: int
    birth: int


def compare(one: Profile, other: Profile, rarity, hopeless=None) -> Pattern | None:
    """The pattern of two profiles, the same in either order.

    ``rarity``: see ``duplicate_names.Rarity``. ``hopeless`` may tell of each pattern
    without a street whether no street makes a double of it: nothing is returned then.
    """
    name, bits = compare_names(one.name, other.name, rarity)
    if one.trade_name or other.trade_name:
        name, bits = max([(name, bits), *_trade_names(one, other, rarity)])
    levels = (
        one.is_company + other.is_company,
        name,
        min(int(bits), _MOST_BITS),
        _phones(one.phones, other.phones) if one.phones and other.phones else 0,
        _emails(one, other) if one.emails and other.emails else 0,
        _numbers(one.numbers, other.numbers) if one.numbers and other.numbers else 0,
        0,
        _places(one.zip, one.city, other.zip, other.city),
        _births(one.birthdate, other.birthdate) if one.birthdate else 0,
    )
    # A plain tuple until here: most pairs go no further.
    if hopeless is not None and hopeless[levels]:
        return None
    if one.street and other.street:
        levels = (*levels[:6], _streets(one, other), *levels[7:])
    return Pattern(*levels)


def _trade_names(one, other, rarity):
    for mine in (one.name, one.trade_name):
        for theirs in (other.name, other.trade_name):
            if mine and theirs:
                yield compare_names(mine, theirs, rarity)


def _phones(one, other):
    """3 the same, 2 one digit off, 1 others."""
    if one == other:
        return 3
    best = 1
    for mine in one:
        for theirs in other:
            # One digit off is never at both ends.
            if mine[-1] != theirs[-1] and mine[0] != theirs[0]:
                continue
            if mine.lstrip(TEXT) == theirs.lstrip(TEXT):
                return 3
            if OSA.distance(mine, theirs, score_cutoff=1) <= 1:
                best = 2
    return best


def _emails(one, other):
    """5 the same, 4 nearly, 3 the same mailbox name, 2 the same company, 1 others."""
    mine, theirs = one.emails, other.emails
    if mine == theirs:
        return 5
    best = max(_mailboxes(email, near) for email in mine for near in theirs)
    if best in (3, 4) and not (_tells_more(one) or _tells_more(other)):
        return 0
    return best


def _mailboxes(mine, theirs):
    if mine == theirs:
        return 5
    my_local, _at, my_domain = mine.partition("@")
    local, _at, domain = theirs.partition("@")
    if my_domain == domain:
        if is_near(my_local, local):
            return 4
        return 1 if _is_free_domain(domain) else 2
    if my_local == local:
        if is_near(my_domain, domain):
            return 4
        return 1 if is_role_mailbox(mine) else 3
    return 4 if ratio(mine, theirs, score_cutoff=85) else 1


def _tells_more(profile):
    """Whether a mailbox is more than the name of who has it, and a number after it."""
    return any(_has_rest(email, profile.name) for email in profile.emails)


def _has_rest(email, name):
    rest = email.partition("@")[0].rstrip(_DIGITS)
    for word in name:
        rest = rest.replace(word, "")
    return len(rest) > _SHORT_REST


def _numbers(one, other):
    """6 the same, 5 the same company, 4 another branch of it, 3 a slip, 2 others that
    nothing confirms, 1 others."""
    shared = [number for number in one if number in other]
    if not shared:
        if one[0][0] == TEXT or other[0][0] == TEXT:
            return max(_near_numbers(mine, theirs) for mine in one for theirs in other)
        return 1
    mine, theirs = _establishments(one), _establishments(other)
    if mine and theirs:
        return 4 if mine.isdisjoint(theirs) else 6
    return 6 if all(number[0] == TEXT for number in shared) else 5


def _near_numbers(mine, theirs):
    if mine[0] != TEXT and theirs[0] != TEXT:
        return 2
    mine, theirs = mine.lstrip(TEXT), theirs.lstrip(TEXT)
    if mine == theirs:
        return 6
    return 3 if OSA.distance(mine, theirs, score_cutoff=1) <= 1 else 2


def _establishments(numbers):
    return {number for number in numbers if len(number) == 14 and number.isdigit()}


def _streets(one, other):
    """5 the same house, 4 nearly, 3 no house to tell, 2 another house, 1 elsewhere."""
    likeness = 2 if one.street == other.street else _ways(one.street, other.street)
    if not likeness:
        return 1
    if not one.house or not other.house:
        return 3
    if one.house == other.house:
        return 5 if likeness == 2 else 4
    mine, theirs = one.house[0], other.house[0]
    if len(mine) > 1 and len(theirs) > 1 and OSA.distance(mine, theirs) <= 1:
        return 3
    return 2


@_remember
def _ways(one, other):
    """1 nearly the same way, 0 another."""
    fewest = min(len(one), len(other))
    alike = sum(word in other for word in one)
    if _is_most(alike, fewest):
        return 1
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    near = sum(any(is_near(word, theirs) for theirs in long) for word in short)
    if _is_most(near, fewest):
        return 1
    return int(ratio("".join(one), "".join(other), score_cutoff=85) > 0)


def _is_most(count, fewest):
    return count * 2 > fewest or (count > 0 and fewest <= 2)


@_remember
def _places(my_zip, my_city, their_zip, their_city):
    """6 postcode and town, 5 one of them, 4 one and not the other, 3 nearly,
    2 the same department, 1 elsewhere."""
    zips, towns = _texts(my_zip, their_zip), _texts(my_city, their_city)
    if zips == 3 or towns == 3:
        if zips == towns:
            return 6
        return 4 if zips == 1 or towns == 1 else 5
    if towns == 2 or (zips == 2 and not towns):
        return 3
    if not zips:
        return 1 if towns else 0
    return 2 if my_zip[:2] == their_zip[:2] else 1


def _texts(one, other):
    """3 equal, 2 near, 1 other, 0 unknown."""
    if not one or not other:
        return 0
    if one == other:
        return 3
    if one[0] != other[0] and one[-1] != other[-1]:
        return 1
    most = 2 if len(one) > 7 and len(other) > 7 else 1
    return 2 if OSA.distance(one, other, score_cutoff=most) <= most else 1


def _births(one, other):
    """4 equal, 3 a digit off or day and month swapped, 2 two of three, 1 other."""
    if not one or not other:
        return 0
    if one == other:
        return 4
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return 3
    mine, theirs = ((day[:4], day[4:6], day[6:]) for day in (one, other))
    if mine == (theirs[0], theirs[2], theirs[1]):
        return 3
    return 2 if sum(map(str.__eq__, mine, theirs)) == 2 else 1
