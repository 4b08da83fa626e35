"""Short codes: unique, stable, in capital letters and digits.

A code that does not fit is never cut in silence: what ``shorten_codes`` gives are
proposals that a person sees and changes.
"""

import re
import unicodedata

_OTHERS = re.compile(r"[^A-Z0-9]")
_NUMBERED = re.compile(r"^(.*?)(\d*)$")
LONGEST = 17


def clean_code(text: str) -> str:
    """Capital letters and digits of ``text``, accents taken off.

    >>> clean_code("Boulangerie Été n° 2")
    'BOULANGERIEETEN2'
    """
    plain = unicodedata.normalize("NFKD", text.upper())
    return _OTHERS.sub("", plain)


def shorten_codes(codes, width: int, taken=()) -> list[str]:
    """A proposal of at most ``width`` characters for each code, all different.

    The number at the end is what tells journals apart, so it stays.

    >>> shorten_codes(["VT", "BNK1", "BNK2", "CABA"], 2)
    ['VT', 'B1', 'B2', 'CA']
    """
    used = set(taken)
    proposals = []
    for code in codes:
        proposal = _free(_shorten(clean_code(code), width), width, used)
        used.add(proposal)
        proposals.append(proposal)
    return proposals


def name_code(name: str, width: int, taken) -> str:
    """A code made of a name, unlike those ``taken``.

    >>> name_code("Boulangerie Martin", 8, {"BOULANGE"})
    'BOULANG1'
    """
    room = min(width or LONGEST, LONGEST)
    return _free(clean_code(name)[:room] or "X", room, taken)


def _shorten(code, width):
    if not width or len(code) <= width:
        return code
    stem, number = _NUMBERED.match(code).groups()
    number = number[-(width - 1) :] if width > 1 else ""
    return stem[: width - len(number)] + number


def _free(code, width, taken):
    number = 0
    free = code
    while free in taken:
        number += 1
        tail = str(number)
        free = (code[: width - len(tail)] if width else code) + tail
    return free
