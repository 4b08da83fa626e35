from odoo import fields, models

from .clientfile_asking_mixin import ASKED

_CHANNELS = {"mail_post": "email", "sms": "sms"}
# Messages about one's own access are part of a service as well.
_ACCOUNTS = frozenset(("res.users",))


class IrActionsServer(models.Model):
    """E-mails and text messages of rules ask whether each person may be contacted.

    Nobody is at the screen when a rule sends: also a message to one person is asked
    about. The host's own messages, about passwords or invitations, are sent by no rule.
    """

    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "clientfile.automatic.mixin"]

    clientfile_purpose_id = fields.Many2one(
        string="Purpose",
        tracking=True,
        help="Who may not be contacted for it gets no message. Left empty: that of the "
        "template; without one, messages about orders, invoices, deliveries, "
        "appointments and tasks are a service and go to all, those to contacts and "
        "leads are for offers. What somebody asked for himself, as the answer to a "
        "form, is a service: choose such a purpose.",
    )

    def _get_clientfile_model(self):
        return self.model_name

    def _get_clientfile_channel(self):
        return _CHANNELS[self.state]

    def _get_clientfile_usual_purpose(self):
        """That of the template, where it has one."""
        template = (
            self.template_id if self.state == "mail_post" else self.sms_template_id
        )
        # sudo: rules run as anybody
        if purpose := template.sudo().clientfile_purpose_id:
            return purpose
        if self.model_name in _ACCOUNTS:
            # sudo: rules run as anybody
            purposes = self.env["clientfile.purpose"].sudo()
            return purposes.with_context(active_test=False).search(
                [("kind", "=", "contract")], limit=1
            )
        return super()._get_clientfile_usual_purpose()

    def _run_action_mail_post_multi(self, eval_context=None):
        active = self.env.context.get("active_ids") or [
            self.env.context.get("active_id")
        ]
        records = self.env[self.model_name].browse(filter(None, active))
        if not self.template_id or not records or self._is_recompute():
            return super()._run_action_mail_post_multi(eval_context)
        allowed = self._leave_clientfile_refused_out(
            records, self._get_clientfile_mail_reach(records)
        )
        if not allowed:
            return False
        limited = self.with_context(
            active_ids=allowed.ids, active_id=allowed[0].id, clientfile_asked=ASKED
        )
        return super(IrActionsServer, limited)._run_action_mail_post_multi(eval_context)

    def _run_action_sms_multi(self, eval_context=None):
        asked = eval_context or {}
        records = asked.get("records") or asked.get("record")
        if not self.sms_template_id or not records or self._is_recompute():
            return super()._run_action_sms_multi(eval_context)
        allowed = self._leave_clientfile_refused_out(
            records, self._get_clientfile_sms_reach(records)
        )
        if not allowed:
            return False
        limited = self.with_context(clientfile_asked=ASKED)
        return super(IrActionsServer, limited)._run_action_sms_multi(
            {**asked, "records": allowed, "record": allowed[:1]}
        )

    def _get_clientfile_mail_reach(self, records):
        """``{record id: (ids of persons, addresses)}``, colleagues left out."""
        reached = self._get_clientfile_template_reach(self.template_id, records)
        if self.mail_post_method != "comment":
            return reached
        return self._add_clientfile_followers(reached, records)

    def _get_clientfile_sms_reach(self, records):
        found = records._sms_get_recipients_info()
        return {
            record_id: (one["partner"].ids, [one["sanitized"] or ""])
            for record_id, one in found.items()
        }
