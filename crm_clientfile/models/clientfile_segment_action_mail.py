from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_NO_EMAIL = "CASE WHEN customer.email_normalized IS NULL THEN 'no_email' END"
_NO_PHONE = "CASE WHEN customer.phone_sanitized IS NULL THEN 'no_phone' END"


class ClientfileSegmentAction(models.Model):
    """What is handed over to the host's own tools: to whom, and the words."""

    _inherit = "clientfile.segment.action"

    def _get_recipients_domain(self, lang=None):
        """The customers listed, whatever the segment holds later."""
        listed = [("action_id", "=", self.id), ("state", "=", "done")]
        domain = [("clientfile_action_line_ids", "any", listed)]
        return domain if lang is None else [*domain, ("lang", "=", lang)]

    def _hand_over(self):
        """From here on it is the host's: all who wait count as done."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_segment_action_line SET state = 'done'"
                " WHERE action_id = %s AND state = 'waiting'",
                self.id,
            )
        )
        self.line_ids.invalidate_model()
        self._finish()


class ClientfileSegmentActionEmail(models.AbstractModel):
    """An e-mail to each customer, by the host's composer."""

    _name = "clientfile.segment.action.email"
    _inherit = "clientfile.segment.action.kind"
    _description = "E-mail to Customers"

    _channel = "email"
    _is_handed_over = True
    _partner_columns = ("email_normalized",)

    @api.model
    def _refusal_sql(self, action):
        return SQL(_NO_EMAIL)

    @api.model
    def _start(self, action):
        action._hand_over()
        return {
            "type": "ir.actions.act_window",
            "name": action.name,
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": self._prepare_composer_context(action),
        }

    @api.model
    def _prepare_composer_context(self, action):
        return {
            "default_model": "res.partner",
            "default_composition_mode": "mass_mail",
            "default_res_domain": repr(action._get_recipients_domain()),
            "default_template_id": action.template_id.id,
        }


class ClientfileSegmentActionMailing(models.AbstractModel):
    """Mailings of the host's mass mailing, where it is installed: one a language."""

    _name = "clientfile.segment.action.mailing"
    _inherit = "clientfile.segment.action.email"
    _description = "Mass Mailing to Customers"

    @api.model
    def _check(self, action):
        action._check_manager()
        if not action.segment_id._may_mail(self._mailing_type()):
            raise UserError(
                self.env._(
                    "Mailings need the apps of Odoo for mass mailing, and its rights."
                )
            )

    @api.model
    def _mailing_type(self):
        return "mail"

    @api.model
    def _start(self, action):
        action._hand_over()
        mailings = self.env["mailing.mailing"].create(
            [
                self._prepare_mailing_values(action, lang)
                for lang in self._get_languages(action)
            ]
        )
        return mailings._get_records_action(name=action.name)

    @api.model
    def _get_languages(self, action):
        """The languages of those written to: each is to be written to in his."""
        rows = self.env["res.partner"]._read_group(
            action._get_recipients_domain(), ["lang"], []
        )
        return [lang for (lang,) in rows]

    @api.model
    def _prepare_mailing_values(self, action, lang):
        template = action.template_id.with_context(lang=lang or self.env.lang)
        body = template.body_html or ""
        return {
            "mailing_type": self._mailing_type(),
            "subject": template.subject or action.name,
            "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
            "mailing_domain": repr(action._get_recipients_domain(lang)),
            "body_arch": body,
            "body_html": body,
        }


class ClientfileSegmentActionSms(models.AbstractModel):
    """Text messages by the host's mass mailing."""

    _name = "clientfile.segment.action.sms"
    _inherit = "clientfile.segment.action.mailing"
    _description = "Text Messages to Customers"

    _channel = "sms"
    _partner_columns = ("phone_sanitized",)

    @api.model
    def _refusal_sql(self, action):
        return SQL(_NO_PHONE)

    @api.model
    def _mailing_type(self):
        return "sms"

    @api.model
    def _prepare_mailing_values(self, action, lang):
        segment = action.segment_id.with_context(lang=lang or self.env.lang)
        values = super()._prepare_mailing_values(action, lang)
        for name in ("body_arch", "body_html"):
            del values[name]
        return {**values, "subject": action.name, "body_plaintext": segment.sms_text}
