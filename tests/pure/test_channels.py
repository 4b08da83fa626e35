"""Ways to reach: what is shown, what is compared, what is opened."""

import pytest

from crm_clientfile.tools.channels import (
    KINDS,
    channel_link,
    guess_kind,
    read_channel,
)
from crm_clientfile.tools.errors import InvalidValue


@pytest.mark.parametrize(
    "medium, kind, typed, country, written, key",
    [
        ("phone", "mobile", "+33612345678", "FR", "06 12 34 56 78", "+33612345678"),
        ("phone", "mobile", "0612345678", "", "06 12 34 56 78", "+33612345678"),
        ("phone", "mobile", "0612345678", "fr", "06 12 34 56 78", "+33612345678"),
        ("phone", "work", "+32475123456", "FR", "+32 475 12 34 56", "+32475123456"),
        ("phone", "work", "0475123456", "BE", "0475 12 34 56", "+32475123456"),
        (
            "phone",
            "work",
            "01 44 55 66 77 poste 12",
            "FR",
            "01 44 55 66 77 poste 12",
            "+33144556677",
        ),
        ("email", "work", "<Jean@Dupont.FR>", "FR", "jean@dupont.fr", "jean@dupont.fr"),
        ("social", "x", "@Dupont", "FR", "https://x.com/Dupont", "x.com/dupont"),
        (
            "social",
            "whatsapp",
            "https://wa.me/33612345678?text=x",
            "FR",
            "+33 6 12 34 56 78",
            "+33612345678",
        ),
        ("social", "viber", "067 123 45 67", "UA", "+380 67 123 4567", "+380671234567"),
        ("web", "site", "www.dupont.fr/", "FR", "https://www.dupont.fr/", "dupont.fr"),
    ],
)
def test_value_is_written_and_keyed(medium, kind, typed, country, written, key):
    channel = read_channel(medium, kind, typed, country)
    assert (channel.written, channel.key) == (written, key)


@pytest.mark.parametrize("medium", KINDS)
@pytest.mark.parametrize("typed", ["", None, False, "???"])
def test_what_cannot_work_is_refused(medium, typed):
    with pytest.raises(InvalidValue):
        read_channel(medium, "other", typed, "FR")


@pytest.mark.parametrize(
    "medium, typed, kind",
    [
        ("phone", "06 12 34 56 78", "mobile"),
        ("phone", "01 44 55 66 77", "landline"),
        ("phone", "0800 123 456", "other"),
        ("phone", "?", "other"),
        ("email", "jean@dupont.fr", "work"),
        ("social", "instagram.com/dupont", "instagram"),
        ("social", "@dupont", "other"),
        ("web", "dupont.fr", "site"),
    ],
)
def test_likely_kind_belongs_to_the_medium(medium, typed, kind):
    assert guess_kind(medium, typed) == kind
    assert kind in KINDS[medium]


@pytest.mark.parametrize(
    "medium, kind, written, key, link",
    [
        ("phone", "work", "06 12 34 56 78", "+33612345678", "tel:+33612345678"),
        ("phone", "fax", "01 44 55 66 77", "+33144556677", ""),
        ("phone", "work", "voir Paul", "", ""),
        ("email", "work", "a&b@x.fr", "a&b@x.fr", "mailto:a%26b@x.fr"),
        ("email", "work", "?", "", ""),
        ("social", "whatsapp", "", "+33612345678", "https://wa.me/33612345678"),
        ("social", "viber", "+33 6", "+33612345678", ""),
        ("web", "site", "https://dupont.fr", "dupont.fr", "https://dupont.fr"),
        ("web", "site", "javascript:alert(1)", "dupont.fr", ""),
        ("web", "site", "https://dupont.fr", "", ""),
    ],
)
def test_link_starts_what_the_medium_is_for(medium, kind, written, key, link):
    assert channel_link(medium, kind, written, key) == link
