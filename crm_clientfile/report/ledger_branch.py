"""One source of the ledger: documents of one model, each an entry.

A branch is a ``SELECT`` from its model, limited by what its user may read there. All
branches have the columns of ``COLUMNS``, in that order and of those types.
"""

from datetime import datetime, time, timedelta

import pytz

from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.ledger_scope import BRANCHES

COLUMNS = {
    "kind": "varchar",
    "date": "date",
    "moment": "timestamp",
    "entity_id": "int4",
    "partner_id": "int4",
    "is_of_contact": "bool",
    "is_booked": "bool",
    "company_id": "int4",
    "currency_id": "int4",
    "name": "varchar",
    "label": "varchar",
    "status": "varchar",
    "date_due": "date",
    "debit": "numeric",
    "credit": "numeric",
    "residual": "numeric",
    "company_amount": "numeric",
    "amount": "numeric",
    "quantity": "float8",
    "user_id": "int4",
    "res_model": "varchar",
    "res_id": "int4",
}
_HOLDER = "clientfile_holder"
_DAY = timedelta(days=1)


class LedgerBranch:
    """Describes a source; a subclass names it and fills its columns.

    ``code``, from 0 to 31, is the part of an entry's id that tells the branch: it is
    for ever. Codes from 16 on are free for other addons.
    """

    code = 0
    model = ""
    kinds = ()
    partner = "partner_id"
    moment = ""
    day = ""

    def __init__(self, env, scope, holders):
        self.env = env
        self.scope = scope
        self.holders = holders
        self.host = env[self.model].with_context(active_test=False)
        self.query = None

    @property
    def is_wanted(self):
        """Whether entries of this branch can match, and the user may read them."""
        kinds, documents = self.scope.kinds, self.scope.documents
        if kinds is not None and kinds.isdisjoint(self.kinds):
            return False
        if documents is not None and self.code not in documents:
            return False
        return self.host.has_access("read")

    def select(self):
        """The ``SELECT``; ``None`` where nothing can be found."""
        if not self.is_wanted:
            return None
        self.query = self.search(self.get_domain() & self.get_scope_domain())
        if self.query.is_empty():
            return None
        self.join_holders()
        columns = {**self.get_common_columns(), **self.get_columns()}
        return self.query.select(
            SQL("(%s::int8 * %s + %s) AS id", self.document_id(), BRANCHES, self.code),
            *(
                SQL(
                    "%s::%s AS %s",
                    columns.get(name, _NULL),
                    SQL(kind),
                    SQL.identifier(name),
                )
                for name, kind in COLUMNS.items()
            ),
        )

    def search(self, domain):
        """The documents that match, as far as the user may read them."""
        return self.host._search(domain, active_test=False)

    def get_domain(self):
        """Which documents are entries of the ledger."""
        return Domain.TRUE

    def get_columns(self):
        """SQL of the columns, by name; those left out are empty."""
        return {}

    def get_scope_domain(self):
        """What the scope says of the documents' customers, days and ids."""
        domain = self.get_period_domain()
        if self.scope.partner_ids is not None:
            domain &= Domain(self.partner, "in", list(self.scope.partner_ids))
        if self.scope.documents is not None:
            domain &= Domain("id", "in", list(self.scope.documents[self.code]))
        return domain

    def get_period_domain(self):
        """The days of the scope, for a date or, in the user's time, a moment."""
        domain, since, until = Domain.TRUE, self.scope.date_from, self.scope.date_to
        if since:
            start = since if self.day else self.get_midnight(since)
            domain &= Domain(self.day or self.moment, ">=", start)
        if until:
            end = until + _DAY if self.day else self.get_midnight(until + _DAY)
            domain &= Domain(self.day or self.moment, "<", end)
        return domain

    def get_midnight(self, day):
        """When that day begins for the user, in UTC."""
        moment = self.env.tz.localize(datetime.combine(day, time.min))
        return moment.astimezone(pytz.utc).replace(tzinfo=None)

    def join_holders(self):
        """Join who the documents belong to: ``clientfile_holder``."""
        is_holder = SQL("%s = %s", _holder("partner_id"), self.get_partner())
        self.query.add_join("JOIN", _HOLDER, SQL("(%s)", self.holders), is_holder)

    def get_partner(self):
        """SQL of the partner on the document."""
        return self.field(self.partner)

    def get_common_columns(self):
        """The columns that follow from how the branch is described."""
        columns = {
            "kind": SQL("%s", self.kinds[0]) if len(self.kinds) == 1 else _NULL,
            "entity_id": _holder("entity_id"),
            "partner_id": _holder("partner_id"),
            "is_of_contact": _holder("is_contact"),
            "is_booked": SQL("FALSE"),
            "res_model": SQL("%s", self.model),
            "res_id": self.document_id(),
        }
        if self.day:
            columns["date"] = columns["moment"] = self.field(self.day)
        else:
            columns["date"] = self.to_day(self.field(self.moment))
            columns["moment"] = self.field(self.moment)
        return columns

    def to_day(self, moment):
        """SQL of the user's day of a moment."""
        zone = self.env.tz.zone
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", moment, zone)

    def document_id(self):
        """SQL of the document's id."""
        return SQL.identifier(self.query.table, "id")

    def field(self, name):
        """SQL of a field of the documents."""
        # sudo: the rows are those the user may read; some columns have groups of their
        # own, which say nothing about the ledger
        return self.host.sudo()._field_to_sql(self.query.table, name, self.query)

    def join(self, name):
        """Join the record of a many2one; gives a function for SQL of its fields."""
        field = self.host._fields[name]
        comodel = self.env[field.comodel_name].sudo()  # sudo: as for ``field``
        alias = self.query.make_alias(self.query.table, f"ledger_{name}")
        matches = SQL("%s = %s", self.field(name), SQL.identifier(alias, "id"))
        self.query.add_join("LEFT JOIN", alias, comodel._table, matches)
        return lambda of: comodel._field_to_sql(alias, of, self.query)


def _holder(column):
    return SQL.identifier(_HOLDER, column)


_NULL = SQL("NULL")
