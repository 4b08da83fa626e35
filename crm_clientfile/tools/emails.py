"""E-mail addresses: one writing for each, and what kind of mailbox it is.

Shape and lengths by RFC 5321 (4.5.3.1) and RFC 5322 (3.4.1, dot-atom only); letters of
other scripts by RFC 6531. Whether the mailbox exists is not known here.
"""

import re

from .errors import InvalidValue
from .text import clean, word_set

_LONGEST = 254
_LONGEST_LOCAL = 64
_WRAPPING = " \t<>()[]\"'`.,;:«»“”‘’"
_AROUND_AT = re.compile(r"\s*@\s*")
_IN_BRACKETS = re.compile(r"<([^<>]*@[^<>]*)>")
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = r"[^\W_](?:[^\W_]|-){0,61}(?<!-)"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?!\d+$)(?=..){_LABEL}")

_QUOTED_NAME = re.compile(r'"[^"]*"\s*(?=<)')
_BRACKETED = re.compile(r"<([^<>]*)>")
_ONE_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]*\w")
_SEPARATOR = re.compile(r"[;,/]")
_CONJUNCTIONS = frozenset(
    ("ou", "et", "or", "and", "of", "en", "або", "та", "и", "или")
)

_FREE_DOMAINS = word_set(
    """
    orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr
    club-internet.fr cegetel.net aliceadsl.fr noos.fr 9online.fr dbmail.com voila.fr
    libertysurf.fr tele2.fr nordnet.fr mailo.com
    skynet.be telenet.be proximus.be scarlet.be voo.be base.be belgacom.net
    tvcablenet.be ziggo.nl kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl casema.nl
    upcmail.nl quicknet.nl pt.lu
    ukr.net i.ua meta.ua bigmir.net email.ua online.ua ua.fm 3g.ua
    btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk
    web.de t-online.de freenet.de arcor.de bluewin.ch
    gmail.com googlemail.com icloud.com me.com mac.com aol.com msn.com mail.com
    protonmail.com protonmail.ch proton.me pm.me tutanota.com tuta.io zoho.com
    yandex.ru mail.ru bk.ru inbox.ru list.ru rambler.ru fastmail.com hey.com
    """
)
_FREE_BRANDS = word_set("hotmail yahoo outlook live gmx ymail aol yandex")
_BRAND_ENDINGS = word_set("com fr be nl de lu it es ch at ie pt pl net ua com.ua co.uk")
_ROLES = word_set(
    """
    contact accueil compta comptabilite commercial commerciale ventes vente direction
    secretariat facturation factures facture achats achat rh recrutement technique
    administration administratif commande commandes livraison livraisons magasin
    boutique bureau agence mairie devis gestion juridique communication bonjour
    boekhouding verkoop aankoop inkoop facturen facturatie administratie onthaal
    personeel bestellingen winkel klantendienst klantenservice directie secretariaat
    info information sales support office admin hello accounts accounting billing
    invoice invoices orders order help helpdesk service team marketing finance hr jobs
    purchasing reception enquiries customerservice newsletter noreply postmaster
    webmaster hostmaster abuse no privacy dpo gdpr rgpd press legal security
    zakaz zamovlennia buh buhgalter bukhhalteriia prodazh prodazhi priemna pryimalnia
    kantseliariia kadry sklad mail
    """
)
_ROLE_END = re.compile(r"[.\-_+\d]")


def normalise_email(text) -> str:
    """The bare address in ``text`` in lower case.

    A display name, ``mailto:``, brackets and stray punctuation are left out. A domain
    with other letters than ASCII is kept in them, also when it came as ``xn--``.
    Raises ``InvalidValue`` with a code that starts with ``email_``.

    >>> normalise_email("Jean DUPONT <Jean.Dupont@Exemple.FR>;")
    'jean.dupont@exemple.fr'
    >>> normalise_email("mailto:info@xn--caf-dma.fr?subject=Bonjour")
    'info@café.fr'
    """
    address = _bare(clean(text)).lower()
    local, at, domain = address.rpartition("@")
    if not at or not (local and domain):
        raise InvalidValue("email_no_at", "email", text)
    if "@" in local:
        raise InvalidValue("email_several", "email", text)
    if len(address.encode()) > _LONGEST or len(local.encode()) > _LONGEST_LOCAL:
        raise InvalidValue("email_too_long", "email", text)
    if not _LOCAL.fullmatch(local):
        raise InvalidValue("email_local", "email", text)
    domain = _readable(domain)
    if not _DOMAIN.fullmatch(domain):
        raise InvalidValue("email_domain", "email", text)
    return f"{local}@{domain}"


def _bare(text):
    if found := _IN_BRACKETS.search(text):
        text = found[1]
    text = text.strip(_WRAPPING)
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    return _AROUND_AT.sub("@", text.strip(_WRAPPING))


def _readable(domain):
    """``domain`` in its own letters; names that only IDNA 2008 knows stay as xn--."""
    if "xn--" not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain if domain.isascii() else ""


def split_emails(text) -> tuple[str, ...]:
    """The pieces of a field that may hold several addresses, display names left out.

    The pieces are as written: give each to ``normalise_email``, which refuses those
    that are no address. Nothing is lost silently.

    >>> split_emails('a@x.fr ou "Dupont, Jean" <b@y.fr>; c@z.be')
    ('a@x.fr', 'b@y.fr', 'c@z.be')
    """
    text = clean(text)
    if _ONE_ADDRESS.fullmatch(text):
        return (text,)
    parts = _SEPARATOR.split(_QUOTED_NAME.sub("", text))
    pieces = (piece.strip(_WRAPPING) for part in parts for piece in _pieces(part))
    return tuple(filter(_is_piece, pieces))


def _pieces(part):
    """What is in brackets, and what else is an address; without brackets all words."""
    rest = _BRACKETED.sub(" ", part).split()
    if bracketed := _BRACKETED.findall(part):
        return [piece for piece in rest if "@" in piece] + bracketed
    return rest


def _is_piece(piece):
    return bool(piece) and piece.lower() not in _CONJUNCTIONS


def is_free_domain(domain) -> bool:
    """Whether anybody can have a mailbox there: the domain tells nothing of the firm.

    >>> is_free_domain("orange.fr"), is_free_domain("yahoo.co.uk")
    (True, True)
    >>> is_free_domain("live.dupont.fr")
    False
    """
    domain = clean(domain).lower()
    brand, _, ending = domain.partition(".")
    return domain in _FREE_DOMAINS or (
        brand in _FREE_BRANDS and ending in _BRAND_ENDINGS
    )


def is_role_mailbox(email) -> bool:
    """Whether a function is behind the address, and not one person.

    >>> is_role_mailbox("compta.lyon@dupont.fr"), is_role_mailbox("jean@dupont.fr")
    (True, False)
    """
    local = clean(email).lower().partition("@")[0]
    return _ROLE_END.split(local, maxsplit=1)[0] in _ROLES


def mask_email(email) -> str:
    """An address its owner recognises and nobody else can use; ``***`` for no address.

    >>> mask_email("jean@dupont.fr")
    'j***@d***.fr'
    """
    local, _, domain = clean(email).rpartition("@")
    name, dot, ending = domain.rpartition(".")
    if not (local and name):
        return "***"
    return f"{local[0]}***@{name[0]}***{dot}{ending}"
