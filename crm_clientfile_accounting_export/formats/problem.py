"""What keeps an entry out of a file; the ORM layer translates by ``code``."""

import dataclasses

ERROR = "error"
WARNING = "warning"

MESSAGES = {
    "too_long": (
        "%(document)s: %(field)s “%(value)s” is longer than the %(width)s characters "
        "of this format. Map it to a shorter code."
    ),
    "bad_character": (
        "%(document)s: %(field)s “%(value)s” has a character that this format cannot "
        "write: “%(character)s”. Correct it."
    ),
    "no_digits": (
        "%(document)s: %(field)s “%(value)s” has no digit, and this format numbers "
        "documents."
    ),
    "third_parties": (
        "%(document)s has %(value)s third parties; in this format a document has one."
    ),
    "missing": "%(document)s: %(field)s is empty, and this format requires it.",
    "not_rounded": (
        "%(document)s: %(field)s %(value)s is not rounded to the cent. "
        "Correct the entry."
    ),
    "too_large": "%(document)s: %(field)s %(value)s does not fit this format.",
    "bad_date": "%(document)s: %(field)s %(value)s cannot be written in this format.",
    "unknown_value": "%(document)s: %(field)s “%(value)s” is not known to this format.",
    "unbalanced": (
        "%(document)s is not balanced: debit %(debit)s, credit %(credit)s. "
        "Correct the entry."
    ),
    "analytic_unbalanced": (
        "%(document)s: the analytic amounts add up to %(value)s and not to the "
        "%(amount)s of the line."
    ),
    "analytic_lost": (
        "%(document)s: this format has no place for the analytic sections %(value)s; "
        "they are left out."
    ),
    "cut_clash": (
        "%(document)s: cut to what this format holds, its reference “%(value)s” is the "
        "same as that of %(other)s. Export them in two files."
    ),
    "duplicate": "%(document)s: %(field)s “%(value)s” is already that of %(other)s.",
    "zero_entry": (
        "%(document)s has only lines of zero: this format has no place for it."
    ),
    "not_carried": (
        "%(document)s is no sales or purchase document: this format has no place "
        "for it."
    ),
    "bad_siren": "“%(value)s” is no SIREN. Correct that of the company.",
    "no_year": "The fiscal year is missing. Choose it.",
    "outside_period": (
        "%(document)s is dated %(value)s, outside the period of the file."
    ),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing to repair before the file can be written.

    :param code: key of ``MESSAGES``
    :param document: name of the entry, code of the third party or of the account
    :param number: the entry's ``number``; 0 for the file, a third party, an account
    :param field: name of the value in ``entry``, blank for the whole document
    :param level: ``error`` stops the file, ``warning`` does not

    >>> Problem("missing", "FAC/1", 1, "account").message
    'FAC/1: account is empty, and this format requires it.'
    """

    code: str
    document: str = ""
    number: int = 0
    field: str = ""
    value: str = ""
    params: dict = dataclasses.field(default_factory=dict)
    level: str = ERROR

    @property
    def details(self) -> dict:
        """What fills the message, in English or translated."""
        own = {"document": self.document, "field": self.field, "value": self.value}
        return own | self.params

    @property
    def message(self) -> str:
        """The problem in English."""
        return MESSAGES[self.code] % self.details


class Refused(ValueError):  # noqa: N818 - named for what happened
    """A file is not written: ``problem`` says why.

    >>> str(Refused(Problem("no_year")))
    'The fiscal year is missing. Choose it.'
    """

    def __init__(self, problem: Problem):
        self.problem = problem
        super().__init__(problem.message)


class Unreadable(ValueError):  # noqa: N818 - named for what is the case
    """A file is not what its format says: a sentence with the number of the line."""


class BadValue(ValueError):  # noqa: N818 - named for what is the case
    """A value cannot be written; who knows the document makes a ``Problem`` of it."""

    def __init__(self, code: str, value, **params):
        super().__init__(code, value)
        self.code = code
        self.value = str(value)
        self.params = params
