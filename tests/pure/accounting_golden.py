"""The golden files: what each format writes of the fixed entries.

``python tests/pure/accounting_golden.py`` writes them anew; read the difference.
"""

from accounting_entries import CONTEXT, golden_books
from without_odoo import ROOT

from crm_clientfile_accounting_export.formats import Tally, all_formats

GOLDEN = ROOT / "crm_clientfile_accounting_export" / "tests" / "golden"
EVERYTHING = {"third_parties": True, "analytic": True}
"""Options under which a golden file shows all that a format can write."""


def golden_files(code: str) -> dict[str, bytes]:
    """The files of one format, by name."""
    kind = all_formats()[code]
    books = golden_books(kind.kinds)
    return {
        file.name: b"".join(file.chunks)
        for chosen in variants(kind)
        for file in kind(CONTEXT, **chosen).files(books, Tally())
    }


def variants(kind):
    """The options whose files are kept: one set, or each layout of several."""
    known = {option.code: option for option in kind.options}
    if "preset" in known:
        return [{"preset": preset} for preset, _label in known["preset"].choices]
    return [{name: value for name, value in EVERYTHING.items() if name in known}]


def write_golden_files():
    for code in all_formats():
        folder = GOLDEN / code
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, data in golden_files(code).items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    write_golden_files()
