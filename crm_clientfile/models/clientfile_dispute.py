from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

OPEN_STATES = ("open", "in_progress")
SEQUENCE_CODE = "clientfile.dispute"
_TO_DO = "mail.mail_activity_data_todo"
_PLANNED = frozenset(("state", "deadline", "user_id"))
_READERS = (
    "sales_team.group_sale_salesman,"
    "account.group_account_invoice,account.group_account_readonly"
)
_CUSTOMERS = "['|', ('is_company', '=', True), ('parent_id', '=', False)]"
_OWN_MOVES = """[
    ('commercial_partner_id', '=', partner_id),
    ('move_type', 'in', ('out_invoice', 'out_refund', 'out_receipt')),
    ('state', '=', 'posted'),
]"""
_OWN_CREDITS = """[
    ('commercial_partner_id', '=', partner_id),
    ('move_type', '=', 'out_refund'),
    ('state', '!=', 'cancel'),
]"""
_OWN_ORDERS = "[('partner_id.commercial_partner_id', '=', partner_id)]"


class ClientfileDispute(models.Model):
    """What a customer contests, with its documents, until it is settled or given up.

    It belongs to the commercial entity and to one company; it stays when the customer
    is archived, and follows it when it is merged or becomes part of another one.
    """

    _name = "clientfile.dispute"
    _description = "Dispute"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_opened desc, id desc"
    _check_company_auto = True
    _rec_names_search = ("name", "partner_id.name")

    name = fields.Char(
        "Number",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env._("New"),
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        tracking=True,
        ondelete="restrict",
        check_company=True,
        domain=_CUSTOMERS,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    reason = fields.Selection(
        [
            ("quality", "Quality"),
            ("delivery", "Delivery"),
            ("price", "Price"),
            ("invoicing", "Invoicing error"),
            ("missing", "Missing goods"),
            ("other", "Other"),
        ],
        required=True,
        tracking=True,
    )
    description = fields.Text(help="What the customer says, and what was found.")
    amount = fields.Monetary("Disputed Amount", tracking=True)
    user_id = fields.Many2one(
        "res.users",
        "Owner",
        index=True,
        tracking=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Who sees to it that the dispute is settled.",
    )
    date_opened = fields.Date(
        "Opened on", required=True, default=fields.Date.context_today
    )
    deadline = fields.Date(
        index=True,
        tracking=True,
        help="The day by which the customer expects an answer: the owner has it among "
        "his activities.",
    )
    date_closed = fields.Date("Closed on", readonly=True, copy=False)
    is_late = fields.Boolean(
        "Late", compute="_compute_is_late", search="_search_is_late"
    )
    state = fields.Selection(
        [
            ("open", "New"),
            ("in_progress", "In progress"),
            ("settled", "Settled"),
            ("abandoned", "Abandoned"),
        ],
        "Status",
        required=True,
        default="open",
        index=True,
        tracking=True,
        copy=False,
        group_expand=True,
    )
    outcome = fields.Selection(
        [
            ("credit_note", "Credit note"),
            ("replacement", "Replacement"),
            ("rejected", "Rejected"),
            ("compromise", "Compromise"),
            ("other", "Other"),
        ],
        tracking=True,
        copy=False,
    )
    outcome_note = fields.Text("Details of the Outcome", copy=False)
    credited_amount = fields.Monetary(tracking=True, copy=False)
    credit_move_id = fields.Many2one(
        "account.move",
        "Credit Note",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        check_company=True,
        domain=_OWN_CREDITS,
        groups=_READERS,
    )
    move_ids = fields.Many2many(
        "account.move",
        "clientfile_dispute_account_move_rel",
        "dispute_id",
        "move_id",
        "Invoices",
        check_company=True,
        domain=_OWN_MOVES,
        groups=_READERS,
    )
    order_ids = fields.Many2many(
        "sale.order",
        "clientfile_dispute_sale_order_rel",
        "dispute_id",
        "order_id",
        "Orders",
        check_company=True,
        domain=_OWN_ORDERS,
        groups=_READERS,
    )

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)",
        "The disputed amount cannot be negative. Leave it at zero if none is at stake.",
    )
    _credited_amount_positive = models.Constraint(
        "CHECK (credited_amount >= 0)",
        "The credited amount cannot be negative. Enter what the customer got back.",
    )
    _deadline_after_opening = models.Constraint(
        "CHECK (deadline >= date_opened)",
        "A dispute cannot be due before it was opened. Correct one of the two dates.",
    )

    @api.depends("name", "partner_id.name")
    def _compute_display_name(self):
        for dispute in self:
            dispute.display_name = f"{dispute.name} {dispute.partner_id.name or ''}"

    @api.depends("deadline", "state")
    def _compute_is_late(self):
        late = self.filtered_domain(self._get_late_domain())
        late.is_late = True
        (self - late).is_late = False

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self._get_late_domain()
        return Domain.OR(late if wanted else ~late for wanted in value)

    @api.constrains("partner_id", "move_ids", "order_ids", "credit_move_id")
    def _check_documents(self):
        # sudo: among them may be documents that this user does not read
        for dispute in self.sudo():
            moves = dispute.move_ids | dispute.credit_move_id
            for document in (*moves, *dispute.order_ids):
                dispute._check_document(document)

    @api.constrains("state", "outcome")
    def _check_outcome(self):
        for dispute in self:
            if dispute.state == "settled" and not dispute.outcome:
                raise ValidationError(
                    self.env._(
                        "Choose the outcome of %(dispute)s before you settle it.",
                        dispute=dispute.name,
                    )
                )

    @api.onchange("credit_move_id")
    def _onchange_credit_move_id(self):
        if self.credit_move_id:
            self.outcome = self.outcome or "credit_note"
            self.credited_amount = abs(self.credit_move_id.amount_total_signed)

    @api.model_create_multi
    def create(self, vals_list):
        disputes = super().create(
            [self._prepare_new_values(vals) for vals in vals_list]
        )
        disputes._plan_answer()
        return disputes

    def write(self, vals):
        result = super().write(self._prepare_changed_values(vals))
        if not _PLANNED.isdisjoint(vals):
            self.activity_unlink([_TO_DO])
            self._plan_answer()
        return result

    def action_take_up(self):
        self.state = "in_progress"

    def action_settle(self):
        self.state = "settled"

    def action_abandon(self):
        self.state = "abandoned"

    def action_reopen(self):
        self.state = "open"

    def action_open_business_doc(self):
        """Open the dispute, from the links that other documents show."""
        return self._get_records_action()

    @api.model
    def _get_open_domain(self):
        return Domain("state", "in", OPEN_STATES)

    @api.model
    def _get_late_domain(self):
        today = fields.Date.context_today(self)
        return self._get_open_domain() & Domain("deadline", "<", today)

    @api.model
    def _hand_over(self, partners, entity):
        self.search([("partner_id", "in", partners.ids)]).partner_id = entity

    def _check_document(self, document):
        is_order = document._name == "sale.order"
        parties = document.partner_id
        if is_order:
            parties |= document.partner_invoice_id
        elif not document.is_sale_document(include_receipts=True):
            parties = parties.browse()
        entities = parties.commercial_partner_id
        # Posted documents of a merged customer keep its name.
        entities |= entities.clientfile_merged_into_id.commercial_partner_id
        if self.partner_id not in entities:
            raise ValidationError(
                self.env._(
                    "%(document)s is no document of %(customer)s. Remove it, or choose "
                    "the customer whose document it is.",
                    document=document.display_name,
                    customer=self.partner_id.display_name,
                )
            )

    def _plan_answer(self):
        """Have the owner reminded of the deadline, in his language."""
        for dispute in self:
            if dispute.deadline and dispute.state in OPEN_STATES:
                owner = dispute.user_id or self.env.user
                spoken = self.with_context(lang=owner.lang or self.env.lang)
                dispute.activity_schedule(
                    _TO_DO,
                    dispute.deadline,
                    summary=spoken.env._("Answer the customer"),
                    user_id=owner.id,
                )

    def _prepare_new_values(self, vals):
        vals = self._prepare_changed_values({"state": "open", **vals})
        if not vals.get("name"):
            company = self.env.company.browse(vals.get("company_id"))
            sequences = self.env["ir.sequence"].with_company(company)
            vals["name"] = sequences.next_by_code(SEQUENCE_CODE)
        return vals

    def _prepare_changed_values(self, vals):
        """``vals`` with the commercial entity, and the day of closing."""
        vals = dict(vals)
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals["partner_id"] = partner.commercial_partner_id.id
        if "state" in vals:
            is_open = vals["state"] in OPEN_STATES
            today = fields.Date.context_today(self)
            vals.setdefault("date_closed", False if is_open else today)
        return vals
