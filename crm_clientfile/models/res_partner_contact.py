from odoo import api, models
from odoo.fields import Domain

# The roles of contacts say who receives which of these.
DOCUMENTS = {
    "orders": "receives_orders",
    "invoices": "receives_invoices",
    "reminders": "receives_reminders",
}
# Where a customer has no address of a kind, what it has is taken in this order; in the
# end it is the customer's main address.
FALLBACKS = {
    "clientfile_legal": (),
    "clientfile_postal": ("invoice",),
}


class ResPartner(models.Model):
    """The contact and the address that a document goes to."""

    _inherit = "res.partner"

    @api.model
    def _get_clientfile_recipients(self, document, customers):
        """Contacts, by customer, whose role is to receive ``document``.

        :param document: a key of ``DOCUMENTS``
        :param customers: commercial entities
        :return: dict of the customers who have such contacts, with an e-mail
        """
        # sudo: who sends a document need not see the roles of contacts
        holders = self.sudo().search(
            Domain("commercial_partner_id", "in", customers.ids)
            & Domain("email_normalized", "!=", False)
            & Domain(f"clientfile_contact_role_ids.{DOCUMENTS[document]}", "=", True)
        )
        return holders.grouped("commercial_partner_id")

    def _clientfile_with_recipients(self, holders, company):
        """These recipients of a document and those whose role is to receive it.

        Each address is written to once. Who has no e-mail drops out, unless there is
        nobody else.
        """
        known = set(self.mapped("email_normalized"))
        further = self.browse()
        for holder in holders or ():
            is_theirs = holder.company_id in (company, company.browse())
            if is_theirs and holder.email_normalized not in known:
                known.add(holder.email_normalized)
                further |= self.browse(holder.id)
        return self.filtered("email_normalized") | further if further else self

    def _get_clientfile_address(self, kind):
        """The customer's address of a kind that the host does not know.

        :param kind: a key of ``FALLBACKS``; for invoices and deliveries, ask the
            host's ``address_get``
        """
        self.ensure_one()
        entity = self.commercial_partner_id
        wanted = (kind, *FALLBACKS[kind])
        found = entity.address_get(wanted)
        for address_type in wanted:
            address = self.browse(found[address_type])
            if address.type == address_type:
                return address
        return entity

    def _get_clientfile_address_lines(self):
        """What tells two addresses apart: their country is not always filled in."""
        lines = (self.street, self.street2, self.zip, self.city)
        return [(line or "").strip() for line in lines]
