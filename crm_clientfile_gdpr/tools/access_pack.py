"""The copy of a person's data: sections of rows, as JSON and CSV, with documents.

GDPR, articles 15(3) (access: all that is held) and 20 (portability: what the person
provided, or what the contract made, in a machine-readable form). The JSON follows
``static/schema/access_pack.schema.json``.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

FORMAT = "clientfile-access-pack"
VERSION = 1
_UNSAFE = re.compile(r"[^\w.,()\- ]+")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Section:
    """Rows of one kind: ``columns`` are pairs of a key and a title for people.

    ``is_provided``: the person provided it, or the contract with the person made it;
    only such sections belong to a portable copy.
    """

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: list[dict] = field(default_factory=list)
    is_provided: bool = False

    def shown(self, row: dict, key: str) -> str:
        """A value for people to read: a zero is one, nothing is empty.

        >>> one = Section("a", "A", ())
        >>> one.shown({"a": 0.0, "b": None}, "a"), one.shown({}, "b")
        ('0.00', '')
        """
        value = _plain(row.get(key))
        if isinstance(value, float):
            return f"{value:.2f}"
        return "" if value is None else str(value)


def pack_json(about: dict, sections: Iterable[Section], documents: list[str]) -> bytes:
    """The whole copy as one JSON document, in UTF-8.

    >>> one = Section("orders", "Orders", (("number", "No."),), [{"number": "S1"}])
    >>> json.loads(pack_json({"right": "access"}, [one], []))["sections"]
    {'orders': [{'number': 'S1'}]}
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "about": {key: _plain(value) for key, value in about.items()},
        "sections": {
            section.name: [
                {key: _plain(row.get(key)) for key, _title in section.columns}
                for row in section.rows
            ]
            for section in sections
        },
        "documents": documents,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def section_csv(section: Section, guard: Callable[[str], str]) -> bytes:
    """A section for a spreadsheet: UTF-8 with its mark, semicolons, titles first.

    ``guard`` makes a text safe against being run as a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([title for _key, title in section.columns])
    for row in section.rows:
        writer.writerow([_cell(row.get(key), guard) for key, _t in section.columns])
    return ("\ufeff" + out.getvalue()).encode()


def member_name(folder: str, name: str, taken: set[str]) -> str:
    """A path inside the archive for a document of any name; noted in ``taken``.

    >>> taken = set()
    >>> member_name("documents", "../../etc/passwd", taken)
    'documents/etc_passwd'
    >>> member_name("documents", "../etc/passwd", taken)
    'documents/etc_passwd (2)'
    >>> member_name("documents", "..", taken)
    'documents/document'
    """
    base = _UNSAFE.sub("_", name or "").strip(" ._")
    stem, dot, ending = base.rpartition(".") if "." in base else (base, "", "")
    stem = (stem or "document")[:_LONGEST_NAME]
    path, number = f"{folder}/{stem}{dot}{ending[:10]}", 1
    while path.lower() in taken:
        number += 1
        path = f"{folder}/{stem} ({number}){dot}{ending[:10]}"
    taken.add(path.lower())
    return path


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return None if value is False or value == "" else value


def _cell(value, guard):
    if value is True:
        return "1"
    plain = _plain(value)
    return guard(plain) if isinstance(plain, str) else "" if plain is None else plain
