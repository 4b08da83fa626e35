from odoo import api, models
from odoo.tools import SQL

from ..tools.consent_chain import Record, stored_consent
from ..tools.seal_chain import text_digest

_COLUMNS = """
    id, subject_key, company_id, purpose_id, channel, state,
    to_char(date, 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(date_recorded, 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    user_id, source, wording_id, wording_digest, evidence_digest
"""
_EVIDENCE = """
    SELECT id, evidence_id FROM clientfile_consent
     WHERE id = ANY(%s) AND evidence_id IS NOT NULL
"""


class ClientfileConsent(models.Model):
    """What the seals of consents cover, as it is stored now."""

    _inherit = "clientfile.consent"

    _seal_record = Record
    _seal_columns = _COLUMNS

    @api.model
    def _prepare_sealed(self, parts):
        records = [record for _position, _seal, record in parts]
        wordings = self._get_wording_digests({one.wording_id for one in records})
        evidences = self._get_evidence_digests([one.consent_id for one in records])
        return [
            stored_consent(
                position,
                seal,
                record,
                wordings.get(record.wording_id),
                evidences.get(record.consent_id),
            )
            for position, seal, record in parts
        ]

    @api.model
    def _get_wording_digests(self, ids):
        """Made anew from the texts: what is stored beside them may be changed too."""
        wordings = self.env["clientfile.wording"].browse(ids - {None}).exists()
        return {one.id: text_digest(one.text) for one in wordings}

    @api.model
    def _get_evidence_digests(self, consent_ids):
        """By consent, where the evidence is still there."""
        links = dict(self.env.execute_query(SQL(_EVIDENCE, consent_ids)))
        rows = self.env["clientfile.consent.evidence"].browse(set(links.values()))
        # sudo: evidence of all companies is compared, and shown to nobody
        digests = rows.sudo().exists()._get_digests()
        return {
            consent_id: digests[evidence_id]
            for consent_id, evidence_id in links.items()
            if evidence_id in digests
        }

    @api.model
    def _get_refusal(self):
        return self.env._(
            "What was said stays as it was recorded: it is a proof. Record what is "
            "true now: it counts from its date on."
        )
