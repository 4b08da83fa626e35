import time

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.cleanup import (
    ADDRESSES,
    RULES,
    Finding,
    Stored,
    channel_kind,
    find_channel_cleanup,
    find_cleanups,
)
from ..tools.import_remarks import Remark
from .clientfile_import_batch import StepResult, insert_rows

SCAN_BATCH = 1000
SCAN_SECONDS = 5
_TABLE = "clientfile_cleanup_line"
_COLUMNS = (
    *("cleanup_id", "partner_id", "channel_id", "field", "before", "after"),
    *("state", "remark", "is_chosen"),
)
_TELLING = ("name", "company_registry", "vat", "clientfile_siren")
_KIND_FIELDS = (
    *("country_id", "company_id", "is_company", "parent_id", "type"),
    "clientfile_is_vat_group_member",
)
_EXAMPLES = 2


class ClientfileCleanup(models.Model):
    """The dry run: customers read in their order, what was found noted in lines."""

    _inherit = "clientfile.cleanup"

    def _scan_step(self, cursor):
        """Read on for some seconds; the next step starts after the last customer."""
        last_id, done = cursor.get("id", 0), 0
        deadline = time.monotonic() + SCAN_SECONDS
        while partners := self._read_next(last_id):
            self._insert_lines(self._find_lines(partners))
            last_id, done = partners[-1].id, done + len(partners)
            self.env.invalidate_all()
            if time.monotonic() > deadline:
                return StepResult({"id": last_id}, done)
        return StepResult(None, done)

    def _clear_lines(self):
        self.env["clientfile.cleanup.line"].invalidate_model()
        query = "DELETE FROM clientfile_cleanup_line WHERE cleanup_id = %s"
        self.env.cr.execute(SQL(query, self.id))

    def _get_scanned_domain(self):
        """The chosen customers who have a value to look at."""
        names = self._get_field_names()
        if "name" in names:
            return self._get_partner_domain()
        filled = Domain.OR(Domain(name, "!=", False) for name in names)
        filled |= Domain("clientfile_channel_ids", "!=", False)
        return self._get_partner_domain() & filled

    def _get_field_names(self):
        return [name for kind in self._get_kinds() for name in RULES[kind]]

    def _read_next(self, last_id):
        domain = self._get_scanned_domain() & Domain("id", ">", last_id)
        names = [*self._get_value_names(), *_KIND_FIELDS]
        return self._get_partners().search_fetch(
            domain, names, order="id", limit=SCAN_BATCH
        )

    def _get_value_names(self):
        """The values to look at, and those that tell what they are."""
        return sorted({*self._get_field_names(), *_TELLING})

    def _find_lines(self, partners):
        """A tuple of ``(partner id, channel id, finding)`` for each finding."""
        kinds, names = self._get_kinds(), self._get_value_names()
        found = [
            (partner.id, None, finding)
            for partner in partners
            for finding in find_cleanups(self._prepare_stored(partner, names), kinds)
        ]
        return self._spare_contacts(found) + self._find_channel_lines(partners)

    def _prepare_stored(self, partner, names):
        is_main = not partner.parent_id
        return Stored(
            {name: partner[name] or "" for name in names},
            country=partner.country_id.code or "",
            usual_country=partner._clientfile_country_code(),
            is_company=partner.is_company,
            is_contact=is_main or partner.type == "contact",
            owns_numbers=is_main or partner.is_company,
            owns_address=is_main or partner.type != "contact",
            is_vat_group=partner.clientfile_is_vat_group_member,
        )

    def _find_channel_lines(self, partners):
        kinds = self._get_kinds()
        channels = self.env["clientfile.channel"].with_context(**partners.env.context)
        channels = channels.search_fetch(
            [("partner_id", "in", partners.ids)],
            ["partner_id", "medium", "kind", "value", "validity"],
        )
        return [
            (channel.partner_id.id, channel.id, finding)
            for channel in channels
            if channel_kind(channel.medium, channel.kind) in kinds
            for finding in find_channel_cleanup(
                channel.medium,
                channel.kind,
                channel.value,
                channel.partner_id._clientfile_country_code(),
                works=channel.validity == "working",
            )
        ]

    def _spare_contacts(self, found):
        """Leave alone an address that the host would copy over another one.

        It gives a company's address to its contacts, also to one who has another.
        """
        names = RULES[ADDRESSES]
        ids = {id_ for id_, _channel, finding in found if finding.field in names}
        spared = self._find_with_other_addresses(ids) if ids else ()
        return [
            (id_, channel, _spare(finding))
            if id_ in spared and finding.field in names and finding.after
            else (id_, channel, finding)
            for id_, channel, finding in found
        ]

    def _find_with_other_addresses(self, partner_ids):
        self.env["res.partner"].flush_model(
            ["parent_id", "type", "active", *RULES[ADDRESSES]]
        )
        differs = SQL(" OR ").join(
            SQL("contact.%(name)s IS DISTINCT FROM company.%(name)s", name=name)
            for name in map(SQL.identifier, RULES[ADDRESSES])
        )
        query = """
            SELECT DISTINCT company.id
              FROM res_partner AS company
              JOIN res_partner AS contact ON contact.parent_id = company.id
             WHERE company.id = ANY(%s)
               AND contact.type = 'contact' AND contact.active AND (%s)
        """
        found = self.env.execute_query(SQL(query, list(partner_ids), differs))
        return {id_ for (id_,) in found}

    def _insert_lines(self, found):
        sentence = self.env["clientfile.message"]._sentence
        rows = [
            (
                self.id,
                partner_id,
                channel_id,
                finding.field,
                finding.before,
                finding.after or None,
                "proposed" if finding.after else "doubtful",
                finding.note and sentence(finding.note),
                True,
            )
            for partner_id, channel_id, finding in found
        ]
        insert_rows(self.env, _TABLE, _COLUMNS, rows)

    def _render_summary(self):
        """Per field how many values are in which state, with examples."""
        lines = self.env["clientfile.cleanup.line"]
        labels = dict(lines._fields["field"]._description_selection(self.env))
        states = dict(lines._fields["state"]._description_selection(self.env))
        found = lines._read_group(
            [("cleanup_id", "=", self._origin.id)], ["field", "state"], ["__count"]
        )
        counts = {(name, state): count for name, state, count in found}
        used = {state for _name, state in counts}
        return self.env["ir.qweb"]._render(
            "crm_clientfile.clientfile_cleanup_summary",
            {
                "names": [name for name in labels if name in {n for n, _s in counts}],
                "states": [state for state in states if state in used],
                "labels": {**labels, **states},
                "counts": counts,
                "examples": self._get_examples(),
            },
        )

    def _get_examples(self):
        """Some pairs of before and after, by field."""
        query = """
            SELECT field, before, after
              FROM (SELECT field, before, after,
                           row_number() OVER (PARTITION BY field ORDER BY id) AS place
                      FROM clientfile_cleanup_line
                     WHERE cleanup_id = %s AND after IS NOT NULL) AS line
             WHERE place <= %s
        """
        self.env["clientfile.cleanup.line"].flush_model()
        examples = {}
        query = SQL(query, self._origin.id or 0, _EXAMPLES)
        for name, before, after in self.env.execute_query(query):
            examples.setdefault(name, []).append((before, after))
        return examples


def _spare(finding):
    note = Remark("contact_elsewhere", {})
    return Finding(finding.field, finding.before, note=note)
