from datetime import timedelta

from odoo import Command, api, fields, models

# Nobody's number: its check digits are right, and INSEE has not given it.
SIRET = "98765432400019"
JOURNALS = {"sale": "VE", "purchase": "AC", "bank": "BQ", "cash": "CA", "general": "OD"}


class ClientfileDemo(models.AbstractModel):
    """The accountant of the demo company: her software, and what it has received."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_accounting(self):
        """The months before the last two went to the firm that keeps the books."""
        sylvie = self.env.ref("crm_clientfile_accounting_export.res_users_demo_sylvie")
        company = self._records("res.users", ("nadia",)).company_id
        sylvie.write(
            {"company_ids": [Command.set(company.ids)], "company_id": company.id}
        )
        company.company_registry = SIRET
        self = self.with_user(sylvie).with_company(company)
        self = self.with_context(allowed_company_ids=company.ids, lang=sylvie.lang)
        self._create_office(company)
        target = self._create_software(company)
        self._export_finished_months(target)
        self._create_schedule(target)
        self.env["clientfile.export.layout"].create(
            {"name": "Sage 100 de la filiale", "preset": "sage_due_date"}
        )
        self._create_rules().action_try()

    def _create_software(self, company):
        target = self.env["clientfile.accounting.target"].create(
            {"name": "EBP du cabinet Rochebrune", "format_code": "ebp", "sequence": 1}
        )
        journals = self.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "in", list(JOURNALS))]
        )
        first = {journal.type: journal for journal in reversed(journals)}
        self._map(target, "journal", first.values(), JOURNALS)
        return target

    def _map(self, target, kind, records, codes):
        self.env["clientfile.export.mapping"].create(
            [
                {
                    "target_id": target.id,
                    "kind": kind,
                    f"{kind}_id": record.id,
                    "code": codes[record.type],
                }
                for record in records
            ]
        )

    def _create_office(self, company):
        office = self.env["clientfile.accounting.target"].create(
            {"name": "Administration fiscale (FEC)", "format_code": "fec"}
        )
        result = self.env["account.account"].search(
            [
                *self.env["account.account"]._check_company_domain(company),
                ("account_type", "=", "equity_unaffected"),
            ],
            limit=1,
        )
        self.env["clientfile.export.mapping"].create(
            {
                "target_id": office.id,
                "kind": "account",
                "account_id": result.id,
                "code": "120000",
            }
        )

    def _export_finished_months(self, target):
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

    def _create_schedule(self, target):
        self.env["clientfile.accounting.export.schedule"].create(
            {
                "name": "Chaque mois au cabinet Rochebrune",
                "target_id": target.id,
                "month_day": 8,
                "with_documents": True,
                "recipient_ids": [Command.set(self.env.user.partner_id.ids)],
            }
        )

    def _create_rules(self):
        accounts = self.env["account.account"]
        services = accounts.search([("code", "=like", "7060%")], limit=1)
        abroad = accounts.search([("code", "=like", "7085%")], limit=1)
        return self.env["clientfile.account.rule"].create(
            [
                {
                    "name": "Prestations en France",
                    "nature": "service",
                    "zone": "domestic",
                    "account_id": services.id,
                },
                {
                    "name": "Prestations dans l'Union européenne",
                    "nature": "service",
                    "zone": "eu",
                    "account_id": abroad.id,
                },
            ]
        )
