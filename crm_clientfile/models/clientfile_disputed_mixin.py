from odoo import api, fields, models

from .clientfile_dispute import OPEN_STATES

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ClientfileDisputedMixin(models.AbstractModel):
    """A document that disputes can be about: it has ``clientfile_dispute_ids``."""

    _name = "clientfile.disputed.mixin"
    _description = "Document with Disputes"

    clientfile_open_dispute_ids = fields.Many2many(
        "clientfile.dispute",
        string="Open Disputes",
        compute="_compute_clientfile_open_dispute_ids",
        groups=_USERS,
    )

    @api.depends("clientfile_dispute_ids.state")
    def _compute_clientfile_open_dispute_ids(self):
        for document in self:
            disputes = document.clientfile_dispute_ids
            document.clientfile_open_dispute_ids = disputes.filtered(
                lambda dispute: dispute.state in OPEN_STATES
            )

    def action_clientfile_open_dispute(self):
        """A new dispute about this document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Open a dispute"),
            "res_model": "clientfile.dispute",
            "view_mode": "form",
            "context": self._prepare_clientfile_dispute_context(),
        }

    def _prepare_clientfile_dispute_context(self):
        """Defaults of a dispute about this document."""
        return {
            "default_partner_id": self.partner_id.commercial_partner_id.id,
            "default_company_id": self.company_id.id,
        }
