from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from psycopg2.extensions import DECIMAL, register_type

from odoo import models
from odoo.tools import SQL, split_every

from ..formats import Account, Analytic, Entry, Line, ThirdParty
from ..tools.analytic_split import split_amount
from .clientfile_entry_sql import ACCOUNTS, HEADS, LINES, OPENING, PARTIES, VAT_CODE

BATCH = 4000
_KINDS = {
    "out_invoice": "customer_invoice",
    "out_receipt": "customer_invoice",
    "out_refund": "customer_refund",
    "in_invoice": "supplier_invoice",
    "in_receipt": "supplier_invoice",
    "in_refund": "supplier_refund",
}
_JOURNALS = {"sale", "purchase", "bank", "cash"}
_OPENING_JOURNAL = "OUV"


class ClientfileEntryReader(models.AbstractModel):
    """Entries and third parties of an export, straight from SQL, a batch at a time.

    Everything is read in the transaction of whoever asks: one state of the books.
    Amounts come as ``Decimal``, as they are stored.
    """

    _name = "clientfile.entry.reader"
    _description = "Entries for Accounting Software"

    def _iter_entries(self, export, move_ids, first=1):
        """An ``Entry`` for each id, in that order, numbered from ``first``."""
        params = self._get_params(export)
        sections = self._get_sections(export)
        number = first
        for heads, rows in self._iter_batches(params, move_ids):
            lines = _group_lines(rows, sections)
            for move_id, *head in heads:
                yield _make_entry(number, head, tuple(lines.get(move_id, ())))
                number += 1

    def _iter_batches(self, params, move_ids):
        """Rows of heads and of lines; the next ones are read while these are used.

        While PostgreSQL works, Python does too. One connection serves one query at a
        time, whichever thread asks.
        """
        with ThreadPoolExecutor(1) as reading:
            waiting = None
            for batch in split_every(BATCH, move_ids, list):
                coming = reading.submit(self._read_batch, params, batch)
                if waiting:
                    yield waiting.result()
                waiting = coming
            if waiting:
                yield waiting.result()

    def _read_batch(self, params, batch):
        return tuple(
            list(self._read(statement, params, place=batch))
            for statement in (HEADS, LINES)
        )

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


def _group_lines(rows, sections):
    """``Line`` tuples by id of their entry."""
    lines = {}
    for move_id, *fields in rows:
        shares = fields.pop()
        fields.append(_split(fields, shares, sections) if shares else ())
        lines.setdefault(move_id, []).append(Line._make(fields))
    return lines


def _split(fields, shares, sections):
    """The analytic parts of a line, signed like it."""
    amount = fields[2] - fields[3]
    percents = {}
    for keys, percent in shares.items():
        for key in keys.split(","):
            if key in sections:
                percents[key] = percents.get(key, 0) + Decimal(str(percent))
    parts = []
    for plan in sorted({sections[key][1] for key in percents}):
        own = {key: one for key, one in percents.items() if sections[key][1] == plan}
        for key, part in split_amount(amount, own).items():
            parts.append(Analytic(sections[key][0], part, plan))
    return tuple(parts)


def _make_entry(number, head, lines):
    name, date, journal, label, type_, move_type, partner_type, ref, day, text = head
    is_customer = move_type in ("out_invoice", "out_refund", "out_receipt")
    return Entry(
        number=number,
        name=name,
        date=date,
        journal=journal,
        lines=lines,
        journal_label=label,
        journal_kind=_kind_of_journal(type_),
        kind=_KINDS.get(move_type) or _kind_of_payment(type_, partner_type, lines),
        piece="" if is_customer else ref or "",
        piece_date=day,
        communication=text if text.startswith("+++") else "",
    )


def _kind_of_journal(type_):
    if type_ == "credit":
        return "bank"
    return type_ if type_ in _JOURNALS else "general"


def _kind_of_payment(type_, partner_type, lines):
    if type_ not in ("bank", "cash", "credit"):
        return "other"
    kinds = {line.third_party_kind for line in lines} | {partner_type}
    if "supplier" in kinds and "customer" not in kinds:
        return "supplier_payment"
    return "customer_payment" if "customer" in kinds else "other"


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
