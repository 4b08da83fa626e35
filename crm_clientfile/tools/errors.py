"""The one exception family of the pure layer.

Every refusal has a stable ``code``. The models map it to a translated sentence;
``MESSAGES`` holds the English one, which says what is wrong and what to do.
"""

_SHOWN_LENGTH = 60

MESSAGES = {
    "age_range": "No age lies between %(low)s and %(high)s. Write the lower age first.",
    "ape_shape": "“%(value)s” is not an APE code. Write four digits and a letter, "
    "such as 62.01Z.",
    "be_characters": "The enterprise number “%(value)s” may only hold digits. "
    "Remove the rest.",
    "be_checksum": "The last two digits of the enterprise number “%(value)s” do not "
    "fit the others. Compare it with the Crossroads Bank for Enterprises.",
    "be_first_digit": "A Belgian enterprise number starts with 0 or 1, unlike "
    "“%(value)s”. Compare it with the Crossroads Bank for Enterprises.",
    "be_length": "A Belgian enterprise number has 10 digits, “%(value)s” has "
    "%(length)s. Complete it.",
    "be_zeros": "The enterprise number “%(value)s” is only a placeholder. Leave it "
    "empty until it is known.",
    "boolean_unreadable": "“%(value)s” is neither yes nor no. Write yes or no.",
    "date_two_digit_year": "The century of “%(value)s” is unknown. Write the year "
    "with four digits.",
    "date_unreadable": "“%(value)s” is not a date. Write it as day/month/year, "
    "such as 31/12/2025.",
    "department_unknown": "“%(value)s” is not a French department. Write its number, "
    "such as 01, 2A or 974.",
    "email_domain": "The part after the @ of “%(value)s” is not a domain name. "
    "Check its spelling.",
    "email_local": "The part before the @ of “%(value)s” holds characters that no "
    "mailbox can have. Check its spelling.",
    "email_no_at": "“%(value)s” is not an e-mail address. It needs one @ between the "
    "mailbox and its domain.",
    "email_several": "“%(value)s” holds several e-mail addresses. Write one.",
    "email_too_long": "The e-mail address “%(value)s” is longer than any mail server "
    "accepts. Shorten it.",
    "phone_country": "The country of the phone number “%(value)s” is unknown. Start "
    "it with + and the country code.",
    "phone_invalid": "No phone number of its country looks like “%(value)s”. Check "
    "its first digits.",
    "phone_several": "“%(value)s” holds several phone numbers. Write one.",
    "phone_too_long": "The phone number “%(value)s” has too many digits. Check it.",
    "phone_too_short": "The phone number “%(value)s” lacks digits. Complete it.",
    "phone_truncated": "The spreadsheet has rounded the phone number “%(value)s”. "
    "Format its column as text and fill in the number again.",
    "phone_unreadable": "“%(value)s” is not a phone number. Write its digits.",
    "postcode_order": "The range ends at %(end)s, before it begins at “%(value)s”. "
    "Exchange the two.",
    "postcode_shape": "“%(value)s” is not a postcode of %(country)s. Write it like "
    "%(example)s.",
    "postcode_truncated": "The spreadsheet has rounded the postcode “%(value)s”. "
    "Format its column as text and fill in the postcode again.",
    "profile_unreadable": "“%(value)s” is not the name of a profile. Copy the address "
    "of its page.",
    "siren_characters": "The SIREN “%(value)s” may only hold digits. Remove the rest.",
    "siren_checksum": "The SIREN “%(value)s” holds a wrong digit: its check digit "
    "does not fit. Compare it with the company's papers.",
    "siren_length": "A SIREN has 9 digits, “%(value)s” has %(length)s. Complete it.",
    "siren_not_in_siret": "The SIRET “%(value)s” belongs to the SIREN %(found)s, not "
    "to %(expected)s. Correct one of the two.",
    "siren_not_in_vat": "The VAT number “%(value)s” belongs to the SIREN %(found)s, "
    "not to %(expected)s. Correct one of the two.",
    "siren_zeros": "The SIREN “%(value)s” is only a placeholder. Leave it empty until "
    "it is known.",
    "siret_characters": "The SIRET “%(value)s” may only hold digits. Remove the rest.",
    "siret_checksum": "The SIRET “%(value)s” holds a wrong digit: its check digit "
    "does not fit. Compare it with the company's papers.",
    "siret_length": "A SIRET has 14 digits, “%(value)s” has %(length)s. Complete it.",
    "siret_not_in_vat": "The VAT number “%(value)s” belongs to the SIREN %(found)s, "
    "the SIRET to %(expected)s. Correct one of the two.",
    "siret_truncated": "The spreadsheet has rounded the SIRET “%(value)s”. Format "
    "its column as text and fill in the SIRET again.",
    "siret_zeros": "The SIRET “%(value)s” is only a placeholder. Leave it empty until "
    "it is known.",
    "url_scheme": "“%(value)s” is not the address of a web page. Start it with "
    "https://.",
    "url_unreadable": "“%(value)s” is not a web address. Write it like "
    "https://www.example.com.",
    "vat_characters": "The VAT number “%(value)s” holds characters that no VAT number "
    "of %(country)s has. Check it.",
    "vat_checksum": "The VAT number “%(value)s” holds a wrong digit: its check digits "
    "do not fit. Compare it with an invoice of the company.",
    "vat_component": "A part of the VAT number “%(value)s” does not exist in "
    "%(country)s. Compare it with an invoice of the company.",
    "vat_length": "The VAT number “%(value)s” is too short or too long for "
    "%(country)s. Complete it.",
}


class InvalidValue(ValueError):  # noqa: N818
    """A value that a rule refuses.

    ``code`` says why (a key of ``MESSAGES``), ``field`` which kind of value it was,
    ``value`` is the value as text, ``params`` what the sentence needs besides.

    >>> str(InvalidValue("siren_length", "siren", "1234", length=4))
    'A SIREN has 9 digits, “1234” has 4. Complete it.'
    """

    def __init__(self, code: str, field: str, value="", **params):
        super().__init__(code, field, value)
        self.code = code
        self.field = field
        self.value = str(value)
        self.params = params

    def __str__(self):
        return MESSAGES[self.code] % {**self.params, "value": self._shown()}

    def to_keep(self):
        """The same error without the way it took.

        That holds all that was at work when the value was refused: one refusal kept
        for the report would keep its whole batch in memory.
        """
        self.__cause__ = self.__context__ = None
        return self.with_traceback(None)

    def _shown(self):
        if len(self.value) <= _SHOWN_LENGTH:
            return self.value
        return self.value[: _SHOWN_LENGTH - 1] + "…"
