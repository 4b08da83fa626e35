from odoo import api, fields, models


class ClientfileNumberAlias(models.Model):
    """A number under which a customer was known before it was merged.

    Letters, ledgers and closed exports of the accounts go on naming it.
    """

    _name = "clientfile.number.alias"
    _description = "Former Customer Number"
    _order = "id"
    _rec_name = "number"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade"
    )
    number = fields.Char(required=True, index=True)
    source_id = fields.Many2one(
        "res.partner", "Merged Customer", index="btree_not_null", ondelete="set null"
    )

    @api.model_create_multi
    def create(self, vals_list):
        aliases = super().create(vals_list)
        aliases.partner_id._clientfile_refresh_keys()
        return aliases
