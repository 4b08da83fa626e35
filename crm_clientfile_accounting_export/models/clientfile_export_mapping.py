from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.party_codes import shorten_codes

SUBJECTS = {
    "journal": "journal_id",
    "account": "account_id",
    "tax": "tax_id",
    "payment": "payment_method_line_id",
}


class ClientfileExportMapping(models.Model):
    """How a journal, an account, a tax or a payment method is called by a target."""

    _name = "clientfile.export.mapping"
    _description = "Code in an Accounting Software"
    _order = "kind, id"
    _check_company_auto = True

    target_id = fields.Many2one(
        "clientfile.accounting.target", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="target_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("journal", "Journal"),
            ("account", "Account"),
            ("tax", "VAT code"),
            ("payment", "Payment method"),
        ],
        required=True,
        default="journal",
    )
    journal_id = fields.Many2one("account.journal", ondelete="cascade")
    account_id = fields.Many2one("account.account", ondelete="cascade")
    tax_id = fields.Many2one("account.tax", ondelete="cascade")
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line", "Payment Method", ondelete="cascade"
    )
    subject = fields.Char("Ours", compute="_compute_subject")
    code = fields.Char("Code There", required=True)

    _journal = models.UniqueIndex(
        "(target_id, journal_id) WHERE journal_id IS NOT NULL",
        "This journal has a code already.",
    )
    _account = models.UniqueIndex(
        "(target_id, account_id) WHERE account_id IS NOT NULL",
        "This account has a code already.",
    )
    _tax = models.UniqueIndex(
        "(target_id, tax_id) WHERE tax_id IS NOT NULL",
        "This tax has a code already.",
    )
    _payment = models.UniqueIndex(
        "(target_id, payment_method_line_id) WHERE payment_method_line_id IS NOT NULL",
        "This payment method has a code already.",
    )

    @api.depends("kind", *SUBJECTS.values())
    def _compute_subject(self):
        for mapping in self:
            mapping.subject = mapping._get_subject().display_name

    @api.depends("code", "subject")
    def _compute_display_name(self):
        for mapping in self:
            mapping.display_name = f"{mapping.subject} → {mapping.code}"

    def _get_subject(self):
        return self[SUBJECTS[self.kind]]

    @api.constrains("kind", *SUBJECTS.values())
    def _check_subject(self):
        for mapping in self:
            filled = [name for name in SUBJECTS.values() if mapping[name]]
            if filled != [SUBJECTS[mapping.kind]]:
                raise ValidationError(
                    self.env._("Choose what has the code “%s”.", mapping.code)
                )

    @api.constrains("code", "target_id")
    def _check_code(self):
        """What is longer than the format allows is refused here, never cut."""
        for mapping in self:
            width = mapping.target_id._make_format().widths.get(
                mapping._get_width_key()
            )
            if width and len(mapping.code) > width:
                raise ValidationError(
                    self.env._(
                        "“%(code)s” is too long: %(format)s takes %(width)s "
                        "characters.",
                        code=mapping.code,
                        format=mapping.target_id.name,
                        width=width,
                    )
                )

    def _get_width_key(self):
        return {"tax": "vat_code", "payment": "payment_mode"}.get(self.kind, self.kind)

    @api.model
    def _open_for(self, target, kind, record):
        """A window in which ``record`` gets its code."""
        name = SUBJECTS[kind]
        mapping = self.search([("target_id", "=", target.id), (name, "=", record.id)])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Code in %s", target.name),
            "res_model": self._name,
            "res_id": mapping.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_target_id": target.id,
                "default_kind": kind,
                f"default_{name}": record.id,
            },
        }

    @api.model
    def _propose_journals(self, target):
        """A short code for each journal of the company that has none here."""
        journals = self.env["account.journal"].search(
            [("company_id", "in", target._get_companies().ids)]
        )
        known = target.journal_mapping_ids
        width = target._make_format().widths.get("journal", 0)
        missing = journals - known.journal_id
        codes = shorten_codes(missing.mapped("code"), width, known.mapped("code"))
        self.create(
            [
                {
                    "target_id": target.id,
                    "kind": "journal",
                    "journal_id": journal.id,
                    "code": code,
                }
                for journal, code in zip(missing, codes, strict=True)
            ]
        )
