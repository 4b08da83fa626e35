"""Texts in the letters of an encoding, by the published table."""

import unicodedata

import pytest

from crm_clientfile_accounting_export.formats.encodings import encode_text
from crm_clientfile_accounting_export.formats.problem import BadValue
from crm_clientfile_accounting_export.formats.text import (
    CYRILLIC,
    LETTERS,
    TYPOGRAPHY,
    fit_code,
    fit_text,
    plain_pattern,
    protect,
    unprotect,
)

ENCODINGS = ("ascii", "cp850", "cp1252", "iso8859-15")
CASES = {
    "Cœur à 5 € – l’été…": "Coeur a 5 EUR - l'ete...",
    "½ tasse, 3 m², n° 4": "1/2 tasse, 3 m2, no 4",
    "Øresund, Łódź, Straße": "Oresund, Lodz, Strasse",
    "10 kΩ → 5 µF ≥ 3": "10 kohm -> 5 uF >= 3",
    "Київ, вул. Хрещатик": "Kyiv, vul. Khreshchatyk",
    "Їжакевич, ЄВРО, Юрій": "Yizhakevych, YEVRO, Yurii",
    "Знам'янка, Згорани": "Znamianka, Zghorany",
    "Съешь ещё, Жуков": "Sesh eshche, Zhukov",
    "Љубав Њ Ђорђе": "Ljubav Nj Djordje",
    "🎉👩‍👧 fête\u200b ☎\ufe0f": "fete",
    "a\r\n\tb\x00\u2028c": "a b c",
    "ﬁn ①": "fin 1",
    "e\u0301te\u0301": "ete",
}


@pytest.mark.parametrize("text", CASES)
def test_text_is_written_by_the_table(text):
    assert fit_text(text, "ascii") == CASES[text]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_character_fits_or_is_refused(encoding):
    for code in range(0x3000):
        character = chr(code)
        try:
            fitted = fit_text(f"a{character}b", encoding)
        except BadValue as bad:
            assert unicodedata.category(character)[0] in "LN"
            assert bad.params == {"character": bad.params["character"]}
            continue
        assert fitted.encode(encoding).decode(encoding) == fitted
        asked = "?" in unicodedata.normalize("NFKD", character)
        assert ("?" in fitted) == asked


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fitted_text_stays_as_it_is(encoding):
    for text in CASES:
        fitted = fit_text(text, encoding)
        assert fit_text(fitted, encoding) == fitted


@pytest.mark.parametrize("table", [TYPOGRAPHY, LETTERS, CYRILLIC])
def test_tables_have_plain_letters_only(table):
    assert "".join(table.values()).isascii()
    assert all(len(character) == 1 for character in table)


def test_french_letters_are_kept_where_they_exist():
    french = "àâäçéèêëîïôöùûüÿÀÂÇÉÈÊËÎÏÔÙÛÜ«»°²"
    assert fit_text("éèàçùâêîôûëïü", "cp850") == "éèàçùâêîôûëïü"
    assert fit_text(french, "iso8859-15") == french.replace("«", '"').replace("»", '"')


def test_utf_8_keeps_letters_and_drops_pictures():
    assert fit_text("Київ 東京 œ € 🎉", "utf-8") == "Київ 東京 œ €"


@pytest.mark.parametrize("code", ["A\tB", "é\u20ac", " A", "A\n", "東"])
def test_code_that_would_change_is_refused(code):
    with pytest.raises(BadValue):
        fit_code(code, "iso8859-1")


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "a", "-5", "'", "@x", ""])
def test_protected_text_comes_back(text):
    assert unprotect(protect(text)) == text


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-8"])
def test_quick_way_agrees_with_the_long_one(encoding):
    plain = plain_pattern(encoding, ";")
    texts = [*CASES, *CASES.values(), "a;b", "Été 20 %", "a  b", " a", "=1", "(x)"]
    for text in texts:
        if plain.fullmatch(text):
            assert fit_text(text, encoding) == protect(text) == text
            assert ";" not in text


@pytest.mark.parametrize(
    "encoding", ["cp1252", "iso8859-15", "cp850", "ascii", "utf-8"]
)
def test_fast_encoding_is_that_of_python(encoding):
    """Every character that fits, and a refusal of every other one."""
    for code in (*range(0x180), 0x20AC, 0x2019, 0x416):
        text = f"a{chr(code)}b"
        try:
            expected = text.encode(encoding)
        except UnicodeEncodeError:
            with pytest.raises(UnicodeEncodeError):
                encode_text(text, encoding)
        else:
            assert encode_text(text, encoding) == expected
