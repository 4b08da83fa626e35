"""Keeps personal data out of the server's logs: of what our addons write there.

Errors carry values with them: PostgreSQL tells the row that failed, a sentence names a
customer's address. What looks personal is replaced before any handler writes it.
"""

import logging
import re

MASK = "•••"
OURS = ("odoo.addons.crm_clientfile", "crm_clientfile")
# PostgreSQL quotes the row, and the key, that it refuses.
_DETAIL = re.compile(r"^(DETAIL:).*$", re.MULTILINE)
_PARTS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"),
    re.compile(r"(?<![\w.])(?:\+|00)\d(?:[ .-]?\d){7,13}(?!\w)"),
    re.compile(r"(?<![\w.])0\d(?:[ .-]?\d{2}){4}(?!\w)"),
)


def mask_text(text: str) -> str:
    """``text`` without addresses, numbers and rows.

    >>> mask_text("Mail to claire@example.com, call 06 12 34 56 78 or +32 470 12 34 56")
    'Mail to •••, call ••• or •••'
    >>> mask_text("job 1234567890 at 2026-05-20 10:00:00")
    'job 1234567890 at 2026-05-20 10:00:00'
    """
    text = _DETAIL.sub(rf"\1 {MASK}", text)
    for part in _PARTS:
        text = part.sub(MASK, text)
    return text


class PersonalDataFilter(logging.Filter):
    """Masks the records of our own loggers; those of others are left alone."""

    def filter(self, record):
        if record.name.startswith(OURS):
            self._mask(record)
        return True

    def _mask(self, record):
        record.msg, record.args = mask_text(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask_text(record.exc_text)


def install(handlers):
    """Put the filter before each of ``handlers``, once."""
    for handler in handlers:
        if not any(isinstance(one, PersonalDataFilter) for one in handler.filters):
            handler.addFilter(PersonalDataFilter())
