"""What an import tells about a row, besides the refusals of ``errors``.

Like those, each remark has a code to translate; ``MESSAGES`` holds the English.
"""

from typing import NamedTuple

from .errors import InvalidValue

MESSAGES = {
    # A value nobody can read
    "amount_negative": "“%(value)s” is below zero. Correct it.",
    "amount_unreadable": "“%(value)s” is not a number. Write its digits.",
    "choice_unknown": "“%(value)s” is none of the values known here. Correct it.",
    "country_unknown": "No country is called “%(value)s”. Correct it.",
    "day_to_come": "“%(value)s” is a day to come. Correct the date.",
    "days_unreadable": "“%(value)s” is not a number of days. Write its digits.",
    "discount_unjustified": "The discount of %(value)s has no justification. Add a "
    "column that tells why it was granted.",
    "lang_unknown": "The language “%(value)s” is not installed. Correct it.",
    "percent_ambiguous": "“%(value)s” may be a fraction or a percentage. Write it with "
    "the sign %%.",
    "percent_unreadable": "“%(value)s” is not a percentage from 0 to 100. Correct it.",
    # Why a row is refused
    "name_missing": "There is no name. Fill it in.",
    "several_customers": "Several customers fit: %(names)s. Add the number or the "
    "SIRET of the right one, or merge them first.",
    "numbers_disagree": "The number or SIRET is that of %(first)s and of %(second)s. "
    "Correct the row.",
    "customer_archived": "%(name)s is archived. Restore it first, or remove the row.",
    "company_refused": "Its company is refused: %(reason)s",
    "company_unknown": "No customer has the number %(value)s. Correct it, or add the "
    "name of the company.",
    "company_not_created": "No company is called “%(value)s”. Create it first, or let "
    "the import create companies.",
    "not_found": "No %(kind)s is called “%(value)s”. Create it first, or correct the "
    "row.",
    # What was done to a row that is imported
    "left_out": "Left out, kept in the notes: %(reason)s",
    "phone_repaired": "“%(value)s” repaired to %(new)s.",
    "siret_repaired": "Leading zeros of the SIRET restored: %(new)s.",
    "zip_repaired": "Leading zero of the postcode restored: %(new)s.",
    "country_from_number": "The country is taken from the company's number.",
    "number_kept": "The customer keeps the number %(value)s.",
    "number_locked": "The customer has posted entries: it gets its number by hand.",
    "parent_kept": "The customer stays where it is: link it to “%(value)s” by hand.",
    "same_as_row": "Same customer as row %(number)s.",
    "double_likely": "It may be %(name)s, who is known already: %(reasons)s. Decide "
    "after the import, among the possible duplicates.",
    "created_with_import": "%(kind)s “%(value)s” is new: the import creates it.",
    # What a clean-up tells
    "contact_elsewhere": "A contact has another address, which Odoo would overwrite. "
    "Correct this one by hand.",
    "siren_found": "Found in the SIRET or the VAT number.",
}


class Remark(NamedTuple):
    """A sentence about a row: a code to translate and its details.

    >>> Remark("number_kept", {"value": "C1"}).message
    'The customer keeps the number C1.'
    """

    code: str
    params: dict

    @property
    def message(self):
        """The remark in English."""
        return MESSAGES[self.code] % self.params


class UnknownValue(InvalidValue):
    """A value that means nothing to the import; see ``MESSAGES``.

    >>> str(UnknownValue("country_unknown", "country", "Atlantis"))
    'No country is called “Atlantis”. Correct it.'
    """

    def __str__(self):
        return MESSAGES[self.code] % {**self.params, "value": self.value}
