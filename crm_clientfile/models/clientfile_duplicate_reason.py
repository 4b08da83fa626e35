from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# By the codes of ``tools/duplicate_score``; a test compares the two.
WORDS = {
    "same_name": _lt("same name"),
    "same_phone": _lt("same phone"),
    "same_email": _lt("same e-mail"),
    "same_identifier": _lt("same number"),
    "same_zip": _lt("same zip"),
}


class ClientfileDuplicateReason(models.AbstractModel):
    """Why two may be one, said in the user's language, with the weight of each."""

    _name = "clientfile.duplicate.reason"
    _description = "Reasons of Duplicates"

    @api.model
    def _word(self, reason):
        """ "+14 same phone" for a stored reason: [code, weight, *values]."""
        code, weight, *_values = reason
        return f"{weight:+d} {self.env._(WORDS[code])}"
