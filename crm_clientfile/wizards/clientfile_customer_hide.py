from odoo import api, fields, models
from odoo.exceptions import UserError

_SHOWN = 20


class ClientfileCustomerHide(models.TransientModel):
    """Takes customers out of the file, with the reason in their history.

    They are archived, not deleted. Those with whom something is open stay.
    """

    _name = "clientfile.customer.hide"
    _description = "Hide Customers"

    partner_ids = fields.Many2many("res.partner", string="Customers", readonly=True)
    reason = fields.Char(required=True)
    hidden_count = fields.Integer("Customers to Hide", compute="_compute_kept")
    kept = fields.Text("Customers Who Stay", compute="_compute_kept")

    @api.depends("partner_ids")
    def _compute_kept(self):
        for wizard in self:
            opened = wizard.partner_ids._get_clientfile_open_documents()
            kept = wizard.partner_ids.filtered(lambda one, ids=opened: one.id in ids)
            wizard.hidden_count = len(wizard.partner_ids - kept)
            wizard.kept = "\n".join(wizard._get_kept_lines(kept, opened))

    def action_hide(self):
        self.ensure_one()
        opened = self.partner_ids._get_clientfile_open_documents()
        hidden = self.partner_ids.filtered(lambda partner: partner.id not in opened)
        if not hidden:
            raise UserError(
                self.env._(
                    "Something is still open with each of these customers:\n%(kept)s\n"
                    "Close it first.",
                    kept=self.kept,
                )
            )
        body = self.env._("Hidden from the file: %(reason)s", reason=self.reason)
        hidden._message_log_batch(bodies=dict.fromkeys(hidden.ids, body))
        hidden.action_archive()
        return {"type": "ir.actions.act_window_close"}

    def _get_kept_lines(self, kept, opened):
        lines = [f"{one.display_name} ({opened[one.id]})" for one in kept[:_SHOWN]]
        if len(kept) > _SHOWN:
            more = len(kept) - _SHOWN
            lines.append(self.env._("… and %(count)s more", count=more))
        return lines
