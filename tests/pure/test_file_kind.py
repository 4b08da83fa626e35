import io
import zipfile

import pytest

from crm_clientfile.formats.errors import UnreadableFile
from crm_clientfile.formats.file_kind import find_format
from crm_clientfile.formats.source import Source
from crm_clientfile.formats.table import DEFAULT_LIMITS, Limits
from crm_clientfile.formats.table_reader import open_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as content:
        for name in names:
            content.writestr(name, "x")
    return file.getvalue()


def refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        open_table(data, filename="clients.csv")
    return caught.value.code, caught.value.params.get("kind")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\r\n<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf <Table border=1>", "html"),
        (b'<?xml version="1.0"?><Workbook>', "xml"),
        (b'[{"name": "Durand"}]', "json"),
        (b"BEGIN:VCARD\nVERSION:3.0", "vcard"),
        (bytes(range(32)) * 20, "binary"),
        (archive("xl/workbook.bin", "[Content_Types].xml"), "xlsb"),
        (archive("word/document.xml", "[Content_Types].xml"), "docx"),
        (archive("ppt/presentation.xml", "[Content_Types].xml"), "pptx"),
        (archive("mimetype", "content.xml"), "ods"),
        (archive("photo.txt"), "zip"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "office"),
    ],
)
def test_renamed_file_is_called_what_it_is(data, kind):
    assert refusal(data) == ("not_a_spreadsheet", kind)


def test_workbook_with_password_is_told_from_an_old_one():
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(data) == ("encrypted_workbook", None)


def test_truncated_archive_is_damaged():
    assert refusal(archive("xl/workbook.xml")[:40]) == ("damaged_workbook", None)


def test_no_bytes_are_an_empty_file():
    assert refusal(b"") == ("empty_file", None)


def test_too_large_file_is_refused_unread():
    with pytest.raises(UnreadableFile) as caught:
        find_format(Source(b"Nom;Ville\n" * 300_000), Limits(max_bytes=2_000_000))
    assert caught.value.params == {"size": 3, "limit": 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1251"])
def test_text_in_any_encoding_is_csv(encoding):
    data = "Назва;Місто\nТОВ;Київ\n".encode(encoding)
    assert find_format(Source(data), DEFAULT_LIMITS) == "csv"
