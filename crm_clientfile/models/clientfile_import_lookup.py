"""Names and codes of a customer file, found in the database: all of a kind at once."""

from odoo.tools import SQL

from ..tools.legal_forms import LegalForm, LegalForms
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
    "contact_role": ("clientfile.contact.role", "name"),
    "tags": ("res.partner.category", "name"),
    "source": ("utm.source", "name"),
    "campaign": ("utm.campaign", "title", "name"),
}
# Each company has its own ones, beside those that all share.
_TABLES_OF_COMPANY = {
    "territory": ("clientfile.territory", "name", "code"),
    "payment_term": ("account.payment.term", "name"),
    "pricelist": ("product.pricelist", "name"),
    "carrier": ("delivery.carrier", "name"),
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

    @property
    def legal_forms(self):
        """The legal forms of all countries."""
        return self._of("legal_form")

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
                "legal_form": self._read_legal_forms,
                "state": self._read_states,
                "salesperson": self._read_salespersons,
                "payment_method": self._read_payment_methods,
            }
            self._found[kind] = readers.get(kind, lambda: self._read_table(kind))()
        return self._found[kind]

    def _read_table(self, kind):
        if kind in _TABLES:
            return self._read_names(*_TABLES[kind])
        return self._read_names_of_company(*_TABLES_OF_COMPANY[kind])

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

    def _read_legal_forms(self):
        forms = self._env["clientfile.legal.form"].search([])
        return LegalForms(
            LegalForm(form.id, form.name, form.code or "", form.country_id.code or "")
            for form in forms
        )

    def _read_salespersons(self):
        users = self._env["res.users"].search([("share", "=", False)])
        return _unshared(
            (text, user.id)
            for user in users
            for text in (user.login, user.name, user.email)
        )

    def _read_names_of_company(self, model, *names):
        # sudo: names that the record of a customer shows to everybody
        records = self._env[model].sudo()
        if "company_id" in records._fields:
            domain = records._check_company_domain(self._env.company)
            records = records.search(domain)
        else:
            records = records.search([])
        own = set(records.ids)
        return _unshared(
            (text, id_)
            for id_, *values in _read(self._env, model, "id", *names)
            if id_ in own
            for value in values
            for text in _texts(value)
        )

    def _read_payment_methods(self):
        """Each by its name, and by its name with that of its journal."""
        # sudo: as above
        lines = self._env["account.payment.method.line"].sudo()
        lines = lines.search(
            [
                ("payment_type", "=", "inbound"),
                ("journal_id.active", "=", True),
                ("company_id", "parent_of", self._env.company.id),
            ]
        )
        languages = [code for code, _name in self._env["res.lang"].get_installed()]
        return _unshared(
            (text, line.id)
            for code in languages
            for line in lines.with_context(lang=code)
            for text in (line.name, line.display_name)
        )


def _unshared(pairs):
    """Ids by folded text, without the texts that several records share."""
    found, shared = {}, set()
    for text, id_ in pairs:
        key = fold(text)
        if found.setdefault(key, id_) != id_:
            shared.add(key)
    return {key: found[key] for key in found.keys() - shared - {""}}


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
