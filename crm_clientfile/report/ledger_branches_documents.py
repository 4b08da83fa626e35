from odoo.fields import Domain
from odoo.tools import SQL

from .ledger_branch import LedgerBranch

# Whether a receivable line is settled, for who owes it and for who has it to come.
_RECEIVABLE_STATUS = """
    CASE WHEN %(balance)s < 0 AND %(reconciled)s THEN 'allocated'
         WHEN %(residual)s <> %(amount)s AND NOT %(reconciled)s THEN 'partial'
         WHEN %(balance)s < 0 THEN 'unallocated'
         WHEN %(state)s IN ('in_payment', 'reversed') THEN %(state)s
         WHEN %(reconciled)s THEN 'paid'
         WHEN %(state)s = 'blocked' THEN %(state)s
         ELSE 'open' END
"""
_RECEIVABLE_KIND = """
    CASE WHEN %(type)s IN ('out_invoice', 'out_receipt') THEN 'invoice'
         WHEN %(type)s = 'out_refund' THEN 'credit_note'
         WHEN %(payment)s IS NOT NULL OR %(statement)s IS NOT NULL THEN 'payment'
         ELSE 'entry' END
"""
_ORDER_STATUS = """
    CASE %s WHEN 'sale' THEN 'confirmed' WHEN 'cancel' THEN 'cancelled' ELSE %s END
"""
_TEXTS = "NULLIF(CONCAT_WS(' · ', NULLIF(%s, ''), %s), '')"


class ReceivableBranch(LedgerBranch):
    """The account itself: every posted line of a receivable account.

    An invoice payable in three instalments has three, each with its own due date.
    """

    code = 1
    model = "account.move.line"
    kinds = ("invoice", "credit_note", "payment", "entry")
    day = "date"

    def get_domain(self):
        return Domain("parent_state", "=", "posted") & Domain(
            "account_id", "any!", [("account_type", "=", "asset_receivable")]
        )

    def get_columns(self):
        move, amount = self.join("move_id"), self.field("amount_currency")
        return {
            "kind": SQL(
                _RECEIVABLE_KIND,
                type=move("move_type"),
                payment=self.field("payment_id"),
                statement=self.field("statement_line_id"),
            ),
            "is_booked": SQL("TRUE"),
            "company_id": self.field("company_id"),
            "currency_id": self.field("currency_id"),
            "name": move("name"),
            "label": self.get_label(move),
            "status": SQL(
                _RECEIVABLE_STATUS,
                balance=self.field("balance"),
                amount=amount,
                residual=self.field("amount_residual_currency"),
                reconciled=SQL("COALESCE(%s, FALSE)", self.field("reconciled")),
                state=move("payment_state"),
            ),
            "date_due": self.field("date_maturity"),
            "debit": SQL("GREATEST(%s, 0)", amount),
            "credit": SQL("GREATEST(-%s, 0)", amount),
            "residual": self.field("amount_residual_currency"),
            "company_amount": self.field("balance"),
            "user_id": move("invoice_user_id"),
            "res_model": SQL(
                "CASE WHEN %s IS NULL THEN 'account.move' ELSE 'account.payment' END",
                self.field("payment_id"),
            ),
            "res_id": SQL(
                "COALESCE(%s, %s)", self.field("payment_id"), self.field("move_id")
            ),
        }

    def get_label(self, move):
        """Origin and reference of an invoice, what a payment says, any other text."""
        memo = self.join("payment_id")("memo")
        origin = move("invoice_origin")
        reference = SQL("NULLIF(%s, COALESCE(%s, ''))", move("ref"), origin)
        return SQL(
            "CASE WHEN %s = 'entry' THEN COALESCE(NULLIF(%s, ''), %s, %s) ELSE %s END",
            move("move_type"),
            memo,
            SQL("NULLIF(%s, '')", self.field("name")),
            move("ref"),
            SQL(_TEXTS, origin, reference),
        )


class PaymentBranch(LedgerBranch):
    """Payments that wait for the bank: no entry yet, so they change no balance."""

    code = 2
    model = "account.payment"
    kinds = ("payment",)
    day = "date"

    def get_domain(self):
        return (
            Domain("move_id", "=", False)
            & Domain("partner_type", "=", "customer")
            & Domain("state", "in", ("in_process", "paid"))
        )

    def get_columns(self):
        sign = SQL(
            "CASE WHEN %s = 'inbound' THEN 1 ELSE -1 END", self.field("payment_type")
        )
        return {
            "company_id": self.field("company_id"),
            "currency_id": self.field("currency_id"),
            "name": self.field("name"),
            "label": self.field("memo"),
            "status": SQL("'in_payment'"),
            "amount": SQL("%s * %s", self.field("amount"), sign),
        }


class OrderBranch(LedgerBranch):
    """Quotations and orders."""

    code = 3
    model = "sale.order"
    kinds = ("quotation", "order")
    moment = "date_order"

    def get_columns(self):
        state = self.field("state")
        return {
            "kind": SQL("CASE %s WHEN 'sale' THEN 'order' ELSE 'quotation' END", state),
            "company_id": self.field("company_id"),
            "currency_id": self.field("currency_id"),
            "name": self.field("name"),
            "label": self.field("client_order_ref"),
            "status": SQL(_ORDER_STATUS, state, state),
            "date_due": SQL(
                "CASE WHEN %s IN ('draft', 'sent') THEN %s END",
                state,
                self.field("validity_date"),
            ),
            "amount": self.field("amount_total"),
            "user_id": self.field("user_id"),
        }


class DeliveryBranch(LedgerBranch):
    """Deliveries and returns done, where the stock is kept in Odoo."""

    code = 4
    model = "stock.picking"
    kinds = ("delivery",)
    moment = "date_done"

    def get_domain(self):
        return Domain("state", "=", "done") & Domain("date_done", "!=", False)

    def get_columns(self):
        return {
            "company_id": self.field("company_id"),
            "name": self.field("name"),
            "label": self.field("origin"),
            "status": SQL("'done'"),
            "user_id": self.field("user_id"),
        }
