"""Translation catalogues: one template per addon, one file per addon and language.

They hold nothing that changes without a term: no dates, no version of Odoo, one order.
"""

from pathlib import Path

import polib

from . import places

EXPORTED = places.STATE / "terms"
LANGUAGES = {
    "fr": "nplurals=2; plural=(n > 1);",
    "nl": "nplurals=2; plural=(n != 1);",
    "uk": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
        "(n%100<10 || n%100>=20) ? 1 : 2);"
    ),
}


def exported(addon: str) -> Path:
    """Where Odoo's own export of the addon's terms lies."""
    return EXPORTED / f"{addon}.pot"


def template_file(addon: str) -> Path:
    return places.ROOT / addon / "i18n" / f"{addon}.pot"


def language_file(addon: str, language: str) -> Path:
    return places.ROOT / addon / "i18n" / f"{language}.po"


def read(path: Path) -> polib.POFile:
    """The catalogue in ``path``, an empty one when there is none."""
    filled = path.exists() and path.stat().st_size
    return polib.pofile(str(path)) if filled else _empty()


def make_template(addon: str, terms: polib.POFile) -> polib.POFile:
    """The exported terms under a header that never changes by itself."""
    template = _empty()
    template.metadata = _metadata(addon)
    template.extend(_entry(term) for term in sorted(terms, key=_msgid))
    return template


def merge(addon: str, language: str, template, known) -> polib.POFile:
    """The template's terms with the translations that ``known`` has for them."""
    kept = {entry.msgid: entry for entry in known if not entry.obsolete}
    merged = _empty()
    merged.metadata = _metadata(addon) | {
        "Language": language,
        "Plural-Forms": LANGUAGES[language],
    }
    merged.extend(_entry(term, kept.get(term.msgid)) for term in template)
    return merged


def untranslated(catalogue) -> list[str]:
    """Terms that a person would see in English, or that nobody has confirmed."""
    return [
        entry.msgid
        for entry in catalogue
        if not entry.obsolete and (not entry.msgstr.strip() or entry.fuzzy)
    ]


def difference(old, new) -> list[str]:
    """What separates two catalogues, one line each."""
    before, after = ({entry.msgid for entry in one} for one in (old, new))
    lines = [f"+ {term}" for term in sorted(after - before)]
    lines += [f"- {term}" for term in sorted(before - after)]
    if not lines and str(old) != str(new):
        lines.append("the places or the order of the terms")
    return lines


def _empty() -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.header = "Made by setup/translate, which keeps translations only."
    return catalogue


def _msgid(entry) -> str:
    return entry.msgid


def _entry(term, translated=None) -> polib.POEntry:
    return polib.POEntry(
        msgid=term.msgid,
        msgstr=translated.msgstr if translated else "",
        comment=term.comment,
        occurrences=term.occurrences,
        tcomment=translated.tcomment if translated else "",
        flags=translated.flags if translated else [],
    )


def _metadata(addon: str) -> dict[str, str]:
    return {
        "Project-Id-Version": f"{addon} 19.0",
        "Report-Msgid-Bugs-To": "",
        "Last-Translator": "",
        "Language-Team": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
