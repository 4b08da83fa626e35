"""RImport.txt of Sage 50 France, formerly Ciel Compta: sections of tabulated lines.

Source: Sage's knowledge base, k2dockey 211010150086591, for the structure (ANSI, fields
between tabulations, blocks that start with ``##Section``, the example of ``Tiers``:
account, kind, name, street, zip, town); for the 22 fields of ``Mvt`` one document that
looks untested (khaleddesign/compta). So the columns are a guess.
"""

from .card import Card, third_party_values
from .field import Dialect, Field
from .line_format import LineFormat
from .problem import Unreadable
from .registry import register
from .shared_options import ANSI, PREFIXES, REFERENCE, THIRD_PARTIES
from .values import posting_account, posting_label, prefixes_of

FILE = "##Fichier\tRImport"
ENTRIES = "##Section\tMvt"
PARTIES = "##Section\tTiers"
TRAILING = tuple(Field() for _place in range(10))


@register
class Rimport(LineFormat):
    """Third parties with their addresses, then the entries as drafts."""

    code = "rimport"
    label = "Sage 50 / Ciel: RImport.txt"
    software = "Sage 50 France, Ciel Compta"
    source = "Sage knowledge base 211010150086591; khaleddesign/compta"
    confidence = "guess"
    experimental = True
    has_third_parties = True
    options = (*PREFIXES, ANSI, REFERENCE, THIRD_PARTIES)

    def make_dialect(self):
        return Dialect(
            self.chosen["encoding"],
            "\t",
            day="JJ/MM/AAAA",
            reference=self.chosen["reference"],
        )

    def columns(self):
        return (
            Field("number", kind="number"),
            Field("journal", 8, "code", required=True),
            Field("date", kind="day"),
            Field("posting_account", 13, "code", required=True),
            Field("posting_label", 40),
            Field("amount", kind="amount"),
            Field("side", kind="choice", choices={"D": "D", "C": "C"}),
            Field(blank="B"),
            Field("label", 50),
            Field("piece", 15, "reference"),
            Field(),
            Field("due_date", kind="day"),
            *TRAILING,
        )

    def values(self):
        return super().values() | {
            "posting_account": posting_account(prefixes_of(self.chosen)),
            "posting_label": posting_label,
        }

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        fields = (
            Field("posting_account", 13, "code", required=True),
            Field("is_customer", kind="choice", choices=KINDS),
            Field("name", 40),
            Field("address", 100),
            Field("zip", 10),
            Field("city", 40),
        )
        values = third_party_values(prefixes_of(self.chosen))
        return {"third_parties": Card(fields, self.dialect, values)}

    def preface(self, books):
        section = PARTIES
        for text in super().preface(books):
            if section:
                yield section
            section = ""
            yield text
        yield ENTRIES

    def header(self):
        yield FILE

    def rows(self, lines):
        is_entry = False
        for number, text in lines:
            if text.startswith("##"):
                is_entry = text == ENTRIES
            elif is_entry:
                yield self.restore(self.record.parse(text, number))
            elif number < 2:
                raise Unreadable("This is no RImport file.")

    def file_name(self):
        return "RImport.txt"


KINDS = {True: "Compte client", False: "Compte fournisseur"}
