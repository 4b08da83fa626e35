from odoo import models

LEADS_AT_ONCE = 2000


class ClientfileDuplicateScan(models.Model):
    """The leads of a search, some thousand a step: first their keys, then the pairs."""

    _inherit = "clientfile.duplicate.scan"

    def _scan_leads(self, cursor):
        """One step; gives where the next one starts, nothing once all are compared."""
        after_id = cursor.get("lead", 0)
        if cursor.get("phase") != "leads":
            return {**cursor, **self._index_leads(after_id)}
        last_id = self._compare_leads(after_id)
        if last_id:
            return {**cursor, "lead": last_id}
        self.env["clientfile.duplicate"]._retire_closed_leads()
        self.env["clientfile.match.lead"]._clear()
        return None

    def _index_leads(self, after_id):
        keys = self.env["clientfile.match.lead"]
        if not after_id:
            keys._clear()
        last_id = keys._add_next(after_id, LEADS_AT_ONCE)
        return {"lead": last_id} if last_id else {"phase": "leads", "lead": 0}

    def _compare_leads(self, after_id):
        lead_ids = self.env["clientfile.match.lead"]._take(after_id, LEADS_AT_ONCE)
        if not lead_ids:
            return None
        found = self.env["clientfile.duplicate.finder"]._find_among_leads(lead_ids)
        count = self.env["clientfile.duplicate"]._record_leads(found, lead_ids)
        # sudo: the requester reads the scan, only its steps write it
        self.sudo().lead_pair_count += count
        return lead_ids[-1]
