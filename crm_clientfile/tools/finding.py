"""What a person types into one search box, read as keys to look up (see ``keys``)."""

import re

from .addresses import saint_in_full
from .errors import InvalidValue
from .identifiers import check_be_enterprise, check_registry
from .names import telling_words
from .phones import parse_phone, phone_digits
from .text import LONGEST_WORD, clean, compact, fold, fold_code, word_set, words
from .vat import PREFIXES, check_vat, registry_in_vat

FindTerm = tuple[tuple[str, bool], ...]
"""Alternatives, one of which must match: a key, and whether it is the whole key (True)
or its beginning (False)."""

_LONGEST_QUERY = 200
_MOST_TERMS = 10
_FEWEST_DIGITS = 6
_HAS_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[+(]*\d[\d().\-/+]*")
_SPACED_REF = re.compile(r"[^\W\d_]{1,5}[\s.\-]+[\d\s.\-/]+")
_WRAPPING = "<>()[]\"',;:"
_VAT_PREFIXES = PREFIXES | {"CHE"}
# What people write before a number; the number tells enough.
_LABELS = word_set(
    """
    tva vat btw mwst iva pdv siret siren rcs bce kbo bce tel telephone phone gsm
    mobile portable fax email mail courriel ref
    """
)


def find_terms(query, country: str = "FR") -> tuple[FindTerm, ...]:
    """The terms of a query, all of which must match; empty for an empty query.

    Phones are read as dialled in ``country``. Legal forms, titles and articles count
    only where nothing else was typed. Never raises.

    >>> find_terms("SARL Dupont")
    ((('n:dupont', False), ('c:dupont', False)),)
    >>> find_terms("06 12 34 56 78"), find_terms("06 12 34")[0][0]
    (((('p:+33612345678', True),),), ('p:+3361234', False))
    >>> find_terms("FR 40 303 265 045")
    ((('i:FR40303265045', True), ('i:303265045', True)),)
    """
    query = clean(query)[:_LONGEST_QUERY]
    plain, terms = [], []
    for piece in _pieces(query):
        if "@" in piece[1:]:
            terms.append(_email_term(piece))
        elif _HAS_DIGIT.search(piece):
            terms.append(_digit_term(piece, country))
        else:
            plain.append(_domain_name(piece))
    terms = [*_word_terms(" ".join(plain), bool(terms)), *filter(None, terms)]
    return tuple(_with_spaced_ref(query, terms[:_MOST_TERMS]))


def _pieces(query):
    """White-space separated pieces; those of one number are kept together."""
    group = []
    for token in _tokens(query):
        if _continues(group, token):
            group.append(token)
            continue
        yield from _regrouped(group)
        group = [token]
    yield from _regrouped(group)


def _tokens(query):
    return filter(None, (token.strip(_WRAPPING) for token in query.split()))


def _continues(group, token):
    if not group or not _NUMBER.fullmatch(token):
        return False
    return bool(_NUMBER.fullmatch(group[-1])) or group[-1].upper() in _VAT_PREFIXES


def _regrouped(group):
    """One number if it is long or starts like a phone, else its tokens."""
    number = " ".join(group)
    digits = sum(map(str.isdecimal, number))
    if digits >= _FEWEST_DIGITS or (digits > 3 and number[0] in "+(0"):
        return [number]
    return group


def _domain_name(piece):
    """For ``@dupont.fr`` the word that names the firm; any other piece as it is."""
    if not piece.startswith("@"):
        return piece
    return piece.strip("@").rpartition(".")[0] or piece.strip("@")


def _email_term(piece):
    return ((f"e:{piece.strip(_WRAPPING).lower()}", False),)


def _word_terms(text, beside_others):
    found = telling_words(text)
    if beside_others:
        found = tuple(word for word in found if word not in _LABELS)
    elif not found:
        found = words(text)
    found = [word for word in dict.fromkeys(found) if word != "cedex"] or found
    return [_word_term(word[:LONGEST_WORD]) for word in found]


def _word_term(word):
    return ((f"n:{word}", False), (f"c:{saint_in_full(word)}", False))


def _digit_term(piece, country):
    exact = [*_exact_identifiers(piece), *_exact_phone(piece, country)]
    is_alone = " " not in piece
    if exact and not (is_alone and piece.isdecimal()):
        return tuple(exact)
    starts = [f"i:{compact(piece)[:LONGEST_WORD]}", f"r:{fold_code(piece)}"]
    if phone := phone_digits(piece, country):
        starts.insert(0, f"p:{phone}")
    if is_alone and (longest := max(words(piece), key=len, default="")):
        starts += [f"n:{longest[:LONGEST_WORD]}", f"c:{longest[:LONGEST_WORD]}"]
    known = {key for key, _ in exact}
    return (*exact, *((key, False) for key in starts if key not in known))


def _exact_identifiers(piece):
    """Keys of all the identifiers that ``piece`` validly is."""
    number = compact(piece)
    found = []
    if number[:2] in PREFIXES or len(number) == 11:
        found += _valid(check_vat, number, "" if number[:2] in PREFIXES else "FR")
    if number.isdecimal():
        found += _valid(check_registry, number, "FR")
        found += _valid(check_be_enterprise, number)
    keys = [key for number in found for key in (number, registry_in_vat(number))]
    return [(f"i:{key}", True) for key in dict.fromkeys(keys)]


def _exact_phone(piece, country):
    if not _NUMBER.match(piece):
        return []
    return [(f"p:{phone.e164}", True) for phone in _valid(parse_phone, piece, country)]


def _valid(check, *values):
    try:
        return [check(*values)]
    except InvalidValue:
        return []


def _with_spaced_ref(query, terms):
    """``C 00042`` may be the customer number C00042 as well as two words."""
    if len(terms) < 2 or not _SPACED_REF.fullmatch(fold(query)):
        return terms
    joined = ((f"r:{fold_code(query)}", False), (f"i:{compact(query)}", False))
    return [term + joined for term in terms]
