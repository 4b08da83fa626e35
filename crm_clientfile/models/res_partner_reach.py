from odoo import api, fields, models

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ResPartner(models.Model):
    """Ways to reach a partner, the roles of contacts, further kinds of addresses."""

    _inherit = "res.partner"

    _complete_name_displayed_types = (
        "invoice",
        "delivery",
        "other",
        "clientfile_legal",
        "clientfile_postal",
    )

    type = fields.Selection(
        selection_add=[
            ("clientfile_legal", "Legal address"),
            ("clientfile_postal", "Postal address"),
        ],
        ondelete={"clientfile_legal": "set other", "clientfile_postal": "set other"},
    )
    clientfile_preferred_channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("mobile", "Mobile"),
            ("sms", "Text message"),
            ("email", "E-mail"),
            ("post", "Post"),
            ("visit", "Visit"),
            ("social", "Social network"),
        ],
        "Preferred Channel",
        help="How this customer wishes to be contacted.",
    )
    clientfile_channel_ids = fields.One2many(
        "clientfile.channel", "partner_id", "Ways to Reach", groups=_USERS
    )
    clientfile_contact_role_ids = fields.Many2many(
        "clientfile.contact.role",
        "clientfile_contact_role_partner_rel",
        "partner_id",
        "role_id",
        "Contact Roles",
        groups=_USERS,
        help="What this person does for the customer.",
    )

    @api.depends("parent_id", "type")
    def _compute_type_address_label(self):
        labels = {
            "clientfile_legal": self.env._("Legal Address"),
            "clientfile_postal": self.env._("Postal Address"),
        }
        ours = self.filtered(lambda partner: partner.type in labels)
        for partner in ours:
            partner.type_address_label = labels[partner.type]
        return super(ResPartner, self - ours)._compute_type_address_label()

    def _avatar_get_placeholder_path(self):
        if self.type in ("clientfile_legal", "clientfile_postal"):
            return "base/static/img/bill.png"
        return super()._avatar_get_placeholder_path()

    def _clientfile_country_code(self):
        """The country whose way of writing phone numbers the partner uses."""
        country = self.country_id or (
            # Empty records answer slowly, and this is asked for each partner saved.
            self.company_id and self.company_id.country_id
        )
        return (country or self.env.company.country_id).code or ""
