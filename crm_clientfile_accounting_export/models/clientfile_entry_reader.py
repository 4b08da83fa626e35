from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal

from psycopg2.extensions import DECIMAL, register_type

from odoo import models
from odoo.tools import SQL, split_every

from ..formats import Account, Entry, Line, ThirdParty
from ..tools.entry_maker import EntryMaker
from .clientfile_entry_sql import (
    ACCOUNT_NAMES,
    ACCOUNTS,
    CURRENCY_NAMES,
    HEADS,
    JOURNAL_NAMES,
    LINES,
    OPENING,
    PARTIES,
    PAYMENT_MODES,
    VAT_CODE,
)

BATCH = 4000
_OPENING_JOURNAL = "OUV"


class ClientfileEntryReader(models.AbstractModel):
    """Entries and third parties of an export, straight from SQL, a batch at a time.

    Everything is read in the transaction of whoever asks: one state of the books.
    Amounts are ``Decimal``, as they are stored.
    """

    _name = "clientfile.entry.reader"
    _description = "Entries for Accounting Software"

    def _iter_entries(self, export, move_ids, first=1, mark=None):
        """An ``Entry`` for each id, in that order, numbered from ``first``.

        Whoever gives ``mark`` closes this before he rolls back: until then more
        entries may be marked.

        :param mark: of ids, SQL that is executed when their entries are read
        """
        params = self._get_params(export)
        maker = EntryMaker(
            accounts=self._read_names(ACCOUNT_NAMES, params),
            journals=self._read_names(JOURNAL_NAMES, params),
            currencies=self._read_names(CURRENCY_NAMES, params),
            payment_modes=self._read_names(PAYMENT_MODES, params),
            sections=self._get_sections(export),
        )
        with closing(self._iter_batches(params, move_ids, mark)) as batches:
            for batch, heads, lines in batches:
                yield from maker.entries(first, batch, heads, lines)
                first += len(batch)

    def _read_names(self, statement, params):
        """By id, what entries and lines name by it."""
        return {key: names for key, *names in self._read(statement, params)}

    def _iter_batches(self, params, move_ids, mark):
        """Ids, rows of heads and of lines; more are read while these are used.

        While PostgreSQL works, Python does too. One connection serves one query at a
        time, whichever thread asks.
        """
        with ThreadPoolExecutor(1) as reading:
            waiting = None
            for batch in split_every(BATCH, move_ids, list):
                coming = reading.submit(self._read_batch, params, batch, mark)
                if waiting:
                    yield waiting.result()
                waiting = coming
            if waiting:
                yield waiting.result()

    def _read_batch(self, params, batch, mark):
        heads, lines = (
            list(self._read(statement, params, place=batch))
            for statement in (HEADS, LINES)
        )
        if mark:
            query = mark(batch)
            with self.env.cr.connection.cursor() as cursor:
                cursor.execute(query.code, query.params)
        return batch, heads, lines

    def _iter_opening(self, export):
        """The entry that opens the year: what was on each account before it."""
        params = self._get_params(export)
        result = self._get_result_account(export)
        rows = self._read(
            OPENING,
            params,
            result=result.id,
            companies=export.target_id._get_companies().ids,
            date_from=export.date_from,
        )
        lines = tuple(_make_opening_line(self.env._("Opening"), row) for row in rows)
        if lines:
            yield Entry(
                1,
                f"{_OPENING_JOURNAL}/{export.date_from.year}",
                export.date_from,
                _OPENING_JOURNAL,
                lines,
                self.env._("Opening"),
            )

    def _iter_third_parties(self, export, moves):
        """Customers and suppliers of these entries, by code.

        :param moves: condition in SQL on ``move``
        """
        rows = self._read(PARTIES, self._get_params(export), moves=moves)
        return (ThirdParty(*row) for row in rows)

    def _iter_accounts(self, export, moves):
        """General accounts of these entries, by code."""
        rows = self._read(ACCOUNTS, self._get_params(export), moves=moves)
        return (Account(*row) for row in rows)

    def _get_params(self, export):
        company = export.company_id
        # sudo: the root of a branch may be out of the user's reach
        root = company.sudo().root_id
        vat_code = SQL("''")
        if export.target_id.tax_mapping_ids:
            vat_code = SQL(VAT_CODE, export.target_id.id)
        return {
            "target": export.target_id.id,
            "company": company.id,
            "currency": company.currency_id.id,
            "root": str(root.id),
            "lang": company.partner_id.lang or "en_US",
            "is_fec": export.target_id._is_fec(),
            "vat_code": vat_code,
        }

    def _read(self, statement, params, **further):
        """Rows of a statement, with decimals as they are stored.

        A cursor of its own in the same transaction: Odoo's turns decimals into floats.
        """
        query = SQL(statement, **params, **further)
        cursor = self.env.cr.connection.cursor()
        register_type(DECIMAL, cursor)
        with cursor:
            cursor.execute(query.code, query.params)
            yield from cursor.fetchall()

    def _get_sections(self, export):
        """By id of an analytic account: its code, and the number of its plan."""
        # sudo: analytic accounts have rights of their own; their codes go to the books
        accounts = (
            self.env["account.analytic.account"].sudo().with_context(active_test=False)
        )
        companies = [False, *export.target_id._get_companies().ids]
        found = accounts.search([("company_id", "in", companies)])
        plans = found.root_plan_id.sorted("id").ids
        return {
            str(one.id): (one.code or one.name, plans.index(one.root_plan_id.id) + 1)
            for one in found
        }

    def _get_result_account(self, export):
        return self.env["account.account"].search(
            [
                *self.env["account.account"]._check_company_domain(export.company_id),
                ("account_type", "=", "equity_unaffected"),
            ],
            limit=1,
        )


def _make_opening_line(label, row):
    account, account_label, party, party_label, kind, balance = row
    zero = Decimal(0)
    return Line(
        account=account,
        account_label=account_label,
        debit=max(balance, zero),
        credit=max(-balance, zero),
        label=label,
        third_party=party,
        third_party_label=party_label,
        third_party_kind=kind,
    )
