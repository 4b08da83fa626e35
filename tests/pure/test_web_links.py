"""Addresses of pages and profiles as they are typed, and as attackers type them."""

import pytest

from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.web_links import (
    network_of,
    profile_address,
    web_address,
    web_key,
)


@pytest.mark.parametrize(
    "typed, address",
    [
        ("dupont.fr", "https://dupont.fr"),
        (" WWW.Dupont.FR/Contact ", "https://www.dupont.fr/Contact"),
        ("http://dupont.fr", "http://dupont.fr"),
        ("//dupont.fr", "https://dupont.fr"),
        ("dupont.fr:8080/shop", "https://dupont.fr:8080/shop"),
        ("https://dupont.fr/?q=1#top", "https://dupont.fr/?q=1#top"),
        ("café.fr", "https://café.fr"),
        ("магазин.укр", "https://магазин.укр"),
        ("dupont.fr\x00", "https://dupont.fr"),
    ],
)
def test_address_is_completed(typed, address):
    assert web_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://dupont.fr/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@dupont.fr",
        "ftp://dupont.fr",
    ],
)
def test_other_schemes_than_the_web_are_refused(typed):
    with pytest.raises(InvalidValue) as refusal:
        web_address(typed)
    assert refusal.value.code == "url_scheme"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "dupont",
        "localhost",
        "127.0.0.1",
        "http://[::1]/",
        "http://[",
        "https://dupont.fr:99999",
        "https://dupont.fr@evil.example",
        "https://dupont.fr/a b",
        'https://dupont.fr/"onclick=',
        "https://dupont.fr/<script>",
        "https://dupont.fr\\@evil.example",
        "dupont.fr/" + "x" * 3000,
    ],
)
def test_what_is_no_page_is_refused(typed):
    with pytest.raises(InvalidValue) as refusal:
        web_address(typed)
    assert refusal.value.code == "url_unreadable"


def test_writings_of_one_page_share_their_key():
    typed = ("dupont.fr", "http://www.dupont.fr/", "https://dupont.fr")
    assert {web_key(web_address(text)) for text in typed} == {"dupont.fr"}


@pytest.mark.parametrize(
    "network, typed, address",
    [
        ("linkedin", "jean-dupont", "https://www.linkedin.com/in/jean-dupont"),
        ("facebook", "@dupont", "https://www.facebook.com/dupont"),
        ("youtube", "@dupont", "https://www.youtube.com/@dupont"),
        ("instagram", "instagram.com/dupont/", "https://instagram.com/dupont/"),
        ("x", "https://twitter.com/dupont", "https://twitter.com/dupont"),
        ("other", "dupont.example/me", "https://dupont.example/me"),
    ],
)
def test_profile_is_given_by_name_or_address(network, typed, address):
    assert profile_address(network, typed) == address


@pytest.mark.parametrize(
    "network, typed", [("x", "jean dupont"), ("x", "java:alert"), ("other", "@dupont")]
)
def test_unreadable_profile_is_refused(network, typed):
    with pytest.raises(InvalidValue):
        profile_address(network, typed)


@pytest.mark.parametrize(
    "typed, network",
    [
        ("https://be.linkedin.com/company/dupont", "linkedin"),
        ("m.facebook.com/dupont", "facebook"),
        ("wa.me/33612345678", "whatsapp"),
        ("notlinkedin.com/in/dupont", ""),
        ("linkedin.com.evil.example/in/dupont", ""),
        ("dupont", ""),
    ],
)
def test_network_is_told_by_the_domain(typed, network):
    assert network_of(typed) == network
