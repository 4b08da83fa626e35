from odoo import fields, models
from odoo.tools.mail import email_normalize_all

from .clientfile_asking_mixin import ASKED

_CHANNELS = {"mail_post": "email", "sms": "sms"}
_RECIPIENTS = {"email_to", "email_cc", "partner_to"}
# Messages about one's own access are part of a service as well.
_ACCOUNTS = frozenset(("res.users",))


class IrActionsServer(models.Model):
    """E-mails and text messages of rules ask whether each person may be contacted.

    Nobody is at the screen when a rule sends: also a message to one person is asked
    about. The host's own messages, about passwords or invitations, are sent by no rule.
    """

    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "clientfile.asking.mixin"]

    clientfile_purpose_id = fields.Many2one(
        string="Purpose",
        tracking=True,
        help="Who may not be contacted for it gets no message. Left empty: messages "
        "about orders, invoices, deliveries, appointments and tasks are a service and "
        "go to all; those to contacts and leads are for offers. What somebody asked "
        "for himself, as the answer to a form, is a service: choose such a purpose.",
    )

    def _get_clientfile_model(self):
        return self.model_name

    def _get_clientfile_channel(self):
        return _CHANNELS[self.state]

    def _get_clientfile_usual_purpose(self):
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
        limited = self.with_context(active_ids=allowed.ids, active_id=allowed[0].id)
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

    def _leave_clientfile_refused_out(self, records, reached):
        """Those of ``records`` that the rule may write about; the others are told."""
        refused = self._get_clientfile_refusals(reached)
        left_out = records.filtered(lambda record: record.id in refused)
        self._tell_clientfile_not_sent(left_out)
        return records - left_out

    def _tell_clientfile_not_sent(self, records):
        """A note on each record; the reason is for those who read consents."""
        if not records or not hasattr(records, "_message_log_batch"):
            return
        told = self.env._(
            "“%(rule)s” sent no message: the person may not be contacted for "
            "“%(purpose)s”.",
            rule=self.name,
            purpose=self._get_clientfile_asked_purpose().name or "–",
        )
        records._message_log_batch(bodies=dict.fromkeys(records.ids, told))

    def _get_clientfile_mail_reach(self, records):
        """``{record id: (ids of persons, addresses)}``, colleagues left out."""
        found = self.template_id._generate_template_recipients(records.ids, _RECIPIENTS)
        followers = self._get_clientfile_followers(records)
        reached = {
            record_id: (
                [*values.get("partner_ids", ()), *followers.get(record_id, ())],
                self._get_clientfile_addresses(values),
            )
            for record_id, values in found.items()
        }
        return self._add_clientfile_customers(self._drop_clientfile_staff(reached))

    def _get_clientfile_addresses(self, values):
        given = (values.get("email_to"), values.get("email_cc"))
        return email_normalize_all(", ".join(filter(None, given)))

    def _get_clientfile_followers(self, records):
        """``{record id: ids of persons}`` whom a message on the record goes to."""
        if self.mail_post_method != "comment":
            return {}
        # sudo: followers of any record that a rule writes on
        rows = (
            self.env["mail.followers"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", records._name),
                    ("res_id", "in", records.ids),
                    ("subtype_ids", "in", self.env.ref("mail.mt_comment").ids),
                ],
                ["res_id"],
                ["partner_id:array_agg"],
            )
        )
        return dict(rows)

    def _drop_clientfile_staff(self, reached):
        """The same, without colleagues and the company's own addresses."""
        # sudo: colleagues and their companies, whoever the rule runs as
        users = self.env["res.users"].sudo().search([("share", "=", False)])
        staff = users.partner_id | users.company_ids.partner_id
        own = {*staff.mapped("email_normalized")}
        return {
            record_id: (
                [one for one in people if one not in staff.ids],
                [one for one in given if one not in own],
            )
            for record_id, (people, given) in reached.items()
        }

    def _get_clientfile_sms_reach(self, records):
        found = records._sms_get_recipients_info()
        return {
            record_id: (one["partner"].ids, [one["sanitized"] or ""])
            for record_id, one in found.items()
        }
