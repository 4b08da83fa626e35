from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

_USERS = "crm_clientfile.crm_clientfile_group_user"
_MANAGERS = "crm_clientfile.crm_clientfile_group_manager"
# What only a manager grants.
_DECIDED = frozenset(
    ("clientfile_discount", "clientfile_discount_reason", "clientfile_terms_inherited")
)


class ResPartner(models.Model):
    """The terms agreed with a customer, in each of our companies.

    Payment, pricelist and carrier are the host's fields. All belong to the customer
    himself: those of a contact or of an address are never read, but for the delivery
    instructions of an address.
    """

    _inherit = "res.partner"

    clientfile_discount = fields.Float(
        "Agreed Discount (%)",
        company_dependent=True,
        digits="Discount",
        groups=_USERS,
        tracking=True,
        help="Put on new order lines where the pricelist gives no lower price.",
    )
    clientfile_discount_reason = fields.Char(
        "Justification of the Discount",
        company_dependent=True,
        groups=_USERS,
        tracking=True,
        help="Why this customer has a discount: volume, framework agreement, dispute…",
    )
    clientfile_discounts_are_off = fields.Boolean(
        compute="_compute_clientfile_discounts_are_off", exportable=False
    )
    clientfile_has_delivery_charge = fields.Boolean(
        "Agreed Delivery Charge",
        company_dependent=True,
        groups=_USERS,
        help="The customer pays an agreed amount for each delivery, which may be zero, "
        "instead of the carrier's price.",
    )
    clientfile_delivery_charge = fields.Float(
        "Delivery Charge",
        company_dependent=True,
        groups=_USERS,
        help="For each delivery, in the company's currency, with the taxes of the "
        "delivery product.",
    )
    clientfile_delivery_days = fields.Integer(
        "Usual Delivery Time",
        company_dependent=True,
        groups=_USERS,
        help="Days from the confirmed order to the delivery. 0 where it is not known.",
    )
    clientfile_delivery_terms = fields.Text(
        "Delivery Terms",
        company_dependent=True,
        groups=_USERS,
        help="What is agreed about deliveries: Incoterm, minimum order, days, return "
        "of packaging. Shown on orders and printed on them.",
    )
    clientfile_delivery_instructions = fields.Text(
        "Delivery Instructions",
        groups=_USERS,
        help="How to deliver here: entrance, opening hours, whom to call. Shown on "
        "orders and printed on them; those of a delivery address come first.",
    )
    clientfile_condition_ids = fields.One2many(
        "clientfile.condition", "partner_id", "Special Conditions", groups=_USERS
    )

    def _compute_clientfile_discounts_are_off(self):
        """Odoo shows and applies discounts on order lines only where it is told to."""
        items = self.env["product.pricelist.item"]
        self.clientfile_discounts_are_off = not items._is_discount_feature_enabled()

    @api.constrains("clientfile_discount", "clientfile_discount_reason")
    def _check_clientfile_discount(self):
        for partner in self:
            if not 0 <= partner.clientfile_discount <= 100:
                raise ValidationError(
                    self.env._(
                        "The discount of %(customer)s is not between 0 and 100 %%. "
                        "Correct it.",
                        customer=partner.display_name,
                    )
                )
            reason = (partner.clientfile_discount_reason or "").strip()
            if partner.clientfile_discount and not reason:
                raise ValidationError(
                    self.env._(
                        "The discount of %(customer)s has no justification. Say why it "
                        "is granted.",
                        customer=partner.display_name,
                    )
                )

    @api.constrains("clientfile_delivery_charge", "clientfile_delivery_days")
    def _check_clientfile_delivery(self):
        for partner in self:
            if partner.clientfile_delivery_charge < 0:
                raise ValidationError(
                    self.env._(
                        "The delivery charge of %(customer)s is negative. Correct it.",
                        customer=partner.display_name,
                    )
                )
            if partner.clientfile_delivery_days < 0:
                raise ValidationError(
                    self.env._(
                        "The delivery time of %(customer)s is negative. Correct it.",
                        customer=partner.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        context = self.env.context
        defaults = {name: context.get(f"default_{name}") for name in _DECIDED}
        if any(vals.get(name) for vals in (defaults, *vals_list) for name in _DECIDED):
            self._clientfile_refuse_non_managers()
        return super().create(vals_list)

    def write(self, vals):
        if not _DECIDED.isdisjoint(vals) and self._clientfile_differ(vals, _DECIDED):
            self._clientfile_refuse_non_managers()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_clientfile_conditions(self):
        # sudo: the conditions of all companies keep their customer
        conditions = self.env["clientfile.condition"].sudo()
        condition = conditions.search([("partner_id", "in", self.ids)], limit=1)
        if condition:
            raise UserError(
                self.env._(
                    "%(customer)s has special conditions, such as “%(condition)s”. "
                    "Archive the customer instead of deleting it.",
                    customer=condition.partner_id.display_name,
                    condition=condition.name,
                )
            )

    def _clientfile_refuse_non_managers(self):
        if self.env.su or self.env.user.has_group(_MANAGERS):
            return
        raise AccessError(
            self.env._(
                "Only a manager of the customer file grants a discount or the terms of "
                "a group. Ask one of them."
            )
        )

    def _clientfile_differ(self, vals, names):
        """The partners of which ``vals`` change one of these fields.

        Empty values are all alike: what a client sends again has not changed.
        """
        new = {}
        for name in names & vals.keys():
            field = self._fields[name]
            cached = field.convert_to_cache(vals[name], self)
            new[name] = field.convert_to_record(cached, self) or False
        return self.filtered(
            lambda partner: any((partner[name] or False) != new[name] for name in new)
        )
