from collections import defaultdict
from dataclasses import dataclass

from psycopg2.extras import Json

from odoo import models
from odoo.tools import SQL, groupby

# Who moves a portfolio does not tell his colleagues of each of its documents.
_QUIET = {
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_activity_quick_update": True,
}
_LINES = """
    SELECT id, partner_id, old_user_id, new_user_id, belongings
      FROM clientfile_portfolio_move_line
     WHERE id = ANY(%s) AND state = %s
       AND old_user_id IS NOT NULL AND new_user_id <> old_user_id
  ORDER BY old_user_id, new_user_id, id
"""
# Contacts and followers are as many as customers: they go without the ORM.
_TAKE = {
    "res.partner": """
        UPDATE res_partner AS contact
           SET user_id = line.new_user_id, write_uid = %(uid)s,
               write_date = now() AT TIME ZONE 'UTC'
          FROM clientfile_portfolio_move_line AS line
         WHERE line.id = ANY(%(ids)s)
           AND contact.commercial_partner_id = line.partner_id
           AND contact.id <> line.partner_id
           AND contact.user_id = line.old_user_id
     RETURNING line.id, contact.id
    """,
    "mail.followers": """
        UPDATE mail_followers AS follower
           SET partner_id = new.partner_id
          FROM clientfile_portfolio_move_line AS line
          JOIN res_users AS old ON old.id = line.old_user_id
          JOIN res_users AS new ON new.id = line.new_user_id
         WHERE line.id = ANY(%(ids)s)
           AND follower.res_model = 'res.partner'
           AND follower.res_id = line.partner_id
           AND follower.partner_id = old.partner_id
           AND NOT EXISTS (SELECT FROM mail_followers AS other
                            WHERE other.res_model = follower.res_model
                              AND other.res_id = follower.res_id
                              AND other.partner_id = new.partner_id)
     RETURNING line.id, follower.id
    """,
}
_RETURN = {
    "res.partner": """
        UPDATE res_partner AS contact
           SET user_id = taken.former_id, write_uid = %(uid)s,
               write_date = now() AT TIME ZONE 'UTC'
          FROM unnest(%(ids)s, %(former_ids)s, %(new_ids)s)
               AS taken (id, former_id, new_id)
         WHERE contact.id = taken.id AND contact.user_id = taken.new_id
    """,
    "mail.followers": """
        UPDATE mail_followers AS follower
           SET partner_id = former.partner_id
          FROM unnest(%(ids)s, %(former_ids)s, %(new_ids)s)
               AS taken (id, former_id, new_id)
          JOIN res_users AS former ON former.id = taken.former_id
          JOIN res_users AS new ON new.id = taken.new_id
         WHERE follower.id = taken.id AND follower.partner_id = new.partner_id
           AND NOT EXISTS (SELECT FROM mail_followers AS other
                            WHERE other.res_model = follower.res_model
                              AND other.res_id = follower.res_id
                              AND other.partner_id = former.partner_id)
    """,
}


@dataclass
class Handover:
    """Customers of a move that go from one salesperson to another, with their lines."""

    former_id: int
    new_id: int
    line_ids: dict


class ClientfilePortfolioMove(models.Model):
    """What goes with a customer: his contacts, and what his salesperson had begun.

    What goes is noted on the line, so that undoing gives back that and nothing else.
    """

    _inherit = "clientfile.portfolio.move"

    def _move_belongings(self, line_ids):
        lines = self.env.execute_query(SQL(_LINES, line_ids, "to_move"))
        if not lines:
            return
        taken = defaultdict(lambda: defaultdict(list))
        params = {"ids": [line[0] for line in lines], "uid": self.env.uid}
        for model, query in _TAKE.items():
            for line_id, record_id in self.env.execute_query(SQL(query, **params)):
                taken[line_id][model].append(record_id)
        self.env.invalidate_all(flush=False)
        for handover in self._get_handovers(lines):
            self._move_documents(handover, taken)
        self._note_belongings(taken)

    def _return_belongings(self, line_ids):
        lines = self.env.execute_query(SQL(_LINES, line_ids, "moved"))
        taken = defaultdict(list)
        for _id, _partner_id, former_id, new_id, belongings in lines:
            for model, ids in (belongings or {}).items():
                taken[model] += [(id_, former_id, new_id) for id_ in ids]
        for model, rows in taken.items():
            if model in _RETURN:
                self._return_in_sql(model, rows)
            else:
                self._return_documents(model, rows)

    def _return_in_sql(self, model, rows):
        names = ("ids", "former_ids", "new_ids")
        columns = map(list, zip(*rows, strict=True))
        params = dict(zip(names, columns, strict=True))
        self.env.cr.execute(SQL(_RETURN[model], **params, uid=self.env.uid))
        self.env[model].invalidate_model(flush=False)

    def _return_documents(self, model, rows):
        # sudo: what went with the customer comes back with him
        every = self.env[model].sudo().with_context(**_QUIET)
        by_users = defaultdict(list)
        for id_, *users in rows:
            by_users[tuple(users)].append(id_)
        for (former_id, new_id), ids in by_users.items():
            records = every.browse(ids).exists()
            own = records.filtered(lambda one, id_=new_id: one.user_id.id == id_)
            own.write({"user_id": former_id})

    def _get_handovers(self, lines):
        for (former_id, new_id), group in groupby(lines, key=lambda line: line[2:4]):
            yield Handover(former_id, new_id, {line[1]: line[0] for line in group})

    def _move_documents(self, handover, taken):
        """Hand over what the options name; note it in ``taken`` by line and model."""
        leads = self._get_leads(handover)
        moved = {
            "crm.lead": leads,
            "sale.order": self._get_orders(handover),
            "mail.activity": self._get_activities(handover, leads),
        }
        for model, records in moved.items():
            for record in records:
                entity = self._get_entity(record)
                line_id = handover.line_ids[entity.id]
                taken[line_id][model].append(record.id)
            records.with_context(**_QUIET).write({"user_id": handover.new_id})

    def _get_entity(self, record):
        """The customer that a document or an activity is about."""
        if record._name == "mail.activity":
            record = record.env[record.res_model].browse(record.res_id)
        partner = record if record._name == "res.partner" else record.partner_id
        return partner.commercial_partner_id

    def _get_leads(self, handover):
        # sudo: all that belongs to a customer goes with him, seen by his mover or not
        leads = self.env["crm.lead"].sudo()
        domain = [*self._get_documents_domain(handover), ("won_status", "=", "pending")]
        return leads.search(domain) if self.with_leads else leads

    def _get_orders(self, handover):
        # sudo: as above
        orders = self.env["sale.order"].sudo()
        domain = [*self._get_documents_domain(handover), ("state", "=", "draft")]
        return orders.search(domain) if self.with_orders else orders

    def _get_documents_domain(self, handover):
        """Documents of the former salesperson that the new one may see."""
        companies = self.env["res.users"].browse(handover.new_id)
        return [
            ("partner_id.commercial_partner_id", "in", list(handover.line_ids)),
            ("user_id", "=", handover.former_id),
            ("company_id", "in", [False, *companies._get_clientfile_company_ids()]),
        ]

    def _get_activities(self, handover, leads):
        # sudo: as above
        activities = self.env["mail.activity"].sudo()
        if not self.with_activities:
            return activities
        # sudo: as above
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        own = [("commercial_partner_id", "in", list(handover.line_ids))]
        subjects = {"res.partner": partners._search(own), "crm.lead": leads.ids}
        for model, ids in subjects.items():
            activities |= activities.search(
                [
                    ("res_model", "=", model),
                    ("res_id", "in", ids),
                    ("user_id", "=", handover.former_id),
                ]
            )
        return activities

    def _note_belongings(self, taken):
        rows = [(line_id, Json(found)) for line_id, found in taken.items()]
        if rows:
            self.env.cr.execute_values(
                "UPDATE clientfile_portfolio_move_line AS line"
                " SET belongings = noted.belongings::jsonb"
                " FROM (VALUES %s) AS noted (id, belongings) WHERE line.id = noted.id",
                rows,
            )
