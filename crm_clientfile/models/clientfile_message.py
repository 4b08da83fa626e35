from contextlib import contextmanager

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

from ..formats.errors import UnreadableFile
from ..tools.errors import InvalidValue

_lt = LazyTranslate(__name__)

_LONGEST_VALUE = 60
_COUNTRY_OF_PREFIX = {"EL": "GR", "XI": "GB"}

# The pure layer's English sentences once more: terms to translate must stand in a
# call that Odoo's extractor reads. A test compares the two.
SENTENCES = {
    # A value that a rule refuses
    "age_range": _lt(
        "No age lies between %(low)s and %(high)s. Write the lower age first."
    ),
    "ape_shape": _lt(
        "“%(value)s” is not an APE code. Write four digits and a letter, such as "
        "62.01Z."
    ),
    "be_characters": _lt(
        "The enterprise number “%(value)s” may only hold digits. Remove the rest."
    ),
    "be_checksum": _lt(
        "The last two digits of the enterprise number “%(value)s” do not fit the "
        "others. Compare it with the Crossroads Bank for Enterprises."
    ),
    "be_first_digit": _lt(
        "A Belgian enterprise number starts with 0 or 1, unlike “%(value)s”. Compare "
        "it with the Crossroads Bank for Enterprises."
    ),
    "be_length": _lt(
        "A Belgian enterprise number has 10 digits, “%(value)s” has %(length)s. "
        "Complete it."
    ),
    "be_zeros": _lt(
        "The enterprise number “%(value)s” is only a placeholder. Leave it empty "
        "until it is known."
    ),
    "boolean_unreadable": _lt("“%(value)s” is neither yes nor no. Write yes or no."),
    "date_two_digit_year": _lt(
        "The century of “%(value)s” is unknown. Write the year with four digits."
    ),
    "date_unreadable": _lt(
        "“%(value)s” is not a date. Write it as day/month/year, such as 31/12/2025."
    ),
    "department_unknown": _lt(
        "“%(value)s” is not a French department. Write its number, such as 01, 2A or "
        "974."
    ),
    "email_domain": _lt(
        "The part after the @ of “%(value)s” is not a domain name. Check its spelling."
    ),
    "email_local": _lt(
        "The part before the @ of “%(value)s” holds characters that no mailbox can "
        "have. Check its spelling."
    ),
    "email_no_at": _lt(
        "“%(value)s” is not an e-mail address. It needs one @ between the mailbox and"
        " its domain."
    ),
    "email_several": _lt("“%(value)s” holds several e-mail addresses. Write one."),
    "email_too_long": _lt(
        "The e-mail address “%(value)s” is longer than any mail server accepts. "
        "Shorten it."
    ),
    "phone_country": _lt(
        "The country of the phone number “%(value)s” is unknown. Start it with + and "
        "the country code."
    ),
    "phone_invalid": _lt(
        "No phone number of its country looks like “%(value)s”. Check its first digits."
    ),
    "phone_several": _lt("“%(value)s” holds several phone numbers. Write one."),
    "phone_too_long": _lt(
        "The phone number “%(value)s” has too many digits. Check it."
    ),
    "phone_too_short": _lt("The phone number “%(value)s” lacks digits. Complete it."),
    "phone_truncated": _lt(
        "The spreadsheet has rounded the phone number “%(value)s”. Format its column "
        "as text and fill in the number again."
    ),
    "phone_unreadable": _lt("“%(value)s” is not a phone number. Write its digits."),
    "postcode_order": _lt(
        "The range ends at %(end)s, before it begins at “%(value)s”. Exchange the two."
    ),
    "postcode_shape": _lt(
        "“%(value)s” is not a postcode of %(country)s. Write it like %(example)s."
    ),
    "postcode_truncated": _lt(
        "The spreadsheet has rounded the postcode “%(value)s”. Format its column as "
        "text and fill in the postcode again."
    ),
    "profile_unreadable": _lt(
        "“%(value)s” is not the name of a profile. Copy the address of its page."
    ),
    "siren_characters": _lt(
        "The SIREN “%(value)s” may only hold digits. Remove the rest."
    ),
    "siren_checksum": _lt(
        "The SIREN “%(value)s” holds a wrong digit: its check digit does not fit. "
        "Compare it with the company's papers."
    ),
    "siren_length": _lt(
        "A SIREN has 9 digits, “%(value)s” has %(length)s. Complete it."
    ),
    "siren_not_in_siret": _lt(
        "The SIRET “%(value)s” belongs to the SIREN %(found)s, not to %(expected)s. "
        "Correct one of the two."
    ),
    "siren_not_in_vat": _lt(
        "The VAT number “%(value)s” belongs to the SIREN %(found)s, not to "
        "%(expected)s. Correct one of the two."
    ),
    "siren_zeros": _lt(
        "The SIREN “%(value)s” is only a placeholder. Leave it empty until it is known."
    ),
    "siret_characters": _lt(
        "The SIRET “%(value)s” may only hold digits. Remove the rest."
    ),
    "siret_checksum": _lt(
        "The SIRET “%(value)s” holds a wrong digit: its check digit does not fit. "
        "Compare it with the company's papers."
    ),
    "siret_length": _lt(
        "A SIRET has 14 digits, “%(value)s” has %(length)s. Complete it."
    ),
    "siret_not_in_vat": _lt(
        "The VAT number “%(value)s” belongs to the SIREN %(found)s, the SIRET to "
        "%(expected)s. Correct one of the two."
    ),
    "siret_truncated": _lt(
        "The spreadsheet has rounded the SIRET “%(value)s”. Format its column as text"
        " and fill in the SIRET again."
    ),
    "siret_zeros": _lt(
        "The SIRET “%(value)s” is only a placeholder. Leave it empty until it is known."
    ),
    "url_scheme": _lt(
        "“%(value)s” is not the address of a web page. Start it with https://."
    ),
    "url_unreadable": _lt(
        "“%(value)s” is not a web address. Write it like https://www.example.com."
    ),
    "vat_characters": _lt(
        "The VAT number “%(value)s” holds characters that no VAT number of "
        "%(country)s has. Check it."
    ),
    "vat_checksum": _lt(
        "The VAT number “%(value)s” holds a wrong digit: its check digits do not fit."
        " Compare it with an invoice of the company."
    ),
    "vat_component": _lt(
        "A part of the VAT number “%(value)s” does not exist in %(country)s. Compare "
        "it with an invoice of the company."
    ),
    "vat_length": _lt(
        "The VAT number “%(value)s” is too short or too long for %(country)s. "
        "Complete it."
    ),
    # A file that cannot be read
    "bad_encoding": _lt(
        "The characters of this file cannot be read as %(encoding)s. Save it again as"
        " CSV UTF-8 or XLSX."
    ),
    "damaged_workbook": _lt(
        "This workbook is damaged (%(part)s). Open it in a spreadsheet program, save "
        "it again and choose the new file."
    ),
    "empty_file": _lt("This file is empty. Choose the file that holds the table."),
    "encrypted_workbook": _lt(
        "This workbook is protected by a password. Remove the password and choose the"
        " file again."
    ),
    "header_only": _lt(
        "This file has column titles but no row under them. Add the rows."
    ),
    "no_sheet": _lt(
        "This workbook has no visible sheet with cells (%(sheet)s). Put the table on "
        "a visible sheet."
    ),
    "not_a_spreadsheet": _lt(
        "This file seems to be %(label)s. Choose the table itself, saved as CSV or "
        "XLSX."
    ),
    "open_quote": _lt(
        "Row %(row)s opens a quotation mark that is never closed. Close it or remove "
        "it."
    ),
    "too_large": _lt(
        "This file weighs %(size)s MB; the limit is %(limit)s MB. Split it into "
        "several files."
    ),
    "too_many_cells": _lt(
        "Row %(row)s is longer than any row of a table can be. A line break or a "
        "quotation mark is probably missing there: correct it."
    ),
    "too_many_columns": _lt(
        "This table has %(columns)s columns; the limit is %(limit)s. Remove the "
        "columns that are not needed."
    ),
    "too_many_rows": _lt(
        "This table has more than %(limit)s rows. Split it into several files."
    ),
    "zip_bomb": _lt(
        "This workbook would unpack to an abnormal size (%(part)s). Copy the table "
        "into a new workbook, or save it as CSV."
    ),
    # A remark on a file that can
    "cell_too_long": _lt("The cell under “%(column)s” holds %(length)s characters."),
    "duplicate_header": _lt(
        "Several columns are called “%(name)s”: one is now “%(new)s”."
    ),
    "error_cell": _lt("The cell in column %(column)s holds the error %(value)s."),
    "extra_cells": _lt("%(count)s filled cells stand right of the last column."),
    "formula_without_value": _lt(
        "The formula in column %(column)s has no stored value."
    ),
    "impossible_date": _lt("The date in column %(column)s does not exist: %(value)s."),
    "mixed_encoding": _lt(
        "%(lines)s lines are not UTF-8 like the others; they were read as %(encoding)s."
    ),
    "nul_bytes": _lt("%(count)s NUL characters were removed."),
    "other_sheets": _lt("Only the sheet “%(sheet)s” is read; also there: %(others)s."),
    "row_too_long": _lt("This row holds %(length)s characters."),
    "title_rows": _lt(
        "The first %(count)s rows are above the column titles: left out."
    ),
    "unreadable_characters": _lt(
        "%(lines)s lines hold characters that do not exist in %(encoding)s."
    ),
}

FILE_KINDS = {
    "archive": _lt("a compressed archive"),
    "binary": _lt("a binary file"),
    "docx": _lt("a Word document"),
    "html": _lt("a web page (HTML)"),
    "image": _lt("a picture"),
    "json": _lt("a JSON file"),
    "ods": _lt("an OpenDocument file (.ods)"),
    "office": _lt("an old Microsoft Office document"),
    "pdf": _lt("a PDF document"),
    "pptx": _lt("a PowerPoint presentation"),
    "rtf": _lt("a rich text document (RTF)"),
    "vcard": _lt("a set of contact cards (vCard)"),
    "xls": _lt("an old Excel workbook (.xls)"),
    "xlsb": _lt("a binary Excel workbook (.xlsb)"),
    "xml": _lt("an XML document"),
    "zip": _lt("a ZIP archive of something else"),
}


class ClientfileMessage(models.AbstractModel):
    """What the pure layer says by code, said in the user's language."""

    _name = "clientfile.message"
    _description = "Sentences of the Customer File"

    @api.model
    def _sentence(self, said) -> str:
        """The sentence for an ``InvalidValue``, an ``UnreadableFile`` or a ``Notice``.

        It says what is wrong and what to do, in the language of the environment.
        """
        template = self.env._(SENTENCES[said.code])
        return template % self._sentence_params(said)

    @api.model
    @contextmanager
    def _refusing(self, exception=ValidationError):
        """Turns a refusal of the pure layer into ``exception``, translated.

        ``with self.env["clientfile.message"]._refusing(UserError): ...``
        """
        try:
            yield
        except (InvalidValue, UnreadableFile) as error:
            raise exception(self._sentence(error)) from error

    @api.model
    def _sentence_params(self, said):
        params = dict(said.params)
        if "value" not in params:
            params["value"] = self._shortened(getattr(said, "value", ""))
        if "country" in params:
            params["country"] = self._country_name(params["country"])
        if "kind" in params:
            params["label"] = self.env._(FILE_KINDS[params["kind"]])
        return params

    @api.model
    def _shortened(self, value):
        if len(value) <= _LONGEST_VALUE:
            return value
        return value[: _LONGEST_VALUE - 1] + "…"

    @api.model
    def _country_name(self, prefix):
        code = _COUNTRY_OF_PREFIX.get(prefix, prefix)
        return self.env["res.country"].search([("code", "=", code)]).name or prefix
