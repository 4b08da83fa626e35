import pytest

from crm_clientfile_gdpr.tools.identity import Identity, kinds_in, mask, patterns_of

ZOE = Identity(
    ("Mme Zoé Planchette-Zwolińska",),
    ("zoe.p@example.com",),
    ("+33677889900",),
    ("FR7630006000011234567890189",),
    ("C00042",),
)


@pytest.mark.parametrize(
    "text",
    [
        "0677889900",
        "06 77 88 99 00",
        "06.77.88.99.00.",
        "+33 6 77 88 99 00",
        "+33 (0)6 77 88 99 00",
        "0033677889900",
        "33677889900",
        "Tél. 06-77-88-99-00",
        "06\u00a077\u00a088\u00a099\u00a000",
    ],
)
def test_phone_is_found_however_it_is_written(text):
    assert kinds_in(text, ZOE) == {"phone"}
    assert "99" not in mask(text, ZOE)


@pytest.mark.parametrize("text", ["106778899001", "+32677889900", "0677 8899 01"])
def test_other_number_is_not_taken_for_the_phone(text):
    assert not kinds_in(text, ZOE)


@pytest.mark.parametrize(
    "text",
    [
        "Zoe PLANCHETTE ZWOLINSKA",
        "planchette-zwolińska zoé",
        "Zwolińska, Zoé Planchette",
        "Z. Planchette a appelé",
        "mme Zwolinska",
        "Zoe\u0301 Planchette-Zwolin\u0301ska",
    ],
)
def test_name_is_found_in_any_order_and_dressing(text):
    assert kinds_in(text, ZOE) == {"name"}


@pytest.mark.parametrize("text", ["Zoélie Planchettes", "Planchette", "Anne Roy"])
def test_other_name_is_not_taken_for_the_person(text):
    assert not kinds_in(text, ZOE)


@pytest.mark.parametrize(
    ("text", "is_hers"),
    [
        ("ZOE.P@example.com", True),
        ("mailto:zoe.p%40example.com?subject=x", True),
        ("xzoe.p@example.com", False),
        ("zoe.p@example.com.au", False),
        ("zoe.p@example.com.", True),
    ],
)
def test_email_is_found_and_longer_ones_are_not(text, is_hers):
    assert bool(kinds_in(text, ZOE)) is is_hers


def test_iban_and_number_are_found_with_spaces():
    assert kinds_in("FR76 3000 6000 0112 3456 7890 189", ZOE) == {"iban"}
    assert kinds_in("client C 00042", ZOE) == {"number"}


def test_mask_takes_single_names_and_leaves_tags_and_keys():
    text = '<p class="zoé">Planchette</p> {"planchette": "Zoé"}'
    assert mask(text, ZOE) == '<p class="•••">•••</p> {"planchette": "•••"}'


def test_tag_of_the_same_name_stays_whole():
    table = Identity(("Anna Table",))
    assert mask("<table><tr>Table</tr></table>", table) == (
        "<table><tr>•••</tr></table>"
    )


def test_nobody_is_known_by_nothing():
    assert not Identity()
    assert patterns_of(Identity()) == {}
    assert mask("Anything", Identity()) == "Anything"


def test_hostile_text_is_read_as_a_text():
    odd = Identity(("(a+)+$ .*",), ("a.b+c@x.fr",))
    assert not kinds_in("a" * 5000, odd)
    assert kinds_in("a.b+c@x.fr", odd) == {"email"}
    assert not kinds_in("aXb+c@x.fr", odd)


def test_cyrillic_name_is_found_in_small_and_capital_letters():
    olha = Identity(("Ольга Шевченко",))
    assert kinds_in("пані ШЕВЧЕНКО", olha) == {"name"}
    assert mask("Ольга прийшла", olha) == "••• прийшла"
