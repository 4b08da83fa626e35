import uuid
from contextlib import closing
from decimal import Decimal

from psycopg2.extensions import DECIMAL, register_type

from odoo import fields, models
from odoo.tools import SQL, format_date

from odoo.addons.crm_clientfile.formats.workbook import ColumnSpec, write_table

from ..tools.document_names import safe_name

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 5000
# What was on the account of each third party before the period, then its lines in it.
_STATEMENT = """
    WITH item AS (
        SELECT COALESCE(own_account.code, account.code_store ->> %(root)s, '')
                   AS account,
               partner.id AS partner_id, COALESCE(party.code, '') AS party,
               COALESCE(partner.name, '') AS name, line.id, line.date, line.debit,
               line.credit, line.balance, line.date_maturity, line.matching_number,
               line.name AS label, move.id AS move_id, move.name AS piece,
               COALESCE(mapped.code, journal.code) AS journal
          FROM account_move_line AS line
          JOIN account_move AS move ON move.id = line.move_id
          JOIN account_journal AS journal ON journal.id = move.journal_id
          JOIN account_account AS account ON account.id = line.account_id
     LEFT JOIN res_partner AS own ON own.id = line.partner_id
     LEFT JOIN res_partner AS partner ON partner.id = own.commercial_partner_id
     LEFT JOIN clientfile_export_party AS party
            ON party.target_id = %(target)s AND party.partner_id = partner.id
     LEFT JOIN clientfile_export_mapping AS own_account
            ON own_account.target_id = %(target)s
           AND own_account.account_id = account.id
     LEFT JOIN clientfile_export_mapping AS mapped
            ON mapped.target_id = %(target)s AND mapped.journal_id = journal.id
         WHERE move.state = 'posted' AND move.company_id = ANY(%(companies)s)
           AND account.account_type IN ('asset_receivable', 'liability_payable')
           AND move.date <= %(date_to)s)
    SELECT account, party, name, NULL, '', '', NULL, NULL, NULL,
           NULL, NULL, SUM(balance), partner_id, NULL AS date, NULL AS move_id,
           NULL AS id
      FROM item WHERE date < %(date_from)s
  GROUP BY account, party, name, partner_id HAVING SUM(balance) != 0
 UNION ALL
    SELECT account, party, name, date, journal, piece, label, date_maturity,
           matching_number, debit, credit, balance, partner_id, date, move_id, id
      FROM item WHERE date >= %(date_from)s
  ORDER BY account, name, partner_id, date NULLS FIRST, move_id, id
"""
_KINDS = (
    *("text", "text", "text", "date", "text", "text", "text", "date", "text"),
    *("amount", "amount", "amount"),
)


class ClientfileAccountingExport(models.Model):
    """The accounts of customers and suppliers in the period, as a workbook."""

    _inherit = "clientfile.accounting.export"

    with_statement = fields.Boolean(
        "Account Statement",
        help="Also a workbook of the accounts of customers and suppliers.",
    )

    def _statement_step(self, _job):
        name = self._get_statement_name()
        with (
            self._keeping_file(name, MIMETYPE) as (attachment, written),
            closing(self._iter_statement()) as rows,
        ):
            write_table(
                written,
                self.env._("Accounts"),
                self._get_statement_columns(),
                rows,
                created=self.date_done,
                title=self.env._("Account statement of %s", self.company_id.name),
                subtitle=self.env._(
                    "From %(date_from)s to %(date_to)s",
                    date_from=format_date(self.env, self.date_from),
                    date_to=format_date(self.env, self.date_to),
                ),
            )
        self._keep_further_file(name, attachment, written)

    def _get_statement_name(self):
        """Name of the workbook."""
        parts = (self.target_id.name, self.date_from, self.date_to)
        name = safe_name("_".join(map(str, parts)))
        return f"{name}_{self.env._('accounts')}.xlsx"

    def _get_statement_columns(self):
        titles = (
            *(self.env._("Account"), self.env._("Third Party"), self.env._("Name")),
            *(self.env._("Date"), self.env._("Journal"), self.env._("Piece")),
            *(self.env._("Label"), self.env._("Due on"), self.env._("Letter")),
            *(self.env._("Debit"), self.env._("Credit"), self.env._("Balance")),
        )
        return [
            ColumnSpec(str(place), title, kind)
            for place, (title, kind) in enumerate(zip(titles, _KINDS, strict=True))
        ]

    def _iter_statement(self):
        """Cells of each row; the balance of an account goes on from row to row."""
        forward = self.env._("Brought forward")
        known, balance = None, Decimal(0)
        for number, row in enumerate(self._read_statement(), 1):
            *cells, amount, partner_id, _date, move_id, _id = row
            if (cells[0], partner_id) != known:
                known, balance = (cells[0], partner_id), Decimal(0)
            balance += amount
            if not move_id:
                cells[6] = forward
            if number % AT_ONCE == 0:
                self._check_wish_to_stop()
            yield [*cells, balance]

    def _read_statement(self):
        """Rows of the statement, some at a time from the server."""
        company = self.company_id
        query = SQL(
            _STATEMENT,
            target=self.target_id.id,
            companies=self.target_id._get_companies().ids,
            # sudo: the root of a branch may be out of the user's reach
            root=str(company.sudo().root_id.id),
            date_from=self.date_from,
            date_to=self.date_to,
        )
        self.env.flush_all()
        name = f"clientfile_{uuid.uuid4().hex}"
        with self.env.cr.connection.cursor(name=name) as cursor:
            register_type(DECIMAL, cursor)
            cursor.itersize = AT_ONCE
            cursor.execute(query.code, query.params)
            yield from cursor
