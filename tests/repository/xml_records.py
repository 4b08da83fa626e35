"""Records of data files, read without Odoo."""

import csv
import io
from dataclasses import dataclass, field

from lxml import etree

FULL_TAGS = {"menuitem": "ir.ui.menu", "template": "ir.ui.view"}


@dataclass(frozen=True)
class Record:
    """One record of a data file; ``values`` holds its plain and its ``ref`` values."""

    xml_id: str
    model: str
    tag: str = "record"
    values: dict = field(default_factory=dict)

    def is_ours(self) -> bool:
        """Whether the record is made here, not a change to another addon's record."""
        return "." not in self.xml_id


def of_xml(text: str) -> list[Record]:
    """Records, menus and templates, with those inside other menus."""
    root = etree.fromstring(text.encode())
    tags = ("record", *FULL_TAGS)
    return [_read(element) for element in root.iter(*tags) if element.get("id")]


def of_csv(text: str, model: str) -> list[Record]:
    rows = csv.DictReader(io.StringIO(text))
    return [Record(row["id"], model, "csv", row) for row in rows]


def _read(element) -> Record:
    model = FULL_TAGS.get(element.tag) or element.get("model")
    return Record(element.get("id"), model, element.tag, _values(element))


def _values(element) -> dict:
    values = dict(element.attrib)
    for one in element.iterchildren("field"):
        values[one.get("name")] = one.get("ref") or one.text or ""
    return values
