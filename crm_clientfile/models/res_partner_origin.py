from odoo import api, fields, models
from odoo.exceptions import ValidationError

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ResPartner(models.Model):
    """Where a customer comes from and what he was looking for.

    Who entered him and when is the host's ``create_uid`` and ``create_date``, remarks
    are its ``comment``. The host's merge leaves the survivor his own origin and fills
    what it lacked.
    """

    _inherit = "res.partner"

    clientfile_first_contact_date = fields.Date(
        "First Contact",
        copy=False,
        groups=_USERS,
        help="When this customer and we first spoke. Filled by his first lead.",
    )
    clientfile_source_id = fields.Many2one(
        "utm.source",
        "Source",
        copy=False,
        index="btree_not_null",
        groups=_USERS,
        help="How the customer found us: a fair, a recommendation, a search engine…",
    )
    clientfile_campaign_id = fields.Many2one(
        "utm.campaign",
        "Campaign",
        copy=False,
        index="btree_not_null",
        groups=_USERS,
        help="The campaign that brought the customer.",
    )
    clientfile_project = fields.Char(
        "Desired Project",
        copy=False,
        groups=_USERS,
        help="What the customer would like to do with us.",
    )
    clientfile_budget = fields.Monetary(
        "Budget",
        currency_field="currency_id",
        copy=False,
        groups=_USERS,
        help="What the customer wants to spend on the project. Empty where it is not "
        "known: a zero is shown as nothing.",
    )
    clientfile_preferences = fields.Text(
        "Preferences",
        copy=False,
        groups=_USERS,
        help="What the customer likes and what to avoid.",
    )

    _clientfile_budget_positive = models.Constraint(
        "CHECK (clientfile_budget >= 0)",
        "A budget cannot be negative. Correct the amount.",
    )

    @api.constrains("clientfile_first_contact_date")
    def _check_clientfile_first_contact_date(self):
        today = fields.Date.context_today(self)
        for partner in self:
            if (partner.clientfile_first_contact_date or today) > today:
                raise ValidationError(
                    self.env._(
                        "The first contact with %(customer)s is in the future. Correct "
                        "its date.",
                        customer=partner.display_name,
                    )
                )

    def _clientfile_complete_origin(self, values):
        """Fill what is empty in the origin; what is known is never changed.

        Who was a client before has not been found by this contact.
        """
        day = values["clientfile_first_contact_date"]
        # sudo: a lead tells the origin of its customer whoever works on it
        for partner in self.sudo():
            if partner._clientfile_was_client_before(day):
                continue
            missing = {
                name: value
                for name, value in values.items()
                if value and not partner[name]
            }
            if missing:
                partner.write(missing)

    def _clientfile_was_client_before(self, day):
        since = self.clientfile_client_since
        return self.clientfile_is_client and (not since or since < day)
