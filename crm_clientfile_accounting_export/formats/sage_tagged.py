"""Sage 100's tagged text, *format Sage*: one field a line, blocks under a flag.

Source: Melorio/format-sage (the vendor's field document 12.25 and files of a real
folder), a PHP, a python and a Perl writer for older versions. Encoding cp850, CRLF. A
block ``#MECG`` is the flag, 38 fields and a blank line; every debit and every credit
has its own. ``#MECA``, one for each analytic section, has four fields and no blank
line, and follows its ``#MECG``.

A third party, ``#MPCT``, has 133 fields and its general account. **Importing one that
exists overwrites all of its fields, those left empty too**: off unless asked, and
then only for third parties that are new there.
"""

from .card import Card
from .field import Dialect, Field
from .letters import Letters
from .options import Option
from .problem import Unreadable
from .registry import register
from .sage_tagged_parties import PARTY_FIELDS, PARTY_VALUES
from .section_lines import SectionLines
from .shared_options import ANALYTIC, LETTER, REFERENCE

NEWLINE = "\r\n"
ENTRY, SECTION, END = "#MECG", f"#MECA{NEWLINE}", "#FIN"
SIDES = {"D": "0", "C": "1"}


def _constants(*texts):
    return tuple(Field(blank=text) for text in texts)


@register
class SageTagged(SectionLines):
    """Entries, their analytic sections, and third parties for those who know."""

    code = "sage_tagged"
    label = "Sage 100: tagged text"
    software = "Sage 100"
    source = "Melorio/format-sage, vendor's field document 12.25"
    confidence = "certain"
    has_third_parties = True
    options = (
        REFERENCE,
        Option("version", "Version", "31", (("31", "31"), ("25", "25"))),
        LETTER,
        ANALYTIC,
        Option(
            "third_parties",
            "With the third parties (expert: overwrites those that exist)",
            False,
        ),
    )
    group = ("number", "journal", "date")
    section_mark = SECTION
    newline = NEWLINE

    def make_dialect(self):
        return Dialect(
            "cp850",
            NEWLINE,
            decimal=",",
            day="JJMMAA",
            reference=self.chosen["reference"],
            forbidden="#",
            is_table=False,
        )

    def columns(self):
        return (
            Field(blank=ENTRY),
            Field("journal", 6, "code", required=True),
            Field("date", 6, "day"),
            Field("date", 6, "day"),
            Field("number", 13, "number"),
            Field("piece", 17, "reference"),
            Field(),
            Field("account", 13, "code", required=True),
            Field(),
            Field("third_party", 17, "upper_code"),
            Field(),
            Field("label", 69),
            Field(blank="0"),
            Field("due_date", 6, "day"),
            *_constants("0,000000", "0,00", "0"),
            Field("side", 1, "choice", choices=SIDES),
            Field("amount", 14, "amount"),
            Field("letter" if self.chosen["letter"] else "", 3, "code"),
            *_constants("", "", "0", "0", "0", ""),
            Field("vat_code", 5, "code"),
            *_constants("0", "0", "0", "", "", ""),
            Field("piece", 17, "reference"),
            *_constants("0", "0,00", "", "", "0", ""),
        )

    def header(self):
        yield "#FLG 000"
        yield f"#VER {self.chosen['version']}"
        yield f"#DEV {self.context.currency}"

    def values(self):
        return super().values() | {"letter": Letters()}

    def footer(self):
        yield END

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        return {"third_parties": Card(PARTY_FIELDS, self.dialect, PARTY_VALUES)}

    def section_columns(self):
        return (
            Field("plan", 2, "number"),
            Field("section", 13, "code", required=True),
            Field("part", 14, "amount"),
            Field(blank="0,00"),
        )

    def rows(self, lines):
        wanted = (ENTRY, SECTION)
        blocks = (one for one in _blocks(lines) if one[1].startswith(wanted))
        yield from super().rows(blocks)

    def file_name(self):
        return "sage.txt"


def _blocks(lines):
    """Each flag with the lines up to the next one, and the number of its line."""
    block, start = [], 0
    for number, text in lines:
        if text.startswith("#"):
            if block:
                yield start, NEWLINE.join(block)
            block, start = [], number
        block.append(text)
    if block != [END]:
        raise Unreadable(f"The file does not end with {END}.")
