from odoo import api, fields, models
from odoo.exceptions import UserError

from .clientfile_accounting_export import LEGAL


class ClientfileAccountingExport(models.Model):
    """What a person does with an export."""

    _inherit = "clientfile.accounting.export"

    def action_check(self):
        """Count, add up and list what stands in the way; nothing is exported."""
        self.ensure_one()
        self._check_free()
        self.user_id = self.env.user  # needs the right to write
        count = self._count_lines()
        if count <= self._get_lines_at_once():
            self._check_now()
        else:
            self._start(self.env._("Check of %s", self.name), "check", count)
        return True

    def action_export(self):
        """Have the files written in the background."""
        self.ensure_one()
        self._check_free()
        if self.state != "checked":
            raise UserError(
                self.env._("Check the export first, and repair what it lists.")
            )
        self.user_id = self.env.user  # needs the right to write
        self._note(date_requested=fields.Datetime.now())
        self._start(self.env._("Export to %s", self.name), "export", self.line_count)
        return True

    def _start(self, name, purpose, count):
        self.env["clientfile.accounting.progress"]._begin(self)
        document = self.with_company(self.company_id)
        queue = f"{self.target_id._name},{self.target_id.id}"
        document._enqueue_job(name, count, purpose=purpose, queue=queue)

    def action_release(self):
        """Cancel an export: its entries are new again; its files stay to be read."""
        self.ensure_one()
        self.check_access("write")
        self._check_rests()
        if self.state != "done":
            raise UserError(
                self.env._("Only an export that was made can be cancelled.")
            )
        self.target_id._lock()
        # sudo: marks are never written by hand, only by exports and their cancellation
        self.env["clientfile.exported.move"].sudo()._release(self)
        self._note(state="cancelled", date_cancelled=fields.Datetime.now())
        self.message_post(body=self.env._("Cancelled: the entries are free again."))
        return True

    def action_export_again(self):
        """A new export of what this one held, which names it."""
        self.ensure_one()
        again = self.copy({"scope": "again", "previous_id": self.id})
        return again._get_records_action()

    @api.model
    def action_open_fec(self):
        """The file for the tax office of the last fiscal year that has ended.

        A new one, unless one that was begun waits to be checked, repaired or exported.
        """
        targets = self.env["clientfile.accounting.target"]
        company = self.env.company
        domain = [("company_id", "=", company.id), ("format_code", "=", LEGAL)]
        target = targets.search(domain, limit=1)
        if not target:
            target = targets.create(self._prepare_fec_target_values())
        today = fields.Date.context_today(self)
        year = company.compute_fiscalyear_dates(today)
        ended = fields.Date.subtract(year["date_from"], days=1)
        begun = [
            ("target_id", "=", target.id),
            ("date_to", "=", ended),
            ("state", "in", ("draft", "checked", "refused")),
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("FEC for the Tax Office"),
            "res_model": self._name,
            "res_id": self.search(begun, limit=1).id,
            "views": [(False, "form")],
            "context": {
                "default_target_id": target.id,
                "default_date_to": fields.Date.to_string(ended),
            },
        }

    def _prepare_fec_target_values(self):
        """Values of the target that stands for the tax office."""
        return {
            "name": self.env._("Tax office (FEC)"),
            "format_code": LEGAL,
            "company_id": self.env.company.id,
        }

    def action_stop(self):
        return self.job_id.action_cancel()

    def action_retry(self):
        self.ensure_one()
        self._check_rests()
        return self.job_id.action_retry()

    def action_refresh(self):
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_moves(self):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_clientfile_accounting_export.clientfile_exported_move_action"
        )
        action["domain"] = [("export_id", "=", self.id)]
        return action

    def _check_rests(self):
        if self.is_busy:
            raise UserError(
                self.env._("This export is at work. Wait until it is done.")
            )

    def _check_free(self):
        self._check_rests()
        if self.state in ("done", "cancelled"):
            raise UserError(self.env._("This export was made. Make another one."))

    @api.model
    def _get_lines_at_once(self):
        """How many lines are checked while the person waits."""
        return 20000
