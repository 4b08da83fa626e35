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
    "no_digits": _lt(
        "%(document)s: %(field)s “%(value)s” has no digit, and this format "
        "numbers documents."
    ),
    "third_parties": _lt(
        "%(document)s has %(value)s third parties; in this format a document has one."
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
        "%(document)s: this format has no place for the analytic sections "
        "%(value)s; they are left out."
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

FEC_MESSAGES = {
    "bad_name": _lt(
        "“%(value)s” is no name of a FEC, such as 123456789FEC20261231.txt."
    ),
    "name_siren": _lt("The file is named after SIREN %(value)s, not %(siren)s."),
    "name_closing": _lt("The file is named after %(value)s, not %(closing)s."),
    "bad_siren": _lt("“%(value)s” is no SIREN. Correct that of the company."),
    "bad_header": _lt("The first line is not that of a FEC: “%(value)s”."),
    "no_entry": _lt("The file has no entry."),
    "bad_charset": _lt("Line %(line)s has bytes of no encoding that the law lists."),
    "mixed_charset": _lt(
        "Some lines are UTF-8, others ISO 8859-15: see line %(line)s."
    ),
    "bom": _lt("The file starts with a byte order mark."),
    "field_count": _lt(
        "Line %(line)s has %(value)s fields in place of 18: a label "
        "probably holds the separator or a line break."
    ),
    "blank_line": _lt("Line %(line)s is blank."),
    "quoted": _lt("Line %(line)s: %(field)s is in quotation marks; a FEC has none."),
    "control_character": _lt("Line %(line)s: %(field)s holds a control character."),
    "missing": _lt("Line %(line)s: %(field)s is empty."),
    "bad_date": _lt("Line %(line)s: %(field)s “%(value)s” is no date AAAAMMJJ."),
    "bad_amount": _lt(
        "Line %(line)s: %(field)s “%(value)s” is no amount with a comma."
    ),
    "too_fine": _lt("Line %(line)s: %(field)s “%(value)s” has more than two decimals."),
    "two_sides": _lt("Line %(line)s has a debit and a credit."),
    "outside_period": _lt(
        "Line %(line)s: %(field)s %(value)s is outside the fiscal year."
    ),
    "unbalanced_entry": _lt(
        "Entry %(value)s of journal %(journal)s is not balanced: debit "
        "%(debit)s, credit %(credit)s (line %(line)s)."
    ),
    "unbalanced_journal": _lt(
        "Journal %(value)s is not balanced: debit %(debit)s, credit %(credit)s."
    ),
    "unbalanced_file": _lt(
        "The file is not balanced: debit %(debit)s, credit %(credit)s."
    ),
    "scattered_entry": _lt(
        "Line %(line)s: entry %(value)s of journal %(journal)s was ended "
        "before, or its number was used twice."
    ),
    "entry_dates": _lt("Line %(line)s: entry %(value)s has lines of several dates."),
    "not_in_order": _lt(
        "Line %(line)s: ValidDate %(value)s comes after %(before)s; entries "
        "go in the order of their validation."
    ),
    "number_gap": _lt("%(value)s is missing in the numbering (journal: %(journal)s)."),
    "currency_without_amount": _lt(
        "Line %(line)s has Idevise %(value)s without an amount."
    ),
    "amount_without_currency": _lt("Line %(line)s has Montantdevise without Idevise."),
    "utf8": _lt("The file is UTF-8, which the law does not list: line %(line)s."),
    "zero_line": _lt("Line %(line)s has neither debit nor credit."),
    "negative_amount": _lt("Line %(line)s: %(field)s %(value)s is negative."),
    "placeholder": _lt("Line %(line)s: %(field)s is only “%(value)s”."),
    "account_plan": _lt(
        "Line %(line)s: account “%(value)s” does not start with three "
        "digits of the chart of accounts."
    ),
    "number_without_digits": _lt(
        "Line %(line)s: EcritureNum “%(value)s” has no number; gaps cannot be seen."
    ),
    "letter_without_date": _lt(
        "Line %(line)s has EcritureLet %(value)s without DateLet."
    ),
    "date_without_letter": _lt(
        "Line %(line)s has DateLet %(value)s without EcritureLet."
    ),
    "unbalanced_letter": _lt(
        "Lettering %(value)s of account %(account)s leaves %(rest)s (line %(line)s)."
    ),
    "bad_currency": _lt(
        "Line %(line)s: Idevise “%(value)s” is no code of three letters."
    ),
    "currency_sign": _lt(
        "Line %(line)s: Montantdevise has not the sign of the amount."
    ),
    "auxiliary_without_label": _lt(
        "Line %(line)s: CompAuxNum %(value)s has no CompAuxLib."
    ),
    "label_without_auxiliary": _lt("Line %(line)s: “%(value)s” has no CompAuxNum."),
    "label_varies": _lt("Line %(line)s: %(field)s %(value)s had another label before."),
}

LAYOUT_MESSAGES = {
    "unknown_value": _lt("“%s” is no value that a column can show."),
    "twice": _lt("“%s” is shown by two columns; one is enough."),
    "no_account": _lt("The layout has no account. Add a column for it."),
    "no_amount": _lt("Add debit and credit, or amount and side, or the signed amount."),
    "no_width": _lt(
        "“%s” has no width, and without a delimiter every column needs one."
    ),
    "wide_encoding": _lt(
        "Columns of fixed width need an encoding of one byte a character."
    ),
    "delimiter_is_decimal": _lt("The delimiter and the decimal sign must differ."),
    "no_line_type": _lt("Analytic lines need the columns “Line type” and “Section”."),
    "no_section": _lt("An analytic column needs the value “Section”."),
}

TERMS = {
    "FEC, whole fiscal year (legal)": _lt("FEC, whole fiscal year (legal)"),
    "French tax office": _lt("French tax office"),
    "our own checker (fec_check)": _lt("our own checker (fec_check)"),
    "certain": _lt("certain"),
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
    "Prefix of customer accounts": _lt("Prefix of customer accounts"),
    "Prefix of supplier accounts": _lt("Prefix of supplier accounts"),
    "FEC layout, any period (exchange)": _lt("FEC layout, any period (exchange)"),
    "French accounting software": _lt("French accounting software"),
    "Text with chosen columns": _lt("Text with chosen columns"),
    ("Sage 100 (import paramétrable), Cegid, Bob 50, Pennylane and others"): _lt(
        "Sage 100 (import paramétrable), Cegid, Bob 50, Pennylane and others"
    ),
    "nothing yet": _lt("nothing yet"),
    "probable": _lt("probable"),
    "Layout": _lt("Layout"),
    "Sage 100, import paramétrable, general and analytic lines": _lt(
        "Sage 100, import paramétrable, general and analytic lines"
    ),
    "Sage 100, import paramétrable, eight columns": _lt(
        "Sage 100, import paramétrable, eight columns"
    ),
    "Sage 100, import paramétrable, with due date": _lt(
        "Sage 100, import paramétrable, with due date"
    ),
    "Cegid, ECREXCEL": _lt("Cegid, ECREXCEL"),
    "Cegid, amount and side": _lt("Cegid, amount and side"),
    "Sage BOB 50, seven columns": _lt("Sage BOB 50, seven columns"),
    "Pennylane": _lt("Pennylane"),
    "Sage 50 / Ciel: XIMPORT.TXT": _lt("Sage 50 / Ciel: XIMPORT.TXT"),
    "Sage 50 France, Ciel Compta": _lt("Sage 50 France, Ciel Compta"),
    "Windows (ANSI)": _lt("Windows (ANSI)"),
    "ISO 8859-15": _lt("ISO 8859-15"),
    "DOS (cp850)": _lt("DOS (cp850)"),
    "References that are too long": _lt("References that are too long"),
    "Without separators, century and zeros": _lt(
        "Without separators, century and zeros"
    ),
    "The last characters": _lt("The last characters"),
    "Version of the layout at the end of lines": _lt(
        "Version of the layout at the end of lines"
    ),
    "Decimal sign": _lt("Decimal sign"),
    "Dot": _lt("Dot"),
    "Comma": _lt("Comma"),
    "Amounts padded with": _lt("Amounts padded with"),
    "Blanks": _lt("Blanks"),
    "Zeros": _lt("Zeros"),
    "Right": _lt("Right"),
    "Left": _lt("Left"),
    "With the analytic section": _lt("With the analytic section"),
    "Sage 50 / Ciel: RImport.txt": _lt("Sage 50 / Ciel: RImport.txt"),
    "guess": _lt("guess"),
    "With the third parties": _lt("With the third parties"),
    "Sage 100: PNM": _lt("Sage 100: PNM"),
    "Sage 100, Sage 30": _lt("Sage 100, Sage 30"),
    "With the payment method": _lt("With the payment method"),
    "Sage 100: tagged text": _lt("Sage 100: tagged text"),
    "Sage 100": _lt("Sage 100"),
    "Version": _lt("Version"),
    "31": _lt("31"),
    "25": _lt("25"),
    "With the lettering": _lt("With the lettering"),
    "With the analytic sections": _lt("With the analytic sections"),
    "With the third parties (expert: overwrites those that exist)": _lt(
        "With the third parties (expert: overwrites those that exist)"
    ),
    "EBP: ECRITURES.TXT and COMPTES.TXT": _lt("EBP: ECRITURES.TXT and COMPTES.TXT"),
    "EBP Compta": _lt("EBP Compta"),
    "Dates": _lt("Dates"),
    "8 digits": _lt("8 digits"),
    "6 digits": _lt("6 digits"),
    "Length of accounts and references": _lt("Length of accounts and references"),
    "15 characters": _lt("15 characters"),
    "10 characters (EBP 13 and older)": _lt("10 characters (EBP 13 and older)"),
    "Fields of a line": _lt("Fields of a line"),
    "11": _lt("11"),
    "9, without automatic label and currency": _lt(
        "9, without automatic label and currency"
    ),
    "One line for each account of an entry": _lt(
        "One line for each account of an entry"
    ),
    "EBP Open Line": _lt("EBP Open Line"),
    "Cegid Quadra: ASCII": _lt("Cegid Quadra: ASCII"),
    "Cegid Quadra, Quadratus": _lt("Cegid Quadra, Quadratus"),
    "Third parties that exist": _lt("Third parties that exist"),
    "Left as they are": _lt("Left as they are"),
    "Partly updated": _lt("Partly updated"),
    "Cegid: TRA": _lt("Cegid: TRA"),
    "Cegid Expert, Cegid Business Line": _lt("Cegid Expert, Cegid Business Line"),
    "Sage Coala / Relation Expert": _lt("Sage Coala / Relation Expert"),
    "Sage Coala, Relation Expert": _lt("Sage Coala, Relation Expert"),
    "Coala, semicolons": _lt("Coala, semicolons"),
    "Relation Expert, tabs": _lt("Relation Expert, tabs"),
    "WinBooks Classic: ACT and CSF": _lt("WinBooks Classic: ACT and CSF"),
    "WinBooks Classic": _lt("WinBooks Classic"),
    "WinBooks code of the fiscal year": _lt("WinBooks code of the fiscal year"),
    "WinBooks on Web: CSV": _lt("WinBooks on Web: CSV"),
    "WinBooks on Web": _lt("WinBooks on Web"),
    "Delimiter": _lt("Delimiter"),
    "Semicolon": _lt("Semicolon"),
    "Number of the document": _lt("Number of the document"),
    "Its own digits": _lt("Its own digits"),
    "Given by WinBooks": _lt("Given by WinBooks"),
    "Sage BOB 50: BOBLINK": _lt("Sage BOB 50: BOBLINK"),
    "Sage BOB 50": _lt("Sage BOB 50"),
    "BOB code of the fiscal year": _lt("BOB code of the fiscal year"),
    "Isacompta": _lt("Isacompta"),
    "Agiris Isacompta": _lt("Agiris Isacompta"),
    "Exact Globe: CSV": _lt("Exact Globe: CSV"),
    "Exact Globe": _lt("Exact Globe"),
    "Name of the entry": _lt("Name of the entry"),
    "Journal": _lt("Journal"),
    "Name of the journal": _lt("Name of the journal"),
    "Date": _lt("Date"),
    "Reference of the document": _lt("Reference of the document"),
    "Date of the document": _lt("Date of the document"),
    "Date of posting": _lt("Date of posting"),
    "Kind of document": _lt("Kind of document"),
    "General account": _lt("General account"),
    "Name of the account": _lt("Name of the account"),
    "Third party": _lt("Third party"),
    "Name of the third party": _lt("Name of the third party"),
    "Third-party account, else general account": _lt(
        "Third-party account, else general account"
    ),
    "Third party, else general account": _lt("Third party, else general account"),
    "Type of account: G, C or F": _lt("Type of account: G, C or F"),
    "Label": _lt("Label"),
    "Debit": _lt("Debit"),
    "Credit": _lt("Credit"),
    "Amount without sign": _lt("Amount without sign"),
    "Side: D or C": _lt("Side: D or C"),
    "Amount, debit positive": _lt("Amount, debit positive"),
    "Due date": _lt("Due date"),
    "Lettering": _lt("Lettering"),
    "Date of the lettering": _lt("Date of the lettering"),
    "Foreign currency": _lt("Foreign currency"),
    "Currency": _lt("Currency"),
    "Amount in foreign currency": _lt("Amount in foreign currency"),
    "Debit in foreign currency": _lt("Debit in foreign currency"),
    "Credit in foreign currency": _lt("Credit in foreign currency"),
    "VAT code": _lt("VAT code"),
    "Payment method": _lt("Payment method"),
    "Section": _lt("Section"),
    "Line type: G or A": _lt("Line type: G or A"),
}
