from odoo import api, fields, models


class ClientfileSegment(models.Model):
    """What is done with the customers of a segment, and the words prepared for it."""

    _inherit = "clientfile.segment"

    campaign = fields.Char(
        "Ready to Use", translate=True, help="What this segment is good for."
    )
    template_id = fields.Many2one(
        "mail.template",
        "E-mail",
        domain=[("model", "=", "res.partner")],
        ondelete="set null",
        help="Its text, in the language of each customer, is proposed for mailings.",
    )
    sms_text = fields.Char("Text Message", translate=True)
    call_summary = fields.Char(
        "Call about", translate=True, help="Proposed for call lists."
    )
    action_ids = fields.One2many(
        "clientfile.segment.action", "segment_id", "Actions", readonly=True
    )
    action_count = fields.Integer("Actions Done", compute="_compute_action_count")
    may_mail = fields.Boolean(compute="_compute_may_mail")
    may_text = fields.Boolean(compute="_compute_may_mail")

    @api.depends("action_ids.state")
    def _compute_action_count(self):
        done = [("segment_id", "in", self.ids), ("state", "!=", "draft")]
        counts = dict(
            self.env["clientfile.segment.action"]._read_group(
                done, ["segment_id"], ["__count"]
            )
        )
        for segment in self:
            segment.action_count = counts.get(segment._origin, 0)

    @api.depends_context("uid")
    def _compute_may_mail(self):
        self.may_mail = self._may_mail("mail")
        self.may_text = self._may_mail("sms")

    @api.model
    def _may_mail(self, mailing_type):
        """Whether the host's mass mailing is there, and for this user."""
        if "mailing.mailing" not in self.env:
            return False
        mailings = self.env["mailing.mailing"]
        types = dict(mailings._fields["mailing_type"].selection)
        return mailing_type in types and mailings.has_access("create")

    def action_call_list(self):
        return self._open_action("calls", {"summary": self.call_summary})

    def action_labels(self):
        return self._open_action("labels")

    def action_email(self):
        """An e-mail to each: a mailing where the app for it is installed."""
        return self._open_action("mailing" if self.may_mail else "email")

    def action_sms(self):
        return self._open_action("sms")

    def action_export(self):
        """Prepare a workbook of the customers."""
        self.ensure_one()
        export = self.env["clientfile.export"].create(self._prepare_export_values())
        # sudo: who uses a shared segment may not write on it, yet this is noted
        self.sudo().message_post(
            body=self.env._("Export prepared by %s.", self.env.user.name),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
        return export._get_records_action(name=self.env._("Export"))

    def action_open_actions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_segment_action_action"
        )
        return {**action, "domain": [("segment_id", "=", self.id)]}

    def _open_action(self, kind, vals=None):
        self.ensure_one()
        actions = self.env["clientfile.segment.action"]
        return actions._open_new(self._prepare_action_values(kind, vals or {}))

    def _prepare_action_values(self, kind, vals):
        return {
            "kind": kind,
            "segment_id": self.id,
            "template_id": self.template_id.id,
            "company_id": (self.company_id or self.env.company).id,
            **vals,
        }

    def _prepare_export_values(self):
        return {
            "name": self.name,
            "scope": "domain",
            "domain": repr([("clientfile_segment_ids", "in", self.ids)]),
            "company_id": (self.company_id or self.env.company).id,
        }
