"""Addresses of web pages and of profiles on social networks.

Only http and https come out of here, so that opening one never runs a script.
"""

import re
from urllib.parse import urlsplit

from .errors import InvalidValue
from .text import clean

_SCHEME = re.compile(r"[a-z][a-z\d+.-]*:", re.IGNORECASE)
_WEB_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_SAFE = re.compile(r"[^\s<>\"\\]{1,2000}")
_PORT_FOLLOWS = re.compile(r"[^:/]+:\d+(?:[/?#]|$)")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,62}")
_HANDLE = re.compile(r"@?([\w.-]{1,100})/?")

_PROFILE_PAGES = {
    "linkedin": "https://www.linkedin.com/in/",
    "facebook": "https://www.facebook.com/",
    "instagram": "https://www.instagram.com/",
    "x": "https://x.com/",
    "youtube": "https://www.youtube.com/@",
    "tiktok": "https://www.tiktok.com/@",
    "telegram": "https://t.me/",
}
_NETWORK_HOSTS = {
    "linkedin.com": "linkedin",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "x.com": "x",
    "twitter.com": "x",
    "youtube.com": "youtube",
    "tiktok.com": "tiktok",
    "t.me": "telegram",
    "wa.me": "whatsapp",
}


def web_address(text) -> str:
    """The address to open, https where nothing is said.

    Raises ``InvalidValue`` url_scheme or url_unreadable.

    >>> web_address("www.Exemple.fr/Contact"), web_address("HTTP://exemple.fr:8080")
    ('https://www.exemple.fr/Contact', 'http://exemple.fr:8080')
    """
    address = clean(text)
    if not _SCHEME.match(address) or _PORT_FOLLOWS.match(address):
        return _checked("https://" + address.lstrip("/"), text)
    if not _WEB_SCHEME.match(address):
        raise InvalidValue("url_scheme", "url", text)
    return _checked(address, text)


def _checked(address, text):
    try:
        parts = urlsplit(address)
        is_page = parts.port is None or parts.port > 0
    except ValueError as error:
        raise InvalidValue("url_unreadable", "url", text) from error
    is_page = is_page and _HOST.fullmatch(parts.hostname or "")
    # A user before the host is how an address pretends to lead elsewhere.
    if not is_page or "@" in parts.netloc or not _SAFE.fullmatch(address):
        raise InvalidValue("url_unreadable", "url", text)
    return parts._replace(netloc=parts.netloc.lower()).geturl()


def web_key(address: str) -> str:
    """What two writings of one page's address share.

    >>> web_key("https://www.exemple.fr/"), web_key("http://exemple.fr")
    ('exemple.fr', 'exemple.fr')
    """
    rest = address.partition("://")[2].removeprefix("www.")
    return rest.rstrip("/")


def profile_address(network: str, text) -> str:
    """The page of a profile given by its address or, on known networks, its name.

    Raises ``InvalidValue`` url_scheme, url_unreadable or profile_unreadable.

    >>> profile_address("x", "@dupont"), profile_address("x", "twitter.com/dupont")
    ('https://x.com/dupont', 'https://twitter.com/dupont')
    """
    handle = clean(text)
    start = _PROFILE_PAGES.get(network)
    if not start or "/" in handle.rstrip("/") or network_of(handle):
        return web_address(handle)
    found = _HANDLE.fullmatch(handle)
    if not found:
        raise InvalidValue("profile_unreadable", "url", handle)
    return start + found[1]


def network_of(text) -> str:
    """The social network whose page this is, empty if none is recognised.

    >>> network_of("https://fr.linkedin.com/in/jd"), network_of("exemple.fr")
    ('linkedin', '')
    """
    try:
        host = urlsplit(web_address(text)).hostname or ""
    except InvalidValue:
        return ""
    parts = host.split(".")
    ends = (".".join(parts[start:]) for start in range(len(parts) - 1))
    return next((_NETWORK_HOSTS[end] for end in ends if end in _NETWORK_HOSTS), "")
