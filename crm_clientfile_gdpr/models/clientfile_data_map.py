from odoo import api, fields, models
from odoo.tools import SQL, ormcache

from ..tools.personal_data import (
    GROUNDS,
    HOST,
    NOT_READ,
    NOT_READ_FAMILIES,
    PersonalData,
)

KINDS = [
    ("text", "Text"),
    ("email", "E-mail"),
    ("phone", "Telephone"),
    ("link", "Link to a person"),
    ("document", "Link to any record"),
    ("file", "File"),
]
ACTIONS = [
    ("delete", "Delete"),
    ("anonymise", "Anonymise"),
    ("restrict", "Restrict"),
    ("keep", "Keep"),
    ("leave", "Leave: somebody else's"),
]
CATEGORIES = [
    ("identity", "Identity"),
    ("contact", "Ways to reach"),
    ("trade", "Commercial relation"),
    ("money", "Invoices and payments"),
    ("document", "Documents"),
    ("consent", "Consents"),
    ("activity", "Messages and activities"),
]
_TEXTS = ("char", "text", "html", "json", "properties")
_DPO = "crm_clientfile_gdpr.crm_clientfile_gdpr_group_dpo"


class ClientfileDataMap(models.Model):
    """Where a database may keep personal data: declared by modules, or found.

    One row per field that is read, followed or told to be out of reach. The rows are
    made from the registry, see ``_get_wanted_rows``, and show what the look-up and the
    erasure do.
    """

    _name = "clientfile.data.map"
    _description = "Data Map"
    _order = "model, field"
    _rec_name = "field"

    model = fields.Char(required=True, readonly=True, index=True)
    model_name = fields.Char("Records", compute="_compute_names")
    field = fields.Char("Technical Name", required=True, readonly=True)
    field_name = fields.Char("Field", compute="_compute_names")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    category = fields.Selection(CATEGORIES, required=True, readonly=True)
    is_declared = fields.Boolean("Declared", readonly=True)
    is_searched = fields.Boolean("Searched", readonly=True)
    action = fields.Selection(ACTIONS, "On Erasure", required=True, readonly=True)
    ground = fields.Char("Kept Because", compute="_compute_names")
    years = fields.Integer("Kept for (Years)", readonly=True)
    reason = fields.Char("Not Searchable Because", compute="_compute_names")

    _field_of_model = models.UniqueIndex("(model, field)")

    @api.depends("model", "field", "is_searched")
    @api.depends_context("lang")
    def _compute_names(self):
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        for row in self:
            row.model_name = known._get(row.model).name or row.model
            model = self.env.get(row.model)
            field = model._fields.get(row.field) if model is not None else None
            row.field_name = field.get_description(self.env)["string"] if field else ""
            rule = self._get_rule(row.model)
            row.ground = self._get_grounds().get(rule.ground, "")
            row.reason = "" if row.is_searched else self._get_reason(row.kind)

    def action_rebuild(self):
        """Read the registry once more; whoever reads the map may do so."""
        self.check_access("read")
        self.sudo()._rebuild()  # sudo: rows are only ever made from the registry
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _rebuild(self):
        """Bring the rows up to date; only what differs is written."""
        wanted = {(row["model"], row["field"]): row for row in self._get_wanted_rows()}
        stored = {(row.model, row.field): row for row in self.search([])}
        names = ("kind", "category", "is_declared", "is_searched", "action", "years")
        stale = self.browse()
        for key, row in stored.items():
            values = wanted.get(key)
            if not values or any(row[name] != values[name] for name in names):
                stale |= row
            else:
                del wanted[key]
        stale.unlink()
        self.create(list(wanted.values()))

    def _register_hook(self):
        super()._register_hook()
        if self.env.registry.updated_modules:
            self._rebuild()

    @api.model
    def _get_rule(self, model_name):
        """What is declared about a model, else that its texts are anonymised."""
        model = self.env.get(model_name)
        declared = model is not None and model._clientfile_personal_data()
        if declared:
            return declared
        if model is not None and model._transient:
            return PersonalData("delete")
        return HOST.get(model_name) or PersonalData()

    @api.model
    def _is_declared(self, model_name):
        return bool(
            model_name in HOST or self.env[model_name]._clientfile_personal_data()
        )

    @api.model
    @ormcache()
    def _get_text_fields(self):
        """``{model: (fields)}`` of all stored text that people may have typed."""
        found = {}
        for model in self._get_stored_models():
            names = [
                name
                for name, field in model._fields.items()
                if self._is_text(field) and name not in self._get_unread_fields()
            ]
            if names and self._is_read(model._name):
                found[model._name] = tuple(names)
        return found

    @api.model
    def _is_read(self, model_name):
        """Whether the texts of a model are searched; some only programs write."""
        return model_name not in NOT_READ and not model_name.startswith(
            NOT_READ_FAMILIES
        )

    @api.model
    @ormcache()
    def _get_column_fields(self):
        """``{model: {field: type}}`` of the fields that links are followed by."""
        return {
            model._name: {
                name: field.type
                for name, field in model._fields.items()
                if self._is_link(field)
            }
            for model in self._get_stored_models()
        }

    @api.model
    def _get_stored_models(self):
        """Models with a table of their own."""
        return [
            self.env[name]
            for name, model in sorted(self.env.registry.items())
            if model._auto and not model._abstract and model._table
        ]

    @api.model
    def _get_unread_fields(self):
        """Names of fields that hold no word of anybody, in whatever model."""
        return frozenset(("access_token", "store_fname", "checksum", "parent_path"))

    def _is_text(self, field):
        return bool(field.store and field.column_type and field.type in _TEXTS)

    def _is_link(self, field):
        if not field.store or field.name in ("create_uid", "write_uid"):
            return False
        if field.type in ("many2one", "many2many"):
            return field.comodel_name == "res.partner"
        return field.type in ("reference", "many2one_reference")

    def _is_file(self, field):
        return field.type == "binary" and (field.store or field.attachment)

    def _get_wanted_rows(self):
        """Values of every row that the registry asks for."""
        return [
            self._prepare_row(model, name, kind)
            for model in self._get_stored_models()
            if not model._transient
            for name, field in model._fields.items()
            if (kind := self._get_kind(model, field))
        ]

    def _get_kind(self, model, field):
        if self._is_text(field):
            return self._get_text_kind(field.name)
        if self._is_link(field):
            is_person = field.type in ("many2one", "many2many")
            return "link" if is_person else "document"
        return "file" if self._is_file(field) else None

    def _get_text_kind(self, name):
        if "email" in name:
            return "email"
        return "phone" if "phone" in name or "mobile" in name else "text"

    def _prepare_row(self, model, name, kind):
        rule = self._get_rule(model._name)
        texts = self._get_text_fields().get(model._name, ())
        return {
            "model": model._name,
            "field": name,
            "kind": kind,
            "category": rule.category,
            "is_declared": self._is_declared(model._name),
            "is_searched": kind in ("link", "document") or name in texts,
            "action": rule.action,
            "years": GROUNDS.get(rule.ground, 0),
        }

    def _get_reason(self, kind):
        if kind == "file":
            return self._get_file_reason()
        return self.env._("Programs alone write it, nobody types here.")

    def _get_file_reason(self):
        """What of files is read here, and what to do for the rest."""
        if self.env["ir.attachment"]._is_clientfile_indexed():
            return self.env._(
                "Texts, PDF and office documents are read by Odoo's index; pictures, "
                "scans and recordings by nobody: they are found by their name and by "
                "the record they belong to."
            )
        return self.env._(
            "Text files alone are read. PDF and office documents are, once Odoo's "
            "module “Attachments List and Document Indexation” is installed; until "
            "then they, and pictures, are found by their name and by the record they "
            "belong to."
        )

    @api.model
    def _get_grounds(self):
        """Why records are kept, in words."""
        return {
            "accounting": self.env._(
                "Accounts and their vouchers: ten years (code de commerce, L. 123-22)"
            ),
            "contract": self.env._(
                "Claims from contracts: five years (code civil, article 2224)"
            ),
            "labour": self.env._(
                "Register of staff: five years after departure (code du travail, "
                "R. 1221-26)"
            ),
            "audit": self.env._("Audit trail of the accounts: ten years"),
            "proof": self.env._(
                "Proof of consent, without anything that leads to the person (GDPR, "
                "article 7)"
            ),
            "fec": self.env._(
                "The file of the accounts (FEC) of a year that was not exported yet "
                "names the person"
            ),
            "obstacle": self.env._("Something is open with this person"),
            "other": self.env._("To be judged: it may be about somebody else"),
            "link": self.env._(
                "Only a link: it names nobody once the record of the person is erased"
            ),
            "person": self.env._("Somebody else's record"),
            "law": self.env._("A law requires it"),
        }

    @api.model
    def _get_rows_reading(self, model_name, condition):
        """SELECT of id and texts of a model, as one text each."""
        model = self.env[model_name]
        names = self._get_text_fields()[model_name]
        columns = [
            SQL("%s::text", SQL.identifier(model._table, name)) for name in names
        ]
        return SQL(
            "SELECT %s, %s FROM %s WHERE %s",
            SQL.identifier(model._table, "id"),
            SQL(", ").join(columns),
            SQL.identifier(model._table),
            condition,
        )
