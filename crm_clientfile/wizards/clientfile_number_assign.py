from odoo import api, fields, models


class ClientfileNumberAssign(models.TransientModel):
    """Gives a number to a customer whose entries are posted, and says what follows."""

    _name = "clientfile.number.assign"
    _description = "Change the Customer Number"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, ondelete="cascade"
    )
    current_number = fields.Char(related="partner_id.ref", string="Present Number")
    number = fields.Char(
        "New Number", help="Leave it empty to draw the next number of the sequence."
    )
    entry_count = fields.Integer("Journal Items", compute="_compute_counts")
    reference_count = fields.Integer("Unpaid Invoices", compute="_compute_counts")
    einvoice_count = fields.Integer("E-invoices", compute="_compute_counts")

    @api.depends("partner_id")
    def _compute_counts(self):
        for wizard in self:
            # sudo: who decides on numbers need not read the accounts, only count
            accounts = wizard.sudo()
            wizard.entry_count = accounts._count_auxiliary_lines()
            wizard.reference_count = accounts._count_partner_references()
            wizard.einvoice_count = accounts._count_einvoices()

    def action_assign(self):
        self.ensure_one()
        partner = self.partner_id.with_context(clientfile_number_confirmed=True)
        former = partner.ref
        partner.ref = self.number or self._get_next_number()
        partner._message_log(
            body=self.env._(
                "Customer number changed from %(former)s to %(number)s.",
                former=former or self.env._("none"),
                number=partner.ref,
            )
        )
        return {"type": "ir.actions.act_window_close"}

    def _get_next_number(self):
        partner = self.partner_id
        return partner._get_clientfile_next_numbers(1, partner.company_id)[0]

    def _count_auxiliary_lines(self):
        """Items for which a FEC prints the number as auxiliary account."""
        return self.env["account.move.line"].search_count(
            [
                ("partner_id", "=", self.partner_id.id),
                ("parent_state", "=", "posted"),
                ("account_type", "in", ("asset_receivable", "liability_payable")),
            ]
        )

    def _count_partner_references(self):
        """Invoices to be paid under a reference made of the number."""
        return self.env["account.move"].search_count(
            [
                *self._get_invoices_domain(),
                ("journal_id.invoice_reference_type", "=", "partner"),
                ("payment_state", "in", ("not_paid", "partial")),
            ]
        )

    def _count_einvoices(self):
        """Invoices sent as XML, in which the number is the buyer's reference."""
        invoices = self.env["account.move"]._search(self._get_invoices_domain())
        return self.env["ir.attachment"].search_count(
            [
                ("res_model", "=", "account.move"),
                ("res_field", "=", "ubl_cii_xml_file"),
                ("res_id", "in", invoices),
            ]
        )

    def _get_invoices_domain(self):
        return [
            ("commercial_partner_id", "=", self.partner_id.id),
            ("move_type", "in", ("out_invoice", "out_refund")),
            ("state", "=", "posted"),
        ]
