from odoo import fields, models

from ..tools.identity import Identity


class ResPartner(models.Model):
    """A record whose person was erased."""

    _inherit = "res.partner"

    clientfile_erased_on = fields.Datetime(
        "Erased on",
        copy=False,
        readonly=True,
        groups="crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent,"
        "crm_clientfile_gdpr.crm_clientfile_gdpr_group_auditor",
    )

    def action_clientfile_prepare_erasure(self):
        """A plan of what becomes of everything that is known about this person."""
        self.ensure_one()
        self.check_access("read")
        plans = self.env["clientfile.erasure"]
        plans._check_agent()
        persons = self.env["clientfile.person.finder"]._get_persons(self)
        plan = plans._prepare(persons, Identity())
        return {
            "type": "ir.actions.act_window",
            "res_model": plan._name,
            "res_id": plan.id,
            "view_mode": "form",
        }
