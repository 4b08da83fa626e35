from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.ledger_scope import read_scope, split_ids
from .clientfile_ledger_entry import BALANCE_READERS
from .ledger_branches_documents import ReceivableBranch

# Every posted receivable line of those customers, whoever may read it: what a customer
# owes does not depend on who looks.
_LINES = """
    SELECT line.id, line.date, line.currency_id, line.amount_currency, line.balance,
           line.amount_residual_currency, line.date_maturity,
           split_part(company.parent_path, '/', 1)::int AS root_id,
           holder.entity_id
      FROM account_move_line AS line
      JOIN account_account AS account ON account.id = line.account_id
      JOIN res_company AS company ON company.id = line.company_id
      JOIN (%(holders)s) AS holder ON holder.partner_id = line.partner_id
     WHERE line.partner_id IN %(partner_ids)s
       AND line.company_id IN %(company_ids)s
       AND line.parent_state = 'posted'
       AND account.account_type = 'asset_receivable'
"""
_RUNNING = """
    SELECT id, balance_currency, balance_company FROM (
        SELECT id,
               SUM(amount_currency) OVER (
                   PARTITION BY entity_id, root_id, currency_id ORDER BY date, id
               ) AS balance_currency,
               SUM(balance) OVER (
                   PARTITION BY entity_id, root_id ORDER BY date, id
               ) AS balance_company
          FROM (%s) AS line
    ) AS running
     WHERE id IN %s
"""
_SUMMARY = """
    SELECT root_id, currency_id,
           COALESCE(SUM(amount_currency) FILTER (WHERE date < %(since)s), 0),
           COALESCE(SUM(GREATEST(amount_currency, 0))
                    FILTER (WHERE date >= %(since)s AND date <= %(until)s), 0),
           COALESCE(SUM(GREATEST(-amount_currency, 0))
                    FILTER (WHERE date >= %(since)s AND date <= %(until)s), 0),
           COALESCE(SUM(amount_currency) FILTER (WHERE date <= %(until)s), 0),
           COALESCE(SUM(amount_residual_currency)
                    FILTER (WHERE amount_currency > 0 AND date_maturity < %(today)s), 0)
      FROM (%(lines)s) AS line
     GROUP BY root_id, currency_id
     ORDER BY root_id, currency_id
"""
_FIGURES = (
    "company_id",
    "currency_id",
    "opening",
    "debit",
    "credit",
    "closing",
    "overdue",
)
_READ = {
    "account.move.line": [
        *("partner_id", "company_id", "account_id", "parent_state", "date"),
        *("currency_id", "amount_currency", "balance", "amount_residual_currency"),
        "date_maturity",
    ],
    "account.account": ["account_type"],
    "res.company": ["parent_path"],
    "res.partner": ["commercial_partner_id", "clientfile_merged_into_id"],
}


class ClientfileLedgerEntry(models.Model):
    """What customers owe: the running balance of entries, balances of a period.

    A balance runs over all receivable lines of an entity, in a root company and a
    currency. It is for those who read invoices, and managers.
    """

    _inherit = "clientfile.ledger.entry"

    balance = fields.Monetary(
        compute="_compute_balance",
        groups=BALANCE_READERS,
        help="What the customer owes after this entry, in its currency.",
    )
    company_balance = fields.Monetary(
        "Balance in Company Currency",
        currency_field="company_currency_id",
        compute="_compute_balance",
        groups=BALANCE_READERS,
        help="What the customer owes after this entry, all currencies together.",
    )

    @api.depends("is_booked", "entity_id", "company_id", "currency_id")
    def _compute_balance(self):
        lines = split_ids(self.ids).get(ReceivableBranch.code, ())
        running = self._get_running_balances(lines) if lines else {}
        for entry in self:
            line_id = split_ids(entry.ids).get(ReceivableBranch.code, (None,))[0]
            balance, company_balance = running.get(line_id, (False, False))
            entry.balance = balance
            entry.company_balance = company_balance

    @api.model
    @api.readonly
    def get_summary(self, domain):
        """What the head of the list shows for a domain: a dictionary.

        ``customer_id`` is the one customer it is about, if it is; ``date_from`` and
        ``date_to`` the days; ``balances`` those of the customers in each company and
        currency, where the user may know them.
        """
        domain = self._prepare_domain(domain)
        scope = read_scope(domain)
        entities = self._get_scope_entities(scope)
        balances = []
        if entities and self._has_field_access(self._fields["balance"], "read"):
            balances = self._get_balances(entities, scope.date_from, scope.date_to)
        return {
            "customer_id": entities.id if len(entities) == 1 else False,
            "is_narrow": scope.is_narrow,
            "date_from": fields.Date.to_string(scope.date_from),
            "date_to": fields.Date.to_string(scope.date_to),
            "balances": balances,
        }

    @api.model
    def _get_scope_entities(self, scope):
        ids = scope.entities if scope.entities is not None else scope.partners
        partners = self.env["res.partner"].browse(one for one in ids or () if one)
        return partners.commercial_partner_id

    @api.model
    def _get_balances(self, entities, date_from=None, date_to=None):
        """Opening, movements and closing by root company and currency."""
        lines = self._prepare_lines_sql(entities)
        if not lines:
            return []
        rows = self.env.execute_query(
            SQL(
                _SUMMARY,
                lines=lines,
                since=date_from or SQL("'-infinity'::date"),
                until=date_to or SQL("'infinity'::date"),
                today=fields.Date.context_today(self),
            )
        )
        return [dict(zip(_FIGURES, row, strict=True)) for row in rows]

    def _get_running_balances(self, line_ids):
        """Balances after these lines, in their currency and in the company's, by id."""
        booked = self.filtered("is_booked")
        table = self._prepare_lines_sql(booked.entity_id)
        rows = self.env.execute_query(SQL(_RUNNING, table, tuple(line_ids)))
        return {line_id: balances for line_id, *balances in rows}

    @api.model
    def _prepare_lines_sql(self, entities):
        """The receivable lines of these customers; ``None`` without any customer."""
        scope = read_scope([("entity_id", "in", entities.ids)])
        holders = self._get_holders(scope)
        if not holders:
            return None
        for model, names in _READ.items():
            self.env[model].flush_model(names)
        return SQL(
            _LINES,
            holders=self._prepare_holders_sql(holders),
            partner_ids=tuple(holder[0] for holder in holders),
            company_ids=tuple(self._get_balance_companies().ids),
        )

    @api.model
    def _get_balance_companies(self):
        """The companies that share the receivable of those the user works in."""
        # sudo: branches share their company's accounts, whoever may work in them
        companies = self.env["res.company"].sudo()
        return companies.search([("id", "child_of", self.env.companies.root_id.ids)])
