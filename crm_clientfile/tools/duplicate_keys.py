"""Keys that two records of one customer probably share: only those are compared.

A key is ``<kind>:<hash>``; phones, e-mails and official numbers are keys already, see
``tools/keys.py``. Rare parts are put together so that few share a key, and each record
has several, since any part may be missing or mistyped. Each key is written with the
record and compared with others: a kind that finds next to no double alone is not worth
its rows (counted on the files of ``tests/bench/linkage``).
"""

import hashlib
import re
from functools import lru_cache
from itertools import combinations

from .duplicate_profile import TEXT, Profile
from .emails import is_role_mailbox

CAPS = {
    **{"p": 30, "e": 30, "i": 30},
    **{"bn": 12, "bd": 15, "bs": 20, "bz": 8, "bt": 8},
    **{"bi": 20, "bp": 20, "bb": 15, "by": 12, "bx": 12, "bw": 8, "bg": 12, "ba": 12},
}
"""Kind of key → the most customers who may share one that is still used."""

_LONGEST_NAME = 3
# With a place, the longest two tell enough.
_TELLING = 2
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("ck|qu?|c(?=[aoulrkt]|$)|ch(?=r)", "k"),
        ("x|z|c(?=[eiy])|ts", "s"),
        ("g(?=[eiy])", "j"),
        ("w", "v"),
        ("[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
    )
)


def block_keys(profile: Profile) -> frozenset[str]:
    """The keys of ``profile``, mostly eight.

    >>> profile = Profile(False, ("dupont",), *((),) * 6, "", "", "")
    >>> sorted(key[:3] for key in block_keys(profile))
    ['bn:']
    """
    return frozenset(
        f"{kind}:{_hash(value)}" for kind, value in _parts(profile) if value
    )


def _parts(profile):
    words = sorted(profile.name, key=len)[-_LONGEST_NAME:]
    telling = words[-_TELLING:]
    yield from _name_parts(words)
    yield from _place_parts(profile, telling)
    yield from _street_parts(profile, telling)
    yield from _mail_parts(profile)
    yield from _birth_parts(profile, telling)
    for number in profile.numbers:
        if number.startswith(TEXT):
            yield "bi", number
    for phone in profile.phones:
        if phone.startswith(TEXT):
            yield "bp", phone


def _name_parts(words):
    if len(words) == 1:
        yield "bn", words[0]
    sounds = sorted({sound(word) for word in words})
    for one, other in combinations(sounds, 2):
        yield "bw", f"{one} {other}"


def _place_parts(profile, words):
    digits = "".join(sorted(profile.zip))
    if profile.name and digits:
        yield "bd", f"{' '.join(profile.name)} {profile.zip[:2]}"
    for word in words:
        if digits:
            yield "bz", f"{sound(word)} {digits}"
        if profile.city and len(word) > 2:
            yield "bt", f"{word[:5]} {profile.city[:6]}"


def _street_parts(profile, words):
    street = max(profile.street, key=len, default="")
    house = profile.house[0] if profile.house else ""
    if not street:
        return
    if house:
        yield "bg", f"{house} {sound(street)}"
    for word in words:
        yield "bs", f"{word[:3]} {house} {street[:5]}"


def _mail_parts(profile):
    for email in profile.emails[:2]:
        if not is_role_mailbox(email):
            local = email.partition("@")[0]
            yield "ba", sound("".join(filter(str.isalpha, local)))


def _birth_parts(profile, words):
    """The day, and parts of it with each name: any of them may be wrong."""
    day = profile.birthdate
    if day:
        yield "bb", day
        for word in words:
            heard = sound(word)
            yield "by", f"{heard} {day[:4]}"
            yield "bx", f"{heard} {day[4:]}"


# Names come again and again in a file.
@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A word as it is heard in French and Dutch: consonants, each once.

    >>> sound("philippe"), sound("filip"), sound("dupont"), sound("dupond")
    ('flp', 'flp', 'dpn', 'dpn')
    """
    heard = word
    for pattern, letters in _SOUNDS:
        heard = pattern.sub(letters, heard)
    if len(heard) > 2:
        heard = heard.rstrip("tdsx") or heard
    return heard or word[:1]


def _hash(text):
    return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
