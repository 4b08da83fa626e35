from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Owed to the person, or the way to an account: never stopped by what it may hear.
_OWED = frozenset(
    ("res.users", "portal.wizard.user", "account.move", "account.payment")
)


class ClientfileTemplateMixin(models.AbstractModel):
    """A template that says what it is for asks about each person, whoever sends it.

    Rules, steps of leads, scheduled actions and code of other addons send templates.
    One without a purpose asks nobody: passwords, invitations, invoices, reminders.
    """

    _name = "clientfile.template.mixin"
    _description = "Template with a Purpose"
    _inherit = ["clientfile.automatic.mixin"]

    clientfile_purpose_id = fields.Many2one(
        ondelete="restrict",
        help="Who may not be contacted for it gets no message made of this template, "
        "whoever or whatever sends it. Left empty: nobody is asked about, but by rules "
        "and by messages to many.",
    )

    @api.constrains("clientfile_purpose_id", "model_id")
    def _check_clientfile_purpose(self):
        for template in self:
            purpose = template.clientfile_purpose_id
            model = template.model or ""
            is_owed = model in _OWED or model.startswith("clientfile.")
            if is_owed and purpose and purpose.kind != "contract":
                raise ValidationError(
                    self.env._(
                        "Messages about accounts, invoices, payments and rights go to "
                        "all: leave the purpose of “%s” empty.",
                        template.name,
                    )
                )

    def _get_clientfile_model(self):
        return self.model

    def _is_clientfile_asking(self):
        """Whether each person is to be asked about before this template is sent."""
        # sudo: whoever sends is asked, also where he does not read the purposes
        purpose = self.sudo().clientfile_purpose_id
        return bool(
            purpose and purpose.kind != "contract" and not self._is_clientfile_asked()
        )
