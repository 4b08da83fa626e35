from odoo import api, fields, models
from odoo.exceptions import AccessError

from .clientfile_request import AGENT
from .res_partner_consent import CONSENT_READERS


class ResPartner(models.Model):
    """Data that is kept, and used for nothing but the contract (GDPR, article 18)."""

    _inherit = "res.partner"

    clientfile_restricted = fields.Boolean(
        "Use Restricted",
        readonly=True,
        copy=False,
        groups=CONSENT_READERS,
        help="The person asked that these data are kept, and not used: no commercial "
        "contact is made until the restriction is lifted.",
    )
    clientfile_request_ids = fields.One2many(
        "clientfile.request", "partner_id", "Requests", copy=False, groups=AGENT
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("clientfile_restricted") for vals in vals_list):
            self._check_clientfile_restriction()
        return super().create(vals_list)

    def write(self, vals):
        if "clientfile_restricted" in vals:
            self._check_clientfile_restriction()
        return super().write(vals)

    @api.model
    def _check_clientfile_restriction(self):
        if not self.env.su:
            raise AccessError(
                self.env._("The use of data is restricted by a request only.")
            )

    def _set_clientfile_restricted(self, is_restricted):
        """Restrict the use of these people's data, or lift it; the thread says so."""
        changed = self.filtered(
            # sudo: callers have checked the step; agents need not write contacts
            lambda one: one.sudo().clientfile_restricted != is_restricted
        )
        # sudo: as above
        changed.sudo().write({"clientfile_restricted": is_restricted})
        told = (
            self.env._("The use of these data is restricted.")
            if is_restricted
            else self.env._("The restriction of these data is lifted.")
        )
        for partner in changed.sudo():  # sudo: as above
            partner._message_log(body=told)

    def action_clientfile_open_requests(self):
        self.ensure_one()
        domain = [("partner_id", "=", self.id)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Requests"),
            "res_model": "clientfile.request",
            "view_mode": "list,form",
            "domain": domain,
        }
