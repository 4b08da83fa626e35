"""Bytes of a text file to lines of text, whatever wrote them."""

import codecs
from dataclasses import dataclass

from .encoding_guess import guess_encoding
from .errors import UnreadableFile
from .notices import Notice
from .source import CHUNK

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BOM = "\ufeff"
SAMPLE = 65_536
LONGEST_LINE = 16 << 20
REMOVED = b"\x00\x1a"  # 0x1A ended text files under DOS


@dataclass
class TextSurvey:
    """How a whole file is encoded: ``encoding`` for it, ``fallback`` for some lines.

    ``fallback`` is empty when every line is in ``encoding``. Lines are counted.
    """

    encoding: str = "utf-8"
    fallback: str = ""
    utf8_lines: int = 0
    other_lines: int = 0
    unreadable_lines: int = 0
    nul_bytes: int = 0

    @property
    def notices(self):
        """What to tell about the characters of this file."""
        notices = []
        if self.fallback and self.utf8_lines:
            params = {"lines": self.other_lines, "encoding": self.fallback}
            notices.append(Notice("mixed_encoding", params))
        if self.unreadable_lines:
            params = {"lines": self.unreadable_lines, "encoding": self.fallback}
            notices.append(Notice("unreadable_characters", params))
        if self.nul_bytes:
            notices.append(Notice("nul_bytes", {"count": self.nul_bytes}))
        return notices


def survey_text(source):
    """Read a ``Source`` once and say how it is encoded.

    A BOM decides. Otherwise lines that are not ASCII are UTF-8 when they decode as
    such; the rest share one encoding, guessed from their first 64 KB. Raises
    ``UnreadableFile`` (bad_encoding) for broken UTF-16.
    """
    survey = TextSurvey(encoding=_sniff_encoding(source.head(SAMPLE)))
    strange = bytearray()
    for line in byte_lines(source, survey.encoding):
        survey.nul_bytes += line.count(b"\x00")
        if line.isascii():
            continue
        if _is_utf8(line):
            survey.utf8_lines += 1
            continue
        survey.other_lines += 1
        if len(strange) < SAMPLE:
            strange += line[:SAMPLE]
    if strange:
        _settle_fallback(survey, source, bytes(strange))
    return survey


def text_lines(source, survey):
    """The lines of a surveyed file as text, line ends kept, NUL and BOM removed."""
    fallback = survey.fallback or "utf-8"
    for line in byte_lines(source, survey.encoding):
        text = _decode(line.translate(None, REMOVED), fallback)
        yield text.replace(BOM, "") if BOM in text else text


def byte_lines(source, encoding):
    """The lines of a file as bytes in UTF-8 or in an encoding of one byte.

    A line ends with LF, CR LF or CR, as spreadsheets understand it.
    """
    rest, number = b"", 0
    for block in _blocks(source, encoding):
        lines = (rest + block).splitlines(keepends=True)
        rest = lines.pop() if lines else b""  # its end may be in the next block
        number += len(lines)
        yield from lines
        if len(rest) > LONGEST_LINE:
            raise UnreadableFile("too_many_cells", row=number + 1)
    if rest:
        yield rest


def _blocks(source, encoding):
    is_wide = encoding.startswith("utf-16")
    decoder = codecs.getincrementaldecoder(encoding)() if is_wide else None
    with source.open() as stream:
        stream.seek(_bom_length(stream.read(3)))
        while block := stream.read(CHUNK):
            yield _recode(decoder, block, encoding) if decoder else block
        if decoder:
            yield _recode(decoder, b"", encoding, final=True)


def _recode(decoder, block, encoding, final=False):
    try:
        return decoder.decode(block, final).encode()
    except UnicodeError as error:
        raise UnreadableFile("bad_encoding", encoding=encoding) from error


def _bom_length(head):
    return next((len(bom) for bom, _name in BOMS if head.startswith(bom)), 0)


def _sniff_encoding(head):
    """UTF-16 or UTF-8, by the BOM or by the NUL in every second byte."""
    for bom, name in BOMS:
        if head.startswith(bom):
            return name
    if wide := looks_like_utf16(head):
        return wide
    return "utf-8"


def looks_like_utf16(head):
    """Name of the UTF-16 variant that bytes without BOM are in, or ``None``.

    >>> looks_like_utf16("Nom;Ville".encode("utf-16-le"))
    'utf-16-le'
    >>> looks_like_utf16(b"Nom;Ville") is None
    True
    """
    pairs = len(head) // 2
    even, odd = (
        high.count(0) + high.count(4) for high in (head[0::2], head[1::2])
    )  # Latin and Cyrillic letters
    if odd > pairs * 0.3 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.3 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def _is_utf8(line):
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _settle_fallback(survey, source, sample):
    survey.fallback = guess_encoding(sample)
    survey.unreadable_lines = sum(
        not _is_utf8(line) and "\ufffd" in line.decode(survey.fallback, "replace")
        for line in byte_lines(source, survey.encoding)
    )
    if not survey.utf8_lines:
        survey.encoding = survey.fallback


def _decode(line, fallback):
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(fallback, "replace")
