from datetime import timedelta

from odoo import Command, api, fields, models

# Nobody's number: its check digits are right, and INSEE has not given it.
SIRET = "98765432400019"
EXCHANGE = "fec_exchange"


class ClientfileDemo(models.AbstractModel):
    """The accountant of the demo company: her software, and what it has received."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_accounting(self):
        """Entries of the months before the last two went to the accounting firm."""
        sylvie = self.env.ref("crm_clientfile_accounting_export.res_users_demo_sylvie")
        company = self._records("res.users", ("nadia",)).company_id
        sylvie.write(
            {"company_ids": [Command.set(company.ids)], "company_id": company.id}
        )
        company.company_registry = SIRET
        self = self.with_user(sylvie).with_company(company)
        target = self.env["clientfile.accounting.target"].create(
            self._prepare_target_values()
        )
        target.action_propose_journals()
        first = fields.Date.today().replace(day=1)
        last = (first - timedelta(days=1)).replace(day=1) - timedelta(days=1)
        export = self.env["clientfile.accounting.export"].create(
            {
                "target_id": target.id,
                "date_from": last.replace(month=1, day=1),
                "date_to": last,
            }
        )
        export.action_check()
        export._note(date_requested=fields.Datetime.now())
        export._write_now()

    def _prepare_target_values(self):
        return {"name": "Cabinet Rochebrune (FEC)", "format_code": EXCHANGE}
