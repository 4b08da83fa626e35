"""Excel workbooks (.xlsx, .xlsm), read sheet row by sheet row."""

from .errors import UnreadableFile
from .notices import Notice
from .table import Table, is_blank
from .xlsx_cells import CellReader
from .xlsx_package import Package, local_name
from .xlsx_parts import read_workbook


class XlsxTable(Table):
    """The first visible sheet of a workbook that has cells, or the one asked for.

    ``sheets`` are the names of all visible sheets. Row numbers are those of the sheet.
    """

    format = "xlsx"

    def __init__(self, source, name, limits, sheet=None):
        super().__init__(source, name, limits)
        self._package = Package(source, limits)
        self._book = None
        try:
            self._book = read_workbook(self._package)
            self._choose_sheet(sheet)
            self._read_header()
        except UnreadableFile:
            self.close()
            raise

    def close(self):
        """Close the workbook and delete the temporary file of its texts."""
        self._package.close()
        if self._book:
            self._book.strings.close()

    def _choose_sheet(self, wanted):
        visible = [sheet for sheet in self._book.sheets if sheet.is_visible]
        self.sheets = tuple(sheet.name for sheet in visible)
        filled = [sheet for sheet in visible if self._has_cells(sheet)]
        chosen = [sheet for sheet in filled if wanted in (None, sheet.name)]
        if not chosen:
            raise UnreadableFile("no_sheet", sheet=wanted or ", ".join(self.sheets))
        self._sheet = chosen[0]
        self.sheet = self._sheet.name
        others = ", ".join(sheet.name for sheet in filled if sheet != self._sheet)
        if others and not wanted:
            params = {"sheet": self.sheet, "others": others}
            self.notices += (Notice("other_sheets", params),)

    def _has_cells(self, sheet):
        return not all(map(is_blank, self._read_sheet(sheet)))

    def _records(self):
        return self._read_sheet(self._sheet)

    def _read_sheet(self, sheet):
        reader = CellReader(self._book)
        for element in self._package.elements(sheet.path, "row", "sheetData"):
            if local_name(element) == "sheetData":
                return
            yield reader.read_row(element)
