"""What a check says of the books, as terms to translate."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

FINDINGS = {
    "no_partner": _lt(
        "%(name)s has a line on a customer or supplier account without a partner. "
        "Name the partner."
    ),
    "account_without_code": _lt(
        "The account “%(name)s” has no number in this company. Give it one."
    ),
    "party_width": _lt(
        "The number of %(name)s, “%(code)s”, does not fit this format. Give a shorter "
        "code of capital letters and digits."
    ),
    "party_clash": _lt(
        "The number of %(name)s becomes “%(code)s”, which is the code of another third "
        "party. Give another code."
    ),
    "no_entries": _lt("There is no posted entry in this period. Choose another one."),
    "all_exported": _lt(
        "All %(count)s entries of this period were exported already. To have a file of "
        "them again, open that export and press “Export again”, or cancel it."
    ),
    "fiscal_years": _lt(
        "The period covers two fiscal years: one ends before %(day)s. Accounting "
        "software usually takes one year at a time."
    ),
    "not_locked": _lt(
        "The year is not locked up to %(day)s: its entries may still change after the "
        "file was made."
    ),
    "no_result_account": _lt(
        "The company has no account for the result of earlier years (type “Current "
        "Year Earnings”). Create it: the opening entry needs it."
    ),
    "drafts": _lt("%(count)s entries of the period are drafts: they are not exported."),
    "zero_in_company_currency": _lt(
        "%(count)s entries have a line with an amount in foreign currency and none in "
        "the company's: formats that leave lines of zero out do not carry it."
    ),
    "payments_without_entry": _lt(
        "%(count)s payments of the period have no journal entry: they are not exported."
    ),
    "changed": _lt(
        "%(count)s exported entries were changed since: tell the accountant, or export "
        "them again."
    ),
}
# These do not keep the files from being written.
WARNINGS = frozenset(
    (
        "fiscal_years",
        "not_locked",
        "drafts",
        "zero_in_company_currency",
        "payments_without_entry",
        "changed",
    )
)
