"""French, Dutch and Ukrainian are complete; whether the terms are current is asked of
Odoo by ``setup/translate --check``."""

import re
from collections import Counter

import polib
import pytest
from ground import catalog, places

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdfr]|(?<!\{)\{\w*\}(?!\})")
TAG = re.compile(r"</?[A-Za-z][\w-]*")

CATALOGUES = [(addon, lang) for addon in places.ADDONS for lang in catalog.LANGUAGES]
each_catalogue = pytest.mark.parametrize(("addon", "language"), CATALOGUES)


def unlike(entry: polib.POEntry) -> str:
    """What became of the placeholders and tags, "" when they are all there."""
    for pattern in (PLACEHOLDER, TAG):
        wanted = Counter(pattern.findall(entry.msgid))
        given = Counter(pattern.findall(entry.msgstr))
        if wanted != given:
            return f"{dict(wanted)} became {dict(given)}"
    return ""


def terms(catalogue) -> set[str]:
    return {entry.msgid for entry in catalogue if not entry.obsolete}


@each_catalogue
def test_language_has_exactly_the_terms_of_the_template(addon, language):
    template = catalog.read(catalog.template_file(addon))
    translated = catalog.read(catalog.language_file(addon, language))
    assert terms(template), "The template is empty: run setup/translate."
    assert terms(translated) == terms(template)


@each_catalogue
def test_no_term_is_left_untranslated(addon, language):
    translated = catalog.read(catalog.language_file(addon, language))
    assert set(catalog.untranslated(translated)) == set()


@each_catalogue
def test_placeholders_and_tags_survive_translation(addon, language):
    translated = catalog.read(catalog.language_file(addon, language))
    lost = {entry.msgid: unlike(entry) for entry in translated if entry.msgstr}
    assert {term: what for term, what in lost.items() if what} == {}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("%(count)s rows", "%(nombre)s lignes"),
        ("%s of %s", "%s sur"),
        ("{name}", "{}"),
        ("<b>Bold</b>", "<b>Gras<b>"),
    ],
)
def test_a_lost_placeholder_is_found(source, translation):
    assert unlike(polib.POEntry(msgid=source, msgstr=translation))


def test_a_sound_translation_is_accepted():
    source, translation = "%(a)s of %(b)s <i>x</i>", "<i>x</i> : %(b)s, %(a)s"
    assert not unlike(polib.POEntry(msgid=source, msgstr=translation))


def test_fuzzy_and_empty_terms_are_found():
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="sure", msgstr="sûr"))
    catalogue.append(polib.POEntry(msgid="empty", msgstr=" "))
    catalogue.append(polib.POEntry(msgid="fuzzy", msgstr="flou", flags=["fuzzy"]))
    assert catalog.untranslated(catalogue) == ["empty", "fuzzy"]


def test_merging_keeps_translations_and_drops_what_is_gone():
    template = polib.POFile()
    template.extend([polib.POEntry(msgid="kept"), polib.POEntry(msgid="new")])
    known = polib.POFile()
    known.append(polib.POEntry(msgid="gone", msgstr="parti"))
    known.append(polib.POEntry(msgid="kept", msgstr="gardé"))
    merged = catalog.merge("crm_clientfile", "fr", template, known)
    assert [(one.msgid, one.msgstr) for one in merged] == [
        ("kept", "gardé"),
        ("new", ""),
    ]


def test_merging_twice_changes_nothing():
    template = polib.POFile()
    template.append(polib.POEntry(msgid="kept", occurrences=[("model:a,b:c", "")]))
    once = catalog.merge("crm_clientfile", "uk", template, polib.POFile())
    twice = catalog.merge("crm_clientfile", "uk", template, polib.pofile(str(once)))
    assert str(once) == str(twice)
