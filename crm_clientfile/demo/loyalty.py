"""The loyalty cards of the demo company."""

from odoo import Command, api, models

# Customer, number of the card, points.
CARDS = (
    ("hotel_belvedere", "DEL-0001", 1240),
    ("palace_etoile", "DEL-0002", 2890),
    ("brasserie_terreaux", "DEL-0003", 430),
    ("me_roux", "DEL-0004", 95),
    ("mme_aubert", "DEL-0005", 260),
    ("be_grand_place", "DEL-0006", 610),
)
# Who has had a reward, and how long ago.
REWARDED = (("mme_aubert", 52), ("palace_etoile", 110))


class ClientfileDemo(models.AbstractModel):
    _inherit = "clientfile.demo"

    @api.model
    def _load_loyalty(self):
        """A loyalty program, cards with points, and what was given for points."""
        self = self.with_context(loyalty_no_mail=True)
        program = self.env["loyalty.program"].create(self._prepare_program_values())
        cards = self.env["loyalty.card"].create(
            [
                self._prepare_card_values(program, name, code, points)
                for name, code, points in CARDS
            ]
        )
        for name, days_ago in REWARDED:
            partner = self._partner(name)
            card = cards.filtered(lambda one, own=partner: one.partner_id == own)
            self._give_reward(program.reward_ids, card, days_ago)

    def _prepare_program_values(self):
        gift = self._records("product.product", ("flute",))
        return {
            "name": "Club Delorme",
            "program_type": "loyalty",
            "applies_on": "both",
            "trigger": "auto",
            "portal_point_name": "points",
            "company_id": self.env.company.id,
            "rule_ids": [
                Command.create({"reward_point_mode": "money", "reward_point_amount": 1})
            ],
            "reward_ids": [
                Command.create(
                    {
                        "reward_type": "product",
                        "reward_product_id": gift.id,
                        "required_points": 200,
                        "description": "Une boîte de flûtes offerte",
                    }
                )
            ],
        }

    def _prepare_card_values(self, program, name, code, points):
        return {
            "program_id": program.id,
            "partner_id": self._partner(name).id,
            "code": code,
            "points": points,
            "history_ids": [
                Command.create(
                    {
                        "description": "Reprise de l'ancienne carte",
                        "issued": points,
                    }
                )
            ],
        }

    def _give_reward(self, reward, card, days_ago):
        partner = card.partner_id
        carafe = self._records("product.product", ("carafe",))
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "user_id": partner.user_id.id,
                "order_line": [
                    Command.create({"product_id": carafe.id, "product_uom_qty": 4})
                ],
            }
        )
        order._update_programs_and_rewards()
        order._apply_program_reward(reward, card)
        order.action_confirm()
        order.date_order = self._moment(days_ago)
