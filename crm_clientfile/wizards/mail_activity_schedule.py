from odoo import api, fields, models


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    clientfile_is_for_salesperson = fields.Boolean(
        "For Each Customer's Salesperson",
        help="Customers without a salesperson are for the person chosen below.",
    )
    clientfile_can_be_for_salesperson = fields.Boolean(
        compute="_compute_clientfile_can_be_for_salesperson"
    )

    @api.depends("res_model", "is_batch_mode", "plan_id")
    def _compute_clientfile_can_be_for_salesperson(self):
        for wizard in self:
            wizard.clientfile_can_be_for_salesperson = (
                wizard.res_model == "res.partner"
                and wizard.is_batch_mode
                and not wizard.plan_id
            )

    def _action_schedule_activities(self):
        is_shared_out = (
            self.clientfile_is_for_salesperson
            and self.clientfile_can_be_for_salesperson
        )
        if not is_shared_out:
            return super()._action_schedule_activities()
        # The host would send each salesperson an e-mail for each of his customers.
        wizard = self.with_context(mail_activity_quick_update=True)
        activities = self.env["mail.activity"]
        by_actor = wizard._get_applied_on_records().grouped(
            lambda customer: customer._get_clientfile_actor() or self.activity_user_id
        )
        for actor, customers in by_actor.items():
            activities |= customers.activity_schedule(
                **wizard._prepare_clientfile_activity(actor)
            )
        return activities

    def _prepare_clientfile_activity(self, actor):
        return {
            "activity_type_id": self.activity_type_id.id,
            "automated": False,
            "summary": self.summary,
            "note": self.note,
            "user_id": actor.id,
            "date_deadline": self.date_deadline,
        }
