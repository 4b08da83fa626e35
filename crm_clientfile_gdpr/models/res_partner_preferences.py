from dataclasses import dataclass

from odoo import api, models

from .clientfile_consent import CHANNELS

PREFERENCES = "clientfile.preferences"
# As easy to withdraw as to give: the link of an old e-mail still works.
LINK_DAYS = 730


@dataclass
class Choice:
    """What a person sees of one purpose: the words, and each channel with its state."""

    purpose: models.BaseModel
    wording: models.BaseModel
    given: dict


class ResPartner(models.Model):
    """What a person may be contacted for, as the person sees and changes it."""

    _inherit = "res.partner"

    def _get_clientfile_preferences_url(self, company=None):
        """The signed link to the person's own page, in a company."""
        self.ensure_one()
        company = (company or self.env.company).root_id
        links = self.env["clientfile.link"]
        token = links._sign(PREFERENCES, [self.id, company.id], LINK_DAYS)
        return links._get_url("preferences", token)

    @api.model
    def _find_clientfile_by_preferences(self, token):
        """The person of a signed link, in the company of the link; empty for none."""
        values = self.env["clientfile.link"]._read_signed(PREFERENCES, token)
        if not values:
            return self.browse()
        partner_id, company_id = values
        # sudo: the signature is the visitor's right
        company = self.env["res.company"].sudo().browse(company_id).exists()
        # sudo: as above
        partner = self.sudo().with_company(company or None).browse(partner_id).exists()
        survivor = partner.clientfile_merged_into_id
        return (survivor or partner) if company else partner.browse()

    def _get_clientfile_choices(self):
        """A ``Choice`` for each commercial purpose that there are words for."""
        self.ensure_one()
        wordings = self.env["clientfile.wording"]
        purposes = self.env["clientfile.purpose"].search([("kind", "!=", "contract")])
        given = {
            (one.purpose_id, one.channel)
            for one in self.clientfile_consent_ids
            if one.is_in_effect and one.company_id == self.env.company.root_id
        }
        choices = [
            Choice(
                purpose,
                wordings._find(purpose, self.env.lang),
                {channel: (purpose, channel) in given for channel, _name in CHANNELS},
            )
            for purpose in purposes
        ]
        return [one for one in choices if one.wording or any(one.given.values())]

    def _set_clientfile_choices(self, chosen, shown, web):
        """Note what changed; false when the words are not those that were shown.

        ``chosen``: pairs of purpose id and channel that are ticked. ``shown``: the id
        of the wording that the page showed, by purpose id.
        """
        said = []
        for choice in self._get_clientfile_choices():
            for channel, is_given in choice.given.items():
                is_chosen = (choice.purpose.id, channel) in chosen
                if is_chosen == is_given:
                    continue
                if is_chosen and shown.get(choice.purpose.id) != choice.wording.id:
                    return False
                said.append(self._prepare_clientfile_choice(choice, channel, is_chosen))
        if said:
            evidence = {"reference": self.email_normalized, **web}
            self.env["clientfile.consent"]._record(self, said, evidence)
        return True

    @api.model
    def _prepare_clientfile_choice(self, choice, channel, is_chosen):
        said = {
            "state": "given" if is_chosen else "withdrawn",
            "purpose_id": choice.purpose.id,
            "channel": channel,
            "source": "web",
        }
        return {**said, "wording_id": choice.wording.id} if is_chosen else said

    def _refuse_clientfile_contact(self, web):
        """No more commercial contact at all; a second time changes nothing."""
        if not self._is_clientfile_opposed_to_all():
            said = {"state": "opposed", "source": "web"}
            evidence = {"reference": self.email_normalized, **web}
            self.env["clientfile.consent"]._record(self, [said], evidence)
