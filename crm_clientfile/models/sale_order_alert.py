from dataclasses import replace

from odoo import api, fields, models
from odoo.tools import groupby

from .sale_order_block import Obstacle

# What is told of who pays, where somebody else orders.
_MONEY = ("overdue", "credit")


class SaleOrder(models.Model):
    """What is to be known before selling more, and what it stops in each company."""

    _inherit = "sale.order"

    clientfile_alerts = fields.Html(
        "Alerts",
        compute="_compute_clientfile_alerts",
        sanitize=False,
        exportable=False,
        groups="base.group_user",
    )

    @api.depends(
        "partner_id", "partner_invoice_id", "company_id", "amount_total", "state"
    )
    @api.depends_context("lang", "tz")
    def _compute_clientfile_alerts(self):
        partners = self.env["res.partner"]
        for company, orders in groupby(self, lambda order: order.company_id):
            orders = self.browse().union(*orders)
            told = orders._get_clientfile_party_alerts(company)
            for order in orders:
                alerts = order._collect_clientfile_alerts(told)
                order.clientfile_alerts = partners._render_clientfile_alerts(alerts)

    def _get_clientfile_party_alerts(self, company):
        parties = self._clientfile_seen()._get_clientfile_parties()._origin
        return parties.with_company(company)._get_clientfile_alerts()

    def _clientfile_seen(self):
        """These orders with all that is owed, whoever asks."""
        # sudo: whoever sells is warned, and the customer himself online is held up; the
        # host hides receivables from both
        return self.sudo()

    def _get_clientfile_payer(self):
        """Who pays, and what he owes, in the company of the order."""
        payer = self._clientfile_seen().partner_invoice_id.commercial_partner_id
        return payer._origin.with_company(self.company_id)

    def _collect_clientfile_alerts(self, told):
        """Alerts of who orders, what is owed by who pays, the limit with this order."""
        order = self._clientfile_seen()
        buyer = order.partner_id.commercial_partner_id._origin
        payer = order._get_clientfile_payer()
        alerts = list(told.get(buyer.id, ()))
        if payer != buyer:
            owed = (one for one in told.get(payer.id, ()) if one.code in _MONEY)
            alerts += [replace(one, sentence=one.say_of(payer.name)) for one in owed]
        exceeded = order._get_clientfile_exceeded().get(order)
        if not exceeded:
            return alerts
        credit = payer._make_clientfile_alert("credit", exceeded=exceeded)
        if payer != buyer:
            credit = replace(credit, sentence=credit.say_of(payer.name))
        return [*(one for one in alerts if one.code != "credit"), credit]

    def _get_clientfile_obstacles(self):
        obstacles = super()._get_clientfile_obstacles()
        for company, orders in groupby(self, lambda order: order.company_id.root_id):
            orders = self.browse().union(*orders)
            for order, own in orders._get_clientfile_money_obstacles(company).items():
                obstacles.setdefault(order, []).extend(own)
        return obstacles

    def _get_clientfile_money_obstacles(self, company):
        """What the company makes of overdue payments and of its credit limits."""
        # sudo: rules hold whatever is known of the company
        rules = company.sudo()
        found = {}
        if rules.clientfile_overdue_policy != "warn":
            is_final = rules.clientfile_overdue_policy == "block"
            for order, overdue in self._get_clientfile_overdue_parties(company).items():
                obstacle = order._prepare_clientfile_overdue_obstacle(overdue, is_final)
                found.setdefault(order, []).append(obstacle)
        if rules.clientfile_credit_policy != "warn":
            is_final = rules.clientfile_credit_policy == "block"
            for order, exceeded in self._get_clientfile_exceeded().items():
                obstacle = order._prepare_clientfile_credit_obstacle(exceeded, is_final)
                found.setdefault(order, []).append(obstacle)
        return found

    def _get_clientfile_overdue_parties(self, company):
        """Who of those who order or pay has overdue payments, for each order."""
        seen = self._clientfile_seen()
        parties = seen._get_clientfile_parties().with_company(company)
        owed = parties._get_clientfile_overdue_amounts()
        found = {}
        for order in seen if owed else ():
            own = order._get_clientfile_parties().with_company(company)
            late = {one: owed[one.id] for one in own if one.id in owed}
            if late:
                found[self.browse(order.id)] = late
        return found

    def _get_clientfile_exceeded(self):
        """By how much each order is above the credit limit of who pays, if it is.

        Orders confirmed together count together.
        """
        found = {}
        for _company, orders in groupby(self, lambda order: order.company_id):
            payers = {order: order._get_clientfile_payer() for order in orders}
            limited = payers[orders[0]].union(*payers.values())
            ordered = self._get_clientfile_ordered(payers)
            exceeded = limited._get_clientfile_exceeded(ordered)
            found |= {
                order: exceeded[payer.id]
                for order, payer in payers.items()
                if payer.id in exceeded
            }
        return found

    def _get_clientfile_ordered(self, payers):
        """What the quotations would add, by who pays, in the company's currency."""
        ordered = {}
        for order, payer in payers.items():
            if order.state in ("draft", "sent"):
                amount = order.amount_total / (order.currency_rate or 1)
                ordered[payer.id] = ordered.get(payer.id, 0) + amount
        return ordered

    def _prepare_clientfile_overdue_obstacle(self, overdue, is_final):
        said = " ".join(
            f"{one.name}: {one._say_clientfile_overdue(owed)[1]}"
            for one, owed in overdue.items()
        )
        return Obstacle(
            customers=self.env["res.partner"].browse([one.id for one in overdue]),
            refusal=self._describe_clientfile_money_refusal(said, is_final),
            exception=self.env._(
                "%(order)s was confirmed although payments are overdue. %(why)s",
                order=self.name,
                why=said,
            ),
            is_final=is_final,
        )

    def _prepare_clientfile_credit_obstacle(self, exceeded, is_final):
        payer = self._get_clientfile_payer()
        _level, sentence = payer._say_clientfile_exceeded(exceeded)
        said = f"{payer.name}: {sentence}"
        return Obstacle(
            customers=self.env["res.partner"].browse(payer.id),
            refusal=self._describe_clientfile_money_refusal(said, is_final),
            exception=self.env._(
                "%(order)s was confirmed although the credit limit is exceeded. "
                "%(why)s",
                order=self.name,
                why=said,
            ),
            is_final=is_final,
        )

    def _describe_clientfile_money_refusal(self, why, is_final):
        values = {"order": self.name, "why": why}
        if is_final:
            return self.env._(
                "%(order)s cannot be confirmed before this is settled. %(why)s",
                **values,
            )
        return self.env._(
            "%(order)s cannot be confirmed without approval. %(why)s", **values
        )

    def _prepare_clientfile_hold_note(self):
        if self._get_clientfile_blocks():
            return super()._prepare_clientfile_hold_note()
        return self.env._(
            "Accepted online, not confirmed yet: payments are overdue or the credit "
            "limit is exceeded."
        )
