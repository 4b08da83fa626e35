from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from .ledger_branch import LedgerBranch

_LOGGED = "crm_clientfile.mail_message_subtype_exchange"
_MESSAGE_KIND = """
    CASE WHEN %(activity)s IS NOT NULL THEN
              CASE (SELECT category FROM mail_activity_type WHERE id = %(activity)s)
              WHEN 'phonecall' THEN 'call' WHEN 'meeting' THEN 'meeting'
              ELSE 'activity' END
         WHEN %(type)s = 'sms' OR %(subtype)s = %(logged)s THEN 'message'
         ELSE 'email' END
"""
# A customer who answers on the portal writes a comment, as a colleague does.
_MESSAGE_STATUS = """
    CASE WHEN %(activity)s IS NOT NULL THEN 'done'
         WHEN %(subtype)s = %(logged)s THEN NULL
         WHEN %(type)s IN ('sms', 'email_outgoing') OR %(author)s IN (
              SELECT partner_id FROM res_users WHERE share IS NOT TRUE) THEN 'sent'
         ELSE 'received' END
"""
_ATTENDEE = """(
    SELECT MIN(invited.res_partner_id)
      FROM calendar_event_res_partner_rel AS invited
      JOIN res_partner AS guest ON guest.id = invited.res_partner_id
     WHERE invited.calendar_event_id = %s AND %s
)"""


class MessageBranch(LedgerBranch):
    """E-mails and messages exchanged, and activities done, on documents of a model.

    Who reads a document reads its messages, as in the host.
    """

    code = 5
    model = "mail.message"
    kinds = ("email", "message", "call", "meeting", "activity")
    moment = "date"
    document = "res.partner"
    document_partner = "id"
    document_name = None

    @property
    def is_wanted(self):
        return super().is_wanted and self.env[self.document].has_access("read")

    def search(self, domain):
        # sudo: the host asks for each message whether its document may be read; here
        # all documents are limited at once, see ``get_partner``
        messages = self.host.sudo()
        query = messages._search(domain, active_test=False)
        if query.is_empty():
            return query
        documents = self.search_documents()
        if documents.is_empty():
            return documents
        is_on = SQL(
            "%s = %s",
            SQL.identifier("clientfile_document", "id"),
            messages._field_to_sql(query.table, "res_id", query),
        )
        document = self.env[self.document].sudo()  # sudo: columns, as for ``field``
        name = SQL("NULL")
        if self.document_name:
            name = document._field_to_sql(
                documents.table, self.document_name, documents
            )
        table = documents.subselect(
            SQL("%s AS id", SQL.identifier(documents.table, "id")),
            SQL("%s AS partner_id", self.get_document_partner(documents)),
            SQL("%s AS name", name),
        )
        query.add_join("JOIN", "clientfile_document", table, is_on)
        return query

    def search_documents(self):
        domain = Domain.TRUE
        if self.scope.partner_ids is not None:
            domain = Domain(self.document_partner, "in", list(self.scope.partner_ids))
        documents = self.env[self.document].with_context(active_test=False)
        return documents._search(domain, active_test=False)

    def get_document_partner(self, query):
        if self.document_partner == "id":
            return SQL.identifier(query.table, "id")
        document = self.env[self.document].sudo()  # sudo: columns, as for ``field``
        return document._field_to_sql(query.table, self.document_partner, query)

    def get_domain(self):
        written = Domain("message_type", "in", ("email", "comment"))
        written &= Domain("is_internal", "!=", True)
        written &= Domain("subtype_id", "any!", self.get_subtype_domain())
        sent = Domain("message_type", "in", ("email_outgoing", "sms"))
        done = Domain("mail_activity_type_id", "!=", False)
        return Domain("model", "=", self.document) & (sent | written | done)

    def get_subtype_domain(self):
        return Domain("internal", "!=", True) | Domain("id", "=", self.get_logged_id())

    def get_logged_id(self):
        return self.env["ir.model.data"]._xmlid_to_res_id(_LOGGED)

    def get_scope_domain(self):
        domain = self.get_period_domain()
        if self.scope.documents is not None:
            domain &= Domain("id", "in", list(self.scope.documents[self.code]))
        elif self.document_partner == "id" and self.scope.partner_ids is not None:
            domain &= Domain("res_id", "in", list(self.scope.partner_ids))
        return domain

    def get_partner(self):
        return SQL.identifier("clientfile_document", "partner_id")

    def get_columns(self):
        facts = {
            "activity": self.field("mail_activity_type_id"),
            "type": self.field("message_type"),
            "subtype": self.field("subtype_id"),
            "author": self.field("author_id"),
            "logged": self.get_logged_id(),
        }
        return {
            "kind": SQL(_MESSAGE_KIND, **facts),
            "name": SQL.identifier("clientfile_document", "name"),
            "label": SQL("NULLIF(%s, '')", self.field("subject")),
            "status": SQL(_MESSAGE_STATUS, **facts),
            "user_id": SQL(
                "CASE WHEN %s <> 'email' THEN %s END",
                facts["type"],
                self.field("create_uid"),
            ),
            "res_model": self.field("model"),
            "res_id": self.field("res_id"),
        }


class MeetingBranch(LedgerBranch):
    """Meetings to which the customer or a contact is invited.

    Private meetings of others are left out, whose subject the host hides.
    """

    code = 6
    model = "calendar.event"
    kinds = ("meeting",)
    partner = "partner_ids"
    moment = "start"

    def get_domain(self):
        if self.env.su:
            return Domain.TRUE
        return self.get_own_domain() | ~self.get_private_domain()

    def get_own_domain(self):
        """Those in which the user takes part."""
        user = self.env.user
        guest = Domain("partner_ids", "in", user.partner_id.ids)
        return guest | Domain("user_id", "=", user.id)

    def get_private_domain(self):
        """Those that say they are private, or whose owner's calendar is."""
        # sudo: whose calendar is private, to respect it
        settings = self.env["res.users.settings"].sudo()
        owners = settings._search([("calendar_default_privacy", "=", "private")])
        by_owner = Domain("privacy", "=", False)
        by_owner &= Domain("user_id", "in", owners.subselect("user_id"))
        return Domain("privacy", "=", "private") | by_owner

    def get_partner(self):
        """The first of the scope's partners, or of the guests, who is invited."""
        guests = SQL("guest.partner_share")
        if self.scope.partner_ids is not None:
            guests = SQL("guest.id IN %s", self.scope.partner_ids)
        return SQL(_ATTENDEE, self.document_id(), guests)

    def get_columns(self):
        start, now = self.field("start"), fields.Datetime.now()
        return {
            "name": self.field("location"),
            "label": self.field("name"),
            "status": SQL(
                "CASE WHEN %s > %s THEN 'planned' ELSE 'done' END", start, now
            ),
            "quantity": self.field("duration"),
            "user_id": self.field("user_id"),
        }


class TimesheetBranch(LedgerBranch):
    """Hours worked for the customer."""

    code = 7
    model = "account.analytic.line"
    kinds = ("timesheet",)
    day = "date"

    def get_domain(self):
        return Domain("project_id", "!=", False)

    def get_columns(self):
        task, project = self.join("task_id"), self.join("project_id")
        return {
            "company_id": self.field("company_id"),
            "name": SQL("COALESCE(%s, %s)", task("name"), project("name")),
            "label": self.field("name"),
            "status": SQL("'done'"),
            "quantity": self.field("unit_amount"),
            "user_id": self.field("user_id"),
            "res_model": SQL(
                "CASE WHEN %s IS NULL THEN 'project.project' ELSE 'project.task' END",
                self.field("task_id"),
            ),
            "res_id": SQL(
                "COALESCE(%s, %s)", self.field("task_id"), self.field("project_id")
            ),
        }


class DisputeBranch(LedgerBranch):
    """What the customer contests, on the day on which it was opened."""

    code = 8
    model = "clientfile.dispute"
    kinds = ("dispute",)
    day = "date_opened"

    def get_columns(self):
        company = self.join("company_id")
        return {
            "company_id": self.field("company_id"),
            "currency_id": company("currency_id"),
            "name": self.field("name"),
            "label": self.field("description"),
            "status": SQL(
                "CASE %s WHEN 'open' THEN 'new' ELSE %s END",
                self.field("state"),
                self.field("state"),
            ),
            "date_due": self.field("deadline"),
            "amount": self.field("amount"),
            "user_id": self.field("user_id"),
        }


class LoyaltyBranch(LedgerBranch):
    """Points earned and used. The code of a card can be money: it is not shown."""

    code = 9
    model = "loyalty.history"
    kinds = ("loyalty",)
    partner = "card_id"
    moment = "create_date"

    def get_scope_domain(self):
        domain = self.get_period_domain()
        if self.scope.partner_ids is not None:
            holders = [("partner_id", "in", list(self.scope.partner_ids))]
            domain &= Domain("card_id", "any", holders)
        if self.scope.documents is not None:
            domain &= Domain("id", "in", list(self.scope.documents[self.code]))
        return domain

    def get_partner(self):
        return self.join("card_id")("partner_id")

    def get_columns(self):
        card = self.join("card_id")
        return {
            "company_id": card("company_id"),
            "label": self.field("description"),
            "status": SQL("'done'"),
            "quantity": SQL(
                "COALESCE(%s, 0) - COALESCE(%s, 0)",
                self.field("issued"),
                self.field("used"),
            ),
            "user_id": self.field("create_uid"),
            "res_model": SQL("'loyalty.card'"),
            "res_id": self.field("card_id"),
        }
