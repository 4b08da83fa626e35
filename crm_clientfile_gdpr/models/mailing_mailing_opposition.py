from odoo import models
from odoo.tools import SQL


class MailingMailing(models.Model):
    """No list brings back an address of the opposition list, whatever it is made of."""

    _inherit = "mailing.mailing"

    def _get_opt_out_list(self):
        opt_out = super()._get_opt_out_list()
        return [*opt_out, *self._get_clientfile_listed("email", "email_normalized")]

    def _get_opt_out_list_sms(self):
        opt_out = super()._get_opt_out_list_sms()
        return [*opt_out, *self._get_clientfile_listed("sms", "id", "phone_sanitized")]

    def _get_clientfile_listed(self, channel, wanted, address=None):
        """``wanted`` of the records of the mailing whose address is on the list."""
        partners = self.env["res.partner"]
        target = self.env[self.mailing_model_real]
        purpose = self.clientfile_purpose_id or partners._get_clientfile_purpose()
        name = address or wanted
        field = target._fields.get(name)
        if not field or not field.store or not purpose or purpose.kind == "contract":
            return []
        target.flush_model([name])
        asked = partners._prepare_clientfile_question(channel, purpose)
        listed = self.env["clientfile.opposition"]._get_listed_sql(
            channel, SQL.identifier(target._table, name), asked
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT %s FROM %s WHERE %s",
                SQL.identifier(target._table, wanted),
                SQL.identifier(target._table),
                listed,
            )
        )
        return [value for (value,) in rows]
