"""An archive of source documents, with an index that says what belongs to what."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from .document_names import DocumentNames, safe_name

# What is compressed already gains nothing.
PACKED = (".pdf", ".png", ".jpg", ".jpeg", ".zip", ".xlsx", ".docx", ".odt", ".gz")
BOM = "\ufeff"


class Piece(NamedTuple):
    """The entry that a document belongs to, as the accountant knows it."""

    journal: str
    number: str
    reference: str
    day: date
    partner: str


class DocumentPack:
    """Writes documents one after the other; only the index is kept in memory.

    The same documents give the same bytes: each one is dated as its entry is.

    :param file: what the archive is written to, from its start to its end
    :param titles: of the index: file, number, reference, date, journal, partner, kind
    :param clean: what makes a text harmless for spreadsheets
    :ivar size: bytes of the documents so far
    :ivar count: documents so far

    >>> file = io.BytesIO()
    >>> pack = DocumentPack(file, tuple("abcdefg"), str)
    >>> piece = Piece("VE", "FAC/1", "", date(2026, 1, 31), "Durand")
    >>> pack.add(piece, "PDF", "facture.pdf", [b"%PDF"])
    >>> pack.miss(piece, "missing")
    >>> pack.close("index.csv", date(2026, 1, 31))
    >>> archive = zipfile.ZipFile(file)
    >>> archive.namelist()
    ['VE/FAC_1 - facture.pdf', 'index.csv']
    >>> archive.read("index.csv").decode("utf-8-sig").splitlines()[2]
    ';FAC/1;;2026-01-31;VE;Durand;missing'
    """

    def __init__(self, file, titles: tuple[str, ...], clean: Callable[[str], str]):
        self.size = self.count = 0
        self._archive = zipfile.ZipFile(file, "w")
        self._names = DocumentNames()
        self._clean = clean
        self._index = io.StringIO()
        self._rows = csv.writer(self._index, delimiter=";", lineterminator="\r\n")
        self._rows.writerow(titles)

    def add(self, piece: Piece, kind: str, filename: str, chunks: Iterable[bytes]):
        """Writes a document; ``kind`` is told in the index."""
        path = self._names.take(piece.journal, piece.number, filename)
        with self._open(path, piece.day) as target:
            for chunk in chunks:
                self.size += target.write(chunk)
        self.count += 1
        self._note(path, piece, kind)

    def miss(self, piece: Piece, kind: str):
        """Notes in the index that a document is not there."""
        self._note("", piece, kind)

    def close(self, name: str, day: date):
        """Writes the index, and what ends the archive."""
        with self._open(safe_name(name), day) as target:
            target.write((BOM + self._index.getvalue()).encode())
        self._archive.close()

    def _note(self, path, piece, kind):
        cells = (
            *(path, piece.number, piece.reference, piece.day.isoformat()),
            *(piece.journal, piece.partner, kind),
        )
        self._rows.writerow([self._clean(cell) for cell in cells])

    def _open(self, path, day):
        entry = zipfile.ZipInfo(
            path, (max(day.year, 1980), day.month, day.day, 0, 0, 0)
        )
        if not path.lower().endswith(PACKED):
            entry.compress_type = zipfile.ZIP_DEFLATED
        return self._archive.open(entry, "w")
