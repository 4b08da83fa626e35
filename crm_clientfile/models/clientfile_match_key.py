import dataclasses
import io
import re
from functools import lru_cache

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.duplicate_keys import block_keys
from ..tools.duplicate_profile import Comparable, profile_of
from ..tools.keys import Reachable, keys_of

# The partner's fields that keys and profiles are made of, beside its ways to reach.
KEY_FIELDS = frozenset(
    (
        "name",
        "clientfile_trade_name",
        "ref",
        "street",
        "street2",
        "zip",
        "city",
        "country_id",
        "company_id",
        "vat",
        "company_registry",
        "clientfile_siren",
        "phone",
        "email",
        "is_company",
        "parent_id",
        "clientfile_birth_date",
    )
)
# Messengers whose address is a phone number.
_PHONE_KINDS = ("whatsapp", "viber")
_COMPARABLE = frozenset(field.name for field in dataclasses.fields(Comparable))
_TABLES = [
    SQL.identifier(name)
    for name in (
        "clientfile_match_key",
        "clientfile_match_profile",
        "clientfile_match_pending",
    )
]
_LIKE_WILDCARDS = re.compile(r"([\\%_])")


# A form asks for them before it is saved, to store them, and for its banners.
@lru_cache(maxsize=256)
def _keys_and_profile(reachable, comparable):
    keys = keys_of(reachable)
    profile = profile_of(comparable, keys)
    return keys | block_keys(profile), profile.dumps()


class ClientfileMatchKey(models.Model):
    """The normalised words and numbers by which a partner is found.

    One row per partner and key (see ``tools/keys.py``), archived partners included.
    Rows are written set-based when a partner or one of its ways to reach changes.
    """

    _name = "clientfile.match.key"
    _description = "Key of a Customer"
    _log_access = False
    _rec_name = "key"

    # An integer: checking a foreign key for each row doubled the time to insert them.
    # Deleting a partner deletes its keys, see res.partner.
    partner_id = fields.Integer(required=True, index=True)
    key = fields.Char(required=True)

    # Beginnings are only found by an index that compares characters, not a language.
    _key_partner = models.Index("(key text_pattern_ops, partner_id)")

    @api.model
    def _refresh(self, partners):
        """Bring keys and profiles up to date; only what differs is written.

        Those whose profile has changed are to be compared with the others again.
        """
        # sudo: keys cover every field, whatever the one who saves may read
        wanted = self._get_wanted(partners.sudo())
        stored = dict.fromkeys(wanted, (frozenset(), None))
        stored |= self._get_stored(partners)
        changed = [id_ for id_ in wanted if wanted[id_] != stored[id_]]
        self._delete_keys({id_: stored[id_][0] - wanted[id_][0] for id_ in changed})
        self._insert_keys({id_: wanted[id_][0] - stored[id_][0] for id_ in changed})
        self.env["clientfile.match.profile"]._store(
            {id_: wanted[id_][1] for id_ in changed if wanted[id_][1] != stored[id_][1]}
        )

    @api.model
    def _rebuild(self, after_id, limit):
        """Refresh the ``limit`` partners that follow ``after_id``.

        Returns the last id done, to go on from there; nothing once all are done.
        """
        # sudo: keys are the same whoever has them built
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        partners = partners.search_fetch(
            [("id", ">", after_id)], sorted(KEY_FIELDS), order="id", limit=limit
        )
        if not partners:
            return None
        self._refresh(partners)
        last_id = partners[-1].id
        self.env.invalidate_all()
        return last_id

    def _prepare_reading_all(self):
        """Have all keys read the short way: what many have written is counted first."""
        self.env.cr.execute("SET LOCAL jit = off")
        self.env.cr.execute("SET LOCAL work_mem = '256MB'")
        self.env.cr.execute("ANALYZE clientfile_match_key")

    @api.model
    def _forget(self, partner_ids):
        """Delete what is kept of partners that are no more."""
        for table in _TABLES:
            self.env.cr.execute(
                SQL(
                    "DELETE FROM %s WHERE partner_id = ANY(%s)",
                    table,
                    list(partner_ids),
                )
            )

    @api.autovacuum
    def _gc_orphans(self):
        """What deletes partners in SQL, beside the ORM, leaves their keys behind."""
        for table in _TABLES:
            self.env.cr.execute(
                SQL(
                    "DELETE FROM %s AS stored WHERE NOT EXISTS"
                    " (SELECT FROM res_partner WHERE id = stored.partner_id)",
                    table,
                )
            )

    @api.model
    def _get_found_query(self, terms):
        """SELECT of the ids of the partners that have a key of every term.

        The ids pass through an array, of which PostgreSQL expects few: it looks each
        partner up. It would else read partners in the order of the list until enough
        of them match, which takes seconds where those that match come last.
        """
        first, *others = (self._get_term_query(term) for term in terms)
        for other in others:
            first = SQL("%s AND partner_id IN (%s)", first, other)
        return SQL("SELECT unnest(ARRAY(%s))", first)

    def _get_term_query(self, term):
        matches = SQL(" OR ").join(
            SQL("key = %s", key) if is_whole else SQL("key LIKE %s", self._start(key))
            for key, is_whole in term
        )
        return SQL("SELECT partner_id FROM clientfile_match_key WHERE (%s)", matches)

    def _start(self, key):
        return _LIKE_WILDCARDS.sub(r"\\\1", key) + "%"

    def _get_wanted(self, partners):
        """Keys and profile that each partner is to have, by its id."""
        partners = partners.with_context(active_test=False)
        return {partner.id: self._get_keys_and_profile(partner) for partner in partners}

    def _get_keys_and_profile(self, partner):
        reachable = self._prepare_reachable(partner)
        comparable = self._prepare_comparable(partner, reachable)
        return _keys_and_profile(Reachable(**reachable), Comparable(**comparable))

    def _get_stored(self, partners):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner.id, profile.profile,
                       ARRAY(SELECT key FROM clientfile_match_key
                              WHERE partner_id = partner.id)
                  FROM unnest(%s::int[]) AS partner (id)
             LEFT JOIN clientfile_match_profile AS profile
                    ON profile.partner_id = partner.id
                """,
                partners.ids,
            )
        )
        return {id_: (frozenset(keys), profile) for id_, profile, keys in rows}

    def _prepare_reachable(self, partner):
        values = {
            "name": partner.name,
            "trade_name": partner.clientfile_trade_name,
            "ref": partner.ref,
            "city": partner.city,
            "country_code": partner._clientfile_country_code(),
            "is_company": partner.is_company,
            "phones": (partner.phone,),
            "emails": (partner.email,),
            "former_refs": tuple(partner.clientfile_number_alias_ids.mapped("number")),
        }
        # Contacts repeat the numbers of their company: those find the company.
        if partner.is_company or not partner.parent_id:
            values["vat"] = partner.vat
            values["company_registry"] = partner.company_registry
            values["siren"] = partner.clientfile_siren
        for channel in partner.clientfile_channel_ids:
            if name := self._get_reachable_name(channel):
                values[name] += (channel.value_normalized,)
        return values

    def _prepare_comparable(self, partner, reachable):
        """What is compared with other customers, beside what keys are made of."""
        shared = {name: reachable[name] for name in reachable if name in _COMPARABLE}
        return {
            **shared,
            "street": partner.street,
            "street2": partner.street2,
            "zip": partner.zip,
            "birthdate": fields.Date.to_string(partner.clientfile_birth_date) or "",
        }

    def _get_reachable_name(self, channel):
        if not channel.value_normalized:
            return None
        if channel.medium == "phone" or channel.kind in _PHONE_KINDS:
            return "phones"
        return "emails" if channel.medium == "email" else None

    def _delete_keys(self, keys_by_partner):
        partner_ids, keys = self._to_columns(keys_by_partner)
        if keys:
            self.env.cr.execute(
                SQL(
                    "DELETE FROM clientfile_match_key AS stored"
                    " USING unnest(%s, %s) AS gone (partner_id, key)"
                    " WHERE stored.partner_id = gone.partner_id"
                    " AND stored.key = gone.key",
                    partner_ids,
                    keys,
                )
            )

    def _insert_keys(self, keys_by_partner):
        partner_ids, keys = self._to_columns(keys_by_partner)
        if keys:
            # COPY takes half the time of an INSERT of as many rows.
            rows = "".join(
                f"{partner_id}\t{key}\n"
                for partner_id, key in zip(partner_ids, keys, strict=True)
            )
            self.env.cr.copy_from(
                io.StringIO(rows.replace("\\", "\\\\")),
                self._table,
                columns=("partner_id", "key"),
            )

    def _to_columns(self, keys_by_partner):
        partner_ids, keys = [], []
        for partner_id, of_partner in keys_by_partner.items():
            partner_ids += [partner_id] * len(of_partner)
            keys += of_partner
        return partner_ids, keys
