from odoo import api, fields, models

_ROLES = (
    "clientfile_is_prospect",
    "clientfile_is_client",
    "clientfile_is_supplier",
)
# What of a record is printed and written to its workbook, in this order.
_RECORD_FIELDS = {
    "status": (
        *("ref", "clientfile_status", "clientfile_is_vip", "clientfile_status_reason"),
        *("clientfile_role_label", "clientfile_client_since", "clientfile_closed_date"),
    ),
    "identity": (
        *("clientfile_trade_name", "clientfile_legal_form_id", "clientfile_civility"),
        *("function", "clientfile_registry", "clientfile_siren", "vat"),
        *("clientfile_ape", "industry_id", "clientfile_employee_count"),
        "clientfile_reference",
    ),
    "reach": ("phone", "email", "website", "clientfile_preferred_channel"),
    "relation": (
        *("user_id", "clientfile_territory_id", "clientfile_last_contact_date"),
        *("clientfile_first_contact_date", "clientfile_source_id"),
        *("clientfile_campaign_id", "clientfile_project", "clientfile_budget"),
        *("clientfile_preferences", "clientfile_loyalty_number"),
        *("clientfile_loyalty_points", "clientfile_checked_date"),
    ),
    "terms": (
        *("property_payment_term_id", "property_inbound_payment_method_line_id"),
        *("property_product_pricelist", "clientfile_discount"),
        *("clientfile_discount_reason", "property_delivery_carrier_id"),
    ),
}


class ResPartner(models.Model):
    """What the list of the customer file and the printed record show."""

    _inherit = "res.partner"

    clientfile_role_label = fields.Char(
        "Customer role", compute="_compute_clientfile_role_label"
    )

    @api.depends(*_ROLES)
    @api.depends_context("lang")
    def _compute_clientfile_role_label(self):
        labels = {
            fname: self._fields[fname]._description_string(self.env) for fname in _ROLES
        }
        for partner in self:
            partner.clientfile_role_label = ", ".join(
                labels[fname] for fname in _ROLES if partner[fname]
            )

    def _get_clientfile_record_fields(self, part):
        """The fields of a part: status, identity, reach, relation, terms."""
        return _RECORD_FIELDS[part]

    def _get_clientfile_record_filename(self):
        """Name of the file in which the record is printed."""
        self.ensure_one()
        parts = (self.env._("Customer record"), self.ref, self.name)
        return " - ".join(filter(None, parts))
