from odoo import fields, models


class ResPartner(models.Model):
    """Prospect, client, supplier: any combination, on one record.

    Documents only ever set a role; a person may clear it, a later document sets it
    again. Who becomes a client is no prospect any more, unless a person says so.
    """

    _inherit = "res.partner"

    clientfile_is_prospect = fields.Boolean(
        "Prospect",
        copy=False,
        help="Set by an open opportunity or a quotation; cleared by the first sale.",
    )
    clientfile_is_client = fields.Boolean(
        "Client",
        copy=False,
        help="Set by a confirmed order, a won opportunity or a posted invoice.",
    )
    clientfile_is_supplier = fields.Boolean(
        "Supplier", copy=False, help="Set by a posted vendor bill."
    )
    clientfile_client_since = fields.Date(
        "Client Since", copy=False, help="Date of the first sale."
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("clientfile_is_client") and self._clientfile_numbers_new_clients():
            self.commercial_partner_id._clientfile_draw_numbers()
        return result

    def _increase_rank(self, field, n=1):
        # The host counts posted documents here, before PDF and sending.
        if field == "customer_rank":
            self._clientfile_become_client(fields.Date.context_today(self))
        else:
            self._clientfile_become_supplier()
        return super()._increase_rank(field, n)

    def _clientfile_become_client(self, day):
        """A sale of ``day`` makes these partners and their companies clients."""
        new = self._clientfile_lacking("clientfile_is_client")
        values = {"clientfile_is_client": True, "clientfile_is_prospect": False}
        known = new.filtered("clientfile_client_since")
        known.write(values)
        (new - known).write({**values, "clientfile_client_since": day})

    def _clientfile_become_prospect(self):
        """Partners who show interest; clients stay what they are."""
        # The website's visitors share an archived partner.
        interested = self.filtered("active")
        new = interested._clientfile_lacking("clientfile_is_prospect").filtered(
            lambda partner: (
                not partner.clientfile_is_client
                and not partner.commercial_partner_id.clientfile_is_client
            )
        )
        new.write({"clientfile_is_prospect": True})

    def _clientfile_become_supplier(self):
        new = self._clientfile_lacking("clientfile_is_supplier")
        new.write({"clientfile_is_supplier": True})

    def _clientfile_lacking(self, role):
        """These partners and their companies, where they do not have the role yet.

        A row that has it is not written again: the customers who buy most would
        otherwise be locked by every sale.
        """
        # sudo: a document gives its role whatever its author may do with contacts
        partners = self.sudo()
        partners |= partners.commercial_partner_id
        return partners.filtered(lambda partner: not partner[role])
