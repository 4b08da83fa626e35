from datetime import datetime, time

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_date, plaintext2html


class ClientfileChannelLog(models.TransientModel):
    """Notes in a customer's history a message exchanged on a social network."""

    _name = "clientfile.channel.log"
    _description = "Log a Message"

    channel_id = fields.Many2one(
        "clientfile.channel", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="channel_id.partner_id")
    direction = fields.Selection(
        [("received", "Received"), ("sent", "Sent")],
        required=True,
        default="received",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    text = fields.Text("Message", required=True)

    def action_log(self):
        self.ensure_one()
        self.partner_id.message_post(
            body=self._prepare_body(),
            message_type="comment",
            subtype_xmlid="crm_clientfile.mail_message_subtype_exchange",
            date=self._prepare_moment(),
        )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_moment(self):
        """Now, or noon of the day on which the message was exchanged."""
        if self.date == fields.Date.context_today(self):
            return fields.Datetime.now()
        return datetime.combine(self.date, time(12))

    def _prepare_body(self):
        return Markup("<p><b>%s</b></p>%s") % (
            self._prepare_heading(),
            plaintext2html(self.text),
        )

    def _prepare_heading(self):
        values = {
            "network": self.channel_id._get_labels()["kind"],
            "date": format_date(self.env, self.date),
        }
        if self.direction == "sent":
            return self.env._("Message sent on %(network)s, %(date)s", **values)
        return self.env._("Message received on %(network)s, %(date)s", **values)
