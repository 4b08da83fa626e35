from odoo import api, models
from odoo.tools import SQL

from ..tools.consent_chain import START, Record, seal_all

BATCH = 5_000
# Any number that nobody else locks; the one who holds it seals.
_LOCK = 1_967_052_611
COLUMNS = """
    id, subject_key, company_id, purpose_id, channel, state,
    to_char(date, 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(date_recorded, 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    user_id, source, wording_id, wording_digest, evidence_digest
"""
_HEAD = """
    SELECT position, seal FROM clientfile_consent
     WHERE seal IS NOT NULL ORDER BY position DESC LIMIT 1
"""
_WAITING = """
    SELECT %s FROM clientfile_consent WHERE seal IS NULL ORDER BY id LIMIT %s
"""
_SEAL = """
    UPDATE clientfile_consent AS consent
       SET position = sealed.position, seal = sealed.seal
      FROM UNNEST(%s::int[], %s::int[], %s::text[])
           AS sealed (id, position, seal)
     WHERE consent.id = sealed.id AND consent.seal IS NULL
"""


class ClientfileConsent(models.Model):
    """Seals rows in order, in batches: who adds them never waits for one another."""

    _inherit = "clientfile.consent"

    @api.model
    def _cron_seal(self):
        """Every few minutes: the rows that were added since."""
        while sealed := self._seal_some():
            if not self.env["ir.cron"]._commit_progress(sealed):
                return

    @api.model
    def _seal_some(self, limit=BATCH):
        """Seal the next rows; how many. None when others are sealing."""
        self.flush_model()
        [(is_mine,)] = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s)", _LOCK)
        )
        if not is_mine:
            return 0
        rows = self.env.execute_query(SQL(_WAITING, SQL(COLUMNS), limit))
        position, seal = self._get_head()
        sealed = list(seal_all(position, seal, (Record(*row) for row in rows)))
        if sealed:
            ids, positions, seals = map(list, zip(*sealed, strict=True))
            self.env.cr.execute(SQL(_SEAL, ids, positions, seals))
            self.browse(ids).invalidate_recordset(["position", "seal"])
        return len(sealed)

    @api.model
    def _get_head(self):
        """Position and seal of the row sealed last."""
        rows = self.env.execute_query(SQL(_HEAD))
        return rows[0] if rows else (0, START)
