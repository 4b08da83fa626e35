import base64

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..models.clientfile_erasure import DPO


class ClientfileErasureReplay(models.TransientModel):
    """After a backup was restored: erase again those who were erased since."""

    _name = "clientfile.erasure.replay"
    _description = "Erasures After a Restored Backup"

    file = fields.Binary("List of Erasures", attachment=False)
    filename = fields.Char()
    alive_count = fields.Integer("Erased, and Back", compute="_compute_alive_count")
    list_file = fields.Binary("Exported List", readonly=True, attachment=False)
    list_filename = fields.Char(readonly=True)

    def _compute_alive_count(self):
        traces = self.env["clientfile.erasure.trace"]
        # sudo: only the number of those who are back is told
        count = len(traces.sudo()._get_alive())
        for wizard in self:
            wizard.alive_count = count

    def action_export(self):
        """The list of this database, to keep outside its backups."""
        self._check_officer()
        # sudo: the officer alone takes the list, as hashes
        content = self.env["clientfile.erasure.trace"].sudo()._write_file()
        self.list_file = base64.b64encode(content)
        day = fields.Date.to_string(fields.Date.context_today(self))
        self.list_filename = f"erasures-{day}.json"
        return self._reopen()

    def action_import(self):
        """Take over the list that was kept outside the backup."""
        self._check_officer()
        if not self.file:
            raise UserError(self.env._("Choose the list of erasures that you kept."))
        # sudo: the officer takes over a list that this database has signed
        traces = self.env["clientfile.erasure.trace"].sudo()
        traces._read_file(base64.b64decode(self.file))
        self.file = False
        return self._reopen()

    def action_replay(self):
        """Erase again all who are back."""
        self._check_officer()
        if self.env["clientfile.erasure"]._is_large():
            return self._replay_meanwhile()
        # sudo: these erasures were decided by an officer already
        plans = self.env["clientfile.erasure.trace"].sudo()._replay()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erased again"),
            "res_model": plans._name,
            "view_mode": "list,form",
            "domain": [("id", "in", plans.ids)],
        }

    def _replay_meanwhile(self):
        """All texts of a large file are read for each: the daily action does it now."""
        cron = self.env.ref("crm_clientfile_gdpr.clientfile_erasure_trace_cron_replay")
        cron.sudo()._trigger()  # sudo: scheduled actions belong to the system
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "They are being erased again in the background: see the list of "
                    "erasures."
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_officer(self):
        if not self.env.su and not self.env.user.has_group(DPO):
            raise AccessError(
                self.env._("The data protection officer decides what is erased.")
            )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
