"""The text of a file, as far as it can be read without opening it by hand."""

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
    kind = (mimetype or "").lower()
    if kind.startswith(_TEXTS):
        return _decode(raw)
    words = (indexed or "").strip()
    return None if words in ("", kind.partition("/")[0]) else words


def spell_title(name: str, text: str | None) -> str:
    """The name of a file in words, then its text.

    >>> spell_title("cv_Jean-Paul.Petit.pdf", None)
    'cv Jean-Paul.Petit.pdf, cv Jean Paul Petit pdf'
    """
    title = (name or "").replace("_", " ")
    words = re.sub(r"[-.]+", " ", title)
    titles = title if title == words else f"{title}, {words}"
    return f"{titles}\n{text}" if text else titles


def _decode(raw):
    try:
        return (raw or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
