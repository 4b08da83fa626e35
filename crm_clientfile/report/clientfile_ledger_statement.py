from odoo import api, fields, models


class ClientfileLedgerStatement(models.AbstractModel):
    """Statements of account on paper: one for each customer, in its language."""

    _name = "report.crm_clientfile.clientfile_ledger_statement"
    _description = "Printed Statement of Account"

    @api.model
    def _get_report_values(self, docids, data=None):
        prints = self.env["clientfile.ledger.print"].browse(docids)
        prints.check_access("read")
        return {
            "doc_ids": prints.ids,
            "doc_model": prints._name,
            "docs": prints,
            "statements": [
                one._prepare_statement(entity)
                for one in prints
                for entity in one._get_entities()
            ],
            "today": fields.Date.context_today(self),
        }
