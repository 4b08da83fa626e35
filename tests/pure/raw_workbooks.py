"""Workbooks written part by part, as no spreadsheet program would."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*targets):
    """A relationships part: ``(kind, target)`` become rId1, rId2…"""
    items = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def part(root, content, prolog=""):
    """A SpreadsheetML part."""
    return f'{prolog}<{root} xmlns="{MAIN}" xmlns:r="{OFFICE}">{content}</{root}>'


def raw_workbook(rows, strings="", styles="", changes=None):
    """The bytes of a workbook with one sheet; ``changes`` replaces or removes parts."""
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": part(
            "workbook",
            '<sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets>',
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": part("worksheet", f"<sheetData>{rows}</sheetData>"),
        "xl/sharedStrings.xml": part("sst", strings),
        "xl/styles.xml": part("styleSheet", styles),
        **(changes or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return file.getvalue()


def text_row(number, *texts):
    """A row of inline texts."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


HEADER = text_row(1, "Nom", "Valeur")


def cell_row(cell, number=2):
    """A row with a name and the given ``c`` element in column B."""
    name = f'<c r="A{number}" t="inlineStr"><is><t>Durand</t></is></c>'
    return f'<row r="{number}">{name}{cell}</row>'
