"""Names in an archive lead nowhere else, and no two are the same."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from crm_clientfile_accounting_export.tools.document_names import (
    LONGEST,
    DocumentNames,
    safe_name,
)
from crm_clientfile_accounting_export.tools.document_pack import DocumentPack, Piece

HOSTILE = (
    *("../../etc/passwd", "..\\..\\windows\\win.ini", "C:\\a.pdf", "/root/.ssh/x"),
    *("..", ".", "", "   ", "a\x00b.pdf", "a\nb.pdf", "NUL", "com1.pdf", "x" * 500),
    *("\u202egpj.exe", "été €.pdf", "рахунок.pdf", "a:b|c?.pdf", "x" * 300 + ".pdf"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_name_is_one_file_on_every_system(text):
    name = safe_name(text)
    assert name and name not in (".", "..") and len(name) <= LONGEST + 1
    assert PurePosixPath(name).parts == PureWindowsPath(name).parts == (name,)
    assert not PureWindowsPath(name).is_reserved()
    assert all(char.isprintable() for char in name)


def test_long_name_keeps_its_extension():
    assert safe_name("x" * 300 + ".pdf").endswith("x.pdf")


def test_names_that_differ_in_case_alone_are_told_apart():
    names = DocumentNames()
    taken = [names.take("VE", "F/1", name) for name in ("a.pdf", "A.PDF", "a.pdf")]
    assert len({path.casefold() for path in taken}) == 3


def test_archive_is_the_same_whenever_it_is_written():
    piece = Piece("VE", "F/1", "", date(2026, 1, 31), "Durand")

    def write():
        file = BytesIO()
        pack = DocumentPack(file, tuple("abcdefg"), str)
        pack.add(piece, "PDF", "a.xml", [b"<a>", b"</a>"])
        pack.close("index.csv", date(2026, 1, 31))
        return file

    first, second = write(), write()
    assert first.getvalue() == second.getvalue()
    assert zipfile.ZipFile(first).testzip() is None
