from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.duplicate_score import Model


class ClientfileDuplicateRates(models.Model):
    """Weights learnt from decisions and accepted by a person; the last one counts.

    Without any, the rates that come with the addon are used.
    """

    _name = "clientfile.duplicate.rates"
    _description = "Weights of Duplicates"
    _order = "id desc"

    rates = fields.Json(required=True, readonly=True)
    is_used = fields.Boolean("In Use", default=True)

    @api.model
    def _get_model(self):
        """The pure layer's ``Model``, with what was measured in this database."""
        query = "SELECT reltuples::int FROM pg_class WHERE relname = 'res_partner'"
        return Model(population=self.env.execute_query(SQL(query))[0][0])
