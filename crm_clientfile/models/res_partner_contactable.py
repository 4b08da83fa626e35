from odoo import api, models
from odoo.fields import Domain

# How a customer is contacted, and what he has to have for it.
CHANNELS = ("phone", "sms", "email", "post")


class ResPartner(models.Model):
    """Who may be contacted: every commercial action on many customers asks here."""

    _inherit = "res.partner"

    @api.model
    def _clientfile_contactable_domain(self, channel):
        """Those who may be approached by ``channel``, one of ``CHANNELS``.

        Archived and blocked customers are not, nor those on the host's lists of
        people who refuse e-mails or calls. Addons add what else forbids it.
        """
        domain = Domain("active", "=", True)
        domain &= Domain("clientfile_status", "not in", ["blocked"])
        if channel == "email":
            domain &= Domain("is_blacklisted", "=", False)
        elif channel in ("phone", "sms"):
            domain &= self._get_clientfile_callable_domain()
        return domain

    @api.model
    def _get_clientfile_callable_domain(self):
        # Not by the host's own search: it would read the ids of all the others.
        # sudo: who refuses calls counts for everybody
        refused = self.env["phone.blacklist"].sudo().search([("active", "=", True)])
        return Domain("phone_sanitized", "not in", refused.mapped("number"))
