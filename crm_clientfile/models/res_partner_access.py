from odoo import api, models
from odoo.tools import ormcache

_OURS = "crm_clientfile."


class ResPartner(models.Model):
    """Whether a user may read the fields of our groups is found out once.

    The ORM asks at each reading of a field: hundreds of times for one record shown.
    """

    _inherit = "res.partner"

    @api.model
    def _has_field_access(self, field, operation):
        groups = field.groups
        if not groups or self.env.su or not groups.startswith(_OURS) or "," in groups:
            return super()._has_field_access(field, operation)
        return self._clientfile_is_in(groups)

    @api.model
    @ormcache("self.env.uid", "group")
    def _clientfile_is_in(self, group):
        """Forgotten whenever the host forgets the groups of users."""
        return self.env.user.has_groups(group)
