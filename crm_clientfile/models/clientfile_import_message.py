from odoo import api, models
from odoo.tools import LazyTranslate

from .clientfile_message import SENTENCES

_lt = LazyTranslate(__name__)

# The English of tools/import_remarks.py once more, where Odoo's extractor reads it.
IMPORT_SENTENCES = {
    "amount_negative": _lt("“%(value)s” is below zero. Correct it."),
    "amount_unreadable": _lt("“%(value)s” is not a number. Write its digits."),
    "choice_unknown": _lt("“%(value)s” is none of the values known here. Correct it."),
    "country_unknown": _lt("No country is called “%(value)s”. Correct it."),
    "day_to_come": _lt("“%(value)s” is a day to come. Correct the date."),
    "days_unreadable": _lt("“%(value)s” is not a number of days. Write its digits."),
    "discount_unjustified": _lt(
        "The discount of %(value)s has no justification. Add a column that tells why "
        "it was granted."
    ),
    "lang_unknown": _lt("The language “%(value)s” is not installed. Correct it."),
    "percent_ambiguous": _lt(
        "“%(value)s” may be a fraction or a percentage. Write it with the sign %%."
    ),
    "percent_unreadable": _lt(
        "“%(value)s” is not a percentage from 0 to 100. Correct it."
    ),
    "name_missing": _lt("There is no name. Fill it in."),
    "several_customers": _lt(
        "Several customers fit: %(names)s. Add the number or the SIRET of the right "
        "one, or merge them first."
    ),
    "numbers_disagree": _lt(
        "The number or SIRET is that of %(first)s and of %(second)s. Correct the row."
    ),
    "customer_archived": _lt(
        "%(name)s is archived. Restore it first, or remove the row."
    ),
    "company_refused": _lt("Its company is refused: %(reason)s"),
    "company_unknown": _lt(
        "No customer has the number %(value)s. Correct it, or add the name of the "
        "company."
    ),
    "company_not_created": _lt(
        "No company is called “%(value)s”. Create it first, or let the import create "
        "companies."
    ),
    "not_found": _lt(
        "No %(kind)s is called “%(value)s”. Create it first, or correct the row."
    ),
    "left_out": _lt("Left out, kept in the notes: %(reason)s"),
    "phone_repaired": _lt("“%(value)s” repaired to %(new)s."),
    "siret_repaired": _lt("Leading zeros of the SIRET restored: %(new)s."),
    "zip_repaired": _lt("Leading zero of the postcode restored: %(new)s."),
    "country_from_number": _lt("The country is taken from the company's number."),
    "number_kept": _lt("The customer keeps the number %(value)s."),
    "number_locked": _lt(
        "The customer has posted entries: it gets its number by hand."
    ),
    "parent_kept": _lt(
        "The customer stays where it is: link it to “%(value)s” by hand."
    ),
    "same_as_row": _lt("Same customer as row %(number)s."),
    "double_likely": _lt(
        "It may be %(name)s, who is known already: %(reasons)s. Decide after the "
        "import, among the possible duplicates."
    ),
    "created_with_import": _lt("%(kind)s “%(value)s” is new: the import creates it."),
    "contact_elsewhere": _lt(
        "A contact has another address, which Odoo would overwrite. Correct this one "
        "by hand."
    ),
    "siren_found": _lt("Found in the SIRET or the VAT number."),
}


class ClientfileMessage(models.AbstractModel):
    """The sentences of an import, beside those of the pure layer."""

    _inherit = "clientfile.message"

    @api.model
    def _sentence(self, said):
        if said.code not in IMPORT_SENTENCES or said.code in SENTENCES:
            return super()._sentence(said)
        params = dict(said.params)
        params.setdefault("value", self._shortened(getattr(said, "value", "")))
        if hasattr(params.get("reason"), "code"):
            params["reason"] = self._sentence(params["reason"])
        template = self.env._(IMPORT_SENTENCES[said.code])
        return template % params
