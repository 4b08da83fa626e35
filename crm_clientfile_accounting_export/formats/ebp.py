"""ECRITURES.TXT and COMPTES.TXT of EBP Compta: comma-separated, no title line.

Source: the exporters of Numérigraphe, GRAP, hubi and Dolibarr, OpenFlyers' pages Ebp
and Ebp2012 with the editor's names of the eleven fields. A third party replaces the
general account; no comma anywhere, labels and references in quotes; EBP refuses
accounts longer than its setting and lines of zero. Analytic sections go in lines of
their own that start with ``>`` (hubi, Gestimum).
"""

from dataclasses import replace
from itertools import count

from .base import File
from .card import ACCOUNT_VALUES, Card, third_party_values
from .field import Dialect, Field
from .line_format import blocks_of
from .options import Option
from .registry import register
from .section_lines import SectionLines
from .sections import first_plan, lost_sections
from .shared_options import ANALYTIC, ANSI, PREFIXES, REFERENCE, THIRD_PARTIES
from .values import merge_lines, posted_lines, posting_account, prefixes_of

SECTION = ">"
ACCOUNTS = "COMPTES.TXT"
BLANKS = tuple(Field() for _place in range(8))


@register
class Ebp(SectionLines):
    """Entries in one file; accounts and third parties in another."""

    code = "ebp"
    label = "EBP: ECRITURES.TXT and COMPTES.TXT"
    software = "EBP Compta"
    source = "Numérigraphe; GRAP; hubi; Dolibarr; OpenFlyers Ebp, Ebp2012"
    confidence = "probable"
    has_third_parties = True
    has_accounts = True
    group = ("date", "journal", "piece")
    section_mark = SECTION
    options = (
        *PREFIXES,
        ANSI,
        REFERENCE,
        THIRD_PARTIES,
        Option(
            "day",
            "Dates",
            "JJMMAAAA",
            (("JJMMAAAA", "8 digits"), ("JJMMAA", "6 digits")),
        ),
        Option(
            "generation",
            "Length of accounts and references",
            "15",
            (("15", "15 characters"), ("10", "10 characters (EBP 13 and older)")),
        ),
        Option(
            "fields",
            "Fields of a line",
            "11",
            (("11", "11"), ("9", "9, without automatic label and currency")),
        ),
        Option("merge", "One line for each account of an entry", False),
        ANALYTIC,
    )

    def make_dialect(self):
        chosen = self.chosen
        return Dialect(
            chosen["encoding"],
            ",",
            quote='"',
            day=chosen["day"],
            reference=chosen["reference"],
        )

    def columns(self):
        width = int(self.chosen["generation"])
        is_long = self.chosen["fields"] == "11"
        return (
            Field("date", kind="day"),
            Field("journal", 4, "code", required=True),
            Field("posting_account", width, "code", required=True),
            *((Field(),) if is_long else ()),
            Field("label", 40, required=True),
            Field("piece", width, "reference"),
            Field("amount", kind="amount"),
            Field("side", kind="choice", choices={"D": "D", "C": "C"}),
            Field("due_date", kind="day"),
            *((Field(blank=self.context.currency),) if is_long else ()),
        )

    def values(self):
        return super().values() | {
            "posting_account": posting_account(prefixes_of(self.chosen))
        }

    def lines_of(self, entry):
        lines = posted_lines(entry)
        lines = merge_lines(lines) if self.chosen["merge"] else lines
        return first_plan(lines) if self.chosen["analytic"] else lines

    def entry_problems(self, entry, lines):
        yield from super().entry_problems(entry, lines)
        if self.chosen["analytic"]:
            yield from lost_sections(entry, lines)

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        width = int(self.chosen["generation"])
        dialect = replace(self.dialect, quote="")
        party = (Field("posting_account", width, "code", required=True), *PARTY_FIELDS)
        values = third_party_values(prefixes_of(self.chosen)) | PARTY_VALUES
        account = (Field("code", width, "code", required=True), Field("label", 60))
        return {
            "accounts": Card((*account, *BLANKS), dialect, ACCOUNT_VALUES),
            "third_parties": Card(party, dialect, values),
        }

    def files(self, books, tally):
        yield from super().files(books, tally)
        if self.chosen["third_parties"]:
            chunks = self._chunks(blocks_of(self._accounts(books)))
            yield File(ACCOUNTS, tally.watch(ACCOUNTS, chunks))

    def preface(self, books):
        """None among the entries: accounts and third parties have their own file."""
        yield from ()

    def section_columns(self):
        return (
            Field("section", 15, "code", required=True),
            Field("percent", kind="amount"),
            Field("part", kind="amount"),
        )

    def _blocks(self, books, tally):
        """Every line of an entry gets its number; EBP keeps the place, no more."""
        numbers = count(1)
        for texts in super()._blocks(books, tally):
            yield [
                text if text.startswith(SECTION) else f"{next(numbers)},{text}"
                for text in texts
            ]

    def bare(self, text):
        return text.partition(",")[2]

    def _accounts(self, books):
        for name in self.cards():
            yield from self.card_lines(name, books)

    def file_name(self):
        return "ECRITURES.TXT"


PARTY_FIELDS = (
    Field("name", 60),
    Field("name", 30),
    Field("address", 100),
    Field("short_zip", 5),
    Field("city", 30),
    Field("country", 35),
    Field("contact", 35),
    Field("phone", 20),
    Field(),
)
PARTY_VALUES = {
    "address": lambda one: " ".join(filter(None, (*_streets(one), _long_zip(one)))),
    "short_zip": lambda one: "" if _long_zip(one) else one.zip,
}


def _streets(one):
    return one.street, one.street2


def _long_zip(one):
    """A zip that would be cut to another one; it goes into the address."""
    return one.zip if len(one.zip) > 5 else ""
