from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

_MANAGERS = "crm_clientfile.crm_clientfile_group_manager"
# What was agreed: once accepted, only the end may still be moved.
_AGREED = frozenset(
    (
        "partner_id",
        "company_id",
        "name",
        "kind",
        "note",
        "date_accepted",
        "date_from",
        "accepted_by_id",
        "accepted_by_name",
        "attachment_ids",
        "cancel_reason",
    )
)
# Nobody can send this object through the API: only the buttons write with it.
_DECISION = object()


class ClientfileCondition(models.Model):
    """A special condition granted to a customer, with the document that proves it.

    Drafted by whom sells, accepted by a manager, then kept as it is. It stays with the
    company that granted it whatever becomes of the customer's own company; it follows
    the customer into a merge; a customer who has one is archived, not deleted.
    """

    _name = "clientfile.condition"
    _description = "Special Condition"
    _inherit = ["mail.thread"]
    _order = "date_to desc, date_accepted desc, id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    name = fields.Char("Condition", required=True, tracking=True)
    kind = fields.Selection(
        [
            ("price", "Price"),
            ("payment", "Payment"),
            ("delivery", "Delivery"),
            ("other", "Other"),
        ],
        required=True,
        default="price",
        tracking=True,
    )
    note = fields.Text("Details")
    state = fields.Selection(
        [("draft", "Draft"), ("accepted", "Accepted"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    validity = fields.Selection(
        [
            ("draft", "To accept"),
            ("coming", "To come"),
            ("in_force", "In force"),
            ("expired", "Expired"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_validity",
        help="Whether the condition holds today.",
    )
    date_accepted = fields.Date("Accepted on", copy=False, tracking=True)
    date_from = fields.Date("Valid from", tracking=True)
    date_to = fields.Date(
        "Valid until", tracking=True, help="Empty: until it is cancelled."
    )
    accepted_by_id = fields.Many2one(
        "res.users", "Accepted by", readonly=True, copy=False, ondelete="restrict"
    )
    accepted_by_name = fields.Char(
        "Signed by", copy=False, help="Who signed for the customer."
    )
    cancel_reason = fields.Char("Reason of the Cancellation", copy=False, readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "clientfile_condition_attachment_rel",
        "condition_id",
        "attachment_id",
        "Documents",
        copy=False,
        bypass_search_access=True,
        help="The signed offer, letter or e-mail in which the condition was accepted.",
    )

    _check_dates = models.Constraint(
        "CHECK (date_to >= date_from)",
        "A condition cannot end before it begins. Correct one of the two dates.",
    )

    @api.depends("state", "date_from", "date_to")
    def _compute_validity(self):
        today = fields.Date.context_today(self)
        for condition in self:
            if condition.state != "accepted":
                condition.validity = condition.state
            elif condition.date_to and condition.date_to < today:
                condition.validity = "expired"
            elif condition.date_from and condition.date_from > today:
                condition.validity = "coming"
            else:
                condition.validity = "in_force"

    @api.constrains("date_accepted")
    def _check_date_accepted(self):
        today = fields.Date.context_today(self)
        for condition in self:
            if (condition.date_accepted or today) > today:
                raise ValidationError(
                    self.env._(
                        "“%(condition)s” is accepted in the future. Correct its date.",
                        condition=condition.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        conditions = super().create([self._prepare_new_values(v) for v in vals_list])
        if any(condition.state != "draft" for condition in conditions):
            raise UserError(
                self.env._(
                    "A special condition begins as a draft. Accept it with the button, "
                    "once its document is attached."
                )
            )
        conditions._adopt_documents()
        return conditions

    def write(self, vals):
        if self.env.context.get("clientfile_decision") is not _DECISION:
            self._refuse_changes(vals)
        result = super().write(self._prepare_values(vals))
        if "attachment_ids" in vals:
            self._adopt_documents()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if decided := self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "“%(condition)s” was accepted: it is kept. Cancel it instead of "
                    "deleting it.",
                    condition=decided[0].name,
                )
            )

    def action_accept(self):
        self._refuse_non_managers()
        for condition in self.filtered(lambda one: one.state == "draft"):
            condition._refuse_without_document()
            condition._decide(condition._prepare_accepted_values())
        return True

    def action_cancel(self):
        """Ask for the reason first."""
        self._refuse_non_managers()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel the special condition"),
            "res_model": "clientfile.condition.cancel",
            "view_mode": "form",
            "target": "new",
            "context": {"default_condition_ids": self.ids},
        }

    def _cancel(self, reason):
        """End these conditions for ``reason``; they stay in the history."""
        self._refuse_non_managers()
        conditions = self.filtered(lambda one: one.state != "cancelled")
        conditions._decide({"state": "cancelled", "cancel_reason": reason})

    def _prepare_accepted_values(self):
        return {
            "state": "accepted",
            "date_accepted": self.date_accepted or fields.Date.context_today(self),
            "accepted_by_id": self.env.uid,
        }

    def _prepare_new_values(self, vals):
        return self._prepare_values(vals)

    def _prepare_values(self, vals):
        """Conditions are those of the customer himself, not of his contact."""
        if not vals.get("partner_id"):
            return vals
        partner = self.env["res.partner"].browse(vals["partner_id"])
        return {**vals, "partner_id": partner.commercial_partner_id.id}

    def _decide(self, vals):
        """Write what only the buttons may."""
        self.with_context(clientfile_decision=_DECISION).write(vals)

    def _refuse_non_managers(self):
        if self.env.su or self.env.user.has_group(_MANAGERS):
            return
        raise AccessError(
            self.env._(
                "Only a manager of the customer file accepts or cancels special "
                "conditions. Ask one of them."
            )
        )

    def _refuse_without_document(self):
        if not self.attachment_ids:
            raise UserError(
                self.env._(
                    "“%(condition)s” has no document. Attach the one in which "
                    "%(customer)s and you agreed, then accept it.",
                    condition=self.name,
                    customer=self.partner_id.display_name,
                )
            )

    def _refuse_changes(self, vals):
        """What was accepted is history; its end is moved by a manager."""
        if "state" in vals:
            raise UserError(
                self.env._("Use the buttons to accept or to cancel a condition.")
            )
        decided = self.filtered(lambda one: one.state != "draft")
        if not decided:
            return
        if not _AGREED.isdisjoint(vals):
            raise UserError(
                self.env._(
                    "“%(condition)s” was accepted: only its end may change. Cancel it "
                    "and write another one for what was agreed since.",
                    condition=decided[0].name,
                )
            )
        if "date_to" in vals:
            self._refuse_non_managers()

    def _adopt_documents(self):
        """Documents are read by whom reads the condition, and by nobody else."""
        for condition in self:
            commands = []
            for document in condition.attachment_ids:
                commands += condition._adopt_document(document)
            if commands:
                condition.attachment_ids = commands

    def _adopt_document(self, document):
        """Make it the condition's own; what belongs to another record is copied."""
        own = {"res_model": self._name, "res_id": self.id}
        if not document.res_id:
            document.write(own)
        elif (document.res_model, document.res_id) != tuple(own.values()):
            copied = document.copy(own)
            return [Command.unlink(document.id), Command.link(copied.id)]
        return []
