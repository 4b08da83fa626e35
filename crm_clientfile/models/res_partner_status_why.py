from odoo import api, fields, models

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ResPartner(models.Model):
    """Why a customer has his status: what was said by hand, else what figures tell."""

    _inherit = "res.partner"

    clientfile_status_reason = fields.Char(
        "Reason of the Status",
        compute="_compute_clientfile_status_reason",
        exportable=False,
        groups=_USERS,
    )
    clientfile_status_date_to = fields.Date(
        "Status Until",
        compute="_compute_clientfile_status_reason",
        exportable=False,
        groups=_USERS,
    )
    clientfile_status_move_ids = fields.One2many(
        "clientfile.status.move",
        "partner_id",
        "Moves of the Status",
        readonly=True,
        groups=_USERS,
    )

    @api.depends("clientfile_status_change_id", "clientfile_status")
    @api.depends_context("company", "lang", "tz")
    def _compute_clientfile_status_reason(self):
        told = self._origin._get_clientfile_told()
        for partner in self:
            change = partner.clientfile_status_change_id
            entity = partner.commercial_partner_id._origin
            reason = change.reason or told.get(entity)
            if not reason and partner.clientfile_status:
                reason = self._say_clientfile_role(partner.clientfile_status)
            partner.clientfile_status_reason = reason
            partner.clientfile_status_date_to = change.date_to

    def _get_clientfile_told(self):
        """What figures tell of these entities, in words, in the current company."""
        company = self.env.company.root_id
        entities = self.commercial_partner_id._clientfile_maybe_known()
        if not entities:
            return {}
        rows = self.env["clientfile.metrics"].search(
            [
                ("partner_id", "in", entities.ids),
                ("company_id", "=", company.id),
                ("status", "!=", False),
            ]
        )
        words = self.env["clientfile.status.words"]
        return {
            row.partner_id: words._say(row._get_status_facts(), company.currency_id)
            for row in rows
        }

    def _say_clientfile_role(self, status):
        if status == "prospect":
            return self.env._("Nothing sold yet.")
        return self.env._("Client by its role: nothing invoiced yet.")
