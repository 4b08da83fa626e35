"""One value of a record: how it is written, and how it is read back.

A layout is a list of fields, as its specification prints it; the writer and the reader
are both made of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from .problem import BadValue


@dataclass(frozen=True, slots=True)
class Dialect:
    """What all fields of a file share.

    :param encoding: a name Python knows
    :param delimiter: blank where fields have fixed widths
    :param quote: around texts and references; blank where quoting is not understood
    :param decimal: the decimal sign
    :param day: a key of ``days.PATTERNS``
    :param reference: a key of ``references.CUTS``: what of a long one is kept
    :param forbidden: further characters that no text may hold
    :param quotes_all: whether codes, dates and numbers are quoted too
    :param is_table: whether a spreadsheet might open the file, and run a formula
    """

    encoding: str = "cp1252"
    delimiter: str = ""
    quote: str = ""
    decimal: str = "."
    day: str = "AAAAMMJJ"
    reference: str = "short"
    forbidden: str = ""
    is_table: bool = True
    quotes_all: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A value of ``values`` in one place of a record.

    :param name: of the value; blank for a place that always holds ``blank``
    :param width: in bytes; 0 where there is no limit, never so in a fixed record
    :param kind: a key of ``kinds.KINDS``
    :param align: ``<`` or ``>``, in a fixed record
    :param fill: what pads it
    :param blank: what stands there without a value
    :param choices: what a value is written as, for the kind ``choice``
    :param day: a pattern of dates of its own
    :param is_padded: whether it is padded to its width in a delimited file too
    """

    name: str = ""
    width: int = 0
    kind: str = "text"
    align: str = "<"
    fill: str = " "
    blank: str = ""
    required: bool = False
    choices: dict = field(default_factory=dict)
    places: int = 2
    day: str = ""
    is_padded: bool = False


class Codec(NamedTuple):
    """Both directions of a field: ``write`` raises ``BadValue``, ``read`` any other."""

    write: Callable[[object], str]
    read: Callable[[str], object]


class Memo(dict):
    """Remembers what values became: most cells of an export repeat.

    ``memo[value]``, or ``memo(value)``, is the written value. It forgets everything now
    and then, so that a million different labels take no more room than some thousand.
    """

    __call__ = dict.__getitem__

    def __init__(self, make, size=16_384):
        super().__init__()
        self._make = make
        self._size = size

    def __missing__(self, value):
        made = self._make(value)
        if len(self) >= self._size:
            self.clear()
        self[value] = made
        return made


def pad(text: str, spec: Field) -> str:
    """``text`` in its fixed place.

    >>> pad("VE", Field(width=3)), pad("12", Field(width=5, align=">", fill="0"))
    ('VE ', '00012')
    """
    if spec.align == ">":
        return text.rjust(spec.width, spec.fill)
    return text.ljust(spec.width, spec.fill)


def refuse_longer(text: str, spec: Field, code: str, value) -> str:
    """``text`` if it fits, else ``BadValue``."""
    if spec.width and len(text) > spec.width:
        raise BadValue(code, value, width=spec.width)
    return text
