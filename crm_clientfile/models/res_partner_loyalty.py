from odoo import api, fields, models
from odoo.fields import Domain

_USERS = "crm_clientfile.crm_clientfile_group_user"
_SALESPEOPLE = "sales_team.group_sale_salesman"
# Who holds a card has one of his own or a contact who has.
_HOLDINGS = ("clientfile_own_card_ids", "child_ids")


class ResPartner(models.Model):
    """The host's loyalty cards, on the record of who holds them.

    Number and points are for every user of the customer file, who has to answer for
    them on the phone. The cards themselves, with the codes of vouchers and gift cards,
    which are money, stay with those to whom the host shows them: salespeople.
    """

    _inherit = "res.partner"

    clientfile_loyalty_number = fields.Char(
        "Loyalty Card",
        compute="_compute_clientfile_loyalty",
        search="_search_clientfile_loyalty_number",
        compute_sudo=True,
        groups=_USERS,
        help="Number of the loyalty cards of this customer and its contacts.",
    )
    clientfile_loyalty_points = fields.Char(
        "Points on the Card",
        compute="_compute_clientfile_loyalty",
        compute_sudo=True,
        groups=_USERS,
    )
    clientfile_own_card_ids = fields.One2many(
        "loyalty.card",
        "partner_id",
        "Own Cards",
        exportable=False,
        groups=_SALESPEOPLE,
    )
    clientfile_has_loyalty = fields.Boolean(
        compute="_compute_clientfile_loyalty",
        compute_sudo=True,
        exportable=False,
        groups=_USERS,
    )
    clientfile_loyalty_card_ids = fields.Many2many(
        "loyalty.card",
        string="Cards",
        compute="_compute_clientfile_loyalty_card_ids",
        groups=_SALESPEOPLE,
    )
    clientfile_loyalty_history_ids = fields.Many2many(
        "loyalty.history",
        string="Points Earned and Used",
        compute="_compute_clientfile_loyalty_card_ids",
        groups=_SALESPEOPLE,
    )
    clientfile_loyalty_line_ids = fields.Many2many(
        "sale.order.line",
        string="Products Consumed",
        compute="_compute_clientfile_loyalty_card_ids",
        groups=_SALESPEOPLE,
    )

    @api.depends_context("allowed_company_ids", "lang")
    def _compute_clientfile_loyalty(self):
        holders = self._origin._clientfile_maybe_with_any(_HOLDINGS)
        cards = self.env["loyalty.card"]
        if holders:
            cards = cards.search(holders._get_clientfile_cards_domain())
        by_holder = self._get_clientfile_by_holder(cards)
        for partner in self:
            own = by_holder[partner]
            partner.clientfile_has_loyalty = bool(own)
            own = own.filtered(lambda card: card.program_type == "loyalty")
            partner.clientfile_loyalty_number = ", ".join(own.mapped("code"))
            partner.clientfile_loyalty_points = ", ".join(own.mapped("points_display"))

    @api.depends("clientfile_has_loyalty")
    @api.depends_context("allowed_company_ids", "uid")
    def _compute_clientfile_loyalty_card_ids(self):
        # sudo: most hold no card, which was found out for the number on it
        holders = self.sudo().filtered("clientfile_has_loyalty").with_env(self.env)
        cards = self.env["loyalty.card"].search(holders._get_clientfile_cards_domain())
        lines = self.env["sale.order.line"].search(
            [("coupon_id", "in", cards.ids), ("state", "=", "sale")], order="id desc"
        )
        by_holder = self._get_clientfile_by_holder(cards)
        for partner in self:
            own = by_holder[partner]
            partner.clientfile_loyalty_card_ids = own
            partner.clientfile_loyalty_history_ids = own.history_ids
            partner.clientfile_loyalty_line_ids = lines.filtered(
                lambda line, own=own: line.coupon_id in own
            )

    @api.model
    def _search_clientfile_loyalty_number(self, operator, value):
        """The holder of a card and its company, by the beginning or all of a number."""
        if operator not in ("in", "=", "ilike", "=ilike", "like", "=like"):
            return NotImplemented
        # sudo: as for the field, the number of a loyalty card is no secret
        cards = self.env["loyalty.card"].sudo()
        holders = cards.search(
            Domain("code", operator, value)
            & Domain("program_id.program_type", "=", "loyalty")
            & self._get_clientfile_companies_domain()
        ).partner_id
        return Domain("id", "in", (holders | holders.commercial_partner_id).ids)

    @api.model
    def _get_clientfile_companies_domain(self):
        """Cards of the companies the user works in, as the host's rule has it."""
        companies = self.env.companies
        return Domain("company_id", "in", [*companies.ids, False]) | Domain(
            "company_id", "parent_of", companies.ids
        )

    def _get_clientfile_cards_domain(self):
        """Cards of these partners and their contacts."""
        holders = Domain("partner_id", "in", self.ids) | Domain(
            "partner_id.commercial_partner_id", "in", self.ids
        )
        return holders & self._get_clientfile_companies_domain()

    def _get_clientfile_by_holder(self, cards):
        """Those of ``cards`` that belong to each partner or to its contacts."""
        by_holder = dict.fromkeys(self, cards.browse())
        for card in cards:
            for holder in card.partner_id | card.partner_id.commercial_partner_id:
                if holder in by_holder:
                    by_holder[holder] |= card
        return by_holder
