"""Names of source documents in an archive: safe on every system, each one once."""

import re
import unicodedata

LONGEST = 80
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]+')
# Names that Windows keeps for itself, with any extension.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(text: str, blank: str = "document") -> str:
    """``text`` as the name of one file or folder, nowhere more than that.

    >>> safe_name("FAC/2026/00001"), safe_name("../../etc/passwd")
    ('FAC_2026_00001', '_.._etc_passwd')
    >>> safe_name("..", "x"), safe_name("CON.pdf"), safe_name(" a\\n.pdf ")
    ('x', '_CON.pdf', 'a_.pdf')
    """
    name = UNSAFE.sub("_", unicodedata.normalize("NFC", text))
    name = name.strip(" .")
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 10:
        name = stem[: LONGEST - len(extension) - 1].rstrip(" .") + dot + extension
    else:
        name = name[:LONGEST].rstrip(" .")
    if RESERVED.fullmatch(name):
        name = "_" + name
    return name or blank


class DocumentNames:
    """Gives each document of an archive a path of its own.

    >>> names = DocumentNames()
    >>> names.take("VE", "FAC/1", "Facture.pdf")
    'VE/FAC_1 - Facture.pdf'
    >>> names.take("VE", "FAC_1", "facture.PDF")
    'VE/FAC_1 - facture (2).PDF'
    """

    def __init__(self):
        self._taken: set[str] = set()

    def take(self, journal: str, piece: str, filename: str) -> str:
        """The path of a document of that entry: folder of the journal, piece, name."""
        folder, stem = safe_name(journal, "_"), safe_name(piece, "_")
        name, dot, extension = safe_name(filename).rpartition(".")
        if not dot:
            name, extension = extension, ""
        number = 1
        while True:
            again = f" ({number})" if number > 1 else ""
            path = f"{folder}/{stem} - {name}{again}{dot}{extension}"
            if path.casefold() not in self._taken:
                self._taken.add(path.casefold())
                return path
            number += 1
