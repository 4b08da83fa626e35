"""EBP Open Line: eight columns, one signed amount, debit negative.

Source: OpenConcerto alone. The general FEC exchange file is the safer choice unless a
user has confirmed this one.
"""

from .field import Dialect, Field
from .line_format import LineFormat
from .registry import register
from .shared_options import PREFIXES
from .values import posting_account, posting_label, prefixes_of


@register
class EbpOpenLine(LineFormat):
    """Semicolons, Windows-1252, amounts with eight decimals."""

    code = "ebp_open_line"
    label = "EBP Open Line"
    software = "EBP Open Line"
    source = "OpenConcerto"
    confidence = "probable"
    options = PREFIXES
    dialect = Dialect(delimiter=";", decimal=",")
    group = ("number", "journal", "date")

    def columns(self):
        return (
            Field("journal", kind="code", required=True),
            Field("journal_label"),
            Field("date", kind="day"),
            Field("posting_account", kind="code", required=True),
            Field("posting_label"),
            Field("number", kind="number"),
            Field("label"),
            Field("credit_balance", kind="amount", places=8),
        )

    def values(self):
        return super().values() | {
            "posting_account": posting_account(prefixes_of(self.chosen)),
            "posting_label": posting_label,
            "credit_balance": lambda line, _entry: line.credit - line.debit,
        }

    def restore(self, row):
        return super().restore(row) | {"balance": -row["credit_balance"]}
