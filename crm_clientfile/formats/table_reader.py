"""The door to every readable table: looks at the bytes and picks the reader.

>>> with open_table(b"Nom;Ville\\nDurand;Lyon\\n") as table:
...     table.format, table.header, [row.cells for row in table.rows()]
('csv', ('Nom', 'Ville'), [('Durand', 'Lyon')])
"""

from .csv_reader import CsvTable
from .file_kind import find_format
from .source import Source
from .table import DEFAULT_LIMITS
from .xlsx_reader import XlsxTable

READERS = {"csv": CsvTable, "xlsx": XlsxTable}


def open_table(data, filename="", limits=DEFAULT_LIMITS, sheet=None):
    """A ``Table`` over ``data``: a path, bytes, or a seekable binary file.

    The content decides about the format; ``filename`` only names the table. ``sheet``
    picks a sheet of a workbook. Raises ``UnreadableFile`` for what is no table with a
    header and a row, is damaged, or exceeds ``limits``. Close it, or use ``with``.
    """
    source = Source(data)
    options = {"sheet": sheet} if sheet else {}
    return READERS[find_format(source, limits)](source, filename, limits, **options)
