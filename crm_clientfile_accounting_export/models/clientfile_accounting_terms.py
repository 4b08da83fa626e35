"""The words of the formats once more: terms to translate must stand in a call.

Odoo's extractor reads no others. A test compares them with the formats.
"""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

FIELDS = {
    "piece": _lt("the reference"),
    "piece_date": _lt("the date of the document"),
    "name": _lt("the number"),
    "date": _lt("the date"),
    "journal": _lt("the journal"),
    "journal_label": _lt("the name of the journal"),
    "account": _lt("the account"),
    "account_label": _lt("the name of the account"),
    "debit": _lt("the debit"),
    "credit": _lt("the credit"),
    "amount": _lt("the amount"),
    "label": _lt("the label"),
    "third_party": _lt("the third party"),
    "third_party_label": _lt("the name of the third party"),
    "third_party_account": _lt("the account of the third party"),
    "due_date": _lt("the due date"),
    "letter": _lt("the reconciliation letter"),
    "letter_date": _lt("the date of reconciliation"),
    "currency": _lt("the currency"),
    "amount_currency": _lt("the amount in foreign currency"),
    "vat_code": _lt("the VAT code"),
    "vat_base": _lt("the VAT base"),
    "payment_mode": _lt("the payment method"),
    "analytic": _lt("the analytic section"),
    "validation_date": _lt("the date of validation"),
    "communication": _lt("the structured communication"),
    "code": _lt("the code"),
    "number": _lt("the number in the file"),
    "city": _lt("the city"),
    "zip": _lt("the postal code"),
    "street": _lt("the street"),
    "vat": _lt("the VAT number"),
    "email": _lt("the e-mail address"),
    "phone": _lt("the phone number"),
    "contact": _lt("the contact"),
    "country": _lt("the country"),
}

MESSAGES = {
    "too_long": _lt(
        "%(document)s: %(field)s “%(value)s” is longer than the %(width)s "
        "characters of this format. Map it to a shorter code."
    ),
    "bad_character": _lt(
        "%(document)s: %(field)s “%(value)s” has a character that this "
        "format cannot write: “%(character)s”. Correct it."
    ),
    "missing": _lt("%(document)s: %(field)s is empty, and this format requires it."),
    "not_rounded": _lt(
        "%(document)s: %(field)s %(value)s is not rounded to the cent. "
        "Correct the entry."
    ),
    "too_large": _lt("%(document)s: %(field)s %(value)s does not fit this format."),
    "bad_date": _lt(
        "%(document)s: %(field)s %(value)s cannot be written in this format."
    ),
    "unknown_value": _lt(
        "%(document)s: %(field)s “%(value)s” is not known to this format."
    ),
    "unbalanced": _lt(
        "%(document)s is not balanced: debit %(debit)s, credit %(credit)s. "
        "Correct the entry."
    ),
    "analytic_unbalanced": _lt(
        "%(document)s: the analytic amounts add up to %(value)s and not to "
        "the %(amount)s of the line."
    ),
    "analytic_lost": _lt(
        "%(document)s: this format carries one analytic section for each "
        "line; of %(value)s only the first is written."
    ),
    "cut_clash": _lt(
        "%(document)s: cut to what this format holds, its reference "
        "“%(value)s” is the same as that of %(other)s. Export them in two "
        "files."
    ),
    "duplicate": _lt(
        "%(document)s: %(field)s “%(value)s” is already that of %(other)s."
    ),
    "zero_entry": _lt(
        "%(document)s has only lines of zero: this format has no place for it."
    ),
    "not_carried": _lt(
        "%(document)s is no sales or purchase document: this format has no "
        "place for it."
    ),
    "bad_siren": _lt("“%(value)s” is no SIREN. Correct that of the company."),
    "no_year": _lt("The fiscal year is missing. Choose it."),
    "outside_period": _lt(
        "%(document)s is dated %(value)s, outside the period of the file."
    ),
}

TERMS = {
    "FEC, whole fiscal year (legal)": _lt("FEC, whole fiscal year (legal)"),
    "French tax office": _lt("French tax office"),
    "nothing yet": _lt("nothing yet"),
    "Separator": _lt("Separator"),
    "Tabulation": _lt("Tabulation"),
    "Vertical bar": _lt("Vertical bar"),
    "Encoding": _lt("Encoding"),
    "ISO 8859-15 (the law's)": _lt("ISO 8859-15 (the law's)"),
    "ASCII, without accents": _lt("ASCII, without accents"),
    "UTF-8": _lt("UTF-8"),
    "Number of the entry": _lt("Number of the entry"),
    "As in Odoo, by journal": _lt("As in Odoo, by journal"),
    "One sequence for the file": _lt("One sequence for the file"),
    "Third-party account": _lt("Third-party account"),
    "Code of the third party": _lt("Code of the third party"),
    "Account with its prefix": _lt("Account with its prefix"),
    "FEC layout, any period (exchange)": _lt("FEC layout, any period (exchange)"),
    "French accounting software": _lt("French accounting software"),
}
