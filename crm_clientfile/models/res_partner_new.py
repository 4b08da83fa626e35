from itertools import filterfalse

from odoo import api, models
from odoo.tools import ormcache

# What a customer of whom there is something to tell has at least one of.
_TRACES = ("invoice_ids", "sale_order_ids", "child_ids", "clientfile_dispute_ids")
_GIVEN = "default_clientfile_"


class ResPartner(models.Model):
    """Who was just created has nothing yet: no question is asked about it."""

    _inherit = "res.partner"

    @api.model
    def default_get(self, fields):
        """Most of our fields have no default: the host need not look for one each."""
        bare = self._clientfile_names_without_default()
        known = self.env["ir.default"]._get_model_defaults(self._name)
        given = [name[8:] for name in self.env.context if name.startswith(_GIVEN)]
        if given or not bare.isdisjoint(known):
            bare = bare.difference(known, given)
        return super().default_get(list(filterfalse(bare.__contains__, fields)))

    @api.model
    @ormcache()
    def _clientfile_names_without_default(self):
        return frozenset(
            name
            for name, field in self._fields.items()
            if name.startswith("clientfile_") and not field.default
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
