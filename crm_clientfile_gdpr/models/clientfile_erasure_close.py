from pathlib import Path

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

_FILES = """
    SELECT DISTINCT attachment.store_fname FROM ir_attachment AS attachment
     WHERE attachment.id = ANY(%s) AND attachment.store_fname IS NOT NULL
"""
_STILL_USED = "SELECT store_fname FROM ir_attachment WHERE store_fname = ANY(%s)"


class ClientfileErasure(models.Model):
    """What remains of an erasure: a receipt, the opposition, no file on the disk."""

    _inherit = "clientfile.erasure"

    def _oppose(self, identity):
        """Nobody contacts again who had himself erased; addresses shared are left."""
        finder = self.env["clientfile.person.finder"]
        listing = self.env["clientfile.opposition"]
        shared = finder._add_partners({}, identity, self.partner_ids.ids)
        addresses = listing._get_addresses(identity)
        own = [address for address in addresses if address not in shared]
        listing._list(own, fields.Datetime.now())

    def _prepare_receipt(self, lines):
        """Counts by model, action and ground; nothing that leads to the person."""
        counts = {}
        for line in lines:
            key = (line.model, line.action, line.ground or "")
            counts[key] = counts.get(key, 0) + 1
        return [[*key, count] for key, count in sorted(counts.items())]

    def _close(self, receipt):
        kept = self.line_ids.filtered(lambda line: line.action in ("keep", "restrict"))
        (self.line_ids - kept).unlink()
        kept.write({"reason": False})
        self.write(
            {
                "state": "restricted" if self.date_restricted else "done",
                "receipt": receipt,
                "date": fields.Datetime.now(),
                "executor_id": self.env.uid,
                "extra": False,
            }
        )

    def _get_receipt_lines(self):
        """The receipt in sentences, one for each kind of record and decision."""
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        actions = dict(
            self.env["clientfile.erasure.line"]
            ._fields["action"]
            ._description_selection(self.env)
        )
        grounds = self.env["clientfile.data.map"]._get_grounds()
        lines = []
        for model, action, ground, count in self.receipt or []:
            name = known._get(model).name or model
            line = f"{name}: {count} – {actions[action]}"
            lines.append(f"{line} ({grounds[ground]})" if ground in grounds else line)
        return lines

    def _name_place(self, model, record_id, name):
        """Where a text is, for whoever is to correct it; not what it says."""
        # sudo: names of models and fields are no secret
        known = self.env["ir.model"].sudo()._get(model)
        label = self.env[model]._fields[name]._description_string(self.env)
        return f"{known.name or model} {record_id} ({label})"

    def _get_file_names(self):
        """Files on the disk of what is to be deleted."""
        lines = self.line_ids.filtered(
            lambda line: line.model == "ir.attachment" and line.action == "delete"
        )
        rows = self.env.execute_query(SQL(_FILES, lines.mapped("res_id")))
        return [name for (name,) in rows]

    def _remove_files(self, names):
        """Once all is committed, delete the files that nothing else uses."""
        if not names or self.env["ir.attachment"]._storage() != "file":
            return
        registry = self.env.registry

        def remove():
            with registry.cursor() as cr:
                plans = api.Environment(cr, SUPERUSER_ID, {})["clientfile.erasure"]
                plans._remove_unused(names)

        self.env.cr.postcommit.add(remove)

    @api.model
    def _remove_unused(self, names):
        """Nobody may store the same content meanwhile, hence the lock; else the host
        removes the files by night."""
        try:
            self.env.cr.execute("SET LOCAL lock_timeout TO '2s'")
            self.env.cr.execute("LOCK ir_attachment IN SHARE MODE")
        except psycopg2.errors.LockNotAvailable:
            self.env.cr.rollback()
            return
        rows = self.env.execute_query(SQL(_STILL_USED, names))
        used = {name for (name,) in rows}
        attachments = self.env["ir.attachment"]
        for name in set(names) - used:
            Path(attachments._full_path(name)).unlink(missing_ok=True)

    @api.model
    def _cron_finish_restricted(self):
        """Daily: whom the accounts need no longer is anonymised.

        The FEC of its years was exported meanwhile, or their ten years are over.
        """
        for plan in self.search([("state", "=", "restricted")]):
            until = max(plan._get_books_context().values(), default=False)
            if until:
                plan.date_restricted = until
            else:
                plan._finish_restricted()

    def _finish_restricted(self):
        """Name and number go as well."""
        self.date_restricted = False
        self._erase_names()
        self.write({"state": "done"})

    def _remember(self):
        self.env["clientfile.erasure.trace"]._remember(self.partner_ids, self)

    def _get_receipt_filename(self):
        self.ensure_one()
        return f"{self.name.replace('/', '-')}-{self.subject_key[:8]}"
