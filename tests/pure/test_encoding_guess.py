import pytest

from crm_clientfile.formats.encoding_guess import guess_encoding

FRENCH = "Société Générale;Hélène Lefèvre;3 rue du Château;Besançon;L’Été;à Noël"
DUTCH = "Coöperatie België;Zoë Müller;Ruïne"
UKRAINIAN = "Товариство «Мрія»;вулиця Хрещатик;Київ;Прізвище та ім’я;ЛЬВІВ"


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("text", [FRENCH, DUTCH])
def test_western_text_is_told_from_its_old_encodings(text, encoding):
    sample = text.encode(encoding, "ignore")
    assert sample.decode(guess_encoding(sample)) == sample.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866"])
def test_cyrillic_text_is_told_from_its_encodings(encoding):
    sample = UKRAINIAN.encode(encoding, "ignore")
    assert guess_encoding(sample) == encoding


def test_latin_9_is_known_by_what_latin_1_lacks():
    sample = "Sœur Marie;12 €;cœur".encode("iso8859-15")
    assert guess_encoding(sample) == "iso8859-15"


@pytest.mark.parametrize("text", ["à", "12 €", "n° 5", "L’Oréal", "«»", "Été"])
def test_little_text_is_western(text):
    assert guess_encoding(text.encode("cp1252")) == "cp1252"


def test_capitals_alone_are_told_too():
    for encoding in ("cp1251", "koi8-u"):
        assert guess_encoding("КИЄВ;ХАРКІВ;ОДЕСА".encode(encoding)) == encoding
    assert guess_encoding("ÉCOLE;SOCIÉTÉ;CRÉATION".encode("cp1252")) == "cp1252"
