"""What every format offers; a new one is a subclass and its name in the registry."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .entry import KINDS, Books, Context, Entry
from .options import Option, settle
from .problem import Problem
from .tally import Tally

CHUNK = 1 << 16
"""Bytes of a file that are collected before they are handed on, about."""


class File(NamedTuple):
    """A file of an export; read its chunks before you ask for the next file."""

    name: str
    chunks: Iterator[bytes]


class Format(ABC):
    """A format with the company and the options of one export.

    :cvar code: for ever
    :cvar label: what a person chooses
    :cvar software: what reads such files
    :cvar source: where the layout is from
    :cvar checked: what a file was really checked against
    :cvar confidence: ``certain``, ``probable`` or ``guess``
    :cvar experimental: whether it rests on a guess; then it is off by default
    :cvar kinds: which kinds of entries it has a place for
    :cvar keeps_order: whether the file has the entries in their order
    :cvar has_third_parties: whether ``Books.third_parties`` is read
    :cvar has_accounts: whether ``Books.accounts`` is read
    """

    code = ""
    label = ""
    software = ""
    source = ""
    checked = "nothing yet"
    confidence = "probable"
    experimental = False
    kinds = KINDS
    keeps_order = True
    has_third_parties = False
    has_accounts = False
    options: tuple[Option, ...] = ()

    def __init__(self, context: Context | None = None, **chosen):
        self.context = context or Context()
        self.chosen = settle(self.options, chosen)

    @property
    @abstractmethod
    def widths(self) -> dict[str, int]:
        """How many bytes fit, by name of the value; no entry where there is no limit.

        Codes that are longer are problems. Texts are cut, references keep their end.
        """

    @abstractmethod
    def file_name(self) -> str:
        """Name of the file with the entries."""

    @abstractmethod
    def problems(self, books: Books) -> Iterator[Problem]:
        """Everything that ``files`` would refuse, and what a person should know."""

    # Files are written and read here, not records of Odoo.
    # pylint: disable=method-required-super
    @abstractmethod
    def write(self, entries: Iterable[Entry], tally: Tally | None = None):
        """The chunks of the file with the entries alone; ``Refused`` at a problem."""

    @abstractmethod
    def read(self, data: bytes) -> Iterator[Entry]:
        """The entries of such a file, with what the format carries of them."""

    @abstractmethod
    def normalise(self, entry: Entry) -> Entry | None:
        """What ``read`` gives back of an entry; ``None`` where nothing is written."""

    def files(self, books: Books, tally: Tally) -> Iterator[File]:
        """Every file of the export, the entries first.

        Nothing is held in memory but one chunk. The tally is complete when the last
        chunk of the last file was read.
        """
        name = self.file_name()
        yield File(name, tally.watch(name, self.write(books.entries, tally)))
