from collections import deque
from contextvars import ContextVar
from itertools import filterfalse

from odoo import api, models
from odoo.tools import ormcache

_GIVEN = "default_clientfile_"
# Asked for so many, a form is opened or a partner created.
_MANY = 20


class _Completed:
    """Values of the partners that one call creates, with and without defaults."""

    def __init__(self):
        self.pairs = deque()
        self.coming = 0
        """How many are still to be completed before they are stored."""


_COMPLETED = ContextVar("clientfile_completed", default=None)


class ResPartner(models.Model):
    """Defaults of a new partner, which the host looks for field by field, twice."""

    _inherit = "res.partner"

    @api.model
    def default_get(self, fields):
        """Most of our fields have no default: the host need not look for one each."""
        if len(fields) < _MANY:
            return super().default_get(fields)
        bare = self._clientfile_names_bare_now()
        return super().default_get(list(filterfalse(bare.__contains__, fields)))

    @api.model_create_multi
    def create(self, vals_list):
        outer = _COMPLETED.set(_Completed())
        try:
            return super().create(vals_list)
        finally:
            _COMPLETED.reset(outer)

    def _prepare_create_values(self, vals_list):
        if completed := _COMPLETED.get():
            completed.coming = len(vals_list)
        return super()._prepare_create_values(vals_list)

    @api.model
    def _add_missing_default_values(self, values):
        """Complete a partner to store it; to pass it on, the same again is known."""
        completed = _COMPLETED.get()
        if not completed:
            return super()._add_missing_default_values(values)
        if completed.coming:
            given = dict(values)
            complete = super()._add_missing_default_values(values)
            completed.coming -= 1
            completed.pairs.append((given, complete))
            return dict(complete)
        given, complete = completed.pairs.popleft() if completed.pairs else (None, None)
        known = given == values
        return complete if known else super()._add_missing_default_values(values)

    @api.model
    def _clientfile_names_bare_now(self):
        """Our fields without default, neither of users nor of the context."""
        bare = self._clientfile_names_without_default()
        known = self.env["ir.default"]._get_model_defaults(self._name)
        given = [name[8:] for name in self.env.context if name.startswith(_GIVEN)]
        if given or not bare.isdisjoint(known):
            bare = bare.difference(known, given)
        return bare

    @api.model
    @ormcache()
    def _clientfile_names_without_default(self):
        return frozenset(
            name
            for name, field in self._fields.items()
            if name.startswith("clientfile_") and not field.default
        )
