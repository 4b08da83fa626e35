from markupsafe import Markup

from odoo import models


class CrmLead(models.Model):
    """A lead whose customer is created is told whom that customer may be."""

    _inherit = "crm.lead"

    def _create_customer(self, with_parent=None):
        partner = super()._create_customer(with_parent=with_parent)
        created = partner | (partner.parent_id - (with_parent or partner.browse()))
        for customer in created:
            self._log_clientfile_doubles(customer)
        return partner

    def _log_clientfile_doubles(self, partner):
        if doubles := partner._get_clientfile_readable_doubles():
            names = Markup(", ").join(double._get_html_link() for double in doubles)
            self._message_log(
                body=self.env._(
                    "%(customer)s may exist already: %(doubles)s",
                    customer=partner._get_html_link(),
                    doubles=names,
                )
            )
