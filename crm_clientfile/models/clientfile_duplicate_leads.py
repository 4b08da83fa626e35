from odoo import api, models
from odoo.fields import Domain

from ..tools.duplicate_keys import CAPS, block_keys
from ..tools.duplicate_profile import Comparable, profile_of
from ..tools.keys import Reachable, keys_of


class ClientfileDuplicateFinder(models.AbstractModel):
    """Leads that are one: compared like customers, by who they are about.

    Their keys are made for each search, see ``clientfile.match.lead``.
    """

    _inherit = "clientfile.duplicate.finder"

    @api.model
    def _find_among_leads(self, lead_ids):
        """Pairs about the same person or company, of which the later is of these."""
        candidates = self.env["clientfile.match.lead"]._find_candidates(lead_ids)
        concerned = set(candidates).union(*candidates.values())
        # sudo: a search covers the leads of everyone; who sees the pairs is ruled apart
        leads = self.env["crm.lead"].sudo().browse(concerned).exists()
        profiles = {lead.id: self._get_lead_profile(lead)[1] for lead in leads}
        found = [
            pair
            for pair in self._judge(candidates, profiles)
            if self._may_be_one_lead(*leads.browse(pair[:2]))
        ]
        leads.invalidate_recordset(flush=False)
        return found

    @api.model
    def _get_lead_domain(self):
        """Which leads are compared: those that are neither won nor lost."""
        return Domain("won_status", "=", "pending")

    @api.model
    def _prepare_lead_reachable(self, lead):
        """The lead as a customer: its company, or the person it names."""
        country = lead.country_id or (lead.company_id or self.env.company).country_id
        return {
            "name": lead.partner_name or lead.contact_name or "",
            "city": lead.city or "",
            "country_code": country.code or "",
            "phones": (lead.phone or "",),
            "emails": (lead.email_from or "",),
            "is_company": bool(lead.partner_name),
        }

    def _get_lead_profile(self, lead):
        reachable = self._prepare_lead_reachable(lead)
        address = {name: lead[name] or "" for name in ("street", "street2", "zip")}
        profile = profile_of(Comparable(**reachable, **address))
        keys = keys_of(Reachable(**reachable)) | block_keys(profile)
        return [key for key in keys if key.partition(":")[0] in CAPS], profile

    def _may_be_one_lead(self, one, other):
        """Two deals with one customer are two."""
        customers = one.partner_id.commercial_partner_id, other.partner_id
        are_deals = all(lead.type == "opportunity" for lead in (one, other))
        is_same = customers[0] and customers[0] == customers[1].commercial_partner_id
        return not (are_deals and is_same)
