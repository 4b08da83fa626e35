"""What a file is by its first bytes, whatever its name says."""

import re

from .errors import UnreadableFile
from .text_encoding import looks_like_utf16
from .xlsx_package import Package

HEAD = 65_536
ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "rtf"),
)
MARKUP = (
    (re.compile(rb"<(!doctype html|html|head|meta|body|table|style)\b", re.I), "html"),
    (re.compile(rb"<\?xml\b"), "xml"),
    (re.compile(rb'[{\[]\s*["{\[]'), "json"),
    (re.compile(rb"BEGIN:VCARD", re.I), "vcard"),
)
ZIP_PARTS = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
)
CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r\x1a\x1b"))


def find_format(source, limits):
    """ "csv" or "xlsx"; refuses empty and too large files and everything else."""
    if not source.size:
        raise UnreadableFile("empty_file")
    if source.size > limits.max_bytes:
        size, limit = source.size // 10**6, limits.max_bytes // 10**6
        raise UnreadableFile("too_large", size=size, limit=limit)
    head = source.head(HEAD)
    if head.startswith(ZIP_HEADS):
        return _check_archive(source, limits)
    if head.startswith(OLE_HEAD):
        raise _name_office_file(source)
    if kind := identify_text(head):
        raise UnreadableFile("not_a_spreadsheet", kind=kind)
    return "csv"


def identify_text(head):
    """The kind of a file that is not delimited text, or ``None`` when it may be.

    >>> identify_text(b"%PDF-1.7"), identify_text(b" <TABLE><tr>")
    ('pdf', 'html')
    >>> identify_text(b"Nom;Ville") is None
    True
    """
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, kind in MARKUP:
        if pattern.match(text):
            return kind
    return "binary" if _is_binary(head) else None


def _is_binary(head):
    """Whether one byte in ten is a control character, but for UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(head):
        return False
    return len(head) - len(head.translate(None, CONTROLS)) > len(head) / 10


def _check_archive(source, limits):
    package = Package(source, limits)
    names = package.names()
    package.close()
    if "xl/workbook.xml" in names or "[content_types].xml" in names:
        kind = next((kind for part, kind in ZIP_PARTS if part in names), None)
    else:
        kind = "ods" if "content.xml" in names else "zip"
    if kind:
        raise UnreadableFile("not_a_spreadsheet", kind=kind)
    return "xlsx"


def _name_office_file(source):
    if source.contains("EncryptedPackage".encode("utf-16-le")):
        return UnreadableFile("encrypted_workbook")
    is_xls = source.contains("Workbook".encode("utf-16-le"))
    return UnreadableFile("not_a_spreadsheet", kind="xls" if is_xls else "office")
