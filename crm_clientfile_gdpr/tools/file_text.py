"""The text of a file, as far as it can be read without opening it by hand."""

import codecs
import re

_TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml")


def file_text(mimetype: str, raw: bytes, indexed: str = "") -> str | None:
    """The words of a file; None where nobody but a person can read it.

    ``indexed`` is what Odoo's index holds of it: of files that it cannot read, their
    family alone.

    >>> file_text("text/plain", "Zoé".encode("cp1252"))
    'Zoé'
    >>> file_text("application/pdf", b"%PDF", "Invoice of Zoé")
    'Invoice of Zoé'
    >>> file_text("application/pdf", b"%PDF", "application") is None
    True
    >>> file_text("image/png", b"", "image") is None
    True
    """
    if is_text(mimetype):
        return decode_text(raw)
    words = (indexed or "").strip()
    family = (mimetype or "").lower().partition("/")[0]
    return None if words in ("", family) else words


def spell_title(name: str, text: str | None) -> str:
    """The name of a file in words, then its text.

    >>> spell_title("cv_Jean-Paul.Petit.pdf", None)
    'cv Jean-Paul.Petit.pdf, cv Jean Paul Petit pdf'
    """
    title = (name or "").replace("_", " ")
    words = re.sub(r"[-.]+", " ", title)
    titles = title if title == words else f"{title}, {words}"
    return f"{titles}\n{text}" if text else titles


def is_text(mimetype: str) -> bool:
    """Whether a file of this kind is words and nothing else.

    >>> is_text("text/csv"), is_text("application/pdf"), is_text("")
    (True, False, False)
    """
    return (mimetype or "").lower().startswith(_TEXTS)


def decode_text(raw: bytes) -> str:
    """The words of a text file in UTF-8, UTF-16 or the code page of Windows.

    >>> decode_text("Zoé".encode("utf-16")), decode_text(b"a" + bytes(1))
    ('Zoé', 'a')
    """
    raw = raw or b""
    is_wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return text.replace("\0", "")
