from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Every commercial action on many customers asks what the persons allow."""

    _inherit = "res.partner"

    @api.model
    def _clientfile_contactable_domain(self, channel):
        domain = super()._clientfile_contactable_domain(channel)
        return domain & self._clientfile_allowed_domain(channel)

    @api.model
    def _clientfile_allowed_domain(self, channel, purpose=None):
        """Those who may be contacted for ``purpose``, else for that of the context."""
        purpose = purpose or self._get_clientfile_purpose()
        if not purpose:
            return Domain.FALSE

        def to_sql(model, alias, _query):
            partners = self.with_env(model.env)
            reason = partners._get_clientfile_reason_sql(alias, channel, purpose)
            return SQL("LEFT(%s, 1) = '+'", reason)

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_clientfile_purpose(self):
        """What customers are contacted for; without any purpose, nobody is."""
        purposes = self.env["clientfile.purpose"]
        purpose_id = self.env.context.get("clientfile_purpose_id")
        return purposes.browse(purpose_id or []) or purposes._get_default()
