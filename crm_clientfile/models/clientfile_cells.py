"""Fields of records as cells of a workbook that people read."""

from odoo.tools import html2plaintext

from ..formats.workbook_blocks import Pairs, Table
from ..formats.workbook_style import ColumnSpec

_KINDS = {
    "date": "date",
    "datetime": "datetime",
    "float": "amount",
    "integer": "integer",
    "monetary": "amount",
}


def cell_of(record, field):
    """The value of a field as a reader of the record sees it; ``None`` if empty."""
    value = record[field.name]
    if field.type == "many2one":
        return value.sudo().display_name or None  # sudo: as lists name their links
    if field.type in ("many2many", "one2many"):
        return ", ".join(value.sudo().mapped("display_name")) or None  # sudo: as above
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(value)
    if field.type == "html":
        return html2plaintext(value or "").strip() or None
    if field.type == "boolean":
        return record.env._("Yes") if value else None
    return value or None


def pairs_of(title, record, names, labels=None):
    """Those of the fields that say something and that the reader may see.

    :param labels: what fields are called instead of by their own label
    """
    labels = labels or {}
    pairs = []
    for field in _readable(record, names):
        if value := cell_of(record, field):
            label = labels.get(field.name) or field._description_string(record.env)
            pairs.append((label, value, _KINDS.get(field.type, "text")))
    return Pairs(title, pairs)


def table_of(name, title, records, widths):
    """A table of records: ``widths`` are those of the columns by name of field."""
    fields = _readable(records, widths)
    columns = tuple(
        ColumnSpec(
            field.name,
            field._description_string(records.env),
            _KINDS.get(field.type, "text"),
            widths[field.name],
        )
        for field in fields
    )
    rows = [[cell_of(record, field) for field in fields] for record in records]
    return Table(name, title, columns, rows)


def _readable(records, names):
    fields = [records._fields[name] for name in names if name in records._fields]
    return [field for field in fields if records._has_field_access(field, "read")]
