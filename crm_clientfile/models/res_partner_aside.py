from odoo import fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """The folder "to review": customers set aside until somebody has decided.

    They are archived, so that lists and searches leave them out, and nothing else: what
    names them goes on, and restoring them takes them out of the folder.
    """

    _inherit = "res.partner"

    clientfile_aside_date = fields.Datetime(
        "Set Aside for Review on",
        copy=False,
        readonly=True,
        index="btree_not_null",
        exportable=False,
        help="Since when this customer waits, archived, for a decision on whether it "
        "is another one.",
    )

    def write(self, vals):
        if vals.get("active"):
            vals = {**vals, "clientfile_aside_date": False}
        return super().write(vals)

    def action_clientfile_put_back(self):
        """Take these customers out of the folder; they are in use again."""
        aside = self.filtered("clientfile_aside_date")
        aside.write({"active": True})
        aside._message_log_batch(
            bodies=dict.fromkeys(aside.ids, self.env._("Put back into use."))
        )
        return True

    def action_clientfile_open_doubles(self):
        """The pairs of this customer that somebody is to decide on."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_duplicate_action"
        )
        domain = ["|", ("partner_a_id", "=", self.id), ("partner_b_id", "=", self.id)]
        return {**action, "domain": domain, "context": {}}

    def _clientfile_set_aside(self):
        """Put these customers into the folder; raises where one must stay."""
        self._clientfile_check_aside()
        self.write({"active": False, "clientfile_aside_date": fields.Datetime.now()})
        body = self.env._("Set aside: somebody is to decide whether it is a duplicate.")
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))

    def _clientfile_check_aside(self):
        # sudo: a user or company keeps its customer, whoever may see it
        for partner in self.sudo():
            if partner.user_ids:
                raise UserError(
                    self.env._(
                        "%(customer)s logs in: it cannot be set aside.",
                        customer=partner.display_name,
                    )
                )
            if partner.ref_company_ids:
                raise UserError(
                    self.env._(
                        "%(customer)s is the address of your company: it cannot be set "
                        "aside.",
                        customer=partner.display_name,
                    )
                )
