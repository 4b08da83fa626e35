from odoo.http import request

from odoo.addons.account.controllers.portal import PortalAccount


class ClientfileAccountPortal(PortalAccount):
    """What a customer owes includes what those merged into it do."""

    def _get_overdue_invoices_domain(self, partner_id=None):
        domain = super()._get_overdue_invoices_domain(partner_id)
        partners = request.env["res.partner"]
        partner = partners.browse(partner_id or request.env.user.partner_id.id)
        ids = partner._clientfile_entity_ids()
        return [
            ("partner_id", "in", ids) if leaf[0] == "partner_id" else leaf
            for leaf in domain
        ]
