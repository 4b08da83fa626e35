import secrets

from odoo import api, models
from odoo.exceptions import AccessError

from .clientfile_request import AGENT


class ClientfileConsent(models.Model):
    """Consents that were given to another program, added with their evidence."""

    _inherit = "clientfile.consent"

    @api.model
    def _import(self, rows):
        """Add rows of many people at once, all of them or none; the consents.

        ``rows``: dictionaries with partner_id, said (see ``_record``) and evidence.
        """
        if not self.env.su and not self.env.user.has_group(AGENT):
            raise AccessError(
                self.env._("Agents of data protection import consents, nobody else.")
            )
        keys = self._get_subject_keys({row["partner_id"] for row in rows})
        evidence = self._create_imported_evidence(rows)
        digests = evidence._get_digests()
        partners = self.env["res.partner"]
        # sudo: rows are only ever added here, with an actor and a time that are true
        consents = self.sudo().create(
            [
                {
                    **self._prepare_values(
                        partners.browse(row["partner_id"]),
                        {**row["said"], "source": "imported"},
                    ),
                    "subject_key": keys[row["partner_id"]],
                    "evidence_id": kept.id,
                    "evidence_digest": digests[kept.id],
                }
                for row, kept in zip(rows, evidence, strict=True)
            ]
        )
        partners.browse(keys).invalidate_recordset(["clientfile_consent_ids"])
        return consents.sudo(False)

    @api.model
    def _get_subject_keys(self, partner_ids):
        """The random key of each of these people."""
        # sudo: the key of a person is the same in all companies
        known = self.sudo()._read_group(
            [("partner_id", "in", list(partner_ids))],
            ["partner_id"],
            ["subject_key:min"],
        )
        keys = {partner.id: key for partner, key in known}
        return {one: keys.get(one) or secrets.token_hex(16) for one in partner_ids}

    @api.model
    def _create_imported_evidence(self, rows):
        company = self.env.company.root_id
        # sudo: evidence is only ever made beside the consents it is of
        return (
            self.env["clientfile.consent.evidence"]
            .sudo()
            .create(
                [
                    {
                        **row["evidence"],
                        "partner_id": row["partner_id"],
                        "company_id": company.id,
                    }
                    for row in rows
                ]
            )
        )
