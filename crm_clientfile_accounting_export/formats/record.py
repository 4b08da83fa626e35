"""One kind of line of a file, both ways."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat

from .entry import Entry, Line
from .field import Dialect, Field
from .kinds import constant_of, make_codec
from .problem import BadValue, Problem, Unreadable
from .values import Own

NO_LINE = (None,)
"""In the place of the lines of an entry: one text of the values of the entry alone."""


class Record:
    """A list of fields in a dialect, bound to the functions that give their values.

    :param values: by name, a function of what is written: of an ``Entry`` for the names
        of ``constant``, else of a ``Line`` and its ``Entry``
    :param constant: names whose value is the same on all lines of an entry
    """

    def __init__(
        self, fields, dialect: Dialect, values: dict[str, Callable], constant=()
    ):
        self.fields: tuple[Field, ...] = tuple(fields)
        self.dialect = dialect
        self.values = values
        self._codecs = [make_codec(field, dialect) for field in self.fields]
        self._join = dialect.delimiter.join
        places = [
            (at, values[field.name], codec.write)
            for at, (field, codec) in enumerate(
                zip(self.fields, self._codecs, strict=True)
            )
            if field.name
        ]
        self._of_entry = [p for p in places if self.fields[p[0]].name in constant]
        self._of_line = [p for p in places if self.fields[p[0]].name not in constant]
        self._pieces = list(self._arrange())
        self._has_own = any(isinstance(get, Own) for _at, get, _write in self._of_line)

    @property
    def width(self) -> int:
        """Bytes of a fixed record."""
        return sum(field.width for field in self.fields)

    def codec_of(self, name: str):
        """Both directions of the field of that name."""
        names = [field.name for field in self.fields]
        return self._codecs[names.index(name)]

    def positions(self) -> dict[str, tuple[int, int]]:
        """First and last position of named fields, from 1, as layouts print them."""
        found, start = {}, 1
        for field in self.fields:
            if field.name:
                found[field.name] = (start, start + field.width - 1)
            start += field.width
        return found

    def texts(self, entries: Sequence, groups: Sequence[Sequence]) -> list[str]:
        """The text of each line; ``BadValue`` at a value that does not fit.

        Many entries at once, because a column is written faster than its cells one by
        one: no function of Python runs for a value that was written before.

        :param groups: the lines of each of ``entries``
        """
        lines = list(chain.from_iterable(groups))
        if not lines:
            return []
        counts = list(map(len, groups))
        found = self._columns_of_entries(entries, counts)
        found |= self._columns_of_lines(lines, _spread(entries, counts))
        count = len(lines)
        columns = [found.get(piece) or repeat(piece, count) for piece in self._pieces]
        return list(map(self._join, zip(*columns, strict=True)))

    def _columns_of_entries(self, entries, counts):
        """By place, the cells that the lines of an entry share, for each line."""
        return {
            at: list(_spread(map(write.__getitem__, map(get, entries)), counts))
            for at, get, write in self._of_entry
        }

    def _columns_of_lines(self, lines, entries):
        """By place, the cells of lines, each with its entry."""
        own = _columns(lines) if self._has_own else None
        entries = list(entries)
        found = {}
        for at, get, write in self._of_line:
            is_own = isinstance(get, Own)
            values = getattr(own, get.name) if is_own else map(get, lines, entries)
            found[at] = list(map(write.__getitem__, values))
        return found

    def _arrange(self):
        """Places of fields with values, and joined between them what never changes."""
        constants = []
        for at, field in enumerate(self.fields):
            if not field.name:
                constants.append(constant_of(field, self.dialect))
                continue
            yield from (self._join(constants),) if constants else ()
            yield at
            constants = []
        yield from (self._join(constants),) if constants else ()

    def diagnose(self, entry: Entry, lines: list[Line]) -> Iterator[Problem]:
        """Every value that ``texts`` would refuse."""
        tries = [(at, get, write, (entry,)) for at, get, write in self._of_entry]
        tries += [
            (at, get, write, (line, entry))
            for line in lines
            for at, get, write in self._of_line
        ]
        for at, get, write, args in tries:
            try:
                write(get(*args))
            except BadValue as bad:
                yield _problem_of(bad, entry, self.fields[at].name)

    def writers(self) -> Iterator[tuple[str, Callable]]:
        """The name of each value that all lines share, and what writes it."""
        for at, get, write in self._of_entry:
            yield (
                self.fields[at].name,
                lambda one, get=get, write=write: write(get(one)),
            )

    def parse(self, text: str, number: int = 0) -> dict:
        """The values of a line by name; ``Unreadable`` names the line ``number``."""
        cells = self._split(text)
        if len(cells) != len(self.fields):
            raise Unreadable(
                f"Line {number} has {len(cells)} fields in place of {len(self.fields)}."
            )
        values = {}
        for field, codec, cell in zip(self.fields, self._codecs, cells, strict=True):
            if field.name:
                values[field.name] = _read_cell(codec, cell, field, number)
        return values

    def project(self, entry: Entry, lines: list[Line]) -> list[dict]:
        """What ``parse`` gives back of what ``texts`` wrote, cell by cell."""
        return [
            {
                self.fields[at].name: self._codecs[at].read(
                    _bare(write(get(*args)), self)
                )
                for places, args in (
                    (self._of_entry, (entry,)),
                    (self._of_line, (line, entry)),
                )
                for at, get, write in places
            }
            for line in lines
        ]

    def _split(self, text):
        if self.dialect.delimiter:
            cells = text.split(self.dialect.delimiter)
            return [_bare(cell, self) for cell in cells]
        cells, start = [], 0
        for field in self.fields:
            cells.append(text[start : start + field.width])
            start += field.width
        return cells if len(text) == start else [text]


def _columns(lines):
    """The fields of named tuples of one kind, each as a column."""
    return type(lines[0])._make(zip(*lines, strict=True))


def _spread(values, counts):
    """Each value as many times as is said."""
    return chain.from_iterable(map(repeat, values, counts))


def _bare(cell, record):
    """A cell without its quotes: inside them there are none, nor a delimiter."""
    quote = record.dialect.quote
    if quote and len(cell) > 1 and cell[0] == cell[-1] == quote:
        return cell[1:-1]
    return cell


def _read_cell(codec, cell, field, number):
    try:
        return codec.read(cell)
    except ValueError as error:
        raise Unreadable(f"Line {number}, {field.name}: {error}") from error


def _problem_of(bad, entry, name):
    return Problem(bad.code, entry.name, entry.number, name, bad.value, bad.params)
