"""Numbers that only one customer can have: two customers who share one are one."""

import re

_SIREN = re.compile(r"i:\d{9}")
_SIRET = re.compile(r"i:\d{14}")


def telling_numbers(keys) -> frozenset[str]:
    """The keys (``tools/keys.py``) that name one customer: SIRET, VAT and the like.

    A SIREN is none: it names a company with all its establishments.

    >>> sorted(telling_numbers({"i:732829320", "i:FR44732829320", "n:garage"}))
    ['i:FR44732829320']
    """
    return frozenset(
        key for key in keys if key.startswith("i:") and not _SIREN.fullmatch(key)
    )


def is_clash(mine, theirs) -> bool:
    """Whether two customers with these keys cannot both be right.

    Establishments of one company have its VAT number, and a SIRET each.

    >>> vat = "i:FR44732829320"
    >>> is_clash({vat}, {vat, "i:73282932000074"})
    True
    >>> is_clash({vat, "i:73282932000082"}, {vat, "i:73282932000074"})
    False
    """
    mine, theirs = telling_numbers(mine), telling_numbers(theirs)
    my_sirets, their_sirets = map(_sirets, (mine, theirs))
    if my_sirets and their_sirets:
        return not my_sirets.isdisjoint(their_sirets)
    return not mine.isdisjoint(theirs)


def _sirets(keys):
    return {key for key in keys if _SIRET.fullmatch(key)}
