from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.reminder_charges import ZERO
from ..tools.reminder_level import NEVER, Account, Item, Level, Terms, decide
from .clientfile_dispute import OPEN_STATES

# Who holds a line: a contact's company, who remains after a merge.
_ENTITY = """COALESCE(survivor.commercial_partner_id, holder.commercial_partner_id)"""
_HOLDERS = """
      JOIN res_partner AS holder ON holder.id = %(partner)s
      JOIN res_partner AS head ON head.id = holder.commercial_partner_id
 LEFT JOIN res_partner AS survivor
        ON survivor.id = COALESCE(
           holder.clientfile_merged_into_id, head.clientfile_merged_into_id)
"""
_OPEN_LINES = """
      FROM account_move_line AS line
      JOIN account_account AS account
        ON account.id = line.account_id AND account.account_type = 'asset_receivable'
      JOIN account_move AS move ON move.id = line.move_id
      %(holders)s
     WHERE line.parent_state = 'posted' AND line.reconciled IS NOT TRUE
       AND line.amount_residual <> 0 AND line.company_id = ANY(%(companies)s)
       AND COALESCE(move.payment_state, '') NOT IN ('in_payment', 'paid', 'reversed')
"""
_OVERDUE = """
    SELECT DISTINCT %(entity)s AS entity_id %(lines)s
       AND line.amount_residual > 0
       AND COALESCE(line.date_maturity, line.date) < %(day)s
       AND %(entity)s > %(after)s
  ORDER BY entity_id LIMIT %(limit)s
"""
_LINES = """
    SELECT %(entity)s, line.id, line.move_id,
           COALESCE(line.date_maturity, line.date),
           line.currency_id, line.amount_residual_currency, line.amount_residual,
           move.move_type IN ('out_invoice', 'out_receipt'),
           CASE WHEN COALESCE(line.no_followup, FALSE)
                     OR move.payment_state = 'blocked' THEN 'no_followup'
                WHEN %(disputed)s THEN 'dispute'
                WHEN %(promised)s THEN 'promise'
                ELSE '' END,
           (SELECT MAX(level.delay_days)
              FROM clientfile_reminder_line AS reminded
              JOIN clientfile_reminder_level AS level ON level.id = reminded.level_id
             WHERE reminded.move_line_id = line.id AND reminded.is_sent)
     %(lines)s AND holder.id = ANY(%(partners)s)
"""
_DISPUTED = """EXISTS (
    SELECT FROM clientfile_dispute AS dispute
      JOIN (SELECT dispute_id, move_id FROM clientfile_dispute_account_move_rel
         UNION
            SELECT about.dispute_id, billed.move_id
              FROM clientfile_dispute_sale_order_rel AS about
              JOIN sale_order_line AS sold ON sold.order_id = about.order_id
              JOIN sale_order_line_invoice_rel AS link
                ON link.order_line_id = sold.id
              JOIN account_move_line AS billed ON billed.id = link.invoice_line_id
             WHERE about.dispute_id = ANY(%(disputes)s)
           ) AS about ON about.dispute_id = dispute.id
     WHERE dispute.id = ANY(%(disputes)s) AND about.move_id = line.move_id)
"""
_PROMISED = """EXISTS (
    SELECT FROM clientfile_promise_account_move_rel AS promised
     WHERE promised.promise_id = ANY(%(promises)s) AND promised.move_id = line.move_id)
"""
# Payments that wait for the bank have no entry; those of invoices that are in payment
# are left out with them.
_WAITING = """
    SELECT %(entity)s, payment.currency_id,
           SUM(CASE payment.payment_type WHEN 'inbound' THEN payment.amount
                    ELSE -payment.amount END),
           SUM(payment.amount_company_currency_signed)
      FROM account_payment AS payment
      %(holders)s
     WHERE payment.move_id IS NULL AND payment.state = 'in_process'
       AND payment.partner_type = 'customer' AND payment.company_id = ANY(%(companies)s)
       AND holder.id = ANY(%(partners)s)
       AND NOT EXISTS (
           SELECT FROM account_move__account_payment AS link
             JOIN account_move AS invoice ON invoice.id = link.invoice_id
            WHERE link.payment_id = payment.id
              AND invoice.payment_state IN ('in_payment', 'paid', 'reversed'))
  GROUP BY 1, 2
"""
_LAST = """
    SELECT partner_id, MAX(date) FROM clientfile_reminder
     WHERE state = 'sent' AND company_id = %s AND partner_id = ANY(%s)
  GROUP BY partner_id
"""


class ClientfileReminderFinder(models.AbstractModel):
    """Who is to be reminded, at which level and of what: a few queries for many.

    It reads accounts as a whole, whatever its user may read of them: who prepares
    reminders must not remind of what is paid.
    """

    _name = "clientfile.reminder.finder"
    _description = "Who is reminded"

    @api.model
    def _find_entities(self, company, today, after=0, limit=1000):
        """Ids of customers with something overdue, in order."""
        levels = self.env["clientfile.reminder.level"]._get_levels(company)
        if not levels:
            return []
        self.env.flush_all()
        earliest = min(levels.mapped("delay_days"))
        query = SQL(
            _OVERDUE,
            entity=SQL(_ENTITY),
            lines=self._get_open_lines(company),
            day=self._day_before(today, earliest),
            after=after,
            limit=limit,
        )
        return [entity_id for (entity_id,) in self.env.execute_query(query)]

    @api.model
    def _decide(self, company, entity_ids, today):
        """The ``Decision`` of each customer to whom a level is due, by id."""
        # sudo: see the class
        finder = self.sudo().with_context(active_test=False)
        levels = finder._prepare_levels(company)
        terms = finder._prepare_terms(company)
        accounts = finder._prepare_accounts(company, entity_ids, today)
        decisions = {
            entity_id: decide(account, levels, terms, today)
            for entity_id, account in accounts.items()
        }
        return {id_: decision for id_, decision in decisions.items() if decision}

    @api.model
    def _day_before(self, today, delay):
        """Due dates before this day are late by ``delay`` days or more."""
        return today - timedelta(days=delay - 1)

    @api.model
    def _get_company_ids(self, company):
        # sudo: branches belong to their company, whoever may work in them
        companies = self.env["res.company"].sudo()
        return companies.search([("id", "child_of", company.root_id.id)]).ids

    @api.model
    def _get_open_lines(self, company):
        return SQL(
            _OPEN_LINES,
            holders=SQL(_HOLDERS, partner=SQL("line.partner_id")),
            companies=self._get_company_ids(company),
        )

    @api.model
    def _prepare_levels(self, company):
        levels = self.env["clientfile.reminder.level"]._get_levels(company)
        return [
            Level(
                key=level.id,
                delay=level.delay_days,
                has_interest=level.has_interest,
                has_indemnity=level.has_indemnity,
                minimum=_to_decimal(level.minimum_amount),
            )
            for level in levels
        ]

    @api.model
    def _prepare_terms(self, company):
        root = company.root_id
        return Terms(
            rate=_to_decimal(root.clientfile_reminder_rate),
            indemnity=_to_decimal(root.clientfile_reminder_indemnity),
            gap=root.clientfile_reminder_gap,
            decimals=root.currency_id.decimal_places,
        )

    @api.model
    def _prepare_accounts(self, company, entity_ids, today):
        """The account of each customer: what is open, and what speaks against it."""
        self.env.flush_all()
        root = company.root_id
        disputes, promises = self._get_pauses(root, entity_ids, today)
        rows = self._read_lines(root, entity_ids, disputes, promises)
        waiting = self._read_waiting(root, entity_ids)
        facts = self._prepare_facts(root, entity_ids, disputes, promises, today)
        entities = self.env["res.partner"].browse(entity_ids)
        return {
            entity.id: self._prepare_account(
                entity, rows[entity.id], waiting[entity.id], facts
            )
            for entity in entities
        }

    @api.model
    def _get_pauses(self, root, entity_ids, today):
        """Open disputes and pending promises of these customers."""
        disputes = self.env["clientfile.dispute"].search(
            [
                ("partner_id", "in", entity_ids),
                ("company_id", "in", self._get_company_ids(root)),
                ("state", "in", OPEN_STATES),
            ]
        )
        promises = self.env["clientfile.promise"]._get_pending(entity_ids, root, today)
        return disputes, promises

    @api.model
    def _get_partner_ids(self, entity_ids):
        """The partners whose lines are those of these customers."""
        partners = self.env["res.partner"].browse(entity_ids)
        heads = partners._clientfile_entity_ids()
        contacts = partners.search([("commercial_partner_id", "in", heads)])
        return contacts._clientfile_entity_ids()

    @api.model
    def _read_lines(self, root, entity_ids, disputes, promises):
        query = SQL(
            _LINES,
            entity=SQL(_ENTITY),
            lines=self._get_open_lines(root),
            disputed=SQL(_DISPUTED, disputes=disputes.ids),
            promised=SQL(_PROMISED, promises=promises.ids),
            partners=self._get_partner_ids(entity_ids),
        )
        rows = defaultdict(list)
        for entity_id, *row in self.env.execute_query(query):
            rows[entity_id].append(row)
        return rows

    @api.model
    def _read_waiting(self, root, entity_ids):
        query = SQL(
            _WAITING,
            entity=SQL(_ENTITY),
            holders=SQL(_HOLDERS, partner=SQL("payment.partner_id")),
            companies=self._get_company_ids(root),
            partners=self._get_partner_ids(entity_ids),
        )
        waiting = defaultdict(list)
        for entity_id, *row in self.env.execute_query(query):
            waiting[entity_id].append(row)
        return waiting

    @api.model
    def _prepare_facts(self, root, entity_ids, disputes, promises, today):
        """What concerns customers as a whole: their last reminder, their pauses."""
        pauses = self.env["clientfile.reminder.pause"]
        pauses = pauses.search(
            pauses._get_current_domain(today)
            & Domain("partner_id", "in", entity_ids)
            & Domain("company_id", "=", root.id)
        )
        # What names no document is about the customer as a whole.
        vague = disputes.filtered(lambda one: not (one.move_ids or one.order_ids))
        general = promises.filtered(lambda one: not one.move_ids)
        reasons = dict.fromkeys(general.partner_id.ids, "promise")
        reasons |= dict.fromkeys(vague.partner_id.ids, "dispute")
        reasons |= dict.fromkeys(pauses.partner_id.ids, "pause")
        last = dict(self.env.execute_query(SQL(_LAST, root.id, entity_ids)))
        return reasons, last, root._clientfile_may_claim_indemnity

    @api.model
    def _prepare_account(self, entity, rows, waiting, facts):
        reasons, last, may_claim = facts
        items, balance, credits_ = [], ZERO, defaultdict(lambda: ZERO)
        for row in (_exact(row) for row in rows):
            balance += row[5]
            if row[5] > 0 and row[4] > 0:
                items.append(self._prepare_item(row))
            else:
                credits_[row[3]] -= row[4]
        for currency_id, amount, company_amount in waiting:
            balance -= _to_decimal(company_amount)
            credits_[currency_id] += _to_decimal(amount)
        return Account(
            items=tuple(items),
            balance=balance,
            credits={key: amount for key, amount in credits_.items() if amount > 0},
            last=last.get(entity.id),
            pause=reasons.get(entity.id, ""),
            is_business=entity._clientfile_is_business(),
            is_indemnified=may_claim(entity),
        )

    @api.model
    def _prepare_item(self, row):
        line_id, move_id, due, currency_id, residual, company_residual = row[:6]
        is_invoice, pause, reached = row[6:]
        currency = self.env["res.currency"].browse(currency_id)
        return Item(
            key=line_id,
            due=due,
            currency=currency_id,
            residual=residual,
            company_residual=company_residual,
            decimals=currency.decimal_places,
            reached=reached or NEVER,
            invoice=move_id if is_invoice else None,
            pause=pause,
        )


def _to_decimal(amount):
    return Decimal(str(amount or 0))


def _exact(row):
    """A line with its amounts as ``Decimal``; the host reads numbers as floats."""
    return [*row[:4], _to_decimal(row[4]), _to_decimal(row[5]), *row[6:]]
