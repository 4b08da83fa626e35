from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

_CHANNELS = {"mail": "email", "sms": "sms"}


class MailingMailing(models.Model):
    """Mailings to customers leave out who may not be contacted, and say how many."""

    _inherit = "mailing.mailing"

    clientfile_purpose_id = fields.Many2one(
        "clientfile.purpose",
        "Purpose",
        default=lambda self: self.env["clientfile.purpose"]._get_default(),
        ondelete="restrict",
        help="Who may not be contacted for it is left out.",
    )
    clientfile_left_out = fields.Text(
        "Left Out", compute="_compute_clientfile_left_out"
    )

    @api.depends(
        "clientfile_purpose_id", "mailing_domain", "mailing_model_id", "mailing_type"
    )
    @api.depends_context("lang")
    def _compute_clientfile_left_out(self):
        """How many are left out, by reason."""
        for mailing in self:
            counts = mailing._count_clientfile_left_out()
            reasons = self.env["res.partner"]._get_clientfile_contact_reasons()
            mailing.clientfile_left_out = "\n".join(
                self.env._(
                    "%(count)s left out: %(reason)s",
                    count=count,
                    reason=reasons[reason],
                )
                for reason, count in sorted(counts.items(), key=lambda one: -one[1])
            )

    def _get_recipients_domain(self):
        domain = super()._get_recipients_domain()
        if not self._is_clientfile_mailing():
            return domain
        partners = self.env["res.partner"]
        channel = _CHANNELS[self.mailing_type]
        allowed = partners._clientfile_allowed_domain(
            channel, self.clientfile_purpose_id
        )
        return domain & allowed

    def _get_opt_out_list(self):
        """Whoever opposed is written to by no list, whatever it is made of."""
        opt_out = super()._get_opt_out_list()
        partners = self.env["res.partner"]
        purpose = self.clientfile_purpose_id or partners._get_clientfile_purpose()
        return [*opt_out, *partners._get_clientfile_opposed_emails(purpose)]

    def _is_clientfile_mailing(self):
        is_known = self.mailing_type in _CHANNELS
        return is_known and self.mailing_model_real == "res.partner"

    def _count_clientfile_left_out(self):
        if not self._is_clientfile_mailing():
            return {}
        partners = self.env["res.partner"]
        purpose = self.clientfile_purpose_id or partners._get_clientfile_purpose()
        chosen = partners._search(Domain(self._parse_mailing_domain()))
        if chosen.is_empty() or not purpose:
            return {}
        channel = _CHANNELS[self.mailing_type]
        reason = partners._get_clientfile_reason_sql("person", channel, purpose)
        rows = self.env.execute_query(
            SQL(
                "SELECT answer.reason, COUNT(*) FROM res_partner AS person,"
                " LATERAL (SELECT %s AS reason) AS answer"
                " WHERE person.id IN (%s) AND LEFT(answer.reason, 1) = '-'"
                " GROUP BY answer.reason",
                reason,
                chosen.select(),
            )
        )
        return {reason[1:]: count for reason, count in rows}
