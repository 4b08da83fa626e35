"""Sage Coala and its successor Relation Expert: nine or ten columns.

Source: Dolibarr's exporter and OpenFlyers' page SageCoala (semicolons; the fourth
column is the number of the entry), OpenConcerto's Relation Expert (tabulations,
Windows-1252, the fourth column is blank, label and reference at other places). ``E``
says that amounts are in euros.
"""

from .field import Dialect, Field
from .line_format import LineFormat
from .options import Option
from .registry import register

COALA, RELATION_EXPERT = "coala", "relation_expert"


@register
class Coala(LineFormat):
    """The layout of Coala, or that of Relation Expert."""

    code = "coala"
    label = "Sage Coala / Relation Expert"
    software = "Sage Coala, Relation Expert"
    source = "Dolibarr; OpenFlyers SageCoala; OpenConcerto"
    confidence = "probable"
    options = (
        Option(
            "variant",
            "Layout",
            COALA,
            ((COALA, "Coala, semicolons"), (RELATION_EXPERT, "Relation Expert, tabs")),
        ),
        Option(
            "encoding",
            "Encoding",
            "utf-8",
            (("utf-8", "UTF-8"), ("cp1252", "Windows (ANSI)")),
        ),
    )

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        is_coala = self.chosen["variant"] == COALA
        self.newline = "\n" if is_coala else "\r\n"
        self.group = ("date", "journal", "number" if is_coala else "piece")

    def make_dialect(self):
        delimiter = ";" if self.chosen["variant"] == COALA else "\t"
        return Dialect(
            self.chosen["encoding"], delimiter, decimal=",", day="JJ/MM/AAAA"
        )

    def columns(self):
        start = (
            Field("date", kind="day"),
            Field("journal", kind="code", required=True),
            Field("account", kind="code", required=True),
        )
        amounts = (
            Field("debit", kind="amount"),
            Field("credit", kind="amount"),
            Field(blank="E"),
            Field("third_party", kind="code"),
        )
        if self.chosen["variant"] == COALA:
            document = (Field("number", kind="number"), Field("piece"))
            return (*start, *document, *amounts)
        return (*start, Field(), Field("label"), *amounts, Field("piece"))
