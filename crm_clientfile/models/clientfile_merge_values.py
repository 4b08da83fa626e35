from odoo import models
from odoo.tools import SQL

from ..tools.channels import guess_kind, read_channel
from ..tools.errors import InvalidValue

_ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")
_PLACE = ("street", "street2", "zip", "city")
# What says something about one record, not about the customer.
_OF_ONE_RECORD = frozenset(
    (
        *("active", "company_id", "parent_id", "commercial_partner_id", "type"),
        *("ref", "lang", "tz", "color", "signup_type", "is_company"),
        *("clientfile_merged_into_id", "clientfile_checked_date"),
        *("clientfile_checked_by_id", "clientfile_closed_date"),
        "clientfile_aside_date",
    )
)
# Company-dependent, but of one record, or merged by a rule of its own.
_OF_ONE_RECORD_PER_COMPANY = frozenset(("barcode", "credit_limit"))
_X2MANY = ("one2many", "many2many")
_TYPES = (
    "boolean",
    "many2one_reference",
    "properties",
    "properties_definition",
    "json",
)


class ClientfileMerge(models.Model):
    """The values of the survivor: its own, those chosen, and what it lacks."""

    _inherit = "clientfile.merge"

    def _get_default_survivor(self, partners):
        """Who remains: first with posted entries, then complete, then recent."""
        posted = self._get_posted_partner_ids(partners)

        def rank(partner):
            return (
                partner.active,
                partner.id in posted,
                bool(partner.user_ids),
                *self._get_rank(partner),
            )

        return max(partners, key=rank)

    def _get_rank(self, partner):
        """Completeness, then recency; the older record among equals."""
        filled = sum(bool(partner[name]) for name in self._get_filled_fields())
        return filled, partner.write_date, -partner.id

    def _get_filled_fields(self):
        """Names of the fields that the survivor takes from sources if it lacks them."""
        return [
            name
            for name, field in self.env["res.partner"]._fields.items()
            if field.store
            and not field.compute
            and not field.related
            and not field.company_dependent
            and not getattr(field, "translate", False)
            and field.type not in (*_X2MANY, *_TYPES)
            and name not in _OF_ONE_RECORD
            and name not in _ADDRESS
            and name not in self._get_summed_fields()
            and name not in models.MAGIC_COLUMNS
        ]

    def _get_summed_fields(self):
        """Names of the fields whose values add up."""
        wizard = self.env["base.partner.merge.automatic.wizard"]
        names = self.env["res.partner"]._fields
        return [
            name
            for name in wizard._get_summable_fields()
            if not names[name].company_dependent and names[name].store
        ]

    def _get_strictest_fields(self):
        """Names of the booleans that hold for the survivor if they do for a source."""
        return []

    def _join_values(self, chosen):
        survivor = self.survivor_id
        sources = self.source_ids.sorted(self._get_rank, reverse=True)
        survivor.invalidate_recordset()
        lost = self._get_lost_ways(survivor | sources)
        values = {**self._prepare_joined_values(survivor, sources), **chosen}
        self._keep_dependents(survivor, list(values))
        if "ref" in values:
            givers = sources.filtered(lambda one: one.ref == values["ref"])
            givers.ref = False
            givers.flush_recordset(["ref"])
        numbers = self._get_numbers(sources)
        survivor.write(values)
        self._join_company_values(sources)
        self._keep_numbers(numbers)
        self._keep_ways(lost)
        self._keep_addresses(sources)
        self._keep_blacklists(survivor, sources)
        self._bring_contacts_up_to_date()
        survivor._clientfile_spread_terms()

    def _prepare_joined_values(self, survivor, sources):
        """What the survivor lacks, what adds up, what the strictest one says."""
        values = {}
        for name in self._get_filled_fields():
            if not survivor[name]:
                found = next((one[name] for one in sources if one[name]), None)
                if found:
                    values[name] = survivor._fields[name].convert_to_write(
                        found, survivor
                    )
        for name in self._get_summed_fields():
            total = sum((survivor | sources).mapped(name))
            if total != survivor[name]:
                values[name] = total
        for name in self._get_strictest_fields():
            if not survivor[name] and any(sources.mapped(name)):
                values[name] = True
        values |= self._prepare_address_values(survivor, sources)
        return values | self._prepare_number_values(survivor, sources)

    def _prepare_address_values(self, survivor, sources):
        """An address is taken whole or not at all."""
        if any(survivor[name] for name in _PLACE):
            return {}
        for source in sources:
            if any(source[name] for name in _PLACE):
                return source._convert_fields_to_values(_ADDRESS)
        return {}

    def _prepare_number_values(self, survivor, sources):
        """The number of a source, unless posted entries carry one of the two."""
        if survivor.ref:
            return {}
        posted = self._get_posted_partner_ids(survivor | sources)
        free = sources.filtered(lambda one: one.ref and one.id not in posted)
        if survivor.id in posted or not free:
            return {}
        return {"ref": free[0].ref}

    def _join_company_values(self, sources):
        """Per company, what the survivor lacks; of credit limits the lowest."""
        fields = self.env["res.partner"]._fields
        names = sorted(
            name
            for name, field in fields.items()
            if field.company_dependent and name not in _OF_ONE_RECORD_PER_COMPANY
        )
        self.env.flush_all()
        # The most preferred one comes last: of equal keys, the last one stays.
        ids = sources[::-1].ids
        parts = [
            SQL(
                """%(name)s = NULLIF(COALESCE((
                    SELECT jsonb_object_agg(
                        key, value ORDER BY array_position(%(ids)s, id))
                      FROM res_partner AS source, jsonb_each(source.%(name)s)
                     WHERE source.id = ANY(%(ids)s)
                ), '{}') || COALESCE(survivor.%(name)s, '{}'), '{}')""",
                name=SQL.identifier(name),
                ids=ids,
            )
            for name in names
        ]
        parts.append(SQL(_LOWEST_LIMIT, ids=[*ids, self.survivor_id.id]))
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner AS survivor SET %s WHERE id = %s",
                SQL(", ").join(parts),
                self.survivor_id.id,
            )
        )
        self.env.invalidate_all()

    def _get_numbers(self, sources):
        """(number, source) that accounts, letters and exports know each source by."""
        posted = self._get_posted_partner_ids(sources)
        return [
            (source.ref or str(source.id), source)
            for source in sources
            if source.ref or source.id in posted
        ]

    def _keep_numbers(self, numbers):
        self.env["clientfile.number.alias"].create(
            [
                {
                    "partner_id": self.survivor_id.id,
                    "number": number,
                    "source_id": source.id,
                }
                for number, source in numbers
                if number != self.survivor_id.ref
            ]
        )

    def _get_lost_ways(self, partners):
        """(medium, value) of all phones and e-mails; the survivor keeps one of each."""
        return [
            (medium, partner[medium])
            for partner in partners
            for medium in ("phone", "email")
            if partner[medium]
        ]

    def _keep_ways(self, ways):
        """What the survivor's own fields do not hold becomes a further way to reach."""
        survivor = self.survivor_id
        country = survivor._clientfile_country_code()
        known = {
            (channel.medium, channel.value_normalized or channel.value)
            for channel in survivor.clientfile_channel_ids
        }
        for medium in ("phone", "email"):
            known.add((medium, self._read_way(medium, survivor[medium] or "", country)))
        values = []
        for medium, value in ways:
            key = self._read_way(medium, value, country)
            if (medium, key) in known:
                continue
            known.add((medium, key))
            values.append(self._prepare_way_values(medium, value, country))
        self.env["clientfile.channel"].create(values)

    def _prepare_way_values(self, medium, value, country):
        kind = guess_kind(medium, value, country)
        is_valid = self._read_way(medium, value, country) != value or medium == "email"
        return {
            "partner_id": self.survivor_id.id,
            "medium": medium,
            "kind": kind,
            "value": value,
            "validity": "working" if is_valid else "failed",
        }

    def _read_way(self, medium, value, country):
        """The number or address as compared; as it is written where it is not valid."""
        try:
            return read_channel(medium, "other", value, country).key
        except InvalidValue:
            return value

    def _keep_addresses(self, sources):
        """Other addresses than the survivor's become addresses of it."""
        survivor = self.survivor_id
        known = {_place(one) for one in survivor | survivor.child_ids}
        values = []
        for source in sources:
            if any(_place(source)) and _place(source) not in known:
                known.add(_place(source))
                values.append(
                    {
                        "name": source.name,
                        "parent_id": survivor.id,
                        "company_id": survivor.company_id.id,
                        "type": "other",
                        **source._convert_fields_to_values(_ADDRESS),
                    }
                )
        self.env["res.partner"].create(values)

    def _keep_blacklists(self, survivor, sources):
        """Who asked for peace under one address has it under that which remains."""
        for model, name, key in (
            ("mail.blacklist", "email", "email_normalized"),
            ("phone.blacklist", "number", "phone_sanitized"),
        ):
            refused = self.env[model].search_count(
                [(name, "in", sources.mapped(key)), ("active", "=", True)], limit=1
            )
            if refused and survivor[key]:
                self.env[model].create([{name: survivor[key]}])

    def _bring_contacts_up_to_date(self):
        """What contacts repeat of their company, for those that changed theirs."""
        self.env.cr.execute(
            SQL(
                "SELECT jsonb_array_elements(row_ids)::int FROM clientfile_merge_line"
                " WHERE merge_id = %s AND kind = 'moved'"
                " AND table_name = 'res_partner' AND column_name = 'parent_id'",
                self.id,
            )
        )
        contacts = self.env["res.partner"].browse(
            partner_id for (partner_id,) in self.env.cr.fetchall()
        )
        if not contacts:
            return
        for field, records, _created in contacts._modified(
            [contacts._fields["parent_id"]], False
        ):
            if field.store and field.compute and field.model_name == "res.partner":
                self.env.add_to_compute(field, records)
        entity = self.survivor_id.commercial_partner_id
        values = entity._convert_fields_to_values(entity._commercial_fields())
        contacts.filtered(lambda contact: not contact.is_company).write(values)


def _place(partner):
    return tuple((partner[name] or "").strip().lower() for name in _PLACE)


_LOWEST_LIMIT = """
    credit_limit = COALESCE((
        SELECT jsonb_object_agg(key, lowest)
          FROM (SELECT key, MIN(value::numeric) AS lowest
                  FROM res_partner AS one, jsonb_each(one.credit_limit)
                 WHERE one.id = ANY(%(ids)s) AND value::numeric > 0
              GROUP BY key) AS limits
    ), survivor.credit_limit)
"""
