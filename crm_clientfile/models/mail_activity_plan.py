from odoo import Command, api, models

_CALL = "crm_clientfile.mail_activity_type_interview"
_DOCUMENT = "crm_clientfile.mail_activity_type_document"
_VISIT = "crm_clientfile.mail_activity_type_visit"


class MailActivityPlan(models.Model):
    _inherit = "mail.activity.plan"

    @api.model
    def _clientfile_supply(self):
        """Creates the plans for customers that are not there yet.

        In the administrator's language: Odoo does not translate plans.
        """
        administrator = self.env.ref("base.user_admin", raise_if_not_found=False)
        plans = self.with_context(lang=administrator and administrator.lang)
        plans._load_records(
            [
                {
                    "xml_id": f"crm_clientfile.mail_activity_plan_{name}",
                    "values": values,
                    "noupdate": True,
                }
                for name, values in plans._prepare_clientfile_plans().items()
            ],
            update=True,
        )

    @api.model
    def _prepare_clientfile_plans(self):
        """Values of the supplied plans, by the end of their XML id."""
        env = self.env
        return {
            "win_back": self._prepare_clientfile_plan(
                env._("Win back a customer"),
                (_CALL, 0, env._("Ask why the orders have stopped")),
                (_DOCUMENT, 7, env._("Send an offer that answers")),
                (_VISIT, 21, env._("Visit with the new collection")),
            ),
            "welcome": self._prepare_clientfile_plan(
                env._("Welcome a new customer"),
                (_DOCUMENT, 2, env._("Send the catalogue and the terms")),
                (_CALL, 14, env._("Ask whether the delivery went well")),
                (_VISIT, 60, env._("Visit and present the range")),
            ),
        }

    @api.model
    def _prepare_clientfile_plan(self, name, *steps):
        return {
            "name": name,
            "res_model": "res.partner",
            "company_id": False,
            "template_ids": [
                Command.create(
                    {
                        "sequence": sequence,
                        "activity_type_id": self.env.ref(activity_type).id,
                        "summary": summary,
                        "delay_count": days,
                        "delay_unit": "days",
                        "delay_from": "after_plan_date",
                        "responsible_type": "clientfile_salesperson",
                    }
                )
                for sequence, (activity_type, days, summary) in enumerate(steps)
            ],
        }
