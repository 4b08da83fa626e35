"""Why a file cannot be read at all; the ORM layer translates by ``code``."""

KINDS = {
    "archive": "a compressed archive",
    "binary": "a binary file",
    "docx": "a Word document",
    "html": "a web page (HTML)",
    "image": "a picture",
    "json": "a JSON file",
    "office": "an old Microsoft Office document",
    "ods": "an OpenDocument file (.ods)",
    "pdf": "a PDF document",
    "pptx": "a PowerPoint presentation",
    "rtf": "a rich text document (RTF)",
    "vcard": "a set of contact cards (vCard)",
    "xls": "an old Excel workbook (.xls)",
    "xlsb": "a binary Excel workbook (.xlsb)",
    "xml": "an XML document",
    "zip": "a ZIP archive of something else",
}

MESSAGES = {
    "empty_file": "This file is empty. Choose the file that holds the table.",
    "header_only": "This file has column titles but no row under them. Add the rows.",
    "too_large": (
        "This file weighs %(size)s MB; the limit is %(limit)s MB. "
        "Split it into several files."
    ),
    "not_a_spreadsheet": (
        "This file seems to be %(label)s. "
        "Choose the table itself, saved as CSV or XLSX."
    ),
    "zip_bomb": (
        "This workbook would unpack to an abnormal size (%(part)s). "
        "Copy the table into a new workbook, or save it as CSV."
    ),
    "too_many_columns": (
        "This table has %(columns)s columns; the limit is %(limit)s. "
        "Remove the columns that are not needed."
    ),
    "too_many_cells": (
        "Row %(row)s is longer than any row of a table can be. A line break or a "
        "quotation mark is probably missing there: correct it."
    ),
    "too_many_rows": (
        "This table has more than %(limit)s rows. Split it into several files."
    ),
    "open_quote": (
        "Row %(row)s opens a quotation mark that is never closed. "
        "Close it or remove it."
    ),
    "bad_encoding": (
        "The characters of this file cannot be read as %(encoding)s. "
        "Save it again as CSV UTF-8 or XLSX."
    ),
    "encrypted_workbook": (
        "This workbook is protected by a password. "
        "Remove the password and choose the file again."
    ),
    "damaged_workbook": (
        "This workbook is damaged (%(part)s). Open it in a spreadsheet program, "
        "save it again and choose the new file."
    ),
    "no_sheet": (
        "This workbook has no visible sheet with cells (%(sheet)s). "
        "Put the table on a visible sheet."
    ),
}


class UnreadableFile(ValueError):  # noqa: N818 - named for what the person is told
    """A file nobody can import: ``code`` names the reason, ``params`` the details.

    >>> error = UnreadableFile("not_a_spreadsheet", kind="pdf")
    >>> error.code, error.params["kind"]
    ('not_a_spreadsheet', 'pdf')
    >>> str(error)[:38]
    'This file seems to be a PDF document. '
    """

    def __init__(self, code, **params):
        self.code = code
        self.params = params
        if "kind" in params:
            params["label"] = KINDS[params["kind"]]
        super().__init__(MESSAGES[code] % params)
