"""Sage 100 (Ligne 30, Ligne 100), 138 characters a line, commonly called PNM.

Source: OpenFlyers' page on the export model Sage and the PostgreSQL exporter of Omega,
independent and identical. The first line is the name of the company. General account
and third party stand side by side. The letter of a payment mode is that of the
installation; both writers leave it blank, and so does this one unless asked. An
analytic line of type ``A`` is a guess: analytic amounts are not written.
"""

from .field import Dialect, Field
from .line_format import LineFormat
from .registry import register
from .shared_options import ANSI, PAYMENT_MODE, REFERENCE
from .text import fit_text
from .values import KIND_CODES

NAME_WIDTH = 30


@register
class SagePnm(LineFormat):
    """One line for each line, under the name of the company."""

    code = "sage_pnm"
    label = "Sage 100: PNM"
    software = "Sage 100, Sage 30"
    source = "OpenFlyers Sage; Omega"
    confidence = "certain"
    extension = "pnm"
    options = (
        ANSI,
        REFERENCE,
        PAYMENT_MODE,
    )

    def make_dialect(self):
        chosen = self.chosen
        return Dialect(chosen["encoding"], day="JJMMAA", reference=chosen["reference"])

    def columns(self):
        mode = "payment_mode" if self.chosen["payment_mode"] else ""
        return (
            Field("journal", 3, "code", required=True),
            Field("date", 6, "day"),
            Field("kind", 2, "choice", choices=KIND_CODES),
            Field("account", 13, "code", required=True),
            Field("has_third_party", 1, "choice", choices={True: "X", False: ""}),
            Field("third_party", 13, "code"),
            Field("piece", 13, "reference"),
            Field("label", 25),
            Field(mode, 1, "code"),
            Field("due_date", 6, "day"),
            Field("side", 1, "choice", choices={"D": "D", "C": "C"}),
            Field("amount", 20, "amount", ">"),
            Field(width=1, blank="N"),
            Field("number", 7, "number", ">"),
            Field(width=26),
        )

    def header(self):
        name = fit_text(self.context.company, self.dialect.encoding)
        yield f"{name[:NAME_WIDTH]:{NAME_WIDTH}}"

    def rows(self, lines):
        next(lines, None)
        yield from super().rows(lines)

    def file_name(self):
        return "ecritures.pnm"
