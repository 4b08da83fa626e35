from odoo import api, models

OURS = "clientfile_"


class ResPartner(models.Model):
    """Fields that SQL computes: sorted, grouped and filtered without being stored.

    The ORM asks for the column of every field it reads, the host's too: it is asked
    once here, not once in each file that has such a field.
    """

    _inherit = "res.partner"

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr.startswith(OURS):
            return self._clientfile_column(alias, field_expr, query)
        return super()._field_to_sql(alias, field_expr, query)

    def _clientfile_column(self, alias, fname, query):
        """The SQL of a field of ours: its column where it is stored.

        Extend it where a field that is not stored is added, and check there that the
        user may read it.
        """
        return super()._field_to_sql(alias, fname, query)

    @api.model
    def _post_model_setup__(self):
        """Have our columns read apart from the host's, as the host does with its own.

        Whoever reads a customer without the customer file in mind reads as many columns
        as before; what is read by name, as by views, is still read at once.
        """
        done = super()._post_model_setup__()
        for name, field in self._fields.items():
            if name.startswith(OURS) and field.prefetch is True:
                field.prefetch = OURS
        return done
