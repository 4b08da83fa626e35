from odoo import fields, models

_PROTECTION = (
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent,"
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_auditor"
)


class ClientfileHoldMixin(models.AbstractModel):
    """Somebody whose data has to be kept, whatever retention says: a lawsuit, say."""

    _name = "clientfile.hold.mixin"
    _description = "Legal Hold"

    clientfile_hold_reason = fields.Char(
        "Legal Hold",
        groups=_PROTECTION,
        tracking=True,
        copy=False,
        help="Retention leaves this person alone as long as there is a reason.",
    )
    clientfile_hold_until = fields.Date(
        "Hold until",
        groups=_PROTECTION,
        tracking=True,
        copy=False,
        help="Empty: until the reason is taken away.",
    )
