from odoo import api, fields, models

_ROLES = (
    "clientfile_is_prospect",
    "clientfile_is_client",
    "clientfile_is_supplier",
)


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

    def _get_clientfile_record_filename(self):
        """Name of the file in which the record is printed."""
        self.ensure_one()
        parts = (self.env._("Customer record"), self.ref, self.name)
        return " - ".join(filter(None, parts))
