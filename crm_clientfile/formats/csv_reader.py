"""Delimited text: comma, semicolon, tab or bar; any encoding people really send."""

import csv
import re
from collections import Counter
from itertools import islice

from .errors import UnreadableFile
from .notices import Notice
from .safe_cell import original_text
from .table import Record, Table
from .text_encoding import survey_text, text_lines

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_LINES = 200
CHANCE = 0.1  # what a delimiter scores that merely occurs in some texts
LONGEST_RECORD = 131_071  # what the csv module takes in one field by default
DECLARATION = re.compile(r'"?sep=([^"\r\n])"?\s*', re.IGNORECASE)


class CsvTable(Table):
    """A CSV file, read line by line.

    Row numbers are those a spreadsheet shows: a record with line breaks inside quotes
    is one row, a blank line is a row too, and a first line ``sep=;`` is not.
    """

    format = "csv"

    def __init__(self, source, name, limits):
        super().__init__(source, name, limits)
        self._survey = survey_text(source)
        self.encoding = self._survey.encoding
        self.notices += tuple(self._survey.notices)
        sample = take_sample(text_lines(source, self._survey))
        declared = find_declaration(sample)
        self._skipped_lines = 1 if declared else 0
        self.delimiter = declared or guess_delimiter(sample)
        self._read_header()

    def _records(self):
        lines = text_lines(self._source, self._survey)
        guard = _LineGuard(islice(lines, self._skipped_lines, None), self._most_cells)
        for cells in csv.reader(guard, delimiter=self.delimiter):
            guard.number += 1
            notices = guard.take_notices()
            yield Record(guard.number, _without_apostrophes(cells), notices)

    def _most_cells(self, line):
        """Whether a line has more delimiters than a row and a text together can."""
        most = self.limits.max_columns + self.limits.max_cell_length
        return len(line) > most and line.count(self.delimiter) > most


class _LineGuard:
    """Lines for ``csv.reader``, which by itself would swallow a whole file.

    ``number`` is that of the last finished record: the reader asks for further lines
    of a record only inside quotes, and those are counted until ``take_notices``.
    """

    def __init__(self, lines, is_hostile):
        self.number = 0
        self._lines = lines
        self._is_hostile = is_hostile
        self._length = 0
        self._notices = ()

    def __iter__(self):
        for line in self._lines:
            if self._is_hostile(line):
                raise UnreadableFile("too_many_cells", row=self.number + 1)
            is_first = not self._length
            self._length += len(line)
            yield line if self._length <= LONGEST_RECORD else self._refuse(is_first)
        if self._length:
            raise UnreadableFile("open_quote", row=self.number + 1)

    def _refuse(self, is_first):
        """A blank line in place of one too long; the end of an endless quotation."""
        if not is_first:
            raise UnreadableFile("open_quote", row=self.number + 1)
        self._notices = (Notice("row_too_long", {"length": self._length}),)
        return "\n"

    def take_notices(self):
        """The notices of the finished record; the next one starts."""
        notices, self._notices = self._notices, ()
        self._length = 0
        return notices


def take_sample(lines):
    """The first lines, each one cut, enough of them to know the delimiter."""
    sample, length = [], 0
    for line in islice(lines, SAMPLE_LINES):
        sample.append(line[:LONGEST_RECORD])
        length += len(sample[-1])
        if length > 4 * LONGEST_RECORD:
            break
    return sample


def find_declaration(lines):
    """The delimiter that the first line declares to spreadsheets, or ``None``.

    >>> find_declaration(["sep=|\\n", "a|b\\n"])
    '|'
    """
    match = DECLARATION.fullmatch(lines[0]) if lines else None
    return match and match[1]


def guess_delimiter(lines):
    """The delimiter that cuts the most consistent and widest table, quotes respected.

    Where nothing is cut, a character that occurs nowhere: a table of one column.

    >>> guess_delimiter(["Nom;Adresse", "Durand;3, rue Haute, cour"])
    ';'
    >>> guess_delimiter(["Nom", "Durand; Fils"])
    ','
    """
    best = max(DELIMITERS, key=lambda delimiter: _score_delimiter(lines, delimiter))
    if _score_delimiter(lines, best) > CHANCE:
        return best
    text = "".join(lines)
    return next((char for char in DELIMITERS if char not in text), DELIMITERS[0])


def _score_delimiter(lines, delimiter):
    """Share of rows of the usual width, cubed, times what that width adds.

    Rows above the header count against a delimiter: they may be its real header.
    """
    rows, failures = _split_sample(lines, delimiter)
    if not rows:
        return 0
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    above = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    return (width - 1) * (count / (len(rows) + failures)) ** 3 / (1 + above)


def _split_sample(lines, delimiter):
    """The filled rows until one breaks the rules of quoting, and whether one does."""
    rows = []
    try:
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            rows += [row] if any(row) else []
    except csv.Error:
        return rows, 1
    return rows, 0


def _without_apostrophes(cells):
    """Cells as they were before ``safe_csv_cell`` protected them."""
    return [original_text(cell) if cell[:1] == "'" else cell for cell in cells]
