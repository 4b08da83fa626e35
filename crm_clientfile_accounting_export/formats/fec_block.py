"""Lines of a FEC taken together: most blocks of them are read at once."""

from collections.abc import Iterable, Iterator, Sequence

from .fec_findings import Findings
from .fec_row import ACCOUNT_CELLS, CELLS, ENTRY_CELLS, NO_LETTER, QUOTE, Row


class Block:
    """Some lines with 18 cells each.

    :ivar numbers: of the lines, the header being 1
    :ivar rows: the cells of each
    :ivar columns: the same by column
    :ivar is_plain: whether surely no cell has a control character or a quotation mark
    """

    def __init__(self, numbers: Sequence[int], rows: list[list[str]], is_plain: bool):
        self.numbers = numbers
        self.rows = rows
        self.columns = Row._make(zip(*rows, strict=True))
        self.is_plain = is_plain

    def row(self, at: int) -> Row:
        """The cells of the line in that place, by name."""
        return Row._make(self.rows[at])

    def entries(self) -> Iterator[tuple[tuple, int, int]]:
        """What entries share: its cells, where such lines begin, and end."""
        heads = list(zip(*ENTRY_CELLS(self.columns), strict=True))
        pairs = enumerate(zip(heads, heads[1:], strict=False), 1)
        starts = [0, *(at for at, (before, head) in pairs if before != head)]
        for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
            yield heads[start], start, end

    def firsts(self, known: set[tuple]) -> Iterator[tuple[tuple, int]]:
        """Accounts that are not ``known``, each with the first place that has it."""
        accounts = list(zip(*ACCOUNT_CELLS(self.columns), strict=True))
        unknown = set(accounts) - known
        for at, account in enumerate(accounts if unknown else ()):
            if account in unknown:
                unknown.remove(account)
                yield account, at


class Blocks:
    """Makes blocks of the lines of a file, one after the other.

    Where all lines are of one encoding and have 18 cells, they are decoded and split
    at once; where one is strange, each is looked at alone.
    """

    def __init__(self, findings: Findings, separator: str):
        self._add = findings.add
        self._separator = separator
        self._kinds = kinds_of_bytes(separator)
        self._charsets: set[str] = set()
        self._blank = 0

    def split(self, texts: Iterable[bytes], first: int) -> Iterator[Block]:
        """The lines of each text; the first of all has the number ``first``."""
        for data in texts:
            block = self._read_at_once(data, first) or self._read_each(data, first)
            first += data.count(b"\n") + 1
            if block:
                yield block

    def _read_at_once(self, data, first):
        kinds = data.translate(self._kinds)
        text = self._decode_all(data, kinds)
        rows = [line.split(self._separator) for line in text.split("\n")]
        if set(map(len, rows)) != {CELLS}:
            return None
        self._pass_blank()
        # In UTF-8 the control characters beyond ASCII begin with C2.
        is_plain = b"c" not in kinds and b"\xc2" not in data
        return Block(range(first, first + len(rows)), rows, is_plain)

    def _decode_all(self, data, kinds):
        """The text; blank unless each line is what the lines before were."""
        if data.isascii():
            return data.decode("ascii")
        if self._charsets == {"utf8"}:
            return _try_utf8(data) or ""
        may_be_utf8 = b"n" in kinds or b"ls" in kinds or b"lx" in kinds
        if may_be_utf8 or self._charsets != {"law"}:
            return ""
        return data.decode("iso8859-15" if b"x" in kinds else "latin-1")

    def _read_each(self, data, first):
        numbers, rows = [], []
        for number, line in enumerate(data.split(b"\n"), first):
            self._pass_blank()
            if not line:
                self._blank = number
                continue
            cells = self._decode(line, number).split(self._separator)
            if len(cells) == CELLS:
                numbers.append(number)
                rows.append(cells)
            else:
                self._add("field_count", number, value=len(cells))
        return Block(numbers, rows, is_plain=False) if rows else None

    def _pass_blank(self):
        """Notes the line before, if it is blank: it is not the last one."""
        if self._blank:
            self._add("blank_line", self._blank)
        self._blank = 0

    def _decode(self, data, number):
        if data.isascii():
            return data.decode("ascii")
        text, charset = _try_utf8(data), "utf8"
        if text is None:
            text, charset = data.decode("iso8859-15"), "law"
            if NO_LETTER.search(text):
                self._add("bad_charset", number)
        if charset not in self._charsets:
            self._charsets.add(charset)
            code = "mixed_charset" if len(self._charsets) > 1 else charset
            if code != "law":
                self._add(code, number)
        return text


def _try_utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def kinds_of_bytes(separator: str) -> bytes:
    """The kind of each byte in ISO 8859-15, a table for ``bytes.translate``.

    ``c`` what no cell may hold, ``n`` no letter, ``s`` a sign, ``l`` a letter, ``x``
    what Latin-1 reads otherwise; UTF-8 has ``n``, ``s`` or ``x`` after ``l``.

    >>> b"caf\\xe9 \\xa4\\t\\x00".translate(kinds_of_bytes("\\t"))
    b'...l.x.c'
    """
    table = bytearray(b"." * 0x80 + b"n" * 0x20 + b"s" * 0x20 + b"l" * 0x40)
    for byte in {*range(0x20), 0x7F, ord(QUOTE)} - {ord("\n"), ord(separator)}:
        table[byte] = ord("c")
    for byte in range(0xA0, 0x100):
        if bytes([byte]).decode("iso8859-15") != chr(byte):
            table[byte] = ord("x")
    return bytes(table)


def split_texts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The whole lines of each chunk, with LF between them whichever way they ended.

    >>> list(split_texts([b"a\\r", b"\\nb\\n\\nc"]))
    [b'a\\nb\\n', b'c']
    """
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        # A CR at the end may be half of a CRLF.
        held = b"\r" if data.endswith(b"\r") else b""
        data = data.removesuffix(held).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        whole, end, last = data.rpartition(b"\n")
        if end:
            yield whole
        rest = last + held
    if rest:
        yield rest.removesuffix(b"\r")
