from odoo import fields, models

from odoo.addons.crm_clientfile.formats.workbook import ColumnSpec


class ClientfileExport(models.Model):
    """An export of people to be contacted says who may be, by which channel, and why.

    Nobody is left out of it: its figures stay whole.
    """

    _inherit = "clientfile.export"

    contact_purpose_id = fields.Many2one(
        "clientfile.purpose",
        "Say Who May Be Contacted for",
        ondelete="set null",
        help="Adds a column for each channel: whether the person may be contacted for "
        "this purpose on the day of the export, and why.",
    )

    def write(self, vals):
        if "contact_purpose_id" in vals:
            for export in self:
                export._check_free()
        return super().write(vals)

    def _get_columns(self, keys):
        return [*super()._get_columns(keys), *self._get_contact_columns()]

    def _get_reader(self, keys):
        read = super()._get_reader(keys)
        return self._get_contact_reader(read) if self.contact_purpose_id else read

    def _get_contact_columns(self):
        if not self.contact_purpose_id:
            return []
        partners = self.env["res.partner"]
        return [
            ColumnSpec(
                f"contact_{channel}",
                self.env._("May be contacted: %s", name),
                "text",
                34,
            )
            for channel, name in partners._get_clientfile_contact_channels()
        ]

    def _get_contact_reader(self, read):
        """Rows as ``read`` gives them for ids, with what the persons allow."""
        partners = self.with_company(self.company_id).env["res.partner"]
        partners = partners.with_context(active_test=False)

        def read_both(partner_ids):
            known = set(partners.search([("id", "in", partner_ids)]).ids)
            ids = [one for one in partner_ids if one in known]
            told = self._tell_contact(partners.browse(ids))
            return [[*row, *told[one]] for one, row in zip(ids, read(ids), strict=True)]

        return read_both

    def _tell_contact(self, partners):
        """``{partner id: a sentence for each channel}``, in one statement."""
        reasons = partners._get_clientfile_contact_reasons()
        answers = partners._clientfile_contact_answers(self.contact_purpose_id)
        return {
            partner_id: [
                self._word_contact(answer, reasons) for answer in found.values()
            ]
            for partner_id, found in answers.items()
        }

    def _word_contact(self, answer, reasons):
        if answer.may:
            return self.env._("Yes: %s", reasons[answer.reason])
        return self.env._("No: %s", reasons[answer.reason])
