from odoo import models


class ClientfileConsent(models.Model):
    """What the proof of a consent tells, line by line."""

    _inherit = "clientfile.consent"

    def _get_proof_lines(self):
        """Pairs of a title and what there is to say; times are in UTC."""
        self.ensure_one()
        lines = (
            (self.env._("Person"), self.partner_id.name or self.env._("erased")),
            (self.env._("Asked by"), self.company_id.name),
            *self._get_said_lines(),
            *self._get_evidence_lines(),
            *self._get_seal_lines(),
        )
        return [(title, value) for title, value in lines if value]

    def _get_said_lines(self):
        said = {
            name: dict(self._fields[name]._description_selection(self.env)).get(
                self[name]
            )
            for name in ("state", "channel", "source")
        }
        return (
            (self.env._("What was said"), said["state"]),
            (self.env._("Purpose"), self.purpose_id.name or self.env._("all")),
            (self.env._("Channel"), said["channel"] or self.env._("all")),
            (self.env._("Said on (UTC)"), str(self.date)),
            (self.env._("How"), said["source"]),
            (self.env._("Recorded by"), self.user_id.name),
            (self.env._("Recorded on (UTC)"), str(self.date_recorded)),
            (self.env._("Wording"), self.wording_id.display_name),
            (self.env._("SHA-256 of the wording"), self.wording_digest),
        )

    def _get_evidence_lines(self):
        evidence = self.evidence_id
        return (
            (self.env._("Address used"), evidence.reference),
            (self.env._("IP address"), evidence.ip),
            (self.env._("Browser"), evidence.agent),
            (self.env._("Note"), evidence.note),
            (self.env._("Document"), evidence.filename),
            (self.env._("Digest of the evidence"), self.evidence_digest),
        )

    def _get_seal_lines(self):
        if not self.seal:
            return ((self.env._("Seal"), self.env._("not sealed yet")),)
        return (
            (self.env._("Number in the chain"), str(self.position)),
            (self.env._("Seal"), self.seal),
        )

    def _get_proof_filename(self):
        number = self.position or self.id
        return self.env._("Proof of consent %s", number)
