from odoo import api, fields, models
from odoo.exceptions import ValidationError

_SALESPERSON = "clientfile_salesperson"


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    responsible_type = fields.Selection(
        selection_add=[(_SALESPERSON, "Salesperson")],
        ondelete={_SALESPERSON: "set default"},
    )

    @api.constrains("plan_id", "responsible_type")
    def _check_clientfile_responsible(self):
        for template in self.filtered(lambda one: one.responsible_type == _SALESPERSON):
            if template.plan_id.res_model != "res.partner":
                raise ValidationError(
                    self.env._(
                        "Only an action on a customer can be given to the customer's "
                        "salesperson. Choose another assignment."
                    )
                )

    def _determine_responsible(self, on_demand_responsible, applied_on_record):
        if self.responsible_type != _SALESPERSON:
            return super()._determine_responsible(
                on_demand_responsible, applied_on_record
            )
        salesperson = applied_on_record._get_clientfile_actor()
        warning = self.env._("Customers without salesperson: their actions are yours.")
        return {
            "responsible": salesperson or self.env.user,
            "error": False,
            "warning": not salesperson and warning,
        }
