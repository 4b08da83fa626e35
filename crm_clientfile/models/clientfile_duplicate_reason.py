from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# By the codes of ``tools/duplicate_score``; a test compares the two.
WORDS = {
    "alike_birth": _lt("birth date with a slip"),
    "alike_email": _lt("e-mail with a slip"),
    "alike_house": _lt("address alike"),
    "alike_name": _lt("name mostly the same"),
    "alike_number": _lt("number with a slip"),
    "alike_phone": _lt("phone with a slip"),
    "alike_place": _lt("place with a slip"),
    "initials": _lt("name with initials"),
    "other_birth": _lt("other birth date"),
    "other_email": _lt("other e-mail"),
    "other_house": _lt("other house"),
    "other_name": _lt("other name"),
    "other_number": _lt("other official number"),
    "other_phone": _lt("other phone"),
    "other_place": _lt("other place"),
    "other_street": _lt("other street"),
    "part_of_name": _lt("one name is part of the other"),
    "partly_other_name": _lt("name partly other"),
    "partly_same_birth": _lt("birth date partly the same"),
    "partly_same_place": _lt("place partly the same"),
    "same_area": _lt("same area"),
    "same_birth": _lt("same birth date"),
    "same_company_number": _lt("same number of the company"),
    "same_domain": _lt("same e-mail domain"),
    "same_email": _lt("same e-mail"),
    "same_house": _lt("same address"),
    "same_mailbox": _lt("same e-mail name elsewhere"),
    "same_name": _lt("same name"),
    "same_number": _lt("same official number"),
    "same_phone": _lt("same phone"),
    "same_place": _lt("same place"),
    "same_siren": _lt("another branch of the company"),
    "same_street": _lt("same street"),
    "typo_in_name": _lt("name with a slip"),
}


class ClientfileDuplicateReason(models.AbstractModel):
    """Why two may be one, said in the user's language, with the weight of each."""

    _name = "clientfile.duplicate.reason"
    _description = "Reasons of Duplicates"

    @api.model
    def _word(self, reason):
        """ "+14 same phone" for a stored reason: [code, weight, *values].

        Codes of another version of the comparison are said as they are.
        """
        code, weight, *_values = reason
        word = WORDS.get(code)
        return f"{weight:+d} {self.env._(word) if word else code}"
