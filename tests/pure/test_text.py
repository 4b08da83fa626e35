"""Cleaning and folding of text."""

import sys
import unicodedata

import pytest

from crm_clientfile.tools.text import (
    clean,
    compact,
    fold,
    fold_code,
    is_cyrillic,
    is_digits,
    words,
)

OFFICIAL = {  # examples of the table of resolution 55/2010
    "Алушта": "alushta", "Борщагівка": "borshchahivka", "Вінниця": "vinnytsia",
    "Гадяч": "hadiach", "Згурський": "zghurskyi", "Ґалаґан": "galagan",
    "Ґорґани": "gorgany", "Донецьк": "donetsk", "Єнакієве": "yenakiieve",
    "Гаєвич": "haievych", "Короп’є": "koropie", "Житомир": "zhytomyr",
    "Закарпаття": "zakarpattia", "Медвин": "medvyn", "Іршава": "irshava",
    "Їжакевич": "yizhakevych", "Кадиївка": "kadyivka", "Мар’їне": "marine",
    "Йосипівка": "yosypivka", "Стрий": "stryi", "Олексій": "oleksii",
    "Харків": "kharkiv", "Біла Церква": "bila tserkva", "Чернівці": "chernivtsi",
    "Шостка": "shostka", "Гоща": "hoshcha", "Юрій": "yurii", "Корюківка": "koriukivka",
    "Яготин": "yahotyn", "Костянтин": "kostiantyn", "Знам’янка": "znamianka",
    "Феодосія": "feodosiia", "Розгон": "rozghon",
}  # fmt: skip


@pytest.mark.parametrize("value", [None, False, "", "  ", "\x00", "\u200b\u00a0\t"])
def test_nothing_cleans_to_an_empty_text(value):
    assert clean(value) == ""


def test_zero_is_not_nothing():
    assert clean(0) == "0"


@pytest.mark.parametrize(
    "dirty, tidy",
    [
        ("a\u00a0b\u202fc\u3000d\r\ne\u2028f", "a b c d e f"),
        ("e\u0301", "é"),
        ("\ufeffdata\x1b[0m", "data[0m"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("half \ud83d pair", "half pair"),
        ("soft\u00adhyphen", "softhyphen"),
        ("nul\x00byte", "nulbyte"),
        ("del\x7f\x9f", "del"),
        ("next\x85line", "next line"),
        ("👩\u200d🚀 rocket", "👩🚀 rocket"),
        ("tag\U000e0041", "tag"),
    ],
)
def test_invisible_characters_go_and_white_space_is_one(dirty, tidy):
    assert clean(dirty) == tidy


def test_a_clean_text_can_be_stored_as_utf_8():
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert "\x00" not in clean(everything)
    clean(everything).encode("utf-8")


def test_visible_emoji_and_arabic_stay():
    assert clean("مرحبا 🎉") == "مرحبا 🎉"


@pytest.mark.parametrize(
    "text, folded",
    [
        ("ŒUVRE Æsir GROẞ Søren Łódź", "oeuvre aesir gross soren lodz"),
        ("l’été ‹à› “là”", 'l\'ete ‹a› "la"'),
        ("№ ２ ﬁn", "no 2 fin"),
        ("Þór ĳssel İzmir ŉ", "thor ijssel izmir 'n"),
        ("2–3 — 4", "2-3 - 4"),
        ("Ñandú Čapek Őri", "nandu capek ori"),
    ],
)
def test_western_letters_fold_to_ascii(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("ukrainian, latin", OFFICIAL.items())
def test_official_ukrainian_examples(ukrainian, latin):
    assert fold(ukrainian) == latin
    assert fold(ukrainian.upper()) == latin


def test_apostrophe_at_the_start_of_a_quote_is_no_ukrainian_apostrophe():
    assert fold("'Юність'") == "'yunist'"


def test_stress_mark_does_not_start_a_word():
    assert fold("Украї\u0301на") == "ukraina"


def test_russian_and_belarusian_letters_are_known():
    assert fold("Объём Эры ЫВ ў") == "obem ery yv u"


def test_other_scripts_are_only_case_folded():
    assert fold("ΣΊΣΥΦΟΣ 東京 が 한국 שלום") == "σισυφοσ 東京 が 한국 שלום"


def test_folding_twice_changes_nothing_for_any_character():
    for code in range(0x10000):
        once = fold(f"a{chr(code)}b")
        assert fold(once) == once, hex(code)


def test_the_quick_way_for_western_letters_gives_the_slow_answer():
    for code in range(0xC0, 0x250):
        letter = chr(code)
        slow = fold(f"{letter}京").removesuffix("京")
        assert fold(letter) == slow, letter


def test_no_ascii_letter_is_lost_by_folding():
    for code in range(0xC0, 0x180):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            assert fold(chr(code)) == base.lower()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("S.A.R.L. Dupont", ("sarl", "dupont")),
        ("S.A.R.L.Dupont", ("sarl", "dupont")),
        ("Dupont S.A", ("dupont", "sa")),
        ("J.-P. L'Été", ("j", "p", "l", "ete")),
        ("a.b.com 1.5", ("ab", "com", "1", "5")),
        ("snake_case", ("snake", "case")),
        ("Т.О.В. Ліс", ("tov", "lis")),
        ("🎉🎉 ...", ()),
        ("", ()),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, expected):
    assert words(text) == expected


def test_compact_takes_out_the_usual_separators_only():
    assert compact(" fr 40-303.265_045/ a,b") == "FR40303265045A,B"
    assert compact(732829320) == "732829320"


def test_a_customer_number_is_compared_without_case_and_spaces():
    assert fold_code("É 00\u00a042-b") == "e0042-b"
    assert len(fold_code("9" * 500)) == 40


def test_only_ascii_digits_are_digits():
    assert is_digits("0123456789")
    assert not is_digits("12a") and not is_digits("²") and not is_digits("１")


def test_one_cyrillic_letter_makes_a_text_cyrillic():
    assert is_cyrillic("Café Ліс") and not is_cyrillic("Café") and not is_cyrillic(None)
