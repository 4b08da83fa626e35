from odoo import api, fields, models


class CrmLead2opportunityPartner(models.TransientModel):
    """Converting a lead proposes the customer that it is probably about."""

    _inherit = "crm.lead2opportunity.partner"

    clientfile_double_id = fields.Many2one(
        "res.partner", "Probable Customer", compute="_compute_clientfile_double"
    )
    clientfile_double_reasons = fields.Char(
        "Why Probable", compute="_compute_clientfile_double"
    )

    @api.depends("lead_id")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_clientfile_double(self):
        word = self.env["clientfile.duplicate.reason"]._word
        for convert in self:
            pair = convert._find_clientfile_double()
            convert.clientfile_double_id = pair and pair.other_id
            reasons = pair.reasons if pair else ()
            convert.clientfile_double_reasons = ", ".join(map(word, reasons))

    @api.depends("clientfile_double_id")
    def _compute_action(self):
        result = super()._compute_action()
        for convert in self:
            if convert.action == "create" and convert.clientfile_double_id:
                convert.action = "exist"
        return result

    @api.depends("clientfile_double_id")
    def _compute_partner_id(self):
        result = super()._compute_partner_id()
        for convert in self:
            if convert.action == "exist" and not convert.partner_id:
                convert.partner_id = convert.clientfile_double_id
        return result

    def _find_clientfile_double(self):
        """The likeliest customer in use that the user may see; none if one is known."""
        is_off = self.env.company.clientfile_double_policy == "off"
        if is_off or not self.lead_id or self.lead_id._find_matching_partner():
            return None
        found = self.lead_id._get_clientfile_likely_customers()
        others = self.env["res.partner"].browse(pair.other_id for pair in found)
        readable = others._filtered_access("read").filtered("active")
        return next((pair for pair in found if pair.other_id in readable._ids), None)
