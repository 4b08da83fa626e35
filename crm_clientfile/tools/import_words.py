"""What the words of a customer file mean where the record knows a few choices.

French, Dutch, English and Ukrainian; the key itself is understood too.
"""

import re
from decimal import Decimal, InvalidOperation

from .import_remarks import UnknownValue
from .text import clean, words


def choice_key(text) -> str:
    """What all writings of one choice share.

    >>> choice_key("Mme.") == choice_key("MME")
    True
    """
    return "".join(words(text))


def _index(**meanings):
    return {
        choice_key(text): key
        for key, texts in meanings.items()
        for text in texts.split(" | ")
    }


CIVILITIES = _index(
    mrs="mrs | mme | madame | mlle | mademoiselle | mmes | ms | miss | mevrouw | mevr"
    " | mw | пані | п-ні",
    mr="mr | m | mm | monsieur | mister | sir | dhr | de heer | heer | meneer | пан"
    " | п-н",
    doctor="doctor | dr | docteur | dokter | доктор | лікар",
    professor="professor | pr | prof | professeur | hoogleraar | професор",
    counsel="counsel | me | mᵉ | maître | maitre | meester | mter | advocaat | адвокат"
    " | адвокат, нотаріус",
)
SEXES = _index(
    female="female | f | femme | féminin | feminin | vrouw | vrouwelijk | v | жінка"
    " | жіноча | ж",
    male="male | m | h | homme | masculin | man | mannelijk | чоловік | чоловіча | ч",
    other="other | autre | x | anders | andere | інша | інше",
)
ADDRESS_TYPES = _index(
    contact="contact | contactpersoon | personne | контакт",
    invoice="invoice | invoice address | facturation | adresse de facturation"
    " | facture | factuur | facturatie | factuuradres | facturatieadres | рахунок"
    " | адреса рахунку",
    delivery="delivery | delivery address | livraison | adresse de livraison | levering"
    " | leveradres | leveringsadres | доставка | адреса доставки",
    clientfile_legal="legal | legal address | siège | siège social | adresse légale"
    " | maatschappelijke zetel | statutaire zetel | zetel | juridisch adres | юридична"
    " | юридична адреса",
    clientfile_postal="postal | postal address | postale | adresse postale | courrier"
    " | postadres | поштова | поштова адреса",
    other="other | other address | autre | autre adresse | secondaire | anders"
    " | overige | ander adres | інша | інше | інша адреса",
)
PREFERRED_CHANNELS = _index(
    phone="phone | téléphone | tél | fixe | telefoon | телефон",
    mobile="mobile | portable | gsm | mobiel | мобільний",
    sms="sms | texto | text message | смс",
    email="email | e-mail | mail | courriel | mél | електронна пошта"
    " | ел. пошта | пошта",
    post="post | courrier | lettre | la poste | mail postal | brief | поштою"
    " | звичайна пошта | лист",
    visit="visit | visite | rendez-vous | bezoek | візит | зустріч",
    social="social | social network | réseaux sociaux | réseau social | sociale media"
    " | соціальна мережа | соцмережі",
)

CHOICES = {
    "civility": CIVILITIES,
    "sex": SEXES,
    "address_type": ADDRESS_TYPES,
    "preferred_channel": PREFERRED_CHANNELS,
}
"""The choices of each canonical field that has some."""

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)", re.A)
_DURATION = re.compile(
    r"(?:\d+\s*(?:-|/|à|a|to|tot|до)\s*)?(\d{1,4})\s*([^\W\d_]*)\.?(?: .*)?", re.I
)
_HOURS_A_DAY = 24
_DAYS = {
    **dict.fromkeys(("", *words("j jr jrs jour jours d day days dag dagen")), 1),
    **dict.fromkeys(words("werkdag werkdagen workdays"), 1),
    **dict.fromkeys(words("дн день дні днів доба діб"), 1),
    **dict.fromkeys(words("sem semaine semaines wk week weeks weken тиж"), 7),
    **dict.fromkeys(words("тиждень тижні тижнів"), 7),
}
_HOURS = frozenset(words("h heure heures hour hours uur год година години годин"))
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_MULTIPLIERS = {"k": 1_000, "m": 1_000_000}
_DECORATION = re.compile(r"[\s'’_]|€|eur(?:os?)?|грн|uah|usd|\$|£", re.IGNORECASE)


def read_choice(field, value, labels=()) -> str:
    """The key that a cell of a field in ``CHOICES`` means.

    ``labels`` are further writings: keys by ``choice_key``. Raises ``UnknownValue``
    choice_unknown.

    >>> read_choice("civility", "Mme."), read_choice("sex", "Ж")
    ('mrs', 'female')
    """
    written = choice_key(value)
    key = CHOICES[field].get(written) or dict(labels).get(written)
    if key is None:
        raise UnknownValue("choice_unknown", field, value)
    return key


def read_amount(value, field="amount") -> Decimal:
    """An amount as spreadsheets and people write it. Raises amount_unreadable.

    The last of comma and point is the decimal sign, unless exactly three digits follow
    a sign that stands alone or repeats: then it groups thousands.

    >>> read_amount("1.234.567,89 €"), read_amount("12,5"), read_amount("1 200 k€")
    (Decimal('1234567.89'), Decimal('12.5'), Decimal('1200000'))
    >>> read_amount("1,234"), read_amount("0,125"), read_amount(1200.5)
    (Decimal('1234'), Decimal('0.125'), Decimal('1200.5'))
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    text = _DECORATION.sub("", clean(value)).lower()
    factor = _MULTIPLIERS.get(text[-1:], 1)
    text = _plain_number(text[:-1] if factor > 1 else text)
    if not _AMOUNT.fullmatch(text):
        raise UnknownValue("amount_unreadable", field, value)
    try:
        return Decimal(text) * factor
    except InvalidOperation as error:
        raise UnknownValue("amount_unreadable", field, value) from error


def _plain_number(text):
    """Digits with a point before the decimals, if any."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        grouping = "." if comma > point else ","
        return text.replace(grouping, "").replace(",", ".")
    sign = "," if comma >= 0 else "."
    whole, *groups = text.split(sign)
    if not groups:
        return text
    are_thousands = all(len(group) == 3 for group in groups)
    if len(groups) > 1 or (are_thousands and whole.strip("-0") and len(whole) < 5):
        return "".join((whole, *groups)) if are_thousands else text + "?"
    return text.replace(sign, ".")


def read_count(value, field="integer") -> int:
    """A number of things: zero or more, whole. Raises amount_unreadable.

    A range counts for its lower bound, as INSEE's classes of employees do.

    >>> read_count("1 250"), read_count(12.0), read_count("10 à 19 salariés")
    (1250, 12, 10)
    """
    if isinstance(value, str) and (
        found := re.match(r"\s*(\d+)\s*(?:-|à|a|to|tot|до)\s*\d", value)
    ):
        return int(found[1])
    if isinstance(value, str):
        value = re.sub(r"[^\W\d_]{3,}.*$", "", value)
    amount = read_amount(value, field)
    if amount != int(amount) or not 0 <= amount < 2**31:
        raise UnknownValue("amount_unreadable", field, value)
    return int(amount)


def read_positive(value, field="amount") -> Decimal:
    """An amount that is not below zero. Raises amount_unreadable, amount_negative.

    >>> read_positive("12,50 €")
    Decimal('12.50')
    """
    amount = read_amount(value, field)
    if amount < 0:
        raise UnknownValue("amount_negative", field, value)
    return amount


def read_percent(value, field="percent") -> Decimal:
    """A percentage from 0 to 100. Raises percent_unreadable or percent_ambiguous.

    A number below one without the sign % may be a fraction or not: it is refused.

    >>> read_percent("12,5 %"), read_percent(10), read_percent("0.5%")
    (Decimal('12.5'), Decimal('10'), Decimal('0.5'))
    """
    found = _PERCENT.fullmatch(clean(value))
    percent = Decimal(found[1].replace(",", ".")) if found else Decimal(-1)
    if not 0 <= percent <= 100:
        raise UnknownValue("percent_unreadable", field, value)
    if 0 < percent < 1 and not found[2]:
        raise UnknownValue("percent_ambiguous", field, value)
    return percent


def read_days(value, field="days") -> int:
    """A duration in days, begun ones counted; of a range the longer. Raises
    days_unreadable.

    >>> read_days("3 à 5 jours ouvrés"), read_days("2 semaines"), read_days("48h")
    (5, 14, 2)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = _DURATION.fullmatch(clean(value))
    unit = "".join(words(found[2])) if found else None
    if unit in _DAYS:
        return int(found[1]) * _DAYS[unit]
    if unit in _HOURS:
        return -(-int(found[1]) // _HOURS_A_DAY)
    raise UnknownValue("days_unreadable", field, value)
