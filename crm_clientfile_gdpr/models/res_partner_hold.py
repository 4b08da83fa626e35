from odoo import models


class ResPartner(models.Model):
    """A customer or contact whose data has to be kept."""

    _name = "res.partner"
    _inherit = ["res.partner", "clientfile.hold.mixin"]
