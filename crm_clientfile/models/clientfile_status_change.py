from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, split_every

STATUSES = [
    ("prospect", "Prospect"),
    ("active", "Active"),
    ("inactive", "Inactive"),
    ("at_risk", "At Risk"),
    ("vip", "VIP"),
    ("blocked", "Blocked"),
]
# A block is a layer of its own: what was set by hand below it comes back with its end,
# and a blocked VIP is both.
LAYERS = {
    "block": [("status", "=", "blocked")],
    "manual": [("status", "!=", "blocked")],
}
_BATCH = 500
_TO_DO = "mail.mail_activity_data_todo"


def layer_of(status):
    return "block" if status == "blocked" else "manual"


class ClientfileStatusChange(models.Model):
    """A status that a person gave a customer in a company, kept for ever.

    Rows are made by ``res.partner._clientfile_set_status`` and only ever ended. One
    that is past its last day counts no more when read; the scheduled action notes it.
    The company is the root one: branches share the status as they share the accounts.
    """

    _name = "clientfile.status.change"
    _description = "Status Set by Hand"
    _order = "date_from desc, id desc"

    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    status = fields.Selection(STATUSES, required=True, readonly=True)
    reason = fields.Char(required=True, readonly=True)
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date(
        "Until", readonly=True, help="The last day, if one was agreed."
    )
    user_id = fields.Many2one("res.users", "Set by", required=True, readonly=True)
    date_ended = fields.Date("Ended on", readonly=True)
    ended_by_id = fields.Many2one(
        "res.users", "Ended by", readonly=True, help="Nobody: its last day had passed."
    )

    _one_current = models.UniqueIndex(
        "(partner_id, company_id, (status = 'blocked')) WHERE date_ended IS NULL",
        "Somebody has just changed the status of this customer. Look again.",
    )

    @api.depends("status", "date_from")
    def _compute_display_name(self):
        labels = dict(self._fields["status"]._description_selection(self.env))
        for change in self:
            day = format_date(self.env, change.date_from)
            change.display_name = f"{labels.get(change.status, '')} ({day})"

    @api.model
    def _get_current_domain(self, company):
        """What was not ended, expired or not; one per customer and layer."""
        return Domain("company_id", "=", company.root_id.id) & Domain(
            "date_ended", "=", False
        )

    @api.model
    def _get_blocks(self, partners, company):
        """The blocks of these customers that hold today."""
        domain = self._get_current_domain(company) & Domain(LAYERS["block"])
        blocks = self.search(domain & Domain("partner_id", "in", partners.ids))
        return blocks.filtered(lambda block: block._is_in_force())

    def _is_in_force(self):
        self.ensure_one()
        today = fields.Date.context_today(self)
        return not self.date_ended and (not self.date_to or self.date_to >= today)

    def _end(self):
        """End them today, by the user; the expired ones ended by themselves."""
        in_force = self.filtered(lambda change: change._is_in_force())
        in_force.write(
            {
                "date_ended": fields.Date.context_today(self),
                "ended_by_id": self.env.uid,
            }
        )
        for day, changes in (self - in_force).grouped("date_to").items():
            changes.date_ended = day
        # The unique index must see it before the next row comes.
        self.flush_recordset()

    @api.model
    def _hand_over(self, partners, entity):
        """Make the rows of ``partners`` those of ``entity``, of which they are part.

        Of two that compete, the one that holds stays, and first the entity's own; the
        other one becomes history.
        """
        theirs = self.search([("partner_id", "in", partners.ids)])
        if not theirs:
            return
        own = self.search([("partner_id", "=", entity.id)])
        (theirs | own)._end_rivals(entity)
        theirs.partner_id = entity
        theirs.flush_recordset()

    def _end_rivals(self, entity):
        current = self.filtered(lambda change: not change.date_ended)
        by_layer = current.grouped(
            lambda change: (change.company_id, layer_of(change.status))
        )
        for rivals in by_layer.values():
            kept = max(rivals, key=lambda change: change._get_strength(entity))
            (rivals - kept)._end()

    def _get_strength(self, entity):
        is_own = self.partner_id == entity
        return self._is_in_force(), is_own, self.date_from, self.id

    @api.model
    def _cron_end_expired(self):
        """Note what has expired in the history of the customers."""
        today = fields.Date.context_today(self)
        expired = self.search([("date_ended", "=", False), ("date_to", "<", today)])
        crons = self.env["ir.cron"]
        crons._commit_progress(remaining=len(expired))
        for batch in split_every(_BATCH, expired.ids, self.browse):
            batch._end()
            batch._tell_of_the_end()
            if not crons._commit_progress(len(batch)):
                break

    def _tell_of_the_end(self):
        for change in self:
            change = change.with_context(lang=change.user_id.lang)
            change.partner_id._message_log(body=change._prepare_expired_note())
            salesperson = change.partner_id.user_id
            if change.status == "blocked" and salesperson:
                summary = self.with_context(lang=salesperson.lang).env._(
                    "No longer blocked: may orders be taken again?"
                )
                change.partner_id.activity_schedule(
                    _TO_DO, summary=summary, user_id=salesperson.id
                )

    def _prepare_expired_note(self):
        return self.env._(
            "The status “%(status)s” in %(company)s has ended: its last day was "
            "%(date)s.",
            status=self._get_label(),
            company=self.company_id.name,
            date=format_date(self.env, self.date_to),
        )

    def _get_label(self):
        labels = dict(self._fields["status"]._description_selection(self.env))
        return labels[self.status]
