"""What cells say by themselves: yes or no, company or person, an e-mail, a phone."""

import re

from .errors import InvalidValue
from .identifiers import check_be_enterprise
from .sirene import fits_luhn
from .text import clean, compact, fold

ENOUGH = 0.8
EMAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>.]{2,}")
URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
PHONE = re.compile(r"(\+|0)[\d\s().\-/]{7,20}")
YES_NO = {
    word: answer
    for answer, all_words in (
        (
            True,
            "1 o oui y yes true vrai v x j ja waar w tak t pravda istyna da on ✓ ✔ ☑",
        ),
        (False, "0 n non no false faux f nee onwaar ni khybnist nepravda net off ✗ ☐"),
    )
    for word in all_words.split()
}
IS_COMPANY = {
    word: answer
    for answer, all_words in (
        (True, "societe|entreprise|company|personne morale|professionnel|pro|entite"),
        (True, "organisation|organization|business|bedrijf|rechtspersoon|onderneming"),
        (True, "zakelijk|organisatie|kompaniia|pidpryiemstvo|organizatsiia"),
        (True, "yurydychna osoba|yurosoba"),
        (False, "particulier|personne|personne physique|individu|individual|person"),
        (False, "persoon|natuurlijk persoon|prive|particuliere klant"),
        (False, "osoba|fizychna osoba|fizosoba|pryvatna osoba"),
    )
    for word in all_words.split("|")
}


def read_yes_no(value):
    """``True``, ``False``, or ``None`` for what is neither yes nor no.

    >>> [read_yes_no(value) for value in ("Oui", "ні", 1, 0.0, True, "peut-être")]
    [True, False, True, False, True, None]
    """
    if value is False:
        return False
    text = fold(value)
    return YES_NO.get(text.removesuffix(".0"))


def read_company_type(value):
    """``True`` for a company, ``False`` for a person, ``None`` for neither word.

    >>> [read_company_type(value) for value in ("Société", "Particulier", "?")]
    [True, False, None]
    """
    return IS_COMPANY.get(fold(value))


def content_kind(values):
    """What most filled cells of a column are, or ``None`` when they are plain text.

    A key of ``TESTS``, on which four cells in five agree; "empty" when none is filled.

    >>> content_kind(["a@exemple.fr", "b@exemple.fr", ""])
    'email'
    >>> content_kind([73282932000074.0]), content_kind(["Lyon"]), content_kind([None])
    ('siret', None, 'empty')
    """
    texts = [_plain(value) for value in values]
    texts = [text for text in texts if text]
    if not texts:
        return "empty"
    for kind, matches in TESTS.items():
        if sum(map(matches, texts)) >= ENOUGH * len(texts):
            return kind
    return None


def _plain(value):
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(value)


def _is_siret(text):
    number = compact(text)
    return len(number) == 14 and number.isdecimal() and fits_luhn(number)


def _is_be_enterprise(text):
    try:
        return bool(check_be_enterprise(text))
    except InvalidValue:
        return False


def _is_phone(text):
    return bool(PHONE.fullmatch(text)) and 9 <= sum(map(str.isdecimal, text)) <= 15


TESTS = {
    "email": lambda text: bool(EMAIL.fullmatch(text)),
    "url": lambda text: bool(URL.fullmatch(text)),
    "siret": _is_siret,
    "be_enterprise": _is_be_enterprise,
    "phone": _is_phone,
    "boolean": lambda text: read_yes_no(text) is not None,
    "company_type": lambda text: read_company_type(text) is not None,
}
