"""What models keep about persons, and what an erasure does with it.

A module declares its own models by ``_clientfile_personal_data`` of the model; the
models of the host are declared in :data:`HOST`, as ours are.

Periods: code de commerce, article L. 123-22 (accounts and their vouchers: ten years
from the end of the year); code civil, article 2224 (contracts: five years); code du
travail, article R. 1221-26 (register of staff: five years after departure).
"""

from dataclasses import dataclass, field

# Law: the years that records are kept for it, from the date of the record on.
GROUNDS = {
    "accounting": 10,
    "contract": 5,
    "labour": 5,
    "audit": 10,
    "proof": 0,
    "person": 0,
    "law": 0,
}


@dataclass(frozen=True)
class PersonalData:
    """What becomes of the records of a model that are about an erased person.

    ``action``: delete; anonymise, the text that names the person is replaced and
    ``empty`` fields are emptied; keep, by the law ``ground`` which counts from the date
    field ``clock``. ``draft``: a record whose ``state`` is one of these binds nobody
    yet and is deleted. ``always``: fields that are emptied although the record is kept.
    ``about``: fields that hold nothing but this person's data, for the register.
    """

    action: str = "anonymise"
    empty: tuple[str, ...] = ()
    fill: dict[str, str] = field(default_factory=dict)
    ground: str = ""
    clock: str = ""
    draft: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    category: str = "contact"


DELETE = PersonalData("delete")
_BOOKS = {"ground": "accounting", "category": "money"}
_TRADE = {"ground": "accounting", "category": "trade"}
_OFFERS = ("draft", "sent", "cancel")

HOST = {
    "res.partner": PersonalData("anonymise", category="identity"),
    "res.partner.bank": PersonalData(
        "delete",
        empty=("acc_holder_name",),
        fill={"acc_number": "ERASED%(id)s", "sanitized_acc_number": "ERASED%(id)s"},
        category="money",
    ),
    "res.users": PersonalData(
        "anonymise",
        empty=("signature", "password", "totp_secret"),
        fill={"login": "__erased_user_%(id)s"},
        category="identity",
    ),
    "res.users.log": DELETE,
    "res.users.apikeys": DELETE,
    "res.device.log": DELETE,
    "account.move": PersonalData(
        "keep",
        clock="date",
        draft=("draft", "cancel"),
        always=("invoice_partner_display_name",),
        **_BOOKS,
    ),
    "account.move.line": PersonalData(
        "keep", clock="date", draft=("draft", "cancel"), **_BOOKS
    ),
    "account.payment": PersonalData("keep", clock="date", **_BOOKS),
    "account.bank.statement.line": PersonalData("keep", clock="create_date", **_BOOKS),
    "account.partial.reconcile": PersonalData("keep", **_BOOKS),
    "account.analytic.line": PersonalData("anonymise", category="activity"),
    "payment.transaction": PersonalData(
        "anonymise",
        empty=(
            *("partner_name", "partner_email", "partner_phone", "partner_address"),
            *("partner_zip", "partner_city"),
        ),
        category="money",
    ),
    "payment.token": DELETE,
    "sale.order": PersonalData(
        "keep", clock="date_order", draft=_OFFERS, always=("signed_by",), **_TRADE
    ),
    "sale.order.line": PersonalData(
        "keep", clock="create_date", draft=_OFFERS, **_TRADE
    ),
    "purchase.order": PersonalData("keep", clock="date_order", draft=_OFFERS, **_TRADE),
    "stock.picking": PersonalData("keep", clock="create_date", **_TRADE),
    "crm.lead": PersonalData(
        "delete",
        empty=(
            *("contact_name", "partner_name", "email_from", "email_normalized"),
            *("email_cc", "phone", "phone_sanitized", "website", "street", "street2"),
            *("zip", "city", "description", "function"),
        ),
        category="trade",
    ),
    "project.task": PersonalData(
        "anonymise", empty=("email_cc", "partner_id"), category="activity"
    ),
    "calendar.attendee": DELETE,
    "calendar.event": PersonalData("anonymise", category="activity"),
    "loyalty.card": PersonalData("delete", empty=("partner_id",), category="trade"),
    "mailing.contact": DELETE,
    "mailing.trace": PersonalData(
        "anonymise", empty=("email", "sms_number"), category="activity"
    ),
    "mail.blacklist": DELETE,
    "phone.blacklist": DELETE,
    "mail.mail": DELETE,
    "sms.sms": DELETE,
    "mail.notification": DELETE,
    "mail.followers": DELETE,
    "mail.activity": PersonalData("anonymise", category="activity"),
    "mail.message": PersonalData("anonymise", category="activity"),
    "mail.tracking.value": PersonalData(
        "anonymise",
        empty=(
            *("old_value_char", "new_value_char"),
            *("old_value_text", "new_value_text"),
        ),
        category="activity",
    ),
    "ir.model.data": DELETE,
    "mail.push.device": DELETE,
    "discuss.channel.member": DELETE,
    "bus.bus": DELETE,
    "ir.logging": DELETE,
    "ir.attachment": PersonalData("delete", category="document"),
    "rating.rating": PersonalData("anonymise", category="activity"),
    "hr.employee": PersonalData("keep", ground="labour", category="identity"),
    "hr.version": PersonalData("keep", ground="labour", category="identity"),
    "website.visitor": DELETE,
    "privacy.log": PersonalData(
        "anonymise", fill={"anonymized_name": "-", "anonymized_email": "-"}
    ),
    "clientfile.channel": DELETE,
    "clientfile.match.lead": DELETE,
    "clientfile.match.frequency": DELETE,
    "clientfile.duplicate": DELETE,
    "clientfile.import.row": DELETE,
    "clientfile.merge.line": DELETE,
    "clientfile.merge": PersonalData("anonymise"),
    "clientfile.segment.action.line": DELETE,
    "clientfile.export.part": DELETE,
    "clientfile.assignment": PersonalData("anonymise"),
    "clientfile.consent.evidence": DELETE,
    "clientfile.consent": PersonalData(
        "keep", ground="proof", always=("partner_id",), category="consent"
    ),
    "clientfile.number.alias": DELETE,
    "clientfile.reminder": PersonalData(
        "anonymise", empty=("subject", "body"), category="money"
    ),
    "clientfile.fec.party": PersonalData("keep", clock="date_to", **_BOOKS),
    "clientfile.export.party": PersonalData("keep", **_BOOKS),
    "clientfile.exported.move": PersonalData("keep", **_BOOKS),
}

# Written by programs alone, or a look-up of its own: no text of them is read.
NOT_READ_FAMILIES = ("ir.model", "ir.actions.", "ir.module.", "web_tour.")
NOT_READ = frozenset(
    (
        *("ir.ui.view", "ir.ui.menu", "ir.rule", "ir.asset", "res.groups"),
        *("ir.config_parameter", "ir.sequence", "res.lang", "res.currency"),
        *("res.country", "res.country.state", "uom.uom"),
        *("ir.cron", "mail.message.subtype", "ir.profile"),
        *("account.account", "account.tax", "account.journal", "account.account.tag"),
        *("clientfile.match.key", "clientfile.match.profile", "clientfile.data.map"),
        *("clientfile.match.pending", "clientfile.match.candidate"),
        *("clientfile.import.key", "clientfile.erasure.trace"),
        *("clientfile.opposition", "spreadsheet.dashboard", "account.report.line"),
        *("account.report", "account.report.expression", "account.report.column"),
        "clientfile.erasure.line",
    )
)
