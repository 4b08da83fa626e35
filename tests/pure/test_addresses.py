"""Streets, towns and postcodes."""

import pytest

from crm_clientfile.tools.addresses import (
    city_words,
    split_postcode_city,
    street_words,
    tidy_city,
    tidy_postcode,
    tidy_street,
)
from crm_clientfile.tools.errors import InvalidValue


def test_streets_and_towns_are_cleaned_and_keep_their_capitals():
    assert tidy_street(" 12,\u00a0RUE  de la Paix ,") == "12, RUE de la Paix"
    assert tidy_city("PARIS  CEDEX 11 ") == "PARIS CEDEX 11"
    assert tidy_street(None) == tidy_city(None) == ""


@pytest.mark.parametrize(
    "text, country, postcode, city",
    [
        ("75011 Paris", "", "75011", "Paris"),
        ("75011 PARIS CEDEX 11", "", "75011", "PARIS CEDEX 11"),
        ("75 011 Paris", "", "75011", "Paris"),
        ("F-75011 Paris", "", "75011", "Paris"),
        ("B-1000 Bruxelles", "", "1000", "Bruxelles"),
        ("1000 Bruxelles", "", "1000", "Bruxelles"),
        ("8660 De Panne", "", "8660", "De Panne"),
        ("7100 LA LOUVIERE", "BE", "7100", "LA LOUVIERE"),
        ("1012AB Amsterdam", "", "1012 AB", "Amsterdam"),
        ("1012 AB Amsterdam", "NL", "1012 AB", "Amsterdam"),
        ("1012ab", "NL", "1012 AB", ""),
        ("Amsterdam", "NL", "", "Amsterdam"),
        ("01001 Київ", "", "01001", "Київ"),
        ("м. Київ, 01001", "", "01001", "м. Київ"),
        ("Bruxelles 1000", "", "1000", "Bruxelles"),
        ("Paris 11", "", "", "Paris 11"),
        ("Lyon CEDEX 03", "", "", "Lyon CEDEX 03"),
        ("75011", "", "75011", ""),
        ("750111 Paris", "", "", "750111 Paris"),
        ("Paris", "", "", "Paris"),
        ("", "", "", ""),
        (None, "", "", ""),
    ],
)
def test_postcode_and_town_are_taken_apart(text, country, postcode, city):
    assert split_postcode_city(text, country) == (postcode, city)


@pytest.mark.parametrize(
    "value, country, postcode, repaired",
    [
        ("75011", "FR", "75011", False),
        ("75 011", "FR", "75011", False),
        ("F-75011", "FR", "75011", False),
        (1000, "FR", "01000", True),
        ("1000", "FR", "01000", True),
        (1000.0, "FR", "01000", True),
        (75011.0, "FR", "75011", True),
        (97400, "RE", "97400", False),
        (1001, "UA", "01001", True),
        (1067, "DE", "01067", True),
        (1000, "BE", "1000", False),
        ("B-1000", "BE", "1000", False),
        ("L-1234", "LU", "1234", False),
        ("1012ab", "NL", "1012 AB", False),
        ("1012 AB", "NL", "1012 AB", False),
        ("sw1a 1aa", "GB", "SW1A 1AA", False),
        ("", "FR", "", False),
        (None, "BE", "", False),
        ("abc", "", "ABC", False),
    ],
)
def test_a_postcode_is_written_as_its_country_does(value, country, postcode, repaired):
    assert tidy_postcode(value, country) == (postcode, repaired)


@pytest.mark.parametrize(
    "value, country",
    [(100, "FR"), ("750111", "FR"), ("2A004", "FR"), ("10000", "BE")]
    + [("0012 AB", "NL"), ("1012", "NL"), ("٧٥٠١١", "FR"), (-1000, "FR"), (999, "BE")],
)
def test_a_wrong_postcode_is_refused_with_an_example(value, country):
    with pytest.raises(InvalidValue) as caught:
        tidy_postcode(value, country)
    assert caught.value.code == "postcode_shape"
    assert caught.value.params["country"] == country
    assert caught.value.params["example"] in str(caught.value)


def test_a_rounded_postcode_is_refused():
    with pytest.raises(InvalidValue) as caught:
        tidy_postcode("7.5E+4", "FR")
    assert caught.value.code == "postcode_truncated"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("St-Étienne", ("saint", "etienne")),
        ("Ste Foy", ("sainte", "foy")),
        ("La Rochelle", ("rochelle",)),
        ("L'Haÿ-les-Roses", ("hay", "roses")),
        ("Villeneuve-d'Ascq", ("villeneuve", "ascq")),
        ("PARIS CEDEX 11", ("paris", "11")),
        ("м. Київ", ("kyiv",)),
        ("Le", ("le",)),
        ("", ()),
    ],
)
def test_town_words_leave_out_articles_and_cedex(text, expected):
    assert city_words(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("12 bis, av. de la Gare", ("12", "bis", "avenue", "gare")),
        ("12bis avenue de la gare", ("12", "bis", "avenue", "gare")),
        ("12 B AV DE LA GARE", ("12", "b", "avenue", "gare")),
        ("12b bd St-Michel", ("12", "b", "boulevard", "saint", "michel")),
        ("3 r. de l'Église", ("3", "rue", "eglise")),
        ("r de Paris", ("rue", "paris")),
        ("3 all Jean R Martin", ("3", "allee", "jean", "r", "martin")),
        ("5 pl du Gal de Gaulle", ("5", "place", "general", "gaulle")),
        ("rte de Lyon, Bât C, appt 12", ("route", "lyon")),
        ("10 imp des Lilas BP 123", ("10", "impasse", "lilas")),
        ("bâtiment Bellevue, ch. Vert", ("bellevue", "chemin", "vert")),
        ("rue du 1er Mai, n° 7", ("rue", "1er", "mai", "7")),
        ("Kerkstraat 5 bus 2", ("kerkstraat", "5")),
        ("вул. Хрещатик, буд. 22, кв. 5", ("vulytsia", "khreshchatyk", "22")),
        ("пл. Ринок, оф. 3", ("ploshcha", "rynok")),
        ("rue of Light", ("rue", "light")),
        ("", ()),
        (None, ()),
    ],
)
def test_street_words_are_number_way_and_name(text, expected):
    assert street_words(text) == expected


def test_two_writings_of_a_street_have_the_same_words():
    written = ("12bis av. du Gal. Leclerc", "12 BIS, AVENUE DU GÉNÉRAL LECLERC, Bât. A")
    assert len({street_words(text) for text in written}) == 1
