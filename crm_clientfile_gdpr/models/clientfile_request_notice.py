from odoo import api, fields, models
from odoo.fields import Domain

_TO_DO = "mail.mail_activity_data_todo"


class ClientfileRequest(models.Model):
    """Who is responsible is told in time, and again when the term is over."""

    _inherit = "clientfile.request"

    @api.model
    def _cron_plan_alarms(self):
        """Daily: one activity for each request that is soon due, or overdue."""
        today = fields.Date.context_today(self)
        for company in self.env["res.company"].search([("parent_id", "=", False)]):
            days = company.clientfile_request_notice_days
            own = self._get_open_domain() & Domain("company_id", "=", company.id)
            late = self.search(
                own & Domain("date_due", "<", today) & Domain("notice", "!=", "late")
            )
            late._plan_alarm("late")
            soon = own & Domain("date_due", ">=", today) & Domain("notice", "=", False)
            until = fields.Date.add(today, days=days)
            self.search(soon & Domain("date_due", "<=", until))._plan_alarm("soon")
            self.env["ir.cron"]._commit_progress(1)

    def _plan_alarm(self, notice):
        self._forget_alarm()
        officer = self._get_officer()
        self.env["mail.activity"].create(
            [
                request._prepare_alarm_values(notice, request.user_id or officer)
                for request in self
            ]
        )
        self.write({"notice": notice})

    def _forget_alarm(self):
        # sudo: the alarm may be another's
        self.sudo().activity_unlink([_TO_DO])

    def _prepare_alarm_values(self, notice, user):
        env = self.with_context(lang=user.lang or self.env.lang).env
        summaries = {
            "soon": env._("Answer the person in time"),
            "late": env._("Overdue: answer the person now"),
        }
        return {
            "res_model_id": env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "user_id": user.id,
            "activity_type_id": env.ref(_TO_DO).id,
            "summary": summaries[notice],
            "date_deadline": self.date_due,
            "automated": True,
        }

    @api.model
    def _get_officer(self):
        """Who answers for requests that nobody is responsible for."""
        group = self.env.ref("crm_clientfile_gdpr.crm_clientfile_gdpr_group_dpo")
        officers = group.all_user_ids.filtered(lambda one: not one.share)
        return officers.sorted("id", reverse=True)[:1] or self.env.user
