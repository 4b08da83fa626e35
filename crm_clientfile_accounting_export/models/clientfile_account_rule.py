from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import formatLang

from ..tools.account_rule import Rule

LINKS = {
    "journals": "journal_ids",
    "products": "product_ids",
    "categories": "categ_ids",
    "classes": "partner_category_ids",
    "positions": "fiscal_position_ids",
    "taxes": "tax_ids",
}


class ClientfileAccountRule(models.Model):
    """The account of an invoice line: by what is sold, to whom, where, which tax.

    Rules are asked in their order; the first that fits decides. A rule works once it
    was tried on past invoices and activated. Odoo's fiscal positions go on to map
    accounts and taxes: rules come after them.
    """

    _name = "clientfile.account.rule"
    _description = "Account Rule"
    _inherit = ["analytic.mixin"]
    _order = "company_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True, readonly=False)
    sequence = fields.Integer("Order", default=10)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    state = fields.Selection(
        [("draft", "To try"), ("active", "Active"), ("stopped", "Stopped")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    document = fields.Selection(
        [("sale", "Customer invoices"), ("purchase", "Vendor bills")],
        "Documents",
        required=True,
        default="sale",
    )
    nature = fields.Selection([("goods", "Goods"), ("service", "Services")])
    zone = fields.Selection(
        [
            ("domestic", "Same country"),
            ("overseas", "French overseas departments"),
            ("eu", "European Union"),
            ("export", "Outside the European Union"),
        ]
    )
    product_ids = fields.Many2many("product.product", string="Products")
    categ_ids = fields.Many2many("product.category", string="Product Categories")
    partner_category_ids = fields.Many2many(
        "res.partner.category", string="Tags of the Customer or Supplier"
    )
    fiscal_position_ids = fields.Many2many(
        "account.fiscal.position", string="Tax Regimes", check_company=True
    )
    tax_ids = fields.Many2many(
        "account.tax",
        "clientfile_account_rule_tax_rel",
        "rule_id",
        "tax_id",
        "Taxes",
        check_company=True,
    )
    has_rate = fields.Boolean("At a Rate of Tax")
    rate = fields.Float("Rate (%)", digits=(16, 4))
    journal_ids = fields.Many2many(
        "account.journal", string="Journals", check_company=True
    )
    date_from = fields.Date("From")
    date_to = fields.Date("To")
    account_id = fields.Many2one(
        "account.account",
        required=True,
        check_company=True,
        ondelete="restrict",
        domain=[
            (
                "account_type",
                "not in",
                ("asset_receivable", "liability_payable", "off_balance"),
            )
        ],
    )
    expected_tax_ids = fields.Many2many(
        "account.tax",
        "clientfile_account_rule_expected_tax_rel",
        "rule_id",
        "tax_id",
        "Expected Taxes",
        check_company=True,
        help="A line under this rule with other taxes is told to whoever enters it.",
    )
    trial_id = fields.Many2one(
        "clientfile.account.trial",
        "Tried in",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    words = fields.Char("Conditions", compute="_compute_words")

    @api.depends("account_id", "document", "nature", "zone")
    def _compute_name(self):
        for rule in self.filtered("account_id"):
            account = rule.account_id.with_company(rule.company_id)
            rule.name = rule.name or f"{rule.words} → {account.code}"

    @api.depends("document", "nature", "zone", "has_rate", "rate", *LINKS.values())
    @api.depends_context("lang")
    def _compute_words(self):
        for rule in self:
            rule.words = ", ".join(rule._get_words())

    def _get_words(self):
        """The conditions, each in words."""
        chosen = ("document", "nature", "zone")
        words = [self._say_choice(name) for name in chosen if self[name]]
        for name in LINKS.values():
            words += self[name].mapped("display_name")
        if not self.has_rate:
            return words
        digits = 0 if self.rate == round(self.rate) else 2
        return [*words, f"{formatLang(self.env, self.rate, digits=digits)} %"]

    def _say_choice(self, name):
        return dict(self._fields[name]._description_selection(self.env))[self[name]]

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
            vals.get("state", "draft") != "draft" for vals in vals_list
        ):
            raise AccessError(self._say_try_first())
        return super().create(vals_list)

    def write(self, vals):
        if {"state", "trial_id"} & set(vals) and not self.env.su:
            raise AccessError(self._say_try_first())
        result = super().write(vals)
        if set(vals) - {"state", "name", "trial_id"}:
            again = {"state": "draft", "trial_id": False}
            # sudo: a changed rule has to be tried again
            super(ClientfileAccountRule, self.sudo()).write(again)
        return result

    def _say_try_first(self):
        return self.env._("Try the rule on past invoices first: that activates it.")

    def action_try(self):
        """Try these rules on the invoices of the last twelve months."""
        trials = self.env["clientfile.account.trial"]
        if len(self.company_id) != 1:
            raise UserError(self.env._("Try the rules of one company at a time."))
        trial = trials.create(
            {"company_id": self.company_id.id, "rule_ids": [(6, 0, self.ids)]}
        )
        trial.action_try()
        return trial._get_records_action()

    def action_stop(self):
        self.check_access("write")
        # sudo: the state is written by buttons alone
        self.sudo().state = "stopped"

    def _get_rule(self):
        """The rule as a value of the pure layer."""
        links = {name: frozenset(self[field].ids) for name, field in LINKS.items()}
        return Rule(
            self.id,
            self.document,
            zone=self.zone or "",
            nature=self.nature or "",
            rate=self.rate if self.has_rate else None,
            date_from=self.date_from or None,
            date_to=self.date_to or None,
            **links,
        )

    @api.model
    def _get_active(self, company):
        """The rules at work in a company, in their order."""
        # sudo: the companies above a branch may be out of the user's reach
        roots = company.sudo().parent_ids.ids
        # sudo: whoever enters an invoice has the accounts chosen, accountant or not
        rules = self.sudo()
        return rules.search([("company_id", "in", roots), ("state", "=", "active")])
