from odoo import api, models

OURS = "clientfile_"


class ResPartner(models.Model):
    """Fields that SQL computes: sorted, grouped and filtered without being stored.

    The ORM asks for the column of every field it reads, the host's too: it is asked
    once here, not once in each file that has such a field.
    """

    _inherit = "res.partner"

    def _field_to_sql(self, alias, field_expr, query=None):
        field = field_expr.startswith(OURS) and self._fields.get(field_expr)
        if field and not field.store:
            return self._clientfile_column(alias, field_expr, query)
        return super()._field_to_sql(alias, field_expr, query)

    def _clientfile_column(self, _alias, fname, _query):
        """The SQL of a field of ours that is not stored.

        Extend it where such a field is added, and check there that the user may read
        it. Raises ``ValueError``, as the host does, for those that no SQL computes.
        """
        raise ValueError(f"Cannot convert {fname} to SQL: it is not stored")

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
