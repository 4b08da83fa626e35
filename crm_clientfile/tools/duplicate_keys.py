"""Keys that two records of one customer probably share: only those are compared.

A key is ``<kind>:<hash>``; phones, e-mails and official numbers are keys already, see
``tools/keys.py``.
"""

import hashlib

from .duplicate_profile import Profile
from .emails import is_free_domain

CAPS = {
    **{"p": 30, "e": 30, "i": 50},
    **{"bn": 12, "bd": 30, "bs": 20, "bz": 10, "bt": 10, "bl": 8, "bh": 20, "bm": 15},
}
"""Kind of key → the most customers who may share one that is still used."""

_LONGEST_NAME = 3


def block_keys(profile: Profile) -> frozenset[str]:
    """The keys of ``profile``, at most a dozen.

    >>> sorted(key[:3] for key in block_keys(Profile.loads("1\\tdupont" + "\\t" * 9)))
    ['bn:']
    """
    return frozenset(
        f"{kind}:{_hash(value)}" for kind, value in _parts(profile) if value
    )


def _parts(profile):
    name = " ".join(profile.name)
    area, house = profile.zip[:2], " ".join(profile.house)
    street = max(profile.street, key=len, default="")
    yield "bn", name
    if name and area:
        yield "bd", f"{name} {area}"
    if house and street and area:
        yield "bh", f"{house} {street} {area}"
    words = sorted(profile.name, key=len)[-_LONGEST_NAME:]
    for word in words:
        if house and street:
            yield "bs", f"{word[:3]} {house} {street[:5]}"
        if profile.zip:
            yield "bz", f"{_sound(word)} {profile.zip}"
        if profile.city and len(word) > 3:
            yield "bt", f"{word[:5]} {profile.city[0][:6]}"
    yield from _mail_parts(profile, words)


def _mail_parts(profile, words):
    for email in profile.emails[:2]:
        local, _at, domain = email.partition("@")
        if words:
            yield "bl", f"{local} {words[-1][:2]}"
        if not is_free_domain(domain) and profile.zip:
            yield "bm", f"{domain} {profile.zip[:2]}"


def _sound(word):
    """A word without what is often misheard: vowels after the first, doubles."""
    heard = word[0]
    for letter in word[1:].translate(_CONFUSED):
        if letter not in "aeiouyh" and letter != heard[-1]:
            heard += letter
    return heard


_CONFUSED = str.maketrans("zkqw", "sccv")


def _hash(text):
    return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
