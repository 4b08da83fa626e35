from odoo import models


class MailTemplate(models.Model):
    """Quotations and orders also go to the contacts whose role is to receive them."""

    _inherit = "mail.template"

    def _generate_template_recipients(self, res_ids, render_fields, **options):
        results = super()._generate_template_recipients(
            res_ids, render_fields, **options
        )
        if self.model == "sale.order":
            orders = self.env["sale.order"].browse(filter(None, res_ids))
            self._clientfile_add_recipients(orders, results)
        return results

    def _clientfile_add_recipients(self, orders, results):
        partners = self.env["res.partner"]
        customers = orders.partner_id.commercial_partner_id
        holders = partners._get_clientfile_recipients("orders", customers)
        for order in orders:
            values = results.setdefault(order.id, {})
            known = partners.browse(values.get("partner_ids"))
            recipients = known._clientfile_with_recipients(
                holders.get(order.partner_id.commercial_partner_id), order.company_id
            )
            if recipients != known:
                values["partner_ids"] = recipients.ids
