from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..tools.periods import Period, before, fill, overlay

_HELD = """
    SELECT id,
           CASE WHEN id = commercial_partner_id THEN user_id END AS user_id,
           CASE WHEN id = commercial_partner_id
                THEN clientfile_territory_id END AS territory_id
      FROM res_partner
"""


class ClientfileAssignment(models.Model):
    """Who looked after a customer, and in which territory, from when to when.

    Commissions of past periods are paid by it. Rows follow what is written on the
    customer, or a correction by the wizard: never edited by hand, they cannot overlap.
    Whoever writes them holds the customer's row, so two never do at the same time.
    Only customers of their own have them, not their contacts and addresses.
    """

    _name = "clientfile.assignment"
    _description = "Holder of a Customer"
    _order = "date_from desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, ondelete="cascade"
    )
    date_from = fields.Date("From", required=True)
    date_to = fields.Date(
        "Until",
        help="Not included: it is the first day of whoever followed. Empty: still so.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        index="btree_not_null",
        ondelete="restrict",
        help="Who has left is archived, not deleted: the history names him.",
    )
    territory_id = fields.Many2one("clientfile.territory", ondelete="restrict")
    reason = fields.Char()

    # An exclusion constraint would say it all, at five times the cost of a row.
    _one_holder_now = models.UniqueIndex(
        "(partner_id) WHERE date_to IS NULL",
        "A customer has one salesperson at a time. Somebody changed this history at "
        "the same moment: reload the page.",
    )
    _one_start_a_day = models.UniqueIndex(
        "(partner_id, date_from)",
        "A customer gets one salesperson a day. Somebody changed this history at the "
        "same moment: reload the page.",
    )
    _ends_after_it_begins = models.Constraint(
        "CHECK (date_to > date_from)",
        "A period ends after it begins. Correct one of the two dates.",
    )
    _somebody_or_somewhere = models.Constraint(
        "CHECK (user_id IS NOT NULL OR territory_id IS NOT NULL)",
        "A period names a salesperson or a territory. Where nobody was in charge, "
        "leave a gap.",
    )

    @api.constrains("partner_id", "date_from", "date_to")
    def _check_one_holder_a_day(self):
        self.flush_model()
        found = self.env.execute_query(
            SQL(
                """
                SELECT FROM clientfile_assignment AS one
                  JOIN clientfile_assignment AS other
                    ON other.partner_id = one.partner_id AND other.id <> one.id
                 WHERE one.id = ANY(%s)
                   AND one.date_from < COALESCE(other.date_to, 'infinity')
                   AND other.date_from < COALESCE(one.date_to, 'infinity')
                 LIMIT 1
                """,
                self.ids,
            )
        )
        if found:
            raise ValidationError(
                self.env._(
                    "Two people cannot look after a customer on the same day. Let one "
                    "period end before the other begins."
                )
            )

    @api.model
    def _open_for_existing(self):
        """One row for each customer who is in somebody's hands and has no history.

        For the installation: customers are in the hands they are in since they exist,
        as far as anybody knows.
        """
        self.env["res.partner"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO clientfile_assignment (partner_id, date_from, user_id,
                       territory_id, reason, create_uid, create_date,
                       write_uid, write_date)
                SELECT partner.id,
                       COALESCE(partner.create_date, now() AT TIME ZONE 'UTC')::date,
                       partner.user_id, partner.clientfile_territory_id, %(reason)s,
                       %(uid)s, now() AT TIME ZONE 'UTC',
                       %(uid)s, now() AT TIME ZONE 'UTC'
                  FROM res_partner AS partner
                 WHERE partner.id = partner.commercial_partner_id
                   AND (partner.user_id IS NOT NULL
                        OR partner.clientfile_territory_id IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM clientfile_assignment
                                    WHERE partner_id = partner.id)
                """,
                reason=self.env._("Known at installation"),
                uid=self.env.uid,
            )
        )

    @api.model
    def _begin(self, partners, reason=None):
        """Note from today on in whose hands these new customers are."""
        self._flush_holders(partners)
        today = fields.Date.context_today(self)
        self._execute((_INSERT_ROWS,), partners.ids, today, reason)

    @api.model
    def _follow(self, partners, reason=None):
        """Note from today on in whose hands these customers are, where that changed."""
        self._flush_holders(partners)
        found = self.env.execute_query(SQL(_CHANGED, held=SQL(_HELD), ids=partners.ids))
        if found:
            today = fields.Date.context_today(self)
            self._switch([partner_id for (partner_id,) in found], today, reason)

    @api.model
    def _switch(self, partner_ids, day, reason=None):
        """From ``day`` on, the history of these customers says who has them now.

        Their open rows, which say otherwise, end that day; those that began that day
        or later give way. Nothing begins before what precedes it has ended.
        """
        queries = (_END_ROWS, _DROP_ROWS, _REOPEN_ROWS, _INSERT_ROWS)
        self._execute(queries, partner_ids, day, reason)

    def _flush_holders(self, partners):
        partners.flush_model(
            ["user_id", "clientfile_territory_id", "commercial_partner_id"]
        )
        self.flush_model()

    def _execute(self, queries, partner_ids, day, reason):
        params = {
            "ids": partner_ids,
            "day": day,
            "reason": reason,
            "uid": self.env.uid,
            "held": SQL(_HELD),
        }
        for query in queries:
            self.env.cr.execute(SQL(query, **params))
        self.invalidate_model()
        partners = self.env["res.partner"].browse(partner_ids)
        partners.invalidate_recordset(["clientfile_assignment_ids"])

    @api.model
    def _record(self, partner, period, reason=None):
        """Make ``period`` true in the history of a customer, whatever it said before.

        Its holder is a pair of ids, salesperson and territory; ``None``: nobody.
        """
        partner.lock_for_update(allow_referencing=True)
        # sudo: rows are written by their methods only
        rows = self.sudo().search([("partner_id", "=", partner.id)])
        history = [row._get_period() for row in rows]
        rows._rewrite(overlay(history, period), partner, reason)

    @api.model
    def _absorb(self, sources, target):
        """Before customers are merged: ``target`` takes over what it lacks.

        Its own history stands; where nobody had it in the past, those of the sources
        complete it. What is left of them is deleted.
        """
        # sudo: whoever may merge customers merges their histories
        rows = self.sudo().search([("partner_id", "in", (sources | target).ids)])
        own = rows.filtered(lambda row: row.partner_id == target)
        history = [row._get_period() for row in own]
        today = fields.Date.context_today(self)
        for source in sources:
            others = (rows - own).filtered(
                lambda row, one=source: row.partner_id == one
            )
            past = before([row._get_period() for row in others], today)
            history = fill(history, past)
        rows._rewrite(history, target)

    def _get_period(self):
        holder = (self.user_id.id, self.territory_id.id)
        return Period(self.date_from, self.date_to or None, holder, self)

    def _rewrite(self, history, partner, reason=None):
        """Turn these rows into ``history``: rows shrink, split, go and come."""
        parts = defaultdict(list)
        for period in history:
            parts[period.key].append(period)
        (self - self.browse(row.id for row in parts if row)).unlink()
        values = []
        for row, periods in parts.items():
            if row:
                row._shrink(periods.pop(0), partner)
            values += [
                self._prepare_values(one, partner, row.reason if row else reason)
                for one in periods
            ]
        # Rows are inserted at once, updates wait: they must not meet.
        self.flush_model()
        self.create(values)
        partner.invalidate_recordset(["clientfile_assignment_ids"])

    def _shrink(self, period, partner):
        if self._get_period() != period or self.partner_id != partner:
            self.write(
                {
                    "partner_id": partner.id,
                    "date_from": period.start,
                    "date_to": period.end,
                }
            )

    def _prepare_values(self, period, partner, reason):
        user_id, territory_id = period.holder
        return {
            "partner_id": partner.id,
            "date_from": period.start,
            "date_to": period.end,
            "user_id": user_id,
            "territory_id": territory_id,
            "reason": reason,
        }


_CHANGED = """
    SELECT partner.id
      FROM (%(held)s) AS partner
 LEFT JOIN clientfile_assignment AS open
        ON open.partner_id = partner.id AND open.date_to IS NULL
     WHERE partner.id = ANY(%(ids)s)
       AND (partner.user_id, partner.territory_id)
           IS DISTINCT FROM (open.user_id, open.territory_id)
"""
_END_ROWS = """
    UPDATE clientfile_assignment
       SET date_to = %(day)s, write_uid = %(uid)s,
           write_date = now() AT TIME ZONE 'UTC'
     WHERE partner_id = ANY(%(ids)s) AND date_to IS NULL AND date_from < %(day)s
"""
_DROP_ROWS = """
    DELETE FROM clientfile_assignment
     WHERE partner_id = ANY(%(ids)s) AND date_to IS NULL
"""
# Back in the hands of who had it until that day: nothing has happened.
_REOPEN_ROWS = """
    UPDATE clientfile_assignment AS former
       SET date_to = NULL, write_uid = %(uid)s, write_date = now() AT TIME ZONE 'UTC'
      FROM (%(held)s) AS partner
     WHERE partner.id = ANY(%(ids)s) AND former.partner_id = partner.id
       AND former.date_to = %(day)s
       AND (former.user_id, former.territory_id)
           IS NOT DISTINCT FROM (partner.user_id, partner.territory_id)
"""
_INSERT_ROWS = """
    INSERT INTO clientfile_assignment (partner_id, date_from, user_id, territory_id,
           reason, create_uid, create_date, write_uid, write_date)
    SELECT partner.id,
           GREATEST(%(day)s, (SELECT MAX(date_to) FROM clientfile_assignment
                               WHERE partner_id = partner.id)),
           partner.user_id, partner.territory_id, %(reason)s,
           %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
      FROM (%(held)s) AS partner
     WHERE partner.id = ANY(%(ids)s)
       AND (partner.user_id IS NOT NULL OR partner.territory_id IS NOT NULL)
       AND NOT EXISTS (SELECT FROM clientfile_assignment
                        WHERE partner_id = partner.id AND date_to IS NULL)
"""
