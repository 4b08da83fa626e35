from collections import Counter

from odoo import api, fields, models

from .res_partner_consent import CONSENT_READERS


class ClientfileMessageMixin(models.AbstractModel):
    """A message to many documents: who may not be contacted for its purpose gets none.

    The host's windows for e-mails and text messages inherit it. They tell whether they
    write to many, about what, and whom each document would reach.
    """

    _name = "clientfile.message.mixin"
    _description = "Message to Many Persons"
    _inherit = ["clientfile.asking.mixin"]

    clientfile_purpose_id = fields.Many2one(
        "clientfile.purpose",
        "Purpose",
        compute="_compute_clientfile_purpose_id",
        store=True,
        readonly=False,
        ondelete="set null",
        help="Who may not be contacted for it is left out. A message that is not "
        "advertising, about an order, an invoice or a debt, goes to all: choose such a "
        "purpose; the access log remembers it.",
    )
    clientfile_is_to_many = fields.Boolean(
        "To Many", compute="_compute_clientfile_is_to_many"
    )
    clientfile_left_out = fields.Text(
        "Left Out", compute="_compute_clientfile_left_out"
    )

    def _compute_clientfile_purpose_id(self):
        for message in self:
            message.clientfile_purpose_id = (
                message._get_clientfile_mailing().clientfile_purpose_id
                or message.template_id.clientfile_purpose_id
                or message._get_clientfile_usual_purpose()
            )

    def _compute_clientfile_is_to_many(self):
        for message in self:
            message.clientfile_is_to_many = message._is_clientfile_to_many()

    @api.depends_context("active_ids", "lang", "uid")
    def _compute_clientfile_left_out(self):
        """How many are left out; by reason for those who may know."""
        for message in self:
            refusals = {}
            if message._is_clientfile_to_many() and message._get_clientfile_model():
                reached = message._get_clientfile_reach()
                refusals = message._get_clientfile_refusals(reached)
            message.clientfile_left_out = message._tell_clientfile_left_out(refusals)

    def _is_clientfile_to_many(self):
        raise NotImplementedError

    def _get_clientfile_mailing(self):
        """The mailing that this message is sent for, if any."""
        raise NotImplementedError

    def _get_clientfile_records(self):
        """The documents written about."""
        raise NotImplementedError

    def _get_clientfile_reach(self):
        """``{document id: (ids of persons, normalised addresses)}`` it would reach."""
        raise NotImplementedError

    def _tell_clientfile_left_out(self, refusals):
        if not refusals:
            return False
        if not self.env.user.has_groups(CONSENT_READERS):
            return self.env._(
                "%s left out: they may not be contacted for this.", len(refusals)
            )
        reasons = self.env["res.partner"]._get_clientfile_contact_reasons()
        return "\n".join(
            self.env._(
                "%(count)s left out: %(reason)s", count=count, reason=reasons[reason]
            )
            for reason, count in Counter(refusals.values()).most_common()
        )

    def _log_clientfile_exception(self, records, subject):
        """Remember who said that a message, usually advertising, is none."""
        purpose = self._get_clientfile_asked_purpose()
        usual = self._get_clientfile_usual_purpose()
        is_exception = purpose.kind == "contract" and usual.kind != "contract"
        if is_exception and not self._get_clientfile_mailing():
            self.env["clientfile.access.log"]._log("message", records, subject)
