from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    clientfile_double_policy = fields.Selection(
        [
            ("off", "Say nothing"),
            ("warn", "Show possible duplicates"),
            ("refuse", "Show them, refuse certain ones"),
        ],
        "Duplicates at Entry",
        default="refuse",
        required=True,
        help="Whether who types a customer is told whom it may be. Certain: the same "
        "SIRET or VAT number. Users cannot save such a customer; managers confirm it.",
    )
    clientfile_has_review_folder = fields.Boolean(
        "Duplicates Set Aside",
        help="One of two customers that may be one can be set aside, archived, in the "
        "folder “To review”, until somebody has decided. Its documents go on.",
    )
