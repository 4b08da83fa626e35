"""Which column of a customer file means which field, whatever its title.

A title is compared without accents, case and punctuation: first as a whole, then by the
words it shares with a known title. The first rows settle what titles leave open: an
"Adresse" full of e-mail addresses is not a street.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from .column_content import content_kind, read_company_type, read_yes_no
from .column_titles_identity import IDENTITY_FIELDS
from .column_titles_reach import REACH_FIELDS
from .column_titles_relation import RELATION_FIELDS
from .errors import InvalidValue
from .import_field import ImportField
from .text import fold, words

__all__ = [
    "FIELDS",
    "ImportField",
    "layout_fingerprint",
    "parse_boolean",
    "parse_company_type",
    "recognise",
]

FIELDS: tuple[ImportField, ...] = IDENTITY_FIELDS + REACH_FIELDS + RELATION_FIELDS

SAMPLE_ROWS = 50
WHOLE, BY_CONTENT, BY_WORDS, DISTINCTIVE_ONLY = 4.0, 3.0, 2.0, 1.0
ENOUGH_SHARED = 0.55
UNNAMED = re.compile(r"(column\d*)?")
LAST_ASIDE = re.compile(r"\([^()]*\)\s*$")
E_MAIL = re.compile(r"\be[- ]mail")
FURTHER = {"phone": "phone_2", "mobile": "phone_2", "email": "email_2"}
LINKING = frozenset(
    words("a au aux d de du des l la le les et ou en of the for and or van het voor")
    + words("і та або для з на")
)
GENERAL = frozenset(
    words("n no nr num numéro number nummer номер code client clients customer klant")
    + words("клієнт клієнта contact контакт principal main hoofd tiers ct s 1")
)
DISTINCTIVE = frozenset(
    words("siren siret ЄДРПОУ linkedin facebook instagram whatsapp fax télécopie")
)
ELSEWHERE = frozenset(
    words("livraison delivery shipping ship levering leveradres доставка доставки")
)
ABOUT_DELIVERY = frozenset(
    ("carrier", "delivery_days", "delivery_terms", "delivery_instructions")
    + ("delivery_charge",)
)
# Beside other words these mean other things: a country of origin, a head of project.
ALONE = frozenset(
    words("source origine origin herkomst bron джерело projet project проєкт проект")
    + words("campagne campaign кампанія préférence préférences preferences voorkeur")
    + words("tarif zone gebied rayon besoin besoins need needs carrier transporteur")
    + words("discount remise korting знижка budget бюджет stopzetting закрито")
    + words("vérifié contrôlé fermé перевірено")
)
FOUND_BY_CONTENT = {
    "email": "email",
    "url": "website",
    "siret": "siret",
    "be_enterprise": "be_enterprise",
    "phone": "phone",
}
# Kinds of fields that a content rules out, however the column is titled.
RULED_OUT = {
    "email": {"phone", "url", "street", "siret", "zip"},
    "url": {"phone", "email", "street"},
    "siret": {"siren", "vat", "be_enterprise", "phone"},
    "phone": {"email", "url", "street"},
    "boolean": {"email", "phone", "url", "date", "street", "siret", "siren", "vat"},
}
# What these titles mean when their cells hold yes and no.
FLAGS = {
    **dict.fromkeys(words("client customer klant клієнт"), "is_client"),
    **dict.fromkeys(words("société entreprise company bedrijf компанія"), "is_company"),
}
# What these titles mean in a list of persons, one with a column of first names.
PERSONS = frozenset(words("nom name naam nomclient nomduclient назва"))
EMPLOYERS = frozenset(
    words("société entreprise company companyname organisation organization organisme")
    + words("nomdelasociété nomsociété nomdelentreprise nomentreprise accountname")
    + words("bedrijf bedrijfsnaam firma organisatie організація компанія підприємство")
)


def recognise(
    header: Sequence[str], samples: Sequence[Sequence] = ()
) -> dict[int, str]:
    """The field that each column means, by the index of the column.

    ``samples`` are the first rows, if known. A field has one column: the best match,
    then the first; a further phone or e-mail becomes ``phone_2`` or ``email_2``.
    Columns that mean nothing known are left out.

    >>> recognise(["Raison sociale", "C.P.", "Tél", "Téléphone 2", "Couleur"])
    {0: 'name', 1: 'zip', 2: 'phone', 3: 'phone_2'}
    >>> recognise(["Nom", "Prénom", "Adresse"], [["Durand", "Anne", "ad@exemple.fr"]])
    {0: 'last_name', 1: 'first_name', 2: 'email'}
    """
    rows = list(islice(samples, SAMPLE_ROWS))
    of_persons = _read_list_of_persons(header)
    matches = []
    for index, title in enumerate(header):
        content = content_kind(row[index] for row in rows if index < len(row))
        scores = _score_column(title, content, of_persons)
        matches += [(-score, index, name) for name, score in scores.items()]
    return dict(sorted(_assign(sorted(matches)).items()))


def _read_list_of_persons(header):
    """What short titles mean where each row is a person: ``{key: field}``.

    A first name makes it such a list, unless it is that of a company's contact.
    """
    wholes = ((_match_whole(title), title) for title in header)
    fields = {whole[0]: title for whole, title in wholes if whole}
    if GENERAL.intersection(_words(fields.get("first_name", "contact"))):
        return {}
    meanings = dict.fromkeys(EMPLOYERS, "parent_name")
    if "last_name" not in fields:
        meanings |= dict.fromkeys(PERSONS, "last_name")
    return meanings


def _assign(matches):
    """Give each field to its best column, then what is left to further fields."""
    found, used = {}, set()
    further = [
        (score, i, FURTHER[name]) for score, i, name in matches if name in FURTHER
    ]
    for _score, index, name in matches + further:
        if index not in found and name not in used:
            found[index] = name
            used.add(name)
    return found


def _score_column(title, content, of_persons):
    """What a column may mean, with the strength of each reason."""
    key = _key(title)
    if content == "boolean" and key in FLAGS:
        return {FLAGS[key]: WHOLE}
    if key in of_persons:
        return {of_persons[key]: WHOLE}
    by_title = _score_title(title)
    if content == "company_type" and "address_type" in by_title:
        return {"is_company": WHOLE}
    scores = {n: score for n, score in by_title.items() if not _rules_out(content, n)}
    is_open = UNNAMED.fullmatch(key) or len(scores) < len(by_title)
    if not scores and is_open and content in FOUND_BY_CONTENT:
        return {FOUND_BY_CONTENT[content]: BY_CONTENT}
    return scores


def _rules_out(content, name):
    """Whether cells of such a content cannot be those of a field."""
    kind = _kinds()[name]
    if kind == "boolean" and name != "is_company":
        return content not in ("boolean", "empty")
    return kind in RULED_OUT.get(content, ())


def _score_title(title):
    title_words = _words(title)
    whole = _match_whole(title)
    if ELSEWHERE.intersection(title_words):
        return _score_delivery(whole, frozenset(title_words) - LINKING)
    if whole:
        return {whole[0]: WHOLE - whole[1]}
    base = _match_whole(" ".join(title_words[:-1]))
    if base and base[0] in FURTHER and title_words[-1] == "2":
        return {FURTHER[base[0]]: WHOLE}
    return _score_words(frozenset(title_words) - LINKING)


def _score_delivery(whole, own):
    """What is said of deliveries; all else about them is somebody else's address."""
    if whole and whole[0] in ABOUT_DELIVERY:
        return {whole[0]: WHOLE - whole[1]}
    scores = _score_words(own)
    return {name: score for name, score in scores.items() if name in ABOUT_DELIVERY}


def _match_whole(title):
    """The field with this title and the title's rank, less what brackets add."""
    found = _whole_titles().get(_key(title))
    shorter = LAST_ASIDE.sub("", title)
    return found if found or shorter == title else _match_whole(shorter)


def _score_words(own):
    """Fields one of whose titles makes up most of the words of this one."""
    marks = own & DISTINCTIVE
    scores = {_whole_titles()[mark][0]: DISTINCTIVE_ONLY for mark in marks}
    total = _weigh(own)
    for name, known in _word_titles():
        if known <= own and _weigh(known) >= ENOUGH_SHARED * total:
            share = BY_WORDS + _weigh(known) / total
            scores[name] = max(share, scores.get(name, 0))
    return scores


def _weigh(some_words):
    return sum(1 if word in GENERAL else len(word) for word in some_words)


def _words(title):
    return words(E_MAIL.sub("email", fold(title)))


def _key(title):
    return "".join(_words(title))


@cache
def _kinds():
    return {field.name: field.kind for field in FIELDS}


@cache
def _whole_titles():
    """Each known title: its field, and its rank among the titles of that field."""
    return {
        _key(title): (field.name, rank / 1000)
        for field in FIELDS
        for rank, title in enumerate(field.synonyms)
    }


@cache
def _word_titles():
    """Each known title as a set of words that mean something: ``(field, words)``."""
    pairs = (
        (field.name, frozenset(_words(title)) - LINKING)
        for field in FIELDS
        for title in field.synonyms
    )
    return tuple(
        {(name, known) for name, known in pairs if known - GENERAL and known - ALONE}
    )


def layout_fingerprint(header: Sequence[str]) -> str:
    """The SHA-256 (hexadecimal) of the titles in their order, writing aside.

    Files of the same layout share it, so that a mapping is remembered.

    >>> layout_fingerprint(["Nom", "Ville"]) == layout_fingerprint(["NOM ", "ville"])
    True
    >>> layout_fingerprint(["Nom", "Ville"]) == layout_fingerprint(["Nom Ville"])
    False
    """
    titles = "\x1f".join(fold(title) for title in header)
    return hashlib.sha256(titles.encode()).hexdigest()


def parse_boolean(value) -> bool:
    """Yes or no as people and programs of four languages write it.

    Raises ``InvalidValue`` boolean_unreadable, also for a blank: whether a blank means
    no is for the caller to say.

    >>> parse_boolean("Oui"), parse_boolean("nee"), parse_boolean("так")
    (True, False, True)
    """
    answer = read_yes_no(value)
    if answer is None:
        raise InvalidValue("boolean_unreadable", "boolean", value)
    return answer


def parse_company_type(value) -> bool:
    """Whether a cell of the column ``is_company`` means a company.

    It may say which of the two ("Société", "Particulier") or yes or no. Raises
    ``InvalidValue`` boolean_unreadable.

    >>> parse_company_type("Particulier"), parse_company_type("oui")
    (False, True)
    """
    answer = read_company_type(value)
    return parse_boolean(value) if answer is None else answer
