import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.crm_clientfile.tools.names import name_key

from ..tools.opposition import is_same

FORMAT = "clientfile-erasures-1"
_LONGEST_FILE = 50_000_000
_BACK = """
    SELECT DISTINCT partner.id FROM clientfile_erasure_trace AS trace
      JOIN res_partner AS partner ON partner.id = trace.partner_ref
     WHERE partner.clientfile_erased_on IS NULL
"""


class ClientfileErasureTrace(models.Model):
    """Remembers who was erased, so that a restored backup can be erased again.

    A record is the erased one when it has the same id and one of the same hashes: after
    a restore, somebody else may have been given the id.
    """

    _name = "clientfile.erasure.trace"
    _description = "Erased Record"
    _order = "date desc, id desc"
    _rec_name = "partner_ref"
    _log_access = False

    partner_ref = fields.Integer("Id of the Record", required=True, readonly=True)
    digests = fields.Json("Hashes", required=True, readonly=True)
    date = fields.Datetime("Erased on", required=True, readonly=True)
    erasure_ref = fields.Char("Erasure", readonly=True)

    _of_partner = models.Index("(partner_ref)")

    @api.model
    def _remember(self, partners, erasure):
        """Note that these records were erased; before they are."""
        digests = self._get_digests(partners)
        now = fields.Datetime.now()
        self.create(
            [
                {
                    "partner_ref": partner.id,
                    "digests": digests[partner.id],
                    "date": now,
                    "erasure_ref": erasure.name,
                }
                for partner in partners
            ]
        )

    @api.model
    def _get_digests(self, partners):
        """``{id: hashes of name, e-mails and phones}``."""
        key = self.env["clientfile.opposition"]._get_key()
        finder = self.env["clientfile.person.finder"]
        listing = self.env["clientfile.opposition"]
        found = {}
        for partner in partners:
            identity = finder._read_identity(
                emails=[partner.email], phones=[partner.phone]
            )
            texts = listing._get_addresses(identity)
            texts.append(f"n:{name_key(partner.name or '')}")
            found[partner.id] = [key.digest(text) for text in texts]
        return found

    @api.model
    def _get_alive(self):
        """The records that were erased and are back."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_BACK))
        partners = self.env["res.partner"].browse(one for (one,) in rows)
        by_id = self.search([("partner_ref", "in", partners.ids)])
        by_id = by_id.grouped("partner_ref")
        alive = self._get_digests(partners)
        return partners.filtered(
            lambda partner: any(
                trace._is_of(alive[partner.id]) for trace in by_id[partner.id]
            )
        )

    def _is_of(self, digests):
        return any(is_same(one, other) for one in self.digests for other in digests)

    @api.model
    def _cron_replay(self):
        """Daily: erase again whom a restored backup brought back."""
        self._replay()

    @api.model
    def _replay(self):
        """Erase again; the plans, those that something forbids left prepared."""
        plans = self.env["clientfile.erasure"]._plan_for(self._get_alive())
        open_plans = plans.filtered(lambda plan: not plan.obstacles)
        open_plans._execute()
        return plans

    @api.model
    def _write_file(self):
        """The list as a signed file (bytes), to be read by a restored database."""
        every = self.search([("date", "!=", False)], order="id")
        rows = [
            [row.partner_ref, row.digests, fields.Datetime.to_string(row.date)]
            for row in every
        ]
        content = json.dumps(rows, separators=(",", ":"))
        signature = self._sign(content)
        file = {"format": FORMAT, "signature": signature, "erasures": content}
        return json.dumps(file).encode()

    @api.model
    def _read_file(self, content):
        """Take over the erasures of a file of ``_write_file``; how many are new."""
        rows = self._parse_file(content)
        refs = [row[0] for row in rows]
        stored = self.search([("partner_ref", "in", refs)])
        known = {(row.partner_ref, row.date) for row in stored}
        values = [
            {"partner_ref": ref, "digests": digests, "date": date}
            for ref, digests, date in rows
            if (ref, fields.Datetime.to_datetime(date)) not in known
        ]
        return len(self.create(values))

    def _parse_file(self, content):
        refusal = self.env._(
            "This is no list of erasures of this database. Export it from the database "
            "that the backup was made of."
        )
        if len(content) > _LONGEST_FILE:
            raise UserError(refusal)
        try:
            file = json.loads(content)
            text, signature = file["erasures"], file["signature"]
            is_ours = file["format"] == FORMAT and is_same(signature, self._sign(text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(refusal) from error
        if not is_ours:
            raise UserError(refusal)
        return json.loads(text)

    @api.model
    def _sign(self, content):
        return self.env["clientfile.opposition"]._get_key().digest(f"f:{content}")
