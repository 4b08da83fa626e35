from odoo import models


class ResPartner(models.Model):
    """The address of a customer as it stands on a label."""

    _inherit = "res.partner"

    def _get_clientfile_label_lines(self, sender):
        """Name and postal address, line by line; nothing where it is not complete.

        :param sender: the company that writes; its own country is not named
        """
        self.ensure_one()
        address = self._get_clientfile_address("clientfile_postal")
        if self != self.commercial_partner_id and self.street:
            address = self
        if not address._is_clientfile_address_complete(sender):
            return []
        names = self._get_clientfile_label_names(address)
        return [*names, *address._get_clientfile_address_layout(sender)]

    def _is_clientfile_address_complete(self, sender):
        country = self.country_id or sender.country_id
        has_street = bool(self.street or self.street2)
        return has_street and bool(self.city and (self.zip or not country.zip_required))

    def _get_clientfile_label_names(self, address):
        """The company, then the person; the name of the address where it has one."""
        names = (self.commercial_partner_id.name, self.name, address.name)
        return list(dict.fromkeys(name.strip() for name in names if name))

    def _get_clientfile_address_layout(self, sender):
        """The lines of this address, in the order of its country."""
        template, values = self._prepare_display_address(without_company=True)
        is_at_home = self.country_id in (sender.country_id, self.env["res.country"])
        values["country_name"] = "" if is_at_home else values["country_name"].upper()
        lines = (" ".join(line.split()) for line in (template % values).splitlines())
        return [line for line in lines if line]
