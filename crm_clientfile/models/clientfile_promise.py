from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, float_compare

from .clientfile_dispute import _OWN_MOVES, _READERS

# What was settled of the named invoices from the promise to its day: allocations, and
# payments that wait for the bank, which have no entry yet.
_OF_INVOICES = """
    SELECT promise.id, SUM(settled.amount)
      FROM clientfile_promise AS promise
      JOIN clientfile_promise_account_move_rel AS named
        ON named.promise_id = promise.id
      JOIN LATERAL (
           SELECT part.amount
             FROM account_move_line AS line
             JOIN account_partial_reconcile AS part ON part.debit_move_id = line.id
             JOIN account_account AS account
               ON account.id = line.account_id
              AND account.account_type = 'asset_receivable'
            WHERE line.move_id = named.move_id
              AND part.max_date BETWEEN promise.date_noted AND promise.date
        UNION ALL
           SELECT ABS(payment.amount_company_currency_signed)
             FROM account_move__account_payment AS link
             JOIN account_payment AS payment ON payment.id = link.payment_id
            WHERE link.invoice_id = named.move_id AND payment.move_id IS NULL
              AND payment.state IN ('in_process', 'paid')
              AND payment.date BETWEEN promise.date_noted AND promise.date
           ) AS settled ON TRUE
     WHERE promise.id = ANY(%(ids)s)
  GROUP BY promise.id
"""
_OF_ACCOUNT = """
    SELECT promise.id, SUM(paid.amount)
      FROM clientfile_promise AS promise
      JOIN res_partner AS holder
        ON holder.commercial_partner_id = promise.partner_id
        OR holder.clientfile_merged_into_id = promise.partner_id
      JOIN LATERAL (
           SELECT -line.balance AS amount
             FROM account_move_line AS line
             JOIN account_account AS account
               ON account.id = line.account_id
              AND account.account_type = 'asset_receivable'
            WHERE line.partner_id = holder.id AND line.parent_state = 'posted'
              AND line.balance < 0
              AND (line.payment_id IS NOT NULL OR line.statement_line_id IS NOT NULL)
              AND line.company_id IN (SELECT branch.id FROM res_company AS branch
                    JOIN res_company AS root ON root.id = promise.company_id
                   WHERE branch.parent_path LIKE root.parent_path || '%%')
              AND line.date BETWEEN promise.date_noted AND promise.date
        UNION ALL
           SELECT payment.amount_company_currency_signed
             FROM account_payment AS payment
            WHERE payment.partner_id = holder.id AND payment.move_id IS NULL
              AND payment.partner_type = 'customer'
              AND payment.state IN ('in_process', 'paid')
              AND payment.company_id IN (SELECT branch.id FROM res_company AS branch
                    JOIN res_company AS root ON root.id = promise.company_id
                   WHERE branch.parent_path LIKE root.parent_path || '%%')
              AND payment.date BETWEEN promise.date_noted AND promise.date
           ) AS paid ON TRUE
     WHERE promise.id = ANY(%(ids)s)
       AND NOT EXISTS (SELECT FROM clientfile_promise_account_move_rel AS named
                        WHERE named.promise_id = promise.id)
  GROUP BY promise.id
"""


class ClientfilePromise(models.Model):
    """A promise to pay: some invoices or an amount, by a day.

    Whether it is kept follows from what was paid since it was noted.
    """

    _name = "clientfile.promise"
    _description = "Promise to Pay"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        tracking=True,
        ondelete="restrict",
        check_company=True,
        domain="['|', ('is_company', '=', True), ('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company.root_id,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    move_ids = fields.Many2many(
        "account.move",
        "clientfile_promise_account_move_rel",
        "promise_id",
        "move_id",
        "Invoices",
        domain=_OWN_MOVES,
        groups=_READERS,
        help="Empty: the promise is about the account as a whole.",
    )
    amount = fields.Monetary(
        "Promised Amount",
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
    )
    date = fields.Date("Promised for", required=True, index=True, tracking=True)
    date_noted = fields.Date(
        "Noted on", required=True, readonly=True, default=fields.Date.context_today
    )
    user_id = fields.Many2one(
        "res.users",
        "Noted by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    note = fields.Char(help="Who promised it, and how.")
    is_cancelled = fields.Boolean("Cancelled", readonly=True, copy=False, tracking=True)
    received = fields.Monetary(
        compute="_compute_received", help="Paid from the promise to its day."
    )
    state = fields.Selection(
        [
            ("pending", "Pending"),
            ("kept", "Kept"),
            ("broken", "Broken"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        compute="_compute_received",
        search="_search_state",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)",
        "Enter the amount that is promised: more than zero.",
    )
    _date_after_noting = models.Constraint(
        "CHECK (date >= date_noted)",
        "A promise is about a day to come. Correct the day it is promised for.",
    )

    @api.depends("move_ids")
    def _compute_amount(self):
        for promise in self:
            # sudo: the total of the invoices, also for who does not read them
            residuals = promise.sudo().move_ids.mapped("amount_residual_signed")
            promise.amount = sum(residuals) or promise.amount

    @api.depends("amount", "date", "date_noted", "move_ids", "is_cancelled")
    def _compute_received(self):
        received = self._read_received()
        today = fields.Date.context_today(self)
        for promise in self:
            promise.received = received[promise._origin.id]
            promise.state = promise._get_state(today)

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Those that are over and done with are few beside customers and invoices.
        known = self.search(Domain("id", ">", 0))
        fitting = known.filtered(lambda promise: promise.state in value)
        return Domain("id", "in", fitting.ids)

    @api.constrains("move_ids")
    def _check_invoices(self):
        # Invoices of a merged customer stay his: he may change below them.
        # sudo: among them may be documents that this user does not read
        for promise in self.sudo():
            entities = promise.move_ids.commercial_partner_id
            entities -= entities.browse(promise.partner_id._clientfile_entity_ids())
            roots = promise.move_ids.company_id.root_id
            if entities or roots - promise.company_id:
                raise ValidationError(
                    self.env._(
                        "Some invoices are not of %(customer)s. Remove them from the "
                        "promise.",
                        customer=promise.partner_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        pauses = self.env["clientfile.reminder.pause"]
        return super().create([pauses._prepare_values(vals) for vals in vals_list])

    def action_cancel(self):
        self.is_cancelled = True
        return True

    def action_open_business_doc(self):
        """Open the promise, from the links that other documents show."""
        return self._get_records_action()

    @api.model
    def _get_pending(self, partner_ids, company, today):
        """Promises of these customers, the day of which has not passed."""
        promises = self.search(
            Domain("partner_id", "in", partner_ids)
            & Domain("company_id", "=", company.id)
            & Domain("date", ">=", today)
            & Domain("is_cancelled", "=", False)
        )
        return promises.filtered(lambda promise: promise.state == "pending")

    @api.model
    def _hand_over(self, partners, entity):
        self.search([("partner_id", "in", partners.ids)]).partner_id = entity

    def _get_state(self, today):
        if self.is_cancelled:
            return "cancelled"
        digits = self.currency_id.decimal_places or 2
        if self.amount and float_compare(self.received, self.amount, digits) >= 0:
            return "kept"
        return "broken" if self.date and self.date < today else "pending"

    def _read_received(self):
        """What was paid of each promise, in time."""
        received = defaultdict(float)
        if ids := self._origin.ids:
            self.env.flush_all()
            for query in (_OF_INVOICES, _OF_ACCOUNT):
                for promise_id, amount in self.env.execute_query(SQL(query, ids=ids)):
                    received[promise_id] += float(amount or 0)
        return received
