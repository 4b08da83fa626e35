from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

_MONTHS = """
    SELECT DISTINCT own.commercial_partner_id, line.company_id,
           date_trunc('month', line.date)::date
      FROM account_move_line AS line
      JOIN account_account AS account ON account.id = line.account_id
      JOIN res_partner AS own ON own.id = line.partner_id
     WHERE own.commercial_partner_id = ANY(%s) AND line.parent_state = 'posted'
       AND account.account_type IN ('asset_receivable', 'liability_payable')
"""
_KEPT_YEARS = 10
_OPEN_ORDERS = {
    "sale.order": [("state", "=", "sale"), ("invoice_status", "!=", "invoiced")],
    "purchase.order": [
        ("state", "in", ("purchase", "to approve")),
        ("invoice_status", "!=", "invoiced"),
    ],
}


class ClientfileErasure(models.Model):
    """What the accounts still need of a person, and what is open with it."""

    _inherit = "clientfile.erasure"

    def _get_books_context(self):
        """``{partner id: last day that its name and number are kept}``.

        Of persons whom a FEC not exported yet, of a year not older than ten, will name.
        """
        years = self._get_book_years()
        open_years = years - self._get_frozen_years()
        today = fields.Date.context_today(self)
        until = {}
        for partner_id, _company_id, year_end in open_years:
            day = year_end + relativedelta(years=_KEPT_YEARS)
            if day >= today:
                until[partner_id] = max(day, until.get(partner_id, day))
        return until

    def _get_book_years(self):
        """Partner, company and end of each fiscal year with posted entries of it."""
        rows = self.env.execute_query(SQL(_MONTHS, self.partner_ids.ids))
        # sudo: fiscal years of all companies
        companies = self.env["res.company"].sudo()
        years = set()
        for partner_id, company_id, month in rows:
            dates = companies.browse(company_id).compute_fiscalyear_dates(month)
            years.add((partner_id, company_id, dates["date_to"]))
        return years

    def _get_frozen_years(self):
        """Those whose FEC was exported: it names the person as it did then."""
        if "clientfile.fec.party" not in self.env:
            return set()
        # sudo: agents of data protection do not read the books, they need their years
        parties = self.env["clientfile.fec.party"].sudo()
        frozen = parties.search([("partner_id", "in", self.partner_ids.ids)])
        return {(one.partner_id.id, one.company_id.id, one.date_to) for one in frozen}

    def _get_obstacles(self):
        """Sentences that say why the person cannot be erased now."""
        # sudo: what is open in any company is an obstacle, told as a number
        persons = self.sudo().partner_ids
        found = [
            (self._count_unpaid(persons), self._say_unpaid),
            (self._count_orders(persons), self._say_orders),
            (self._count_disputes(persons), self._say_disputes),
        ]
        said = [say(count) for count, say in found if count]
        return said + self._get_colleague_obstacles(persons)

    def _count_unpaid(self, persons):
        moves = self.env["account.move"].sudo()  # sudo: only their number is told
        return moves.search_count(
            [
                ("commercial_partner_id", "in", persons.ids),
                ("state", "=", "posted"),
                ("payment_state", "in", ("not_paid", "partial", "in_payment")),
                ("move_type", "!=", "entry"),
                ("amount_residual", "!=", 0),
            ]
        )

    def _count_orders(self, persons):
        return sum(
            # sudo: only their number is told
            self.env[model]
            .sudo()
            .search_count([("partner_id", "in", persons.ids), *domain])
            for model, domain in _OPEN_ORDERS.items()
            if model in self.env
        )

    def _count_disputes(self, persons):
        disputes = self.env["clientfile.dispute"].sudo()  # sudo: their number is told
        return disputes.search_count(
            [
                ("partner_id", "in", persons.ids),
                ("state", "in", ("open", "in_progress")),
            ]
        )

    def _say_unpaid(self, count):
        return self.env._(
            "%s invoices or bills are not paid: settle them first.", count
        )

    def _say_orders(self, count):
        return self.env._(
            "%s orders are not invoiced: finish or cancel them first.", count
        )

    def _say_disputes(self, count):
        return self.env._("%s disputes are open: settle them first.", count)

    def _get_colleague_obstacles(self, persons):
        said = []
        users = persons.user_ids.filtered(lambda user: user.active and not user.share)
        if users:
            said.append(
                self.env._("The person is a user of this database: archive it first.")
            )
        companies = self.env["res.company"].sudo()  # sudo: all companies are looked at
        if companies.search_count([("partner_id", "in", persons.ids)], limit=1):
            said.append(self.env._("This is the record of your own company."))
        return said
