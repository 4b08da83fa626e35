"""What is kept of a reference that is longer than its place.

The beginning is the same on all documents of a journal, so the end counts. But the
ends of ``FAC/2026/00001`` and of a credit note ``RFAC/2026/00001`` are the same too: so
what says least goes first.
"""

import re

from .encodings import is_unicode, sizer

_SEPARATOR = re.compile(r"[\W_]+")
_YEAR = re.compile(r"20(\d\d)", re.ASCII)


def cut_end(text: str, width: int, encoding: str) -> str:
    """The last ``width`` bytes of ``text``, never half a character.

    >>> cut_end("FAC/2026/00001", 10, "ascii")
    '2026/00001'
    """
    if is_unicode(encoding):
        return text.encode(encoding)[-width:].decode(encoding, "ignore").lstrip()
    return text[-width:].lstrip()


def shorten(text: str, width: int, encoding: str) -> str:
    """``text`` without separators, century and leading zeros, as far as is needed.

    >>> [shorten("RFAC/2026/00001", width, "ascii") for width in (15, 13, 12, 10, 8)]
    ['RFAC/2026/00001', 'RFAC202600001', 'RFAC2600001', 'RFAC260001', 'RFAC2601']
    >>> shorten("VIR SEPA 778899", 12, "ascii")
    'IRSEPA778899'
    """
    size = sizer(encoding)
    if size(text) <= width:
        return text
    parts = [part for part in _SEPARATOR.split(text) if part]
    joined = "".join(parts)
    if size(joined) > width:
        parts = [_YEAR.sub(r"\1", part) if len(part) == 4 else part for part in parts]
        joined = _drop_zeros(parts, width)
    is_short = size(joined) <= width
    return joined if is_short else cut_end(joined, width, encoding)


def _drop_zeros(parts, width):
    """The parts joined; the last loses as many leading zeros as are too many."""
    head, last = "".join(parts[:-1]), "".join(parts[-1:])
    excess = max(0, len(head) + len(last) - width)
    zeros = len(last) - len(last.lstrip("0"))
    return head + last[min(excess, zeros) :]


CUTS = {"short": shorten, "end": cut_end}
"""The ways to cut a reference."""
