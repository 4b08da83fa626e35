from odoo import api, fields, models
from odoo.tools import format_date, format_datetime

from ..tools.errors import InvalidValue
from ..tools.phones import parse_phone
from ..tools.text import fold
from .clientfile_duplicate import SIDES

_PARTNER_FIELDS = (
    *("name", "clientfile_trade_name", "is_company", "parent_id", "ref"),
    *("company_registry", "clientfile_siren", "vat", "clientfile_birth_date"),
    *("phone", "email", "website", "clientfile_channel_ids"),
    *("street", "street2", "zip", "city", "country_id"),
    *("category_id", "user_id", "company_id", "create_date", "write_date"),
)
_LEAD_FIELDS = (
    *("name", "type", "contact_name", "partner_name", "partner_id"),
    *("phone", "email_from", "website", "street", "street2", "zip", "city"),
    *("country_id", "stage_id", "expected_revenue", "user_id", "team_id"),
    *("company_id", "create_date", "write_date"),
)
# The customer's field of each document, and whether its contacts count with him.
_DOCUMENTS = {
    "sale.order": "partner_id",
    "account.move": "partner_id",
    "crm.lead": "partner_id",
    "calendar.event": "partner_ids",
    "project.task": "partner_id",
    "res.partner": "parent_id",
}


class ClientfileDuplicate(models.Model):
    """Both records of a pair side by side, field by field, as their reader may see."""

    _inherit = "clientfile.duplicate"

    comparison = fields.Html(compute="_compute_comparison", sanitize=False)
    evidence = fields.Html(compute="_compute_evidence", sanitize=False)

    @api.depends("partner_a_id", "partner_b_id", "lead_a_id", "lead_b_id")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_comparison(self):
        for pair in self:
            pair.comparison = self.env["ir.qweb"]._render(
                "crm_clientfile.clientfile_duplicate_comparison",
                {
                    "pair": pair,
                    "rows": pair._prepare_compared(),
                    "counts": pair._prepare_counted(),
                },
            )

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_evidence(self):
        word = self.env["clientfile.duplicate.reason"]._word
        for pair in self:
            pair.evidence = self.env["ir.qweb"]._render(
                "crm_clientfile.clientfile_duplicate_evidence",
                {"reasons": [(word(said), said[1]) for said in pair.reasons or ()]},
            )

    @api.model
    def _get_compared_fields(self, model):
        """Names of the fields that are shown side by side."""
        return _LEAD_FIELDS if model == "crm.lead" else _PARTNER_FIELDS

    @api.model
    def _get_counted_documents(self):
        """By model the field that names the customer; counted on both sides."""
        return _DOCUMENTS

    def _prepare_compared(self):
        """Label, both values, and how they compare, of each field that one side has."""
        sides = (self.side_a, self.side_b)
        rows = []
        for name in self._get_compared_fields(self.res_model):
            if not self._is_shown(name):
                continue
            texts = [self._get_text(side, name) for side in sides]
            if any(texts):
                label = sides[0]._fields[name]._description_string(self.env)
                rows.append((label, *texts, self._get_mark(name, *texts)))
        return rows

    def _is_shown(self, name):
        records = self.env[self.res_model]
        field = records._fields.get(name)
        return field and records._has_field_access(field, "read")

    def _get_mark(self, name, *texts):
        """How two values compare: written otherwise, they may be the same."""
        if not all(texts):
            return "missing"
        mine, theirs = texts
        if mine == theirs:
            return "same"
        mine, theirs = (self._fold(name, *side) for side in self._get_sides(texts))
        return "alike" if mine == theirs else "different"

    def _get_sides(self, texts):
        return zip((self.side_a, self.side_b), texts, strict=True)

    @api.model
    def _fold(self, name, record, text):
        if name != "phone":
            return " ".join(fold(text).split())
        country = (
            record.country_id or (record.company_id or self.env.company).country_id
        )
        try:
            return parse_phone(text, country.code or "").e164
        except InvalidValue:
            return text

    @api.model
    def _get_text(self, record, name):
        field, value = record._fields[name], record[name]
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return labels.get(value, "")
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "datetime":
            return format_datetime(self.env, value, dt_format="short")
        return str(value or "")

    def _prepare_counted(self):
        """Label and number of documents on both sides, where the user may read them."""
        if self.res_model != "res.partner":
            return []
        counts = []
        for model, field in self._get_counted_documents().items():
            if model in self.env and self.env[model].has_access("read"):
                both = [self._count_documents(model, field, side) for side in SIDES]
                if any(both):
                    label = self.env["ir.model"]._get(model).name
                    counts.append((label, *both))
        return counts

    def _count_documents(self, model, field, side):
        return self.env[model].search_count([(field, "in", self[side].ids)])
