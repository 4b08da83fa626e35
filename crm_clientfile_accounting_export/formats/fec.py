"""FEC, the French tax office's file of accounting entries: 18 columns.

Source: article A47 A-1 of the *Livre des procédures fiscales*; notice of the DGFiP's
Test-Compta-Demat, 2021. First line the names of the columns; tabulation or bar between
fields, no quotes; ISO 8859-15 (UTF-8 is not in the law's list, though the official tool
accepts it); decimal comma; dates AAAAMMJJ; one file for each fiscal year, named
``<SIREN>FEC<closing date>.txt``. The official tool does not look at balance, order or
numbering: ``fec_check`` does.

The same columns under another name, for any period, are what every French accounting
package is said to import: that is ``FecExchange``.
"""

from stdnum.fr import siren

from .field import Dialect, Field
from .line_format import LineFormat
from .options import Option
from .problem import Problem
from .registry import register
from .shared_options import PREFIXES
from .values import posted_lines, posting_account, prefixes_of, zero_lines

COLUMNS = (
    ("JournalCode", Field("journal", kind="code", required=True)),
    ("JournalLib", Field("journal_label", required=True)),
    ("EcritureNum", Field("name", required=True)),
    ("EcritureDate", Field("date", kind="day", required=True)),
    ("CompteNum", Field("account", kind="code", required=True)),
    ("CompteLib", Field("account_label", required=True)),
    ("CompAuxNum", Field("third_party", kind="code")),
    ("CompAuxLib", Field("third_party_label")),
    ("PieceRef", Field("piece", required=True)),
    ("PieceDate", Field("piece_date", kind="day", required=True)),
    ("EcritureLib", Field("label", required=True)),
    ("Debit", Field("debit", kind="amount")),
    ("Credit", Field("credit", kind="amount")),
    ("EcritureLet", Field("letter", kind="code")),
    ("DateLet", Field("letter_date", kind="day")),
    ("ValidDate", Field("validation_date", kind="day", required=True)),
    ("Montantdevise", Field("amount_currency", kind="optional_amount")),
    ("Idevise", Field("currency", kind="code")),
)
TITLES = tuple(title for title, _field in COLUMNS)

OPTIONS = (
    Option(
        "separator",
        "Separator",
        "\t",
        (("\t", "Tabulation"), ("|", "Vertical bar")),
    ),
    Option(
        "encoding",
        "Encoding",
        "iso8859-15",
        (
            ("iso8859-15", "ISO 8859-15 (the law's)"),
            ("ascii", "ASCII, without accents"),
            ("utf-8", "UTF-8"),
        ),
    ),
    Option(
        "numbering",
        "Number of the entry",
        "name",
        (("name", "As in Odoo, by journal"), ("sequence", "One sequence for the file")),
    ),
    Option(
        "auxiliary",
        "Third-party account",
        "code",
        (("code", "Code of the third party"), ("account", "Account with its prefix")),
    ),
    *PREFIXES,
)


@register
class Fec(LineFormat):
    """The legal file of a whole fiscal year."""

    code = "fec"
    label = "FEC, whole fiscal year (legal)"
    software = "French tax office"
    source = "Article A47 A-1 LPF; notice Test-Compta-Demat, 2021"
    checked = "our own checker (fec_check)"
    confidence = "certain"
    options = OPTIONS
    group = ("journal", "name", "date")

    def make_dialect(self):
        return Dialect(
            encoding=self.chosen["encoding"],
            delimiter=self.chosen["separator"],
            decimal=",",
        )

    def columns(self):
        fields = [field for _title, field in COLUMNS]
        if self.chosen["numbering"] == "sequence":
            fields[2] = Field("number", kind="number", required=True)
        return tuple(fields)

    def values(self):
        values = super().values()
        if self.chosen["auxiliary"] == "account":
            account = posting_account(prefixes_of(self.chosen))
            values["third_party"] = lambda line, entry: (
                account(line, entry) if line.third_party else ""
            )
        return values

    def header(self):
        yield self.dialect.delimiter.join(TITLES)

    def lines_of(self, entry):
        """An entry of zero is written: without it the numbering would have a gap."""
        return posted_lines(entry) or zero_lines(entry)

    def rows(self, lines):
        next(lines, None)
        yield from super().rows(lines)

    def file_name(self):
        closing = self.context.year_to
        return f"{self.context.siren}FEC{closing:%Y%m%d}.txt" if closing else "FEC.txt"

    def problems(self, books):
        if not siren.is_valid(self.context.siren):
            yield Problem("bad_siren", value=self.context.siren)
        if not (self.context.year_from and self.context.year_to):
            yield Problem("no_year")
        yield from super().problems(books)

    def entry_problems(self, entry, lines):
        first, last = self.context.year_from, self.context.year_to
        if first and last and not first <= entry.date <= last:
            value = entry.date.isoformat()
            yield Problem("outside_period", entry.name, entry.number, "date", value)


@register
class FecExchange(Fec):
    """The same columns for any period and any journals, under a name of its own."""

    code = "fec_exchange"
    label = "FEC layout, any period (exchange)"
    software = "French accounting software"

    def file_name(self):
        parts = [self.context.siren, self.context.date_from, self.context.date_to]
        return (
            "_".join(["FEC_partiel", *(_compact(one) for one in parts if one)]) + ".txt"
        )

    def problems(self, books):
        yield from LineFormat.problems(self, books)

    def entry_problems(self, entry, lines):
        yield from LineFormat.entry_problems(self, entry, lines)


def _compact(part):
    return str(part).replace("-", "")
