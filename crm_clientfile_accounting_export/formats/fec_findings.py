"""What a check of a FEC may find; the ORM layer translates by ``code``."""

import dataclasses
from collections import Counter

from .problem import ERROR, WARNING

ERRORS = {
    "bad_name": "“%(value)s” is no name of a FEC, such as 123456789FEC20261231.txt.",
    "name_siren": "The file is named after SIREN %(value)s, not %(siren)s.",
    "name_closing": "The file is named after %(value)s, not %(closing)s.",
    "bad_siren": "“%(value)s” is no SIREN. Correct that of the company.",
    "bad_header": "The first line is not that of a FEC: “%(value)s”.",
    "no_entry": "The file has no entry.",
    "bad_charset": "Line %(line)s has bytes of no encoding that the law lists.",
    "mixed_charset": "Some lines are UTF-8, others ISO 8859-15: see line %(line)s.",
    "bom": "The file starts with a byte order mark.",
    "field_count": (
        "Line %(line)s has %(value)s fields in place of 18: a label probably holds the "
        "separator or a line break."
    ),
    "blank_line": "Line %(line)s is blank.",
    "quoted": "Line %(line)s: %(field)s is in quotation marks; a FEC has none.",
    "control_character": "Line %(line)s: %(field)s holds a control character.",
    "missing": "Line %(line)s: %(field)s is empty.",
    "bad_date": "Line %(line)s: %(field)s “%(value)s” is no date AAAAMMJJ.",
    "bad_amount": "Line %(line)s: %(field)s “%(value)s” is no amount with a comma.",
    "too_fine": "Line %(line)s: %(field)s “%(value)s” has more than two decimals.",
    "two_sides": "Line %(line)s has a debit and a credit.",
    "outside_period": "Line %(line)s: %(field)s %(value)s is outside the fiscal year.",
    "unbalanced_entry": (
        "Entry %(value)s of journal %(journal)s is not balanced: debit %(debit)s, "
        "credit %(credit)s (line %(line)s)."
    ),
    "unbalanced_journal": (
        "Journal %(value)s is not balanced: debit %(debit)s, credit %(credit)s."
    ),
    "unbalanced_file": "The file is not balanced: debit %(debit)s, credit %(credit)s.",
    "scattered_entry": (
        "Line %(line)s: entry %(value)s of journal %(journal)s was ended before, "
        "or its number was used twice."
    ),
    "entry_dates": "Line %(line)s: entry %(value)s has lines of several dates.",
    "not_in_order": (
        "Line %(line)s: ValidDate %(value)s comes after %(before)s; entries go in the "
        "order of their validation."
    ),
    "number_gap": "%(value)s is missing in the numbering (journal: %(journal)s).",
    "currency_without_amount": "Line %(line)s has Idevise %(value)s without an amount.",
    "amount_without_currency": "Line %(line)s has Montantdevise without Idevise.",
}

WARNINGS = {
    "utf8": "The file is UTF-8, which the law does not list: line %(line)s.",
    "zero_line": "Line %(line)s has neither debit nor credit.",
    "negative_amount": "Line %(line)s: %(field)s %(value)s is negative.",
    "placeholder": "Line %(line)s: %(field)s is only “%(value)s”.",
    "account_plan": (
        "Line %(line)s: account “%(value)s” does not start with three digits of the "
        "chart of accounts."
    ),
    "number_without_digits": (
        "Line %(line)s: EcritureNum “%(value)s” has no number; gaps cannot be seen."
    ),
    "letter_without_date": "Line %(line)s has EcritureLet %(value)s without DateLet.",
    "date_without_letter": "Line %(line)s has DateLet %(value)s without EcritureLet.",
    "unbalanced_letter": (
        "Lettering %(value)s of account %(account)s leaves %(rest)s (line %(line)s)."
    ),
    "bad_currency": "Line %(line)s: Idevise “%(value)s” is no code of three letters.",
    "currency_sign": "Line %(line)s: Montantdevise has not the sign of the amount.",
    "auxiliary_without_label": "Line %(line)s: CompAuxNum %(value)s has no CompAuxLib.",
    "label_without_auxiliary": "Line %(line)s: “%(value)s” has no CompAuxNum.",
    "label_varies": "Line %(line)s: %(field)s %(value)s had another label before.",
}

MESSAGES = ERRORS | WARNINGS


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    :param line: number of the line, the header being 1; 0 for the file
    :param field: title of the column
    :param level: ``error`` where the law or an importer would refuse it

    >>> Finding("missing", 7, "PieceRef").message
    'Line 7: PieceRef is empty.'
    """

    code: str
    line: int = 0
    field: str = ""
    value: str = ""
    params: dict = dataclasses.field(default_factory=dict)

    @property
    def level(self) -> str:
        return ERROR if self.code in ERRORS else WARNING

    @property
    def details(self) -> dict:
        """What fills the message, in English or translated."""
        own = {"line": self.line, "field": self.field, "value": self.value}
        return own | self.params

    @property
    def message(self) -> str:
        """The finding in English."""
        return MESSAGES[self.code] % self.details


class Findings:
    """Collects findings: counts all of them, keeps the first ones of each code."""

    def __init__(self, most: int):
        self.counts: Counter[str] = Counter()
        self._most = most
        self.waiting: list[Finding] = []

    def add(self, code: str, line=0, name="", value="", **params):
        """Notes a finding."""
        self.counts[code] += 1
        if self.counts[code] <= self._most:
            self.waiting.append(Finding(code, line, name, str(value), params))

    def take(self) -> list[Finding]:
        """The findings since the last call."""
        taken, self.waiting = self.waiting, []
        return taken
