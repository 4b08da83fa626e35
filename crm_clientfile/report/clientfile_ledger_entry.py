from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.ledger_scope import Scope, read_scope, split_ids
from .ledger_branch import COLUMNS
from .ledger_branches_documents import (
    DeliveryBranch,
    OrderBranch,
    PaymentBranch,
    ReceivableBranch,
)
from .ledger_branches_events import (
    DisputeBranch,
    LoyaltyBranch,
    MeetingBranch,
    MessageBranch,
    TimesheetBranch,
)

KINDS = [
    ("quotation", "Quotation"),
    ("order", "Order"),
    ("delivery", "Delivery"),
    ("invoice", "Invoice"),
    ("credit_note", "Credit note"),
    ("payment", "Payment"),
    ("entry", "Other entry"),
    ("email", "E-mail"),
    ("message", "Message"),
    ("call", "Phone call"),
    ("meeting", "Meeting"),
    ("activity", "Activity"),
    ("timesheet", "Timesheet"),
    ("dispute", "Dispute"),
    ("loyalty", "Loyalty points"),
]
STATUSES = [
    ("draft", "Draft"),
    ("sent", "Sent"),
    ("received", "Received"),
    ("confirmed", "Confirmed"),
    ("cancelled", "Cancelled"),
    ("open", "To pay"),
    ("partial", "Partly settled"),
    ("in_payment", "In payment"),
    ("paid", "Paid"),
    ("reversed", "Reversed"),
    ("blocked", "Blocked"),
    ("unallocated", "Not allocated"),
    ("allocated", "Allocated"),
    ("planned", "Planned"),
    ("done", "Done"),
    ("new", "New"),
    ("in_progress", "In progress"),
    ("settled", "Settled"),
    ("abandoned", "Abandoned"),
]
BALANCE_READERS = (
    "account.group_account_invoice,account.group_account_readonly,"
    "crm_clientfile.crm_clientfile_group_manager"
)
_SCOPE = "clientfile_ledger_scope"


class ClientfileLedgerEntry(models.Model):
    """The ledger of customers: what was sold, invoiced, paid, said and done.

    It is a query over the documents, not a copy. An entry's id is its document's times
    32 plus the code of its branch. Who searches names customers, or a first day; other
    searches find nothing, because they would read every table whole.
    """

    _name = "clientfile.ledger.entry"
    _description = "Ledger Entry"
    _auto = False
    _order = "date desc, moment desc, id desc"
    _rec_names_search = ("name", "label")
    _depends = {
        "res.partner": ["commercial_partner_id", "clientfile_merged_into_id"],
        "res.users": ["partner_id", "share"],
        "mail.activity.type": ["category"],
    }

    kind = fields.Selection(KINDS, readonly=True)
    date = fields.Date(readonly=True)
    moment = fields.Datetime(readonly=True)
    entity_id = fields.Many2one("res.partner", "Customer", readonly=True)
    partner_id = fields.Many2one("res.partner", "Contact", readonly=True)
    is_of_contact = fields.Boolean("Of a Contact", readonly=True)
    is_booked = fields.Boolean(
        "Booked", readonly=True, help="Whether it changes what the customer owes."
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id")
    name = fields.Char("Document", readonly=True)
    label = fields.Char(readonly=True)
    summary = fields.Char("Label", compute="_compute_summary")
    status = fields.Selection(STATUSES, readonly=True)
    date_due = fields.Date("Due Date", readonly=True)
    debit = fields.Monetary(readonly=True)
    credit = fields.Monetary(readonly=True)
    residual = fields.Monetary("Still Open", readonly=True)
    company_amount = fields.Monetary(
        "In Company Currency",
        currency_field="company_currency_id",
        readonly=True,
        help="Debit less credit, as booked in the currency of the company.",
    )
    amount = fields.Monetary(readonly=True, help="Of documents that change no balance.")
    quantity = fields.Float("Hours or Points", readonly=True, digits=(16, 2))
    user_id = fields.Many2one("res.users", "By", readonly=True)
    res_model = fields.Char("Model of the Document", readonly=True, exportable=False)
    res_id = fields.Many2oneReference(
        "Id of the Document", model_field="res_model", readonly=True, exportable=False
    )
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    @property
    def _table_query(self):
        scope = self.env.context.get(_SCOPE)
        # A context comes from outside: what is no scope of ours is none.
        if not isinstance(scope, Scope) or not scope.is_narrow:
            return self._prepare_nothing()
        holders = self._get_holders(scope)
        request = self._prepare_request(scope, holders)
        table = self._prepare_holders_sql(holders)
        selects = [
            select
            for branch in self._get_branches()
            if (select := branch(self.env, request, table).select())
        ]
        return SQL(" UNION ALL ").join(selects or [self._prepare_nothing()])

    @api.depends("name", "label")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = entry.name or entry.label or ""

    @api.depends("label")
    def _compute_summary(self):
        """The label; of a message without a subject, how it begins."""
        code = MessageBranch.code
        ids = split_ids(self.filtered(lambda entry: not entry.label).ids).get(code, ())
        # sudo: who reads the document of a message reads the message
        messages = self.env["mail.message"].sudo().browse(ids)
        previews = {message.id: message.preview for message in messages}
        for entry in self:
            message_id = split_ids(entry.ids).get(code, (None,))[0]
            entry.summary = entry.label or previews.get(message_id)

    @api.depends("date_due", "debit", "residual")
    def _compute_is_overdue(self):
        overdue = self.filtered_domain(self._get_overdue_domain())
        overdue.is_overdue = True
        (self - overdue).is_overdue = False

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = self._get_overdue_domain()
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **options):
        domain = self._prepare_domain(domain)
        scope = read_scope(domain)
        if not scope.is_narrow:
            domain = Domain.FALSE
        entries = self.with_context(**{_SCOPE: scope})
        return super(ClientfileLedgerEntry, entries)._search(
            domain, offset, limit, order, **options
        )

    def _fetch_query(self, query, fields):
        """Find the page first, then read it.

        Otherwise PostgreSQL reads the documents of all entries, to show a few of them.
        """
        scope = query._env.context.get(_SCOPE)
        if query.limit and isinstance(scope, Scope):
            ids = query.get_result_ids()
            scope = scope.both(Scope(ids=frozenset(ids)))
            page = self.with_context(**{_SCOPE: scope}).browse(ids)
            query = page._as_query()
        return super()._fetch_query(query, fields)

    def exists(self):
        # sudo: whether it exists, not whether it may be read
        found = set(self.sudo()._search([("id", "in", self.ids)]))
        return self.filtered(lambda entry: not entry._origin or entry.id in found)

    def action_open_document(self):
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id).get_formview_action()

    @api.model
    def _get_overdue_domain(self):
        today = fields.Date.context_today(self)
        return (
            Domain("date_due", "<", today)
            & Domain("debit", ">", 0)
            & Domain("residual", ">", 0)
        )

    @api.model
    def _get_branches(self):
        """The branches, subclasses of ``LedgerBranch``, of which the ledger is made."""
        branches = [ReceivableBranch, PaymentBranch, OrderBranch, MeetingBranch]
        branches += [TimesheetBranch, DisputeBranch, LoyaltyBranch]
        if "stock.picking" in self.env:
            branches.append(DeliveryBranch)
        return [*branches, *self._get_message_branches()]

    @api.model
    def _get_message_branches(self):
        """One branch for each model of which messages are entries."""
        models = self.env["res.partner"]._get_clientfile_contact_documents()
        return [MessageBranch] + [
            type(
                "DocumentMessageBranch",
                (MessageBranch,),
                {
                    "document": model,
                    "document_partner": "partner_id",
                    "document_name": self.env[model]._rec_name,
                },
            )
            for model in dict.fromkeys([*models, "account.move"])
        ]

    @api.model
    def _prepare_nothing(self):
        columns = SQL(", ").join(
            SQL("NULL::%s AS %s", SQL(kind), SQL.identifier(name))
            for name, kind in COLUMNS.items()
        )
        return SQL("SELECT NULL::int8 AS id, %s WHERE FALSE", columns)
