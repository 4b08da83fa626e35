from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_partner_check import CHECK_PARAMETER, DEFAULT_MONTHS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_check_months = fields.Integer(
        "Months Between Checks",
        config_parameter=CHECK_PARAMETER,
        default=DEFAULT_MONTHS,
        help="Records not checked for that many months are listed in Data to check.",
    )

    @api.constrains("clientfile_check_months")
    def _check_clientfile_check_months(self):
        if any(settings.clientfile_check_months < 1 for settings in self):
            raise ValidationError(
                self.env._("Records are checked every month at most: enter 1 or more.")
            )
