"""Legal forms of companies: how people write them, in the country whose law they are.

The same letters are another form elsewhere: SA is a société anonyme with a board in
France, a naamloze vennootschap in Belgium. A form is therefore looked for in one
country only.

Former Belgian forms stand for those that replaced them by law on 1 January 2024 (law of
23 March 2019 introducing the code of companies and associations, article 41).
"""

import re
from dataclasses import dataclass

from .sirene import SIRENE_COUNTRIES
from .text import words

_OTHER_WRITINGS = {
    "FR": {
        "1000": (
            "auto-entrepreneur, autoentrepreneur, auto-entreprise, micro-entrepreneur, "
            "microentrepreneur, micro-entreprise, microentreprise, entreprise "
            "individuelle, entreprise en nom propre, nom propre, EIRL, artisan, "
            "commerçant, artisan-commerçant, profession libérale, exploitant agricole, "
            "personne physique"
        ),
        "5498": (
            "entreprise unipersonnelle à responsabilité limitée, société à "
            "responsabilité limitée unipersonnelle, SARLU, SARL à associé unique"
        ),
        "5599": "société anonyme, SA à conseil d'administration",
        "5699": "SA à directoire",
        "5458": "société coopérative et participative, SARL SCOP",
        "9110": (
            "syndicat de copropriétaires, syndicat des copropriétaires, copropriété"
        ),
        "9220": (
            "association, association loi 1901, association loi de 1901, association "
            "loi du 1er juillet 1901, association 1901, loi 1901, asso, asso loi 1901"
        ),
    },
    "BE": {
        "SRL": (
            "SPRL, BVBA, SPRLU, EBVBA, SPRL-S, BVBA-S, société privée à responsabilité "
            "limitée, besloten vennootschap met beperkte aansprakelijkheid"
        ),
        "SA": "société en commandite par actions, SCA, Comm.VA, CVA",
        "SC": (
            "SCRL, CVBA, société coopérative à responsabilité limitée, coöperatieve "
            "vennootschap met beperkte aansprakelijkheid"
        ),
        "SNC": "SCRI, CVOA",
        "SComm": "SCS, société en commandite simple, GCV, gewone commanditaire "
        "vennootschap",
        "PP": "indépendant, entreprise individuelle, zelfstandige",
    },
    "NL": {
        "BV": "besloten vennootschap met beperkte aansprakelijkheid",
        "EZ": "zzp, zzp'er, zelfstandige",
    },
    "UA": {
        "ФОП": "приватний підприємець, СПД, СПД ФО, физическое лицо-предприниматель",
        "ТОВ": "ООО, общество с ограниченной ответственностью",
        "АТ": "ПАТ, ПрАТ, ЗАТ, ВАТ, публічне акціонерне товариство, приватне "
        "акціонерне товариство",
        "ФГ": "СФГ, селянське фермерське господарство",
    },
}
"""Further writings by country and code, those of former forms among them."""

_CAPITAL = re.compile(r"\s(?:au|à) capital\b.*|\smet een kapitaal\b.*", re.I | re.S)


@dataclass(frozen=True)
class LegalForm:
    """A legal form; without a ``country`` it exists in all."""

    id: int
    name: str
    code: str = ""
    country: str = ""


class LegalForms:
    """Finds forms by their writings; of several with one writing, the first given.

    >>> sas = "SAS – Société par actions simplifiée"
    >>> forms = LegalForms([LegalForm(7, sas, "5710", "FR")])
    >>> forms.find("s.a.s.", "FR"), forms.find("SAS", "BE"), forms.knows("BE")
    (7, None, False)
    """

    def __init__(self, forms):
        self._found = {}
        self._countries = set()
        forms = [(form, writings_of(form)) for form in forms]
        # An official code comes before a name, a name before an abbreviation.
        for rank in range(max((len(groups) for _form, groups in forms), default=0)):
            for form, groups in forms:
                self._add(form, groups[rank])

    def _add(self, form, writings):
        self._countries.add(form.country)
        for text in writings:
            self._found.setdefault((form.country, _key(text)), form.id)

    def find(self, text, country):
        """The id of the form of this country that is written so, or ``None``."""
        key = _key(_CAPITAL.sub("", f" {text}"))
        own = self._found.get((_law_of(country), key))
        return own or self._found.get(("", key))

    def knows(self, country) -> bool:
        """Whether any form of this country is known."""
        return _law_of(country) in self._countries


def writings_of(form: LegalForm):
    """How people write a form: its code, its names, its abbreviations, other writings.

    >>> srl = LegalForm(1, "SRL/BV – Société / Vennootschap", "SRL", "BE")
    >>> code, names, short, others = writings_of(srl)
    >>> names
    ('SRL/BV – Société / Vennootschap', 'Société', 'Vennootschap')
    >>> code, short, others[:3]
    (('SRL',), ('SRL/BV', 'SRL', 'BV'), ('SPRL', 'BVBA', 'SPRLU'))
    """
    short, dash, long = form.name.partition(" – ")
    if not dash:
        short, long = "", form.name
    others = _OTHER_WRITINGS.get(form.country, {}).get(form.code, "")
    return (
        _texts(form.code),
        _texts(form.name, *long.split(" / ")),
        _texts(short, *(short.split("/") if "/" in short else ())),
        _texts(*others.split(", ")),
    )


def _texts(*texts):
    return tuple(text for text in texts if text)


def _law_of(country):
    return "FR" if country in SIRENE_COUNTRIES else country


def _key(text):
    """Letters alone between spaces are an abbreviation: "S A R L"."""
    every = words(text)
    is_spelled = len(every) > 1 and all(len(word) == 1 for word in every)
    return ("" if is_spelled else " ").join(every)
