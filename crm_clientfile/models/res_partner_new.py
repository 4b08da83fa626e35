from itertools import filterfalse

from odoo import api, models
from odoo.tools import ormcache

# What a customer of whom there is something to tell has at least one of.
_TRACES = ("invoice_ids", "sale_order_ids", "child_ids", "clientfile_dispute_ids")


class ResPartner(models.Model):
    """Who was just created has nothing yet: no question is asked about it."""

    _inherit = "res.partner"

    @api.model
    def default_get(self, fields):
        """What is always computed has no default: the host need not look for it."""
        is_computed = self._clientfile_computed_names().__contains__
        return super().default_get(list(filterfalse(is_computed, fields)))

    @api.model
    @ormcache()
    def _clientfile_computed_names(self):
        return frozenset(
            name
            for name, field in self._fields.items()
            if name.startswith("clientfile_")
            and field.compute
            and not (field.store or field.inverse or field.default)
        )

    def _clientfile_maybe_with(self, fname):
        """Those of ``self`` of whom it is not known that the list ``fname`` is empty.

        The ORM knows it of the records it has just created.
        """
        known = self._fields[fname]._get_cache(self.env)
        return self.filtered(lambda partner: known.get(partner.id) != ())

    def _clientfile_maybe_with_any(self, fnames):
        """Those of ``self`` of whom it is not known that all these lists are empty."""
        maybe = self.browse()
        for fname in fnames:
            maybe |= (self - maybe)._clientfile_maybe_with(fname)
        return maybe

    def _clientfile_maybe_known(self):
        """Those of ``self`` who may have documents, disputes, figures."""
        return self._clientfile_maybe_with_any(_TRACES)
