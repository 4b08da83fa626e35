from odoo import api, models


class ClientfileConsent(models.Model):
    """Who opposes is put on the list of hashes, who lifts it is taken off."""

    _inherit = "clientfile.consent"

    @api.model
    def _record(self, partner, vals_list, evidence=None):
        consents = super()._record(partner, vals_list, evidence)
        # sudo: the list is kept whoever it is that says no, a visitor by his link, too
        for consent in consents.sudo():
            consent._list_opposition()
        return consents

    def _list_opposition(self):
        if self.state not in ("opposed", "lifted") or not self.partner_id:
            return
        # An opposition holds for each address of the person.
        finder = self.env["clientfile.person.finder"]
        identity = finder._get_identity(self.partner_id)
        listing = self.env["clientfile.opposition"]
        change = listing._list if self.state == "opposed" else listing._lift
        change(
            listing._get_addresses(identity),
            self.date,
            self.channel or None,
            self.purpose_id,
            self.company_id,
        )
