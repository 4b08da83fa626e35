from odoo import fields, models
from odoo.exceptions import UserError

from .clientfile_request import AGENT, CLOSED_STATES, OFFICER
from .row_lock import lock_or_refuse


class ClientfileRequest(models.Model):
    """The steps of a request: agents prepare, the officer decides."""

    _inherit = "clientfile.request"

    def action_ask_identity(self):
        """Write to the person, with a link that confirms who is asking."""
        self._begin_step(AGENT)
        for request in self:
            request._check_state("new", "identity")
            if not request.person_email_normalized:
                raise UserError(
                    self.env._(
                        "No e-mail is known to ask at. Enter it, or confirm the "
                        "identity by other means."
                    )
                )
            # sudo: the step is checked above, its fields are not for typing
            request.sudo().write({"state": "identity", "identity": "asked"})
            request._send_identity()

    def action_confirm_identity(self):
        """Note that a document, or knowing the person, has settled who is asking."""
        self._begin_step(AGENT)
        for request in self:
            request._check_state("new", "identity", "progress")
            if not (request.identity_doubt or "").strip():
                raise UserError(
                    self.env._("Write why in doubt, and how the doubt was settled.")
                )
        today = fields.Date.context_today(self)
        values = {"identity": "document", "date_identity": today}
        # sudo: the step is checked above, its fields are not for typing
        self.sudo().write(values)
        asked = self.filtered(lambda one: one.state == "identity")
        asked.sudo().state = "new"  # sudo: as above

    def action_start(self):
        """Take the request in hand; data to be restricted is restricted from now on."""
        self._begin_step(AGENT)
        for request in self:
            request._check_state("new")
            if request.identity == "asked":
                raise UserError(
                    self.env._("Who is asking is not settled yet: wait for the answer.")
                )
            request.sudo().state = "progress"  # sudo: the step is checked above
            if request.kind == "restriction" and request.partner_id:
                request.action_restrict()

    def action_acknowledge(self):
        """Tell the person that the request came in, and by when it is answered."""
        self._begin_step(AGENT)
        for request in self:
            request._check_reachable()
            request._acknowledge()

    def action_oppose(self):
        """Stop all commercial contact of the person, once it is known who it is."""
        self._begin_step(AGENT)
        for request in self:
            request._check_person()
            request.sudo()._oppose()  # sudo: an absolute right, applied at once

    def action_restrict(self):
        self._begin_step(AGENT)
        self._check_person()
        self.partner_id._set_clientfile_restricted(True)

    def action_lift_restriction(self):
        self._begin_step(OFFICER)
        self.partner_id._set_clientfile_restricted(False)

    def action_prepare_erasure(self):
        """The plan of what would be erased, and what a law has kept."""
        self._begin_step(AGENT)
        self._check_person()
        return self.partner_id.action_clientfile_prepare_erasure()

    def action_reopen(self):
        self._begin_step(OFFICER)
        self._check_state(*CLOSED_STATES)
        # sudo: the step is checked above, its fields are not for typing
        self.sudo().write({"state": "progress", "date_closed": False, "notice": False})

    def _extend(self, months, reason, is_told=False):
        """Take one or two months more, and tell the person why; in time or never.

        ``is_told``: by letter or in person, where no e-mail is known.
        """
        self._begin_step(OFFICER)
        for request in self:
            request._check_state("new", "identity", "progress")
            request._check_extension(months, reason)
            if not is_told:
                request._check_reachable()
            # sudo: the step is checked above, its fields are not for typing
            request.sudo().write(
                {
                    "extension_months": months,
                    "extension_reason": reason,
                    "date_extension": fields.Date.context_today(self),
                    "notice": False,
                }
            )
            request._forget_alarm()
            if not is_told:
                request._send_letter("extension")

    def _check_extension(self, months, reason):
        self.ensure_one()
        if fields.Date.context_today(self) > self.date_first_due:
            raise UserError(
                self.env._(
                    "The first month ended on %s: a term is extended only while it "
                    "runs, by telling the person. Answer now.",
                    self.date_first_due,
                )
            )
        if self.extension_months:
            raise UserError(self.env._("The term was extended already."))
        if months not in (1, 2) or not (reason or "").strip():
            raise UserError(
                self.env._("Choose one or two months more, and write the reason.")
            )

    def _close(self, state, outcome="", attachments=None, refusal=""):
        """Answer, refuse or note the withdrawal, with what proves it."""
        self._begin_step(OFFICER)
        self.ensure_one()
        self._check_state("new", "identity", "progress")
        attachments = attachments or self.env["ir.attachment"]
        # sudo: the evidence becomes the request's own, whoever brought it
        attachments.sudo().write({"res_model": self._name, "res_id": self.id})
        # sudo: the step is checked above, its fields are not for typing
        self.sudo().write(
            {
                "state": state,
                "outcome": outcome or self.outcome,
                "attachment_ids": [(4, one.id) for one in attachments],
                "refusal_reason": refusal,
                "date_closed": fields.Date.context_today(self),
                "identity_file": False,
                "identity_filename": False,
                "notice": False,
            }
        )
        self._forget_alarm()

    def _begin_step(self, group):
        """Who may take it takes it, one at a time."""
        self._check_group(group)
        self._hold()

    def _hold(self):
        refusal = self.env._(
            "Somebody else is at work on this request. Reload the page in a moment, "
            "and look at what was done."
        )
        lock_or_refuse(self, refusal)

    def _check_state(self, *states):
        if any(request.state not in states for request in self):
            raise UserError(
                self.env._("This step does not follow from where the request is now.")
            )

    def _check_person(self):
        if any(not request.partner_id for request in self):
            raise UserError(
                self.env._("Choose first whose record it is: customer or contact.")
            )

    def _check_reachable(self):
        if any(not request.person_email_normalized for request in self):
            raise UserError(
                self.env._(
                    "No e-mail is known to tell the person. Enter it, or note that "
                    "the person was told by other means."
                )
            )
