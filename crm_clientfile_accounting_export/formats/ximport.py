"""XIMPORT.TXT of Sage 50 France, formerly Ciel Compta: fixed width, one line a line.

Source: OpenFlyers' page on the export model CielXimport, and the exporters of Dolibarr,
ATM-Consulting and ERPNext, which agree on every position; Sage's online help on the
import (entries arrive as drafts, the file is renamed ``.BAK`` afterwards). They
disagree on the version at the end, the decimal sign, the alignment and the encoding:
options, the majority first. A third party replaces the general account.
"""

from .field import Dialect, Field
from .line_format import LineFormat
from .options import Option
from .registry import register
from .sections import lost_sections, split_sections
from .shared_options import ANSI, PREFIXES, REFERENCE
from .values import (
    posted_lines,
    posting_account,
    posting_label,
    prefixes_of,
)


@register
class Ximport(LineFormat):
    """142 characters a line, or 138 without the version of the layout."""

    code = "ximport"
    label = "Sage 50 / Ciel: XIMPORT.TXT"
    software = "Sage 50 France, Ciel Compta"
    source = "OpenFlyers CielXimport; Dolibarr; ATM-Consulting; ERPNext; Sage's help"
    confidence = "certain"
    extension = "TXT"
    group = ("number", "journal", "date")
    options = (
        *PREFIXES,
        ANSI,
        REFERENCE,
        Option("version", "Version of the layout at the end of lines", True),
        Option("decimal", "Decimal sign", ".", ((".", "Dot"), (",", "Comma"))),
        Option("fill", "Amounts padded with", " ", ((" ", "Blanks"), ("0", "Zeros"))),
        Option("align", "Number of the entry", ">", ((">", "Right"), ("<", "Left"))),
        Option("analytic", "With the analytic section", True),
    )

    def make_dialect(self):
        chosen = self.chosen
        return Dialect(
            chosen["encoding"], decimal=chosen["decimal"], reference=chosen["reference"]
        )

    def columns(self):
        chosen = self.chosen
        section = "section" if chosen["analytic"] else ""
        fields = (
            Field("number", 5, "number", chosen["align"]),
            Field("journal", 2, "code", required=True),
            Field("date", 8, "day"),
            Field("due_date", 8, "day"),
            Field("piece", 12, "reference"),
            Field("posting_account", 11, "code", required=True),
            Field("label", 25, required=True),
            Field("amount", 13, "amount", ">", chosen["fill"]),
            Field("side", 1, "choice", choices={"D": "D", "C": "C"}),
            Field("letter", 12, "code"),
            Field(section, 6, "code"),
            Field("posting_label", 34),
            Field(width=1, blank="O"),
        )
        return (*fields, Field(width=4, blank="2003")) if chosen["version"] else fields

    def values(self):
        return super().values() | {
            "posting_account": posting_account(prefixes_of(self.chosen)),
            "posting_label": posting_label,
        }

    def lines_of(self, entry):
        lines = posted_lines(entry)
        return split_sections(lines) if self.chosen["analytic"] else lines

    def entry_problems(self, entry, lines):
        if self.chosen["analytic"]:
            yield from lost_sections(entry, lines)

    def file_name(self):
        return "XIMPORT.TXT"
