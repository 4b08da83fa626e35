"""Layouts known from practice, as a start: none of them suits everybody.

Sources: caerp/endi (in production with French accountants), ATM-Consulting and ERPNext
for Sage 100's *import paramétrable*; OpenFlyers and Dolibarr for Cegid; Dolibarr for
Bob 50; Omega for Pennylane.
"""

from .layout_values import Column, Layout

PRESETS = {
    "sage_param": Layout(
        "Sage 100, import paramétrable, general and analytic lines",
        (
            Column("number"),
            Column("journal"),
            Column("date"),
            Column("account", width=13),
            Column("piece"),
            Column("third_party", width=17),
            Column("vat_code", width=5),
            Column("label"),
            Column("due_date"),
            Column("debit"),
            Column("credit"),
            Column("line_type"),
            Column("section", width=13),
        ),
        encoding="iso8859-15",
        day="JJMMAA",
        analytic="lines",
        is_zero_blank=True,
    ),
    "sage_debit_credit": Layout(
        "Sage 100, import paramétrable, eight columns",
        (
            Column("date"),
            Column("journal", width=3),
            Column("account", width=17),
            Column("third_party", width=17),
            Column("debit"),
            Column("credit"),
            Column("label", width=35),
            Column("piece", width=35),
        ),
        day="JJMMAAAA",
    ),
    "sage_due_date": Layout(
        "Sage 100, import paramétrable, with due date",
        (
            Column("journal"),
            Column("date"),
            Column("account", width=13),
            Column("piece", width=13),
            Column("name", width=17),
            Column("number"),
            Column("third_party", width=17),
            Column("label", width=35),
            Column("debit"),
            Column("credit"),
            Column("due_date"),
        ),
        day="JJMMAA",
    ),
    "cegid_excel": Layout(
        "Cegid, ECREXCEL",
        (
            Column("journal", width=3),
            Column("date"),
            Column("account", width=17),
            Column("third_party", width=17),
            Column("piece", width=35),
            Column("label", width=35),
            Column("debit"),
            Column("credit"),
        ),
        extension="csv",
    ),
    "cegid_side": Layout(
        "Cegid, amount and side",
        (
            Column("date"),
            Column("journal"),
            Column("account"),
            Column("third_party"),
            Column("side"),
            Column("amount"),
            Column("label"),
            Column("piece"),
        ),
        newline="\n",
        day="JJMMAAAA",
        extension="csv",
    ),
    "bob50": Layout(
        "Sage BOB 50, seven columns",
        (
            Column("number"),
            Column("date"),
            Column("account_type"),
            Column("typed_account", width=10),
            Column("debit"),
            Column("credit"),
            Column("label", width=32),
        ),
        newline="\n",
        extension="csv",
    ),
    "pennylane": Layout(
        "Pennylane",
        (
            Column("date", "Date"),
            Column("journal", "Code journal"),
            Column("posting_account", "Numéro de compte"),
            Column("label", "Libellé"),
            Column("debit", "Débit"),
            Column("credit", "Crédit"),
            Column("piece", "Numéro de pièce"),
            Column("written_currency", "Devise"),
            Column("debit_currency", "Débit_devise_origine"),
            Column("credit_currency", "Crédit_devise_origine"),
        ),
        encoding="utf-8",
        has_titles=True,
        extension="csv",
    ),
}
