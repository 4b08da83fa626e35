"""Ways to reach somebody: what each medium shows, compares and opens."""

from dataclasses import dataclass
from urllib.parse import quote

from .emails import normalise_email
from .errors import InvalidValue
from .phones import parse_phone
from .text import clean
from .web_links import network_of, profile_address, web_address, web_key

KINDS = {
    "phone": ("mobile", "landline", "switchboard", "work", "personal", "fax", "other"),
    "email": ("work", "personal", "billing", "other"),
    "social": (
        "linkedin",
        "facebook",
        "instagram",
        "x",
        "youtube",
        "tiktok",
        "whatsapp",
        "telegram",
        "viber",
        "other",
    ),
    "web": ("site", "shop", "other"),
}
"""Which kinds each medium knows."""

_REACHED_BY_PHONE = ("whatsapp", "viber")


@dataclass(frozen=True)
class Channel:
    """One way to reach: as shown, and what two writings of it share."""

    written: str
    key: str


def read_channel(medium: str, kind: str, text, country: str = "FR") -> Channel:
    """The way to reach that ``text`` means, read as somebody in ``country`` writes it.

    Raises ``InvalidValue`` if it cannot be one.

    >>> read_channel("phone", "mobile", "+33612345678", "FR")
    Channel(written='06 12 34 56 78', key='+33612345678')
    >>> read_channel("social", "x", "@dupont")
    Channel(written='https://x.com/dupont', key='x.com/dupont')
    """
    return _READERS[medium](kind, text, country)


def _read_phone(_kind, text, country):
    phone = parse_phone(text, country)
    text = clean(text)
    # An extension or a remark is worth more than a tidy writing.
    if any(map(str.isalpha, text)) or "#" in text:
        return Channel(text, phone.e164)
    is_home = phone.country == str(country or "FR").upper()
    return Channel(phone.national if is_home else phone.international, phone.e164)


def _read_email(_kind, text, _country):
    email = normalise_email(text)
    return Channel(email, email)


def _read_social(kind, text, country):
    if kind in _REACHED_BY_PHONE:
        phone = parse_phone(_after_link(text), country)
        return Channel(phone.international, phone.e164)
    address = profile_address(kind, text)
    return Channel(address, web_key(address).lower())


def _after_link(text):
    text = clean(text)
    if network_of(text) != "whatsapp":
        return text
    return "+" + text.rpartition("/")[2].partition("?")[0].lstrip("+")


def _read_web(_kind, text, _country):
    address = web_address(text)
    return Channel(address, web_key(address))


_READERS = {
    "phone": _read_phone,
    "email": _read_email,
    "social": _read_social,
    "web": _read_web,
}


def guess_kind(medium: str, text, country: str = "FR") -> str:
    """The likeliest kind of a way to reach.

    >>> guess_kind("phone", "06 12 34 56 78"), guess_kind("social", "linkedin.com/jd")
    ('mobile', 'linkedin')
    """
    if medium == "social":
        return network_of(text) or "other"
    if medium == "web":
        return "site"
    return _guess_phone(text, country) if medium == "phone" else "work"


def _guess_phone(text, country):
    try:
        kind = parse_phone(text, country).kind
    except InvalidValue:
        return "other"
    return kind if kind in KINDS["phone"] else "other"


def channel_link(medium: str, kind: str, written: str, key: str) -> str:
    """The link that starts a call, a message or a visit; empty if there is none.

    >>> channel_link("phone", "mobile", "06 12 34 56 78", "+33612345678")
    'tel:+33612345678'
    >>> channel_link("social", "other", "javascript:alert(1)", "")
    ''
    """
    if medium == "phone":
        return f"tel:{key}" if key and kind != "fax" else ""
    if medium == "email":
        return f"mailto:{quote(key, safe='@')}" if key else ""
    if kind in _REACHED_BY_PHONE:
        return f"https://wa.me/{key[1:]}" if kind == "whatsapp" and key else ""
    return written if key and written.startswith(("https://", "http://")) else ""
