from odoo import fields, models

REASONS = [
    ("contact", "Not to be contacted"),
    ("no_phone", "No phone number"),
    ("no_email", "No e-mail"),
    ("planned", "Already planned"),
    ("nobody", "Nobody to call"),
    ("address", "Address incomplete"),
    ("letters", "Letters that cannot be printed"),
    ("long", "Address too long for a label"),
]


class ClientfileSegmentActionLine(models.Model):
    """A customer concerned by an action, and what became of it."""

    _name = "clientfile.segment.action.line"
    _description = "Customer of an Action"
    _log_access = False
    _rec_name = "partner_id"
    _order = "action_id desc, id"

    action_id = fields.Many2one(
        "clientfile.segment.action", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("done", "Done"),
            ("refused", "Left out"),
            ("excluded", "Not to be contacted"),
        ],
        "Status",
        required=True,
        readonly=True,
    )
    reason = fields.Selection(REASONS, readonly=True)
    user_id = fields.Many2one("res.users", "For", readonly=True, ondelete="set null")
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )
    date = fields.Date("Planned for", readonly=True)
    address = fields.Json("Label", readonly=True)
    phone = fields.Char(related="partner_id.phone")
    email = fields.Char(related="partner_id.email")

    _waiting = models.Index("(action_id, id) WHERE state = 'waiting'")
    _of_action = models.Index("(action_id, state)")

    def _refuse(self, reason):
        self.write({"state": "refused", "reason": reason})
        return self
