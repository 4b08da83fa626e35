from odoo import api, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.onchange("note", "summary")
    def _onchange_clientfile_guard(self):
        """Whoever notes something sensitive is warned, never stopped."""
        texts = filter(None, (self.summary, str(self.note or "")))
        words = self.env["clientfile.guard.word"]
        return words._get_onchange_warning("\n".join(texts))
