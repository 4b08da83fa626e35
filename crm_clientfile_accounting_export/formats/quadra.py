"""ASCII import of Cegid Quadra: records M of 231 characters and C of 453.

Source: Dolibarr's exporter and Akretion's ``account_move_export_quadra``, after the
editor's QC_ASC.doc of 02/2015; OpenFlyers' page Quadratus. They agree up to position
158 of the record M; what follows is left blank. Amounts are in cents; the ten last
characters of a reference are kept, or better, what says most. A third party replaces
the general account; its prefix is that of the Quadra folder (``C`` and ``F`` here,
others have ``9`` and ``0``, or 411 and 401): ask the accountant.

The record C creates a third party's account; its address is not written, because no
source says where the parts of it stand.
"""

from .card import Card, third_party_values
from .entry import CUSTOMER, SUPPLIER
from .field import Dialect, Field
from .letters import Letters
from .line_format import LineFormat
from .options import Option
from .problem import Unreadable
from .registry import register
from .sections import lost_sections, split_sections
from .shared_options import ANALYTIC, ANSI, LETTER, REFERENCE, THIRD_PARTIES
from .text import fit_text
from .values import posted_lines, posting_account, prefixes_of

ENTRY, PARTY = "M", "C"


@register
class Quadra(LineFormat):
    """Third parties, then the entries."""

    code = "quadra"
    label = "Cegid Quadra: ASCII"
    software = "Cegid Quadra, Quadratus"
    source = "Dolibarr; Akretion, after QC_ASC.doc 02/2015; OpenFlyers Quadratus"
    confidence = "probable"
    has_third_parties = True
    group = ("number", "journal", "date")
    options = (
        Option("customer_prefix", "Prefix of customer accounts", "C"),
        Option("supplier_prefix", "Prefix of supplier accounts", "F"),
        ANSI,
        REFERENCE,
        THIRD_PARTIES,
        Option(
            "update",
            "Third parties that exist",
            "",
            (("", "Left as they are"), ("2", "Partly updated")),
        ),
        ANALYTIC,
        LETTER,
    )

    def make_dialect(self):
        chosen = self.chosen
        return Dialect(chosen["encoding"], day="JJMMAA", reference=chosen["reference"])

    def columns(self):
        section = "section" if self.chosen["analytic"] else ""
        letter = "letter" if self.chosen["letter"] else ""
        return (
            Field(width=1, blank=ENTRY),
            Field("posting_account", 8, "code", required=True),
            Field("journal", 2, "code", required=True),
            Field(width=3, blank="000"),
            Field("date", 6, "day"),
            Field(width=1),
            Field("short_label", 20),
            Field("side", 1, "choice", choices={"D": "D", "C": "C"}),
            Field(width=1, blank="+"),
            Field("amount", 12, "cents", ">", "0"),
            Field(width=8),
            Field("due_date", 6, "day", blank="000000"),
            Field(letter, 2, "code"),
            Field(width=3),
            Field("short_number", 5),
            Field(section, 10, "code"),
            Field(width=10),
            Field("number", 8, "number"),
            Field(width=3, blank=self.context.currency),
            Field("journal", 3, "code"),
            Field(width=3),
            Field("label", 30),
            Field("vat_code", 2, "code"),
            Field("piece", 10, "reference"),
            Field(width=73),
        )

    def entry_values(self):
        return super().entry_values() | {"short_number": _short_number}

    def values(self):
        values = super().values()
        return values | {
            "letter": Letters(),
            "posting_account": posting_account(prefixes_of(self.chosen)),
            "short_label": values["label"],
        }

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        fields = (
            Field(width=1, blank=PARTY),
            Field("posting_account", 8, "code", required=True),
            Field("name", 30),
            Field("alphabetic_key", 7),
            Field(width=52),
            Field("account", 8, "code"),
            Field(width=110),
            Field(width=1, blank=self.chosen["update"]),
            Field("kind", 1, "choice", choices={CUSTOMER: "C", SUPPLIER: "F"}),
            Field(width=235),
        )
        values = third_party_values(prefixes_of(self.chosen))
        return {
            "third_parties": Card(
                fields, self.dialect, values | {"alphabetic_key": _alphabetic_key}
            )
        }

    def lines_of(self, entry):
        lines = posted_lines(entry)
        return split_sections(lines) if self.chosen["analytic"] else lines

    def entry_problems(self, entry, lines):
        if self.chosen["analytic"]:
            yield from lost_sections(entry, lines)

    def rows(self, lines):
        for number, text in lines:
            if text.startswith(ENTRY):
                yield self.restore(self.record.parse(text, number))
            elif not text.startswith(PARTY):
                raise Unreadable(
                    f"Line {number} is neither an entry nor a third party."
                )

    def file_name(self):
        return "quadra.txt"


def _short_number(entry):
    """The number of the entry where five digits hold it; it stands again in eight."""
    return str(entry.number) if entry.number < 100_000 else ""


def _alphabetic_key(one):
    letters = fit_text(one.name, "ascii").upper()
    return "".join(letter for letter in letters if letter.isalnum())[:7]
