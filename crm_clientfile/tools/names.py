"""Names of companies and persons: the words that tell them apart, and tidy capitals."""

import re

from .text import clean, is_cyrillic, word_set, words

_LATIN_FORMS = word_set(
    """
    sa sarl sarls sarlu eurl sas sasu sci snc scs sca scp scm scop scic scea sep se
    selarl selas selasu selafa selca selurl gie geie gaec earl ei eirl sccv sicav
    sicafi secs senc
    sprl sprlu srl scrl scri scris sc asbl aisbl comm commv bv bvba ebvba cv cvba cvoa
    nv vof vzw ivzw gcv
    gmbh mbh ggmbh ag kg kgaa ohg gbr ug ev eg
    ltd limited plc llp llc lp inc incorporated corp corporation cic
    tov tzov fop tdv osbb ooo
    """
)
# In Latin letters these are names (Prat, Pat) or words; in Cyrillic they are forms.
_CYRILLIC_ONLY_FORMS = word_set(
    """
    pp pat prat at dp kp spd ho bf vat zat fh stov sfh kt oao zao ao yp chp
    """
)

LEGAL_FORMS: frozenset[str] = _LATIN_FORMS | _CYRILLIC_ONLY_FORMS
"""Legal forms as ``words`` writes them: France, Belgium, Netherlands, Luxembourg,
Germany, United Kingdom, United States, Ukraine."""

_SPELLED_OUT_FORMS = (
    "societe a responsabilite limitee",
    "societe par actions simplifiee unipersonnelle",
    "societe par actions simplifiee",
    "societe anonyme",
    "societe civile immobiliere",
    "societe civile",
    "societe en nom collectif",
    "entreprise unipersonnelle a responsabilite limitee",
    "entreprise individuelle",
    "association sans but lucratif",
    "besloten vennootschap",
    "naamloze vennootschap",
    "vereniging zonder winstoogmerk",
    "tovarystvo z obmezhenoiu vidpovidalnistiu",
    "tovarystvo z dodatkovoiu vidpovidalnistiu",
    "publichne aktsionerne tovarystvo",
    "pryvatne aktsionerne tovarystvo",
    "aktsionerne tovarystvo",
    "pryvatne pidpryiemstvo",
    "derzhavne pidpryiemstvo",
    "komunalne pidpryiemstvo",
    "fizychna osoba pidpryiemets",
)
_SPELLED_OUT = re.compile(rf"(?<!\S)(?:{'|'.join(_SPELLED_OUT_FORMS)})(?!\S)")
_SPELLED_OUT_STARTS = frozenset(form.split()[0] for form in _SPELLED_OUT_FORMS)

ARTICLES = word_set(
    """
    le la les un une des du de et aux au het een en the of and der die das und ets
    etablissement etablissements ste societe cie
    """
)
"""Articles, "and" and "company" in the languages of the file: no word to tell by."""

_LATIN_NOISE = _LATIN_FORMS | ARTICLES
_CYRILLIC_NOISE = LEGAL_FORMS | ARTICLES | {"ta", "i", "z"}
_TITLES = word_set(
    """
    m mm mr mrs ms miss mme mmes mlle mlles monsieur madame mademoiselle me maitre dr
    docteur prof professeur dhr mevr mevrouw heer herr frau pan pani
    """
)
_ELIDED = frozenset(("l", "d", "qu"))
_MUTE = frozenset("aeiouyh")

_PARTICLES = word_set(
    """
    de du des von vom van den der ter ten te het 't zu zum zur da di del della dos do
    das y e et en und
    """
)
_ROMAN_NUMERALS = frozenset(("II", "III", "IV"))
_LETTERS = re.compile(r"[\u0400-\u04ff](?:['’ʼ]?[\u0400-\u04ff])*|[^\W\d_]+")


def name_words(name) -> tuple[str, ...]:
    """The words of a name without legal forms, titles, articles and "and".

    In the order of the name. A name made of nothing else keeps all its words.

    >>> name_words("S.A.R.L. Boulangerie de l'Étoile & Fils")
    ('boulangerie', 'etoile', 'fils')
    >>> name_words("ТОВ «Ромашка»"), name_words("La SA")
    (('romashka',), ('la', 'sa'))
    """
    every = words(name)
    return _telling(every, is_cyrillic(name)) or every


def telling_words(name) -> tuple[str, ...]:
    """Like ``name_words``, but empty for a name made of nothing that tells.

    >>> telling_words("La SA")
    ()
    """
    return _telling(words(name), is_cyrillic(name))


def _telling(every, cyrillic):
    dropped = _CYRILLIC_NOISE if cyrillic else _LATIN_NOISE
    kept = _without_titles(without_elided(_without_spelled_out(every)))
    return tuple(word for word in kept if word not in dropped)


def person_words(name) -> tuple[str, ...]:
    """The words of a person's name without the titles before it.

    Unlike ``name_words`` it keeps "Le" of Le Goff and "Sas" of Jan Sas.

    >>> person_words("Mme Anne Le Goff")
    ('anne', 'le', 'goff')
    """
    every = words(name)
    return _without_titles(every) or every


def name_key(name) -> str:
    """One text for all orders and dressings of a name; empty for an empty name.

    >>> name_key("Dupont & Fils SARL") == name_key("SARL FILS DUPONT")
    True
    """
    return " ".join(sorted(set(name_words(name))))


def _without_spelled_out(every):
    if _SPELLED_OUT_STARTS.isdisjoint(every):
        return every
    return tuple(_SPELLED_OUT.sub(" ", " ".join(every)).split())


def without_elided(every: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words without the l', d' and qu' of French.

    >>> without_elided(("l", "oreal")), without_elided(("martin", "d"))
    (('oreal',), ('martin', 'd'))
    """
    if _ELIDED.isdisjoint(every):
        return every
    following = (*every[1:], "-")
    return tuple(
        word
        for word, after in zip(every, following, strict=True)
        if word not in _ELIDED or after[0] not in _MUTE
    )


def _without_titles(every):
    for index, word in enumerate(every):
        if word not in _TITLES and word != "et":
            return every[index:]
    return ()


def tidy_name(name, is_company: bool) -> str:
    """A clean name; a person's gets capitals if it is all upper or all lower case.

    Particles after the first word stay small; French articles (Le Goff, La Fontaine)
    do not. Company names are never re-cased.

    >>> tidy_name("JEAN-PIERRE D'ARC", False), tidy_name("jan van den berg", False)
    ("Jean-Pierre d'Arc", 'Jan van den Berg')
    >>> tidy_name(" IBM  france ", True)
    'IBM france'
    """
    name = clean(name)
    if is_company or not (name.isupper() or name.islower()):
        return name
    first, *others = name.split(" ")
    return " ".join((_capitals(first), *map(_later_word, others)))


def _later_word(word):
    small = word.lower()
    if small in _PARTICLES:
        return small
    if small[:2] in ("d'", "d’") and len(small) > 3:
        return small[:2] + _capitals(small[2:])
    return _capitals(word)


def _capitals(word):
    return _LETTERS.sub(lambda found: _capital(found[0]), word)


def _capital(letters):
    if letters.upper() in _ROMAN_NUMERALS:
        return letters.upper()
    small = letters.lower()
    if small.startswith("mc") and len(small) > 4:
        return "Mc" + small[2:].capitalize()
    return small.capitalize()
