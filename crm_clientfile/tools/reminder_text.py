"""Texts of reminders: words in double braces stand for facts of the reminder.

Nothing is evaluated: a placeholder is a name from a list, whatever else stands there
stays as it is written.
"""

import re
from html import escape

PLACEHOLDERS = frozenset(
    (
        *("customer", "number", "company", "date", "amount", "interest", "indemnity"),
        *("total", "oldest_due", "days", "invoices", "salesperson"),
    )
)
_PATTERN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def unknown_placeholders(text: str) -> list[str]:
    """Names in double braces that stand for nothing.

    >>> unknown_placeholders("Dear {{customer}}, {{ totl }}")
    ['totl']
    """
    names = _PATTERN.findall(text or "")
    return sorted({name for name in names if name not in PLACEHOLDERS})


def fill_text(text: str, values) -> str:
    """The plain text with its placeholders replaced.

    >>> fill_text("{{ total }} owed {{by}}", {"total": "10 €"})
    '10 € owed {{by}}'
    """
    return _fill(text, values, str)


def fill_html(text: str, values) -> str:
    """The HTML with its placeholders replaced by escaped values.

    >>> fill_html("<p>{{customer}}</p>", {"customer": "<b>Müller & Co</b>"})
    '<p>&lt;b&gt;Müller &amp; Co&lt;/b&gt;</p>'
    """
    return _fill(text, values, escape)


def _fill(text, values, convert):
    def replace(match):
        name = match[1]
        return convert(values[name]) if name in values else match[0]

    return _PATTERN.sub(replace, text or "")
