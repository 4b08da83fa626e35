from odoo import models
from odoo.tools import SQL


class CrmLead(models.Model):
    """A lead whose retention is over."""

    _inherit = "crm.lead"

    def _clientfile_anonymise(self):
        """Empty all texts, with messages, files and activities; numbers stay."""
        erasures = self.env["clientfile.erasure"]
        texts = self.env["clientfile.data.map"]._get_text_fields()[self._name]
        self._get_clientfile_belongings().unlink()
        self.activity_ids.unlink()
        self.message_ids.unlink()
        self.env.flush_all()
        erasures._empty(self._name, self.ids, texts, {})
        self.env.cr.execute(
            SQL("UPDATE crm_lead SET active = FALSE WHERE id = ANY(%s)", self.ids)
        )
        self.invalidate_recordset()

    def _get_clientfile_belongings(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
