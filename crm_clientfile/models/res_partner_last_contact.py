from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

_USERS = "crm_clientfile.crm_clientfile_group_user"
_DAY = timedelta(days=1)
_EXISTS = "%s (SELECT FROM (%s) AS contact WHERE entity_id = %s AND moment >= %s)"
_LAST = """(
    SELECT entity_id, MAX(moment) AS moment FROM (%s) AS contact GROUP BY entity_id
)"""
# What the SQL below reads: it must be in the database first.
_READ_FIELDS = {
    "mail.message": (
        *("model", "res_id", "date", "message_type", "subtype_id", "is_internal"),
        "mail_activity_type_id",
    ),
    "mail.activity.type": ("clientfile_is_contact",),
    "calendar.event": ("active", "start", "partner_ids"),
    "calendar.attendee": ("event_id", "partner_id", "state"),
    "res.partner": ("commercial_partner_id",),
}
_ON_PARTNER = SQL("JOIN res_partner AS owner ON owner.id = message.res_id")
_ON_DOCUMENT = """
      JOIN %s AS document ON document.id = message.res_id
      JOIN res_partner AS owner ON owner.id = document.partner_id
"""
# Group e-mails and text messages have no subtype that tells who may read them. The
# first two conditions are those of the index, see mail.message.
_MESSAGES = """
    SELECT owner.commercial_partner_id AS entity_id, message.date AS moment
      FROM mail_message AS message %(join)s
     WHERE message.model = %(model)s
       AND (message.message_type IN ('email', 'comment', 'email_outgoing', 'sms')
            OR message.mail_activity_type_id IS NOT NULL)
       AND (message.message_type IN ('email_outgoing', 'sms')
            OR message.message_type IN ('email', 'comment')
               AND message.is_internal IS NOT TRUE
               AND message.subtype_id IN (
                   SELECT id FROM mail_message_subtype
                    WHERE internal IS NOT TRUE OR id = %(logged)s)
            OR message.mail_activity_type_id IN (
                SELECT id FROM mail_activity_type WHERE clientfile_is_contact))
"""
# Whom anything was said to beside what the system notes: of few, told by an index.
_SAID = """
    SELECT DISTINCT res_id
      FROM mail_message
     WHERE model = 'res.partner' AND res_id = ANY(%s)
       AND (message_type <> 'notification' OR mail_activity_type_id IS NOT NULL)
"""
_MEETINGS = """
    SELECT owner.commercial_partner_id AS entity_id, meeting.start AS moment
      FROM calendar_event AS meeting
      JOIN calendar_event_res_partner_rel AS invited
        ON invited.calendar_event_id = meeting.id
      JOIN res_partner AS owner ON owner.id = invited.res_partner_id
     WHERE meeting.active
       AND meeting.start <= %s
       AND NOT EXISTS (
           SELECT FROM calendar_attendee AS attendee
            WHERE attendee.event_id = meeting.id
              AND attendee.partner_id = owner.id
              AND attendee.state = 'declined')
"""


class ResPartner(models.Model):
    """When the firm and a customer were last in contact.

    A contact is

    - an e-mail or a text message sent or received, or a comment the customer can read;
    - an action done, of a type that counts as contact: a call, a visit…;
    - a message noted from one of the customer's ways to reach;
    - a meeting that has begun, unless the customer declined it

    with the customer or one of its contacts, on their records, their opportunities or
    their quotations and orders. Internal notes, tracking and what the accounts send
    with an invoice are none. The customer is the commercial entity: a contact person
    has the date of its company.

    It is read by SQL, without access rules: whoever sees the customer is to know that
    a colleague has just called, though not what was said, nor on which document.
    """

    _inherit = "res.partner"

    clientfile_last_contact_date = fields.Date(
        "Last Contact",
        compute="_compute_clientfile_last_contact_date",
        search="_search_clientfile_last_contact_date",
        groups=_USERS,
        help="Last e-mail, call, visit or meeting with the customer or one of its "
        "contacts. Searching before a date also finds those never contacted.",
    )

    @api.depends_context("tz", "uid")
    def _compute_clientfile_last_contact_date(self):
        entities = self.commercial_partner_id._origin._clientfile_maybe_contacted()
        query = SQL(
            "SELECT entity_id, %s FROM (%s) AS contact"
            " WHERE entity_id = ANY(%s) GROUP BY entity_id",
            self._get_clientfile_day(SQL("MAX(moment)")),
            SQL(" UNION ALL ").join(self._get_clientfile_contacts()),
            entities.ids,
        )
        days = dict(self.env.execute_query(query)) if entities else {}
        for partner in self:
            entity = partner.commercial_partner_id._origin
            partner.clientfile_last_contact_date = days.get(entity.id)

    def _clientfile_maybe_contacted(self):
        """Those who may have been in contact: not who was just created."""
        maybe = self._clientfile_maybe_with_any(self._get_clientfile_contact_lists())
        new = self - maybe
        if not new:
            return maybe
        self.env["mail.message"].flush_model(["model", "res_id", "message_type"])
        self.env.cr.execute(SQL(_SAID, new.ids))
        return maybe | self.browse([id_ for (id_,) in self.env.cr.fetchall()])

    def _get_clientfile_contact_lists(self):
        """Lists of a customer that are empty where nobody was in contact."""
        inverses = self.pool.field_inverses
        documents = self._get_clientfile_contact_documents()
        owners = [self.env[model]._fields["partner_id"] for model in documents]
        lists = [field.name for owner in owners for field in inverses[owner]]
        return ["child_ids", "meeting_ids", *lists]

    @api.model
    def _search_clientfile_last_contact_date(self, operator, value):
        """Before a day means not since that day: those never contacted are found, too.

        So ask salespeople, and PostgreSQL answers it in one pass.
        """
        if operator == "in":
            return Domain.OR(self._get_clientfile_contact_domain(day) for day in value)
        if operator == ">=":
            return self._get_clientfile_contacted_domain(value)
        if operator == ">":
            return self._get_clientfile_contacted_domain(value + _DAY)
        if operator == "<":
            return self._get_clientfile_silent_domain(value)
        if operator == "<=":
            return self._get_clientfile_silent_domain(value + _DAY)
        return NotImplemented

    def _clientfile_column(self, alias, fname, query):
        if fname != "clientfile_last_contact_date":
            return super()._clientfile_column(alias, fname, query)
        self._check_field_access(self._fields[fname], "read")
        moments = SQL(", ").join(
            self._clientfile_join_contacts(alias, number, contacts, query)
            for number, contacts in enumerate(self._get_clientfile_contacts())
        )
        return self._get_clientfile_day(SQL("GREATEST(%s)", moments))

    def _clientfile_join_contacts(self, alias, number, contacts, query):
        """Join the last moments of one kind of contact; return that of the row.

        Each kind is grouped for itself: PostgreSQL takes all kinds together for few
        customers, and compares each row with each of them.
        """
        last = query.make_alias(alias, f"clientfile_contact_{number}")
        if last not in query._joins:
            entity = self._field_to_sql(alias, "commercial_partner_id", query)
            on_entity = SQL("%s = %s", SQL.identifier(last, "entity_id"), entity)
            query.add_join("LEFT JOIN", last, SQL(_LAST, contacts), on_entity)
        return SQL.identifier(last, "moment")

    @api.model
    def _get_clientfile_contact_documents(self):
        """Models whose messages are exchanged with their ``partner_id``."""
        return ["crm.lead", "sale.order"]

    @api.model
    def _get_clientfile_contacts(self):
        """SELECTs of the entity and the moment of each contact, one for each kind."""
        for model, names in _READ_FIELDS.items():
            self.env[model].flush_model(names)
        queries = [self._get_clientfile_message_query("res.partner", _ON_PARTNER)]
        for model in self._get_clientfile_contact_documents():
            self.env[model].flush_model(["partner_id"])
            join = SQL(_ON_DOCUMENT, SQL.identifier(self.env[model]._table))
            queries.append(self._get_clientfile_message_query(model, join))
        return [*queries, SQL(_MEETINGS, fields.Datetime.now())]

    @api.model
    def _get_clientfile_message_query(self, model, join):
        logged = "crm_clientfile.mail_message_subtype_exchange"
        logged_id = self.env["ir.model.data"]._xmlid_to_res_id(logged)
        return SQL(_MESSAGES, model=model, join=join, logged=logged_id)

    @api.model
    def _get_clientfile_day(self, moment):
        """The day of a moment for the user."""
        zone = self.env.tz.zone
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", moment, zone)

    @api.model
    def _get_clientfile_contact_domain(self, day):
        """In contact for the last time on that day; never, if there is none."""
        if not day:
            return self._get_clientfile_silent_domain(None)
        until = self._get_clientfile_silent_domain(day + _DAY)
        return self._get_clientfile_contacted_domain(day) & until

    @api.model
    def _get_clientfile_contacted_domain(self, day):
        """In contact on that day or later."""
        return self._get_clientfile_exists_domain(SQL("EXISTS"), day)

    @api.model
    def _get_clientfile_silent_domain(self, day):
        """Not in contact since that day; never, if there is none."""
        return self._get_clientfile_exists_domain(SQL("NOT EXISTS"), day)

    @api.model
    def _get_clientfile_exists_domain(self, exists, day):
        # One condition for all kinds of contact: of several, PostgreSQL believes that
        # nobody is left after the first, and looks half a million customers up.
        moment = self._get_clientfile_midnight(day) if day else SQL("'-infinity'")
        contacts = SQL(" UNION ALL ").join(self._get_clientfile_contacts())

        def to_sql(model, alias, query):
            entity = model._field_to_sql(alias, "commercial_partner_id", query)
            return SQL(_EXISTS, exists, contacts, entity, moment)

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_clientfile_midnight(self, day):
        """When that day begins for the user, in UTC."""
        moment = self.env.tz.localize(datetime.combine(day, time.min))
        return moment.astimezone(pytz.utc).replace(tzinfo=None)
