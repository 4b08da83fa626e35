"""Consents from another program: titles and words in four languages, row by row."""

import unicodedata
from collections.abc import Sequence

# Each title is compared without accents, case and punctuation.
_TITLES = {
    "number": "customer number|number|ref|reference|numero client|numero|code client|"
    "klantnummer|nummer|номер клієнта|номер",
    "email": "email|e mail|mail|courriel|adresse e mail|e mailadres|"
    "електронна пошта|ел пошта|пошта",
    "purpose": "purpose|finalite|doel|мета",
    "channel": "channel|canal|moyen|kanaal|канал|спосіб",
    "state": "state|status|consent|etat|statut|consentement|reponse|toestemming|"
    "стан|згода",
    "date": "date|said on|date du consentement|donne le|datum|gegeven op|дата",
    "source": "source|origin|origine|preuve|bron|herkomst|джерело",
    "wording": "wording|text|version|texte|mention|tekst|формулювання|текст",
}
_STATES = {
    "given": "given|yes|1|true|opt in|oui|donne|accepte|vrai|ja|gegeven|так|надано",
    "refused": "refused|no|0|false|non|refuse|nee|geweigerd|ні|відмовлено",
    "withdrawn": "withdrawn|retire|ingetrokken|відкликано",
    "opposed": "opposed|opt out|oppose|opposition|verzet|заперечення",
}
_CHANNELS = {
    "email": "email|e mail|mail|courriel|електронна пошта|ел пошта",
    "sms": "sms|text message|texto|смс",
    "phone": "phone|telephone|tel|telefoon|телефон",
    "post": "post|letter|courrier|poste|brief|пошта",
}
NEEDED = ("state", "date")


class RowFault(ValueError):  # noqa: N818 - named for what the person is told
    """Why a row is refused: ``code`` names the reason, ``value`` what was written."""

    def __init__(self, code: str, value: str = ""):
        self.code, self.value = code, value
        super().__init__(f"{code}: {value}")


def fold(text) -> str:
    """
    >>> fold(" E-mail (Numéro) ")
    'e mail numero'
    """
    plain = unicodedata.normalize("NFKD", str(text or "").casefold())
    kept = "".join(" " if not c.isalnum() else c for c in plain if _is_kept(c))
    return " ".join(kept.split())


def _is_kept(char):
    return not unicodedata.combining(char)


def _index(words):
    return {fold(word): key for key, text in words.items() for word in text.split("|")}


_TITLE_OF, _STATE_OF, _CHANNEL_OF = map(_index, (_TITLES, _STATES, _CHANNELS))


def find_columns(header: Sequence) -> dict[str, int]:
    """Where each thing is. Raises ``RowFault`` "columns" where needed ones are missing.

    >>> find_columns(["E-mail", "Consentement", "Donné le", "Ville"])
    {'email': 0, 'state': 1, 'date': 2}
    """
    columns = {}
    for position, title in enumerate(header):
        key = _TITLE_OF.get(fold(title))
        if key and key not in columns:
            columns[key] = position
    missing = [key for key in NEEDED if key not in columns]
    if "number" not in columns and "email" not in columns:
        missing.append("number / email")
    if missing:
        raise RowFault("columns", ", ".join(missing))
    return columns


def read_row(cells: Sequence, columns: dict[str, int]) -> dict[str, str]:
    """The texts of a row by key, with ``state`` and ``channel`` as we name them.

    ``channel`` and ``purpose`` may be empty for an opposition or a withdrawal only.
    Raises ``RowFault`` with the code "state", "channel", "precise" or "person".

    >>> row = ["a@x.fr", "oui", "12/03/2024", "SMS", "News"]
    >>> columns = find_columns(["email", "état", "date", "canal", "finalité"])
    >>> read_row(row, columns)["state"], read_row(row, columns)["channel"]
    ('given', 'sms')
    """
    row = {
        key: cells[position] if position < len(cells) else None
        for key, position in columns.items()
    }
    read = {key: _text(row.get(key)) for key in _TITLES}
    read["date"] = row.get("date")
    read["state"] = _STATE_OF.get(fold(read["state"])) or _refuse("state", read)
    if read["channel"]:
        known = _CHANNEL_OF.get(fold(read["channel"]))
        read["channel"] = known or _refuse("channel", read)
    is_precise = read["channel"] and read["purpose"]
    if read["state"] in ("given", "refused") and not is_precise:
        raise RowFault("precise")
    if not read["number"] and not read["email"]:
        raise RowFault("person")
    return read


def _text(value):
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _refuse(code, read):
    raise RowFault(code, read[code])
