from datetime import timedelta

from odoo import api, models
from odoo.tools import hash_sign, verify_hash_signed


class ClientfileLink(models.AbstractModel):
    """Links that a person follows without an account: signed, and valid for a time.

    What they name are numbers of records and random words: nothing personal can be
    read in the address, nor in the logs of a server.
    """

    _name = "clientfile.link"
    _description = "Signed Link"

    @api.model
    def _sign(self, purpose, values, days):
        """The word that stands for ``values`` (numbers, texts) for so many days."""
        # sudo: the key is the database's own
        return hash_sign(self.sudo().env, purpose, values, timedelta(days=days))

    @api.model
    def _read_signed(self, purpose, token):
        """The values; None when the word is forged, cut, of another use or too old."""
        try:
            # sudo: the key is the database's own
            return verify_hash_signed(self.sudo().env, purpose, token or "")
        except ValueError:
            return None

    @api.model
    def _get_url(self, path, token):
        return f"{self.get_base_url()}/clientfile/{path}/{token}"
