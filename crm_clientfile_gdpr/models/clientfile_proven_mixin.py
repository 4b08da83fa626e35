from odoo import api, models
from odoo.exceptions import AccessError


class ClientfileProvenMixin(models.AbstractModel):
    """Documents that prove what was done: some of their fields are never typed.

    ``_clientfile_proven`` names the fields that methods alone write, in ``sudo`` after
    they looked at rights and order. A value in a call from outside, at the creation or
    as a default of the context is refused or dropped.
    """

    _name = "clientfile.proven.mixin"
    _description = "Document That Proves What Was Done"

    _clientfile_proven = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        for vals in vals_list:
            self._refuse_clientfile_proof(vals)
        plain = self.with_env(self.env(context=self._get_clientfile_plain_context()))
        made = super(ClientfileProvenMixin, plain).create(vals_list)
        return made.with_env(self.env)

    def write(self, vals):
        if not self.env.su:
            self._refuse_clientfile_proof(vals)
        return super().write(vals)

    @api.model
    def _refuse_clientfile_proof(self, vals):
        typed = self._clientfile_proven.intersection(vals)
        if typed:
            labels = {
                self._fields[name]._description_string(self.env) for name in typed
            }
            raise AccessError(
                self.env._(
                    "%(fields)s: its steps write this, nobody types it. Use the "
                    "buttons.",
                    fields=", ".join(sorted(labels)),
                )
            )

    @api.model
    def _get_clientfile_plain_context(self):
        return {
            key: value
            for key, value in self.env.context.items()
            if key.removeprefix("default_") not in self._clientfile_proven
        }
