from odoo import api, fields, models

from ..tools.account_rule import LineFacts, choose_rule, zone_of

# Lines whose account was chosen anew by the host, for which an earlier choice is void.
CHOOSES_ANEW = frozenset(("product_id", "display_type"))
CONCERNS = frozenset(
    ("product_id", "tax_ids", "account_id", "partner_id", "quantity", "move_id")
)


class AccountMoveLine(models.Model):
    """Accounts by rule: after the host's own choice, never after a person's."""

    _inherit = "account.move.line"

    clientfile_account_rule_id = fields.Many2one(
        "clientfile.account.rule",
        "Account Rule",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    # What a rule has put there: another account since is somebody's choice.
    clientfile_proposed_account_id = fields.Many2one(
        "account.account", readonly=True, copy=False, ondelete="set null"
    )
    clientfile_account_reason = fields.Char(
        "Why This Account", compute="_compute_clientfile_account_reason"
    )

    @api.depends("clientfile_account_rule_id", "account_id", "tax_ids")
    def _compute_clientfile_account_reason(self):
        for line in self:
            # sudo: whoever enters the line may know why, without reading rules
            rule = line.clientfile_account_rule_id.sudo()
            reason = line._clientfile_say_why(rule) if rule else False
            line.clientfile_account_reason = reason

    def _clientfile_say_why(self, rule):
        account = rule.account_id.with_company(self.company_id)
        if self.account_id != rule.account_id:
            return self.env._("By hand, in place of rule “%s”", rule.name)
        told = self.env._(
            "Rule “%(rule)s”: %(words)s → %(account)s",
            rule=rule.name,
            words=rule.words,
            account=account.code,
        )
        expected = rule.expected_tax_ids
        if expected and expected != self.tax_ids:
            told += " " + self.env._(
                "Check the tax: expected is %s.", ", ".join(expected.mapped("name"))
            )
        return told

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._clientfile_apply_rules()
        return lines

    def write(self, vals):
        if CHOOSES_ANEW & set(vals) and "clientfile_proposed_account_id" not in vals:
            vals = {**vals, "clientfile_proposed_account_id": False}
        result = super().write(vals)
        if CONCERNS & set(vals):
            self._clientfile_apply_rules()
        return result

    def _clientfile_apply_rules(self):
        """Give draft invoice lines the account of the first rule that fits."""
        if self.env.context.get("clientfile_no_account_rules"):
            return
        lines = self.filtered(
            lambda line: (
                line.display_type == "product"
                and line.move_id.is_invoice(include_receipts=True)
                and line.parent_state == "draft"
            )
        )
        for company, own in lines.grouped("company_id").items():
            rules = self.env["clientfile.account.rule"]._get_active(company)
            if rules:
                own._clientfile_apply(rules)

    def _clientfile_apply(self, rules):
        values = [rule._get_rule() for rule in rules]
        facts = self._clientfile_get_facts()
        for line in self.with_context(clientfile_no_account_rules=True):
            found = choose_rule(values, facts[line.id])
            rule = rules.browse(found.key if found else ())
            if line.clientfile_account_rule_id.id != rule.id:
                line.clientfile_account_rule_id = rule.id
            if rule and not line._clientfile_is_by_hand(rule):
                line.write(line._prepare_clientfile_rule_values(rule))

    def _prepare_clientfile_rule_values(self, rule):
        """What a rule writes on a line that nobody has decided on."""
        values = {
            "account_id": rule.account_id.id,
            "clientfile_proposed_account_id": rule.account_id.id,
        }
        if rule.analytic_distribution and not self.analytic_distribution:
            values["analytic_distribution"] = rule.analytic_distribution
        return values

    def _clientfile_is_by_hand(self, rule):
        """Whether somebody chose the account: no rule did, and Odoo would not."""
        if self.account_id == rule.account_id:
            return False
        if self.clientfile_proposed_account_id:
            return self.account_id != self.clientfile_proposed_account_id
        return self.account_id not in self._clientfile_get_host_accounts()

    def _clientfile_get_host_accounts(self):
        """The accounts that Odoo proposes for such a line."""
        move = self.move_id
        accounts = move.journal_id.default_account_id
        if self.product_id:
            template = self.with_company(self.company_id).product_id.product_tmpl_id
            found = template.get_product_accounts(fiscal_pos=move.fiscal_position_id)
            side = "income" if move.is_sale_document(True) else "expense"
            accounts |= found[side] or accounts
        elif self.partner_id:
            accounts |= accounts.browse(
                accounts._get_most_frequent_account_for_partner(
                    company_id=self.company_id.id,
                    partner_id=self.partner_id.id,
                    move_type=move.move_type,
                )
            )
        return accounts

    def _clientfile_get_facts(self):
        """``LineFacts`` by id: what rules ask of a line."""
        # sudo: facts of the invoice that a user enters, whatever else he may read
        lines = self.sudo()
        europe = self.env.ref("base.europe")
        # sudo: which countries belong to the union is no secret
        european = set(europe.sudo().country_ids.mapped("code"))
        return {line.id: line._prepare_clientfile_facts(european) for line in lines}

    def _prepare_clientfile_facts(self, european):
        move, product = self.move_id, self.product_id
        partner = move.partner_shipping_id or move.commercial_partner_id
        own = move.company_id.account_fiscal_country_id.code or ""
        path = product.categ_id.parent_path or ""
        nature = {"consu": "goods", "service": "service"}.get(product.type, "")
        return LineFacts(
            document="sale" if move.is_sale_document(True) else "purchase",
            journal=move.journal_id.id,
            product=product.id or 0,
            categories=frozenset(int(one) for one in path.split("/") if one),
            classes=frozenset(move.commercial_partner_id.category_id.ids),
            zone=zone_of(
                partner.country_id.code or "", partner.zip or "", own, european
            ),
            position=move.fiscal_position_id.id or 0,
            taxes=frozenset(self.tax_ids.ids),
            rates=frozenset(self.tax_ids.mapped("amount")),
            nature=nature,
            day=move.invoice_date or move.date or None,
        )
