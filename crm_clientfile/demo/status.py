from datetime import timedelta

from odoo import Command, api, fields, models

VIPS = (
    ("hotel_belvedere", "Premier client de la région depuis trois ans"),
    ("palace_etoile", "Contrat-cadre signé avec la direction des achats"),
)
BLOCKED = ("restaurant_quai", "Factures impayées malgré deux relances")
AT_RISK = ("vieux_port", "Change de gérant, commandes en suspens")
EXPIRED = ("brasserie_terreaux", "Fermeture pour travaux", 75, 3)


class ClientfileDemo(models.AbstractModel):
    """Statuses set by hand, and disputes, of the demo company."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_statuses(self):
        self._set_statuses()
        self._leave_expired_status()
        self._quote_blocked_customer()
        self._open_disputes()

    def _day(self, days_ago):
        return fields.Date.today() - timedelta(days=days_ago)

    def _set_statuses(self):
        for name, reason in VIPS:
            self._partner_for("nadia", name)._clientfile_set_status("vip", reason)
        name, reason = BLOCKED
        self._partner_for("nadia", name)._clientfile_set_status("blocked", reason)
        name, reason = AT_RISK
        self._partner_for("camille", name)._clientfile_set_status(
            "at_risk", reason, self._day(-60)
        )

    def _partner_for(self, login, name):
        """The customer of that name, as one of our people sees it, in his language."""
        user = self._records("res.users", (login,))
        return self._partner(name).with_user(user).with_context(lang=user.lang)

    def _leave_expired_status(self):
        """One whose last day has just passed: it counts no more, ended or not."""
        name, reason, since, until = EXPIRED
        self.env["clientfile.status.change"].create(
            {
                "partner_id": self._partner(name).id,
                "company_id": self.env.company.id,
                "status": "inactive",
                "reason": reason,
                "date_from": self._day(since),
                "date_to": self._day(until),
                "user_id": self._records("res.users", ("camille",)).id,
            }
        )

    def _quote_blocked_customer(self):
        partner = self._partner(BLOCKED[0])
        product = self._records("product.product", ("assiette_plate",))
        self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "user_id": partner.user_id.id,
                "date_order": self._moment(2),
                "state": "sent",
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 60})
                ],
            }
        )

    def _open_disputes(self):
        camille, nadia = self._records("res.users", ("camille", "nadia"))
        values = (
            self._prepare_open_dispute_values(camille),
            self._prepare_late_dispute_values(nadia),
            self._prepare_settled_dispute_values(camille),
        )
        self.env["clientfile.dispute"].create(values)

    def _last_move(self, name, move_type):
        return self.env["account.move"].search(
            [
                ("commercial_partner_id", "=", self._partner(name).id),
                ("move_type", "=", move_type),
                ("state", "=", "posted"),
            ],
            order="invoice_date desc, id desc",
            limit=1,
        )

    def _prepare_open_dispute_values(self, owner):
        invoice = self._last_move("traiteur_gachet", "out_invoice")
        return {
            "partner_id": invoice.partner_id.id,
            "reason": "quality",
            "description": "Nappes livrées tachées : le client demande leur reprise.",
            "amount": invoice.currency_id.round(invoice.amount_total / 10),
            "move_ids": [Command.link(invoice.id)],
            "user_id": owner.id,
            "date_opened": self._day(5),
            "deadline": self._day(-6),
        }

    def _prepare_late_dispute_values(self, owner):
        invoice = self._last_move("be_grand_place", "out_invoice")
        return {
            "partner_id": invoice.partner_id.id,
            "reason": "delivery",
            "description": "Livré trois jours après la réception : location d'appoint.",
            "amount": 240,
            "move_ids": [Command.link(invoice.id)],
            "order_ids": [Command.set(invoice.line_ids.sale_line_ids.order_id.ids)],
            "state": "in_progress",
            "user_id": owner.id,
            "date_opened": self._day(20),
            "deadline": self._day(4),
        }

    def _prepare_settled_dispute_values(self, owner):
        credit = self._last_move("hotel_vosges", "out_refund")
        return {
            "partner_id": credit.partner_id.id,
            "reason": "missing",
            "description": "Casse à la livraison, constatée par le transporteur.",
            "amount": credit.amount_total,
            "move_ids": [Command.link(credit.reversed_entry_id.id)],
            "state": "settled",
            "outcome": "credit_note",
            "outcome_note": "Avoir accepté par téléphone.",
            "credit_move_id": credit.id,
            "credited_amount": credit.amount_total,
            "user_id": owner.id,
            "date_opened": credit.invoice_date - timedelta(days=9),
            "date_closed": credit.invoice_date,
        }
