"""Names and codes of a customer file, found in the database: all of a kind at once."""

from odoo.tools import SQL

from ..tools.text import fold

_COUNTRY_ALIASES = {
    "usa": "US",
    "etats-unis": "US",
    "uk": "GB",
    "angleterre": "GB",
    "england": "GB",
    "engeland": "GB",
    "hollande": "NL",
    "holland": "NL",
}
_TABLES = {
    "industry": ("res.partner.industry", "name", "full_name"),
    "legal_form": ("clientfile.legal.form", "name", "code"),
    "contact_role": ("clientfile.contact.role", "name"),
    "tags": ("res.partner.category", "name"),
}


def country_codes(env):
    """Codes of countries by folded name, in every language, and by code."""
    found = dict(_COUNTRY_ALIASES)
    for code, names in _read(env, "res.country", "code", "name"):
        for name in _texts(names):
            found[fold(name).replace(".", "")] = code
        found[code.lower()] = code
    return found


def language_codes(env):
    """Codes of installed languages by code, short code and name."""
    found = {}
    for language in env["res.lang"].search([]):
        short = language.iso_code or language.code
        for text in (language.code, short, short[:2], language.name):
            found.setdefault(fold(text), language.code)
        found.setdefault(fold(language.name.partition("/")[0]), language.code)
    return found


class Lookups:
    """Finds records by their folded names; each model is read once.

    ``find`` gives an id, or ``None`` for an unknown name and for one that several
    records share.
    """

    def __init__(self, env):
        self._env = env
        self._found = {}

    def find(self, kind, text, country_id=None):
        """The id of the record of this kind that is called ``text``."""
        if kind == "state":
            return self._of("state").get((country_id, fold(text)))
        return self._of(kind).get(fold(text))

    def country_id(self, code):
        """The id of a country."""
        return self._of("country").get(code)

    def add(self, kind, text, record_id):
        """Make a record known that was created meanwhile."""
        self._of(kind)[fold(text)] = record_id

    def _of(self, kind):
        if kind not in self._found:
            readers = {
                "country": self._read_countries,
                "state": self._read_states,
                "salesperson": self._read_salespersons,
            }
            read = readers.get(kind)
            self._found[kind] = read() if read else self._read_names(*_TABLES[kind])
        return self._found[kind]

    def _read_names(self, model, *names):
        found = {}
        for record_id, *texts in _read(self._env, model, "id", *names):
            for value in texts:
                for text in _texts(value):
                    found.setdefault(fold(text), record_id)
        return found

    def _read_countries(self):
        return dict(_read(self._env, "res.country", "code", "id"))

    def _read_states(self):
        found = {}
        rows = _read(self._env, "res.country.state", "country_id", "id", "name", "code")
        for country_id, id_, name, code in rows:
            for text in (*_texts(name), code):
                found.setdefault((country_id, fold(text)), id_)
        return found

    def _read_salespersons(self):
        found, shared = {}, set()
        users = self._env["res.users"].search([("share", "=", False)])
        for user in users:
            for text in {fold(user.login), fold(user.name), fold(user.email)} - {""}:
                if found.setdefault(text, user.id) != user.id:
                    shared.add(text)
        return {text: id_ for text, id_ in found.items() if text not in shared}


def _read(env, model, *names):
    """Rows of a small table; names in all languages come as a mapping."""
    records = env[model]
    records.flush_model()
    columns = SQL(", ").join(map(SQL.identifier, names))
    table = SQL.identifier(records._table)
    is_active = SQL("WHERE active") if "active" in records._fields else SQL()
    return env.execute_query(
        SQL("SELECT %s FROM %s %s ORDER BY id", columns, table, is_active)
    )


def _texts(value):
    return value.values() if isinstance(value, dict) else [value] if value else []
