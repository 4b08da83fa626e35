"""TRA of Cegid Expert and Cegid Business Line: a header, then 222 characters a line.

Source: Expensya's help page fg3u7aagyy and the PostgreSQL exporter of Omega. They
divide the header otherwise; this one is Omega's. Third parties precede the entries
in records ``***CAE``. General account and third party stand side by side; an
analytic line, of type ``A``, repeats the line with its section and its share.
"""

from .card import Card, third_party_values
from .entry import CUSTOMER, SUPPLIER
from .field import Dialect, Field
from .line_format import LineFormat
from .problem import Unreadable
from .registry import register
from .section_rows import join_sections, with_sections
from .sections import first_plan, lost_sections, without_sections
from .shared_options import ANALYTIC, ANSI, PAYMENT_MODE, REFERENCE, THIRD_PARTIES
from .text import fit_text
from .values import KIND_CODES, posted_lines

FLAG, PARTY = "***", "***CAE"
HEADER = "***S5CLIJRLSTD   0101190001011900007     "
THIRD, SECTION, GENERAL = "X", "A", ""


@register
class CegidTra(LineFormat):
    """Third parties, then the entries."""

    code = "cegid_tra"
    label = "Cegid: TRA"
    software = "Cegid Expert, Cegid Business Line"
    source = "Expensya fg3u7aagyy; Omega"
    confidence = "probable"
    extension = "TRA"
    has_third_parties = True
    group = ("number", "journal", "date")
    options = (ANSI, REFERENCE, THIRD_PARTIES, PAYMENT_MODE, ANALYTIC)

    def make_dialect(self):
        chosen = self.chosen
        return Dialect(
            chosen["encoding"],
            decimal=",",
            day="JJMMAAAA",
            reference=chosen["reference"],
        )

    def columns(self):
        mode = "payment_mode" if self.chosen["payment_mode"] else ""
        return (
            Field("journal", 3, "code", required=True),
            Field("date", 8, "day"),
            Field("kind", 2, "choice", choices=KIND_CODES),
            Field("account", 17, "code", required=True),
            Field("line_type", 1, "choice", choices=TYPES),
            Field("auxiliary", 17, "code"),
            Field("piece", 35, "reference"),
            Field("label", 35),
            Field(mode, 3, "code"),
            Field("due_date", 8, "day"),
            Field("side", 1, "choice", choices={"D": "D", "C": "C"}),
            Field("amount", 20, "amount", ">"),
            Field(width=1, blank="N"),
            Field("number", 8, "number", ">"),
            Field(width=3, blank=self.context.currency),
            Field(width=10),
            Field(width=3, blank="E--"),
            Field(width=43),
            Field("axis", 2),
            Field(width=2),
        )

    def values(self):
        return super().values() | {
            "line_type": _line_type,
            "auxiliary": _auxiliary,
            "axis": lambda line, _entry: "A1" if line.analytic else "",
        }

    def header(self):
        moment = self.context.made_at
        made_at = f"{moment:%d%m%Y%H%M}" if moment else " " * 12
        names = (self.context.user, self.context.company)
        fitted = (fit_text(name, self.dialect.encoding)[:35] for name in names)
        yield HEADER + made_at + "".join(f"{name:35}" for name in fitted)

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        fields = (
            Field(width=6, blank=PARTY),
            Field("code", 17, "code", required=True),
            Field("name", 35),
            Field("kind", 3, "choice", choices={CUSTOMER: "CLI", SUPPLIER: "FOU"}),
            Field(width=1, blank="X"),
            Field("account", 17, "code"),
        )
        return {"third_parties": Card(fields, self.dialect, third_party_values({}))}

    def lines_of(self, entry):
        lines = posted_lines(entry)
        reduce = first_plan if self.chosen["analytic"] else without_sections
        return reduce(lines)

    def entry_problems(self, entry, lines):
        if self.chosen["analytic"]:
            yield from lost_sections(entry, lines)

    def expand(self, _entry, lines):
        return with_sections(lines)

    def collect(self, rows):
        return join_sections(rows)

    def restore(self, row):
        row = super().restore(row)
        kind, code = row["line_type"], row["auxiliary"]
        row["third_party"] = code if kind == THIRD else ""
        row["section"] = code if kind == SECTION else ""
        row["line_type"] = "A" if kind == SECTION else "G"
        return row

    def rows(self, lines):
        number, text = next(lines, (1, ""))
        if not text.startswith(FLAG):
            raise Unreadable("This is no TRA file.")
        for number, text in lines:
            if not text.startswith(FLAG):
                yield self.restore(self.record.parse(text, number))

    def file_name(self):
        return "ecritures.TRA"


TYPES = {THIRD: "X", SECTION: "A", GENERAL: ""}


def _line_type(line, _entry):
    if line.analytic:
        return SECTION
    return THIRD if line.third_party else GENERAL


def _auxiliary(line, _entry):
    return line.analytic[0].section if line.analytic else line.third_party
