from odoo import models

from ..formats.workbook_blocks import Pairs
from .clientfile_cells import pairs_of, table_of

_CONDITIONS = {
    "name": 34,
    "kind": 18,
    "date_accepted": 14,
    "date_from": 12,
    "date_to": 12,
    "note": 40,
}
_CONTACTS = {
    "name": 28,
    "type": 16,
    "function": 20,
    "clientfile_contact_role_ids": 24,
    "phone": 20,
    "email": 30,
    "street": 26,
    "zip": 10,
    "city": 18,
    "country_id": 14,
}
# Of the customer himself, for who may see them.
_DELIVERY = (
    *("clientfile_delivery_days", "clientfile_delivery_charge"),
    *("clientfile_delivery_terms", "clientfile_delivery_instructions"),
    *("credit_limit", "credit"),
)
_CHANNELS = {"kind": 30, "value": 34, "note": 24}


class ResPartner(models.Model):
    """Identity, terms and contacts in the workbook of a customer."""

    _inherit = "res.partner"

    def _get_clientfile_identity_sheet(self):
        labels = {"clientfile_registry": self.company_registry_label}
        channels = self.clientfile_channel_ids.filtered(
            lambda one: one.validity == "working"
        )
        names = self._get_clientfile_record_fields
        identity = (*names("identity"), "clientfile_birth_date")
        return self._clientfile_sheet(
            self.env._("Identity"),
            [
                pairs_of(self.env._("Status"), self, names("status")),
                pairs_of(self.env._("Identity"), self, identity, labels),
                self._get_clientfile_reach_pairs(),
                channels
                and table_of(
                    "channels", self.env._("Further ways to reach"), channels, _CHANNELS
                ),
                pairs_of(self.env._("Relationship"), self, names("relation")),
            ],
        )

    def _get_clientfile_reach_pairs(self):
        address = self._display_address(without_company=True).strip()
        found = pairs_of(
            self.env._("Ways to reach"),
            self,
            self._get_clientfile_record_fields("reach"),
        )
        lines = "\n".join(line for line in address.split("\n") if line.strip())
        own = [(self.env._("Address"), lines, "text")] if lines else []
        return Pairs(found.title, [*own, *found.pairs])

    def _get_clientfile_terms_sheet(self):
        entity = self.commercial_partner_id
        conditions = entity.clientfile_condition_ids.filtered(
            lambda one: one.state == "accepted"
        )
        return self._clientfile_sheet(
            self.env._("Terms"),
            [
                pairs_of(
                    self.env._("Terms"),
                    entity,
                    (*self._get_clientfile_record_fields("terms"), *_DELIVERY),
                ),
                conditions
                and table_of(
                    "conditions",
                    self.env._("Special conditions"),
                    conditions,
                    _CONDITIONS,
                ),
            ],
        )

    def _get_clientfile_contacts_sheet(self):
        contacts = self.child_ids.filtered(lambda one: not one.is_company)
        return self._clientfile_sheet(
            self.env._("Contacts"),
            [
                table_of(
                    "contacts",
                    self.env._("Contacts and addresses"),
                    contacts,
                    _CONTACTS,
                )
            ],
            is_landscape=True,
            repeated="contacts",
        )
