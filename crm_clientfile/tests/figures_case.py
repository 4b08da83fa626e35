import json
import random
from datetime import timedelta

from odoo import Command, fields
from odoo.tools import SQL

from .common import ClientfileCase

_CLONE = """
    INSERT INTO %(table)s
    SELECT (jsonb_populate_record(pattern, change)).*
      FROM %(table)s AS pattern, jsonb_array_elements(%(changes)s) AS change
     WHERE pattern.id = %(pattern)s
"""
_IDS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


class FiguresCase(ClientfileCase):
    """Customers with sales, some of them cloned by SQL from what Odoo has written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["res.partner"])
        cls.metrics = cls.env["clientfile.metrics"]
        cls.product.standard_price = 3.5
        cls.tax = cls.env["account.tax"].create(
            {"name": "Twenty", "amount": 20, "type_tax_use": "sale"}
        )

    @classmethod
    def day(cls, ago):
        return cls.today - timedelta(days=ago)

    @classmethod
    def sell(cls, partner, ago, price=100.0, move_type="out_invoice", **values):
        """A posted sale of that many days ago, of one product if no ``lines`` are."""
        taxes = [Command.set(cls.tax.ids)]
        line = {"product_id": cls.product.id, "price_unit": price, "tax_ids": taxes}
        lines = values.pop("lines", [line])
        move = cls.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": partner.id,
                "invoice_date": cls.day(ago),
                "date": min(cls.day(ago), cls.today),
                "invoice_line_ids": [Command.create(one) for one in lines],
                **values,
            }
        )
        move.action_post()
        return move

    @classmethod
    def pay(cls, move, ago, amount=None):
        """Pay an invoice, by a payment dated that many days ago."""
        wizard = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        values = {"payment_date": cls.day(ago)}
        if amount:
            values["amount"] = amount
        return wizard.create(values)._create_payments()

    def refresh(self, partner):
        self.metrics._refresh_customers(partner.commercial_partner_id.ids)

    def figures(self, partner):
        return self.metrics.search(
            [
                ("partner_id", "=", partner.id),
                ("company_id", "=", self.env.company.root_id.id),
            ]
        )


class Histories:
    """Random sales of many customers: what a shop of ten years has on its disks."""

    def __init__(self, case, seed):
        self.case = case
        self.env = case.env
        self.chance = random.Random(seed)
        self.moves, self.lines, self.terms, self.settlements = [], [], [], []
        self.sold, self.links = [], []

    def make(self, number):
        """That many customers with their histories; in the order of their ids."""
        self.make_patterns()
        partners = self.env["res.partner"].create(
            [
                {"name": f"Customer {index}", "is_company": True}
                for index in range(number)
            ]
        )
        for partner in partners:
            for _index in range(self.chance.choice((0, 1, 2, 3, 5, 8, 13))):
                self.add_document(partner)
        self.store()
        return partners

    def make_patterns(self):
        case = self.case
        pattern = case.make_company("Pattern")
        order = case.make_order(pattern)
        order.action_confirm()
        self.sold_id = order.order_line.id
        invoice = case.sell(pattern, 40)
        payment = case.pay(invoice, 10)
        by_type = {"out_invoice": invoice}
        for move_type in ("out_refund", "out_receipt"):
            by_type[move_type] = case.sell(pattern, 40, move_type=move_type)
        self.patterns = {
            move_type: (
                move,
                move.invoice_line_ids,
                move.line_ids.filtered(
                    lambda line: line.display_type == "payment_term"
                ),
            )
            for move_type, move in by_type.items()
        }
        self.counterpart = payment.move_id.line_ids.filtered("matched_debit_ids")
        self.partial_id = self.counterpart.matched_debit_ids.id
        self.env.flush_all()

    def next_id(self, table):
        if not getattr(self, "_ids", None):
            self._ids = {}
        if not self._ids.get(table):
            self.env.cr.execute(_IDS, [table, 5000])
            self._ids[table] = [number for (number,) in self.env.cr.fetchall()][::-1]
        return self._ids[table].pop()

    def add_document(self, partner):
        chance = self.chance
        move_type = chance.choices(
            ("out_invoice", "out_refund", "out_receipt"), (8, 1, 1)
        )[0]
        day = self.case.day(chance.choice((-20, 0, 31, chance.randint(0, 1500))))
        move_id = self.next_id("account_move")
        sign = -1 if move_type == "out_refund" else 1
        nets = [
            self.add_line(move_id, move_type, sign, day)
            for _index in range(chance.randint(1, 3))
        ]
        untaxed, taxed = sum(nets), round(sum(nets) * 6 / 5)
        due = day + timedelta(days=chance.choice((0, 30, 45)))
        residual = self.settle(move_id, move_type, day, due, taxed)
        self.moves.append(
            (
                move_type,
                {
                    "id": move_id,
                    "name": f"RANDOM/{move_id}",
                    "partner_id": partner.id,
                    "commercial_partner_id": partner.id,
                    "invoice_date": day.isoformat(),
                    "date": day.isoformat(),
                    "invoice_date_due": due.isoformat(),
                    "amount_untaxed_signed": sign * untaxed / 100,
                    "amount_total_signed": sign * taxed / 100,
                    "amount_residual_signed": sign * residual / 100,
                    "payment_state": "not_paid" if residual else "paid",
                },
            )
        )

    def add_line(self, move_id, move_type, sign, day):
        """Add a line of the document; its net amount in cents."""
        chance = self.chance
        discount = chance.choice((0, 0, 5, 12.5, 33.33, 100))
        quantity, price = chance.randint(1, 9), chance.randint(100, 90000)
        if chance.random() < 0.1:
            price = -price
        net = round(quantity * price * (100 - discount) / 100)
        line_id = self.next_id("account_move_line")
        has_product = chance.random() < 0.8
        self.lines.append(
            (
                move_type,
                {
                    "id": line_id,
                    "move_id": move_id,
                    "quantity": quantity,
                    "price_unit": price / 100,
                    "discount": discount,
                    "balance": -sign * net / 100,
                    "amount_currency": -sign * net / 100,
                    "debit": max(-sign * net, 0) / 100,
                    "credit": max(sign * net, 0) / 100,
                    "product_id": self.case.product.id if has_product else None,
                    "is_downpayment": chance.random() < 0.05,
                    "date": day.isoformat(),
                },
            )
        )
        if chance.random() < 0.5:
            self.add_order_line(line_id)
        return net

    def add_order_line(self, line_id):
        sold_id = self.next_id("sale_order_line")
        cost = self.chance.choice((0, 2.25, 17.4))
        self.sold.append({"id": sold_id, "purchase_price": cost})
        self.links.append((line_id, sold_id))

    def settle(self, move_id, move_type, day, due, taxed):
        """Pay a document or not; what remains in cents. Instalments are two."""
        chance = self.chance
        is_paid = move_type != "out_refund" and chance.random() < 0.7
        residual = 0 if is_paid or not taxed else chance.choice((taxed, taxed // 2, 0))
        sign = -1 if move_type == "out_refund" else 1
        for share, maturity in ((residual // 3, day), (residual - residual // 3, due)):
            line_id = self.next_id("account_move_line")
            self.terms.append(
                (
                    move_type,
                    {
                        "id": line_id,
                        "move_id": move_id,
                        "date_maturity": maturity.isoformat(),
                        "amount_residual": sign * share / 100,
                        "reconciled": not share,
                        "full_reconcile_id": None,
                    },
                )
            )
        if is_paid:
            self.add_settlement(line_id, day, due)
        return residual

    def add_settlement(self, line_id, day, due):
        """The payment of the last instalment, now and then of two days."""
        for _index in range(self.chance.choice((1, 1, 2))):
            late = due + timedelta(days=self.chance.randint(-20, 50))
            self.settlements.append(
                {
                    "id": self.next_id("account_partial_reconcile"),
                    "debit_move_id": line_id,
                    "credit_move_id": self.counterpart.id,
                    "full_reconcile_id": None,
                    "max_date": max(day, late).isoformat(),
                }
            )

    def store(self):
        for move_type, (move, line, term) in self.patterns.items():
            for table, pattern, rows in (
                ("account_move", move, self.moves),
                ("account_move_line", line, self.lines),
                ("account_move_line", term, self.terms),
            ):
                chosen = [row for kind, row in rows if kind == move_type]
                self.clone(table, pattern.id, chosen)
        self.clone("account_partial_reconcile", self.partial_id, self.settlements)
        self.clone("sale_order_line", self.sold_id, self.sold)
        self.env.cr.execute_values(
            "INSERT INTO sale_order_line_invoice_rel (invoice_line_id, order_line_id)"
            " VALUES %s",
            self.links,
        )
        self.env.invalidate_all()

    def clone(self, table, pattern, rows):
        self.env.cr.execute(
            SQL(
                _CLONE,
                table=SQL.identifier(table),
                changes=json.dumps(rows),
                pattern=pattern,
            )
        )
