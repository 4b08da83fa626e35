from odoo import api, models
from odoo.exceptions import UserError

_CONTENT = frozenset(("raw", "datas", "db_datas", "url", "res_model", "res_id"))


class IrAttachment(models.Model):
    """The document of an accepted special condition is kept as it is."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if not _CONTENT.isdisjoint(vals):
            self._refuse_clientfile_proofs()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_clientfile_proofs(self):
        self._refuse_clientfile_proofs()

    def _refuse_clientfile_proofs(self):
        own = self.filtered(lambda one: one.res_model == "clientfile.condition")
        if not own:
            return
        # sudo: a proof is kept whoever tries to remove it
        conditions = self.env["clientfile.condition"].sudo()
        kept = conditions.search(
            [("attachment_ids", "in", own.ids), ("state", "!=", "draft")], limit=1
        )
        if kept:
            raise UserError(
                self.env._(
                    "This document proves the special condition “%(condition)s”. It is "
                    "kept as it is.",
                    condition=kept.name,
                )
            )
