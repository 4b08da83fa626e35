"""One batch of an import, written by the host's ``create`` and ``write``."""

from dataclasses import dataclass

from psycopg2 import DataError, IntegrityError

from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.import_match import find_match
from ..tools.import_merge import Known, Update, Wanted
from ..tools.import_remarks import Remark
from .clientfile_import_batch import BatchRow, write_rows
from .clientfile_import_lookup import Lookups
from .clientfile_import_match import KnownCustomers
from .clientfile_import_values import WantedValues, as_html, settle_address

_WRITTEN = ("state", "partner_id", "reason", "remarks", "journal")
# What the record fills by itself when these change; undoing restores it too.
_FILLED = {
    "company_registry": ("clientfile_siren",),
    "vat": ("clientfile_siren",),
    "clientfile_is_client": ("ref",),
}


@dataclass
class Creation:
    """A customer to create."""

    row: BatchRow
    wanted: Wanted
    parent_id: int | None


@dataclass
class Change:
    """A customer to complete."""

    row: BatchRow
    partner_id: int
    known: Known
    update: Update


class BatchRun:
    """The rows of one batch, written in as few steps as their order allows."""

    def __init__(self, document, rows):
        self._document = document
        self._env = document.env
        self._rows = rows
        self._parents = document._fetch_parents(rows)
        for row in rows:
            parent = self._parents.get(row.parent_row_id)
            row.employer = f"partner:{parent.partner_id}" if parent else ""
        self._groups = self._fetch_groups()
        document._create_missing(rows)
        self._builder = WantedValues(
            document, Lookups(self._env), lambda _kind, _name: None
        )

    def run(self):
        """Write the customers of all rows; refuse those that cannot be written."""
        pending = self._rows
        while pending:
            wave, pending = _split_wave(pending)
            self._run_wave(wave)
        write_rows(self._env, self._rows, _WRITTEN)

    def _fetch_groups(self):
        """What became of the first row about each customer: ``(partner, state)``."""
        query = (
            "SELECT id, partner_id, state FROM clientfile_import_row WHERE id = ANY(%s)"
        )
        ids = [row.twin_id for row in self._rows if row.twin_id]
        found = self._env.execute_query(SQL(query, ids)) if ids else ()
        return {
            id_: (partner_id, state)
            for id_, partner_id, state in found
            if partner_id and state != "refused"
        }

    def _run_wave(self, rows):
        """Rows about different customers: created and completed all at once."""
        ready = [(row, built) for row in rows if (built := self._build(row))]
        new = [row for row, _wanted in ready if row.group_id not in self._groups]
        customers = KnownCustomers(self._document, new)
        ready = [pair for pair in ready if self._match(pair[0], customers)]
        ids = [row.partner_id for row, _wanted in ready if row.partner_id]
        parent_ids = [parent.partner_id for parent in self._parents.values()]
        customers.read_knowns({*ids, *parent_ids} - {None})
        creations, changes = [], []
        for row, wanted in ready:
            parent = self._parents.get(row.parent_row_id)
            if parent:
                settle_address(wanted.values, customers.known(parent.partner_id).values)
            if row.partner_id:
                changes += self._prepare_change(row, wanted, customers)
            else:
                creations.append(Creation(row, wanted, parent and parent.partner_id))
        self._bisect(creations, self._create)
        self._bisect(changes, self._change)
        for row in rows:
            if row.partner_id:
                self._groups.setdefault(row.group_id, (row.partner_id, row.state))

    def _build(self, row):
        """What the row wants, or ``None`` for a row that is refused."""
        wanted, _remarks, refusals = self._builder.build(row)
        parent = self._parents.get(row.parent_row_id)
        if parent and (parent.state == "refused" or not parent.partner_id):
            refusals = [
                (None, Remark("company_refused", {"reason": parent.reason or ""}))
            ]
        if refusals:
            self._document._refuse(row, *refusals)
            return None
        return wanted

    def _match(self, row, customers):
        """Find the customer again: others may have come since the test."""
        if row.group_id in self._groups:
            row.set(partner_id=self._groups[row.group_id][0])
            return True
        match = find_match(row.identity, customers.candidates_of(row))
        refusal = match.refusal
        if not match.target:
            refusal = refusal or self._document._refusal_without_customer(row)
        if refusal:
            self._document._refuse(row, (None, refusal))
            return False
        row.set(partner_id=match.target and match.target[1])
        return True

    def _prepare_change(self, row, wanted, customers):
        known = customers.known(row.partner_id)
        customers.settle_known(row, wanted, known)
        _partner_id, state = self._groups.get(row.group_id, (None, None))
        is_new = state == "created"
        update = self._document._find_update(known, wanted, bool(row.twin_id), is_new)
        if update:
            return [Change(row, row.partner_id, known, update)]
        row.set(state="unchanged")
        return []

    def _bisect(self, items, write):
        """Write items; where one fails, only that one is refused, with its reason."""
        if not items:
            return
        try:
            with self._env.cr.savepoint():
                write(items)
        except (UserError, IntegrityError, DataError) as error:
            if len(items) == 1:
                items[0].row.set(partner_id=None)
                items[0].row.refuse(self._explain(error))
                return
            middle = len(items) // 2
            self._bisect(items[:middle], write)
            self._bisect(items[middle:], write)

    def _explain(self, error):
        if isinstance(error, IntegrityError):
            return self._env["res.partner"]._sql_error_to_message(error)
        return str(error)

    def _create(self, creations):
        partners = self._env["res.partner"]
        prepare = self._document._prepare_partner_values
        # The host's way for imports copies what a company and its contacts share, too
        # slow otherwise; but for contacts it reads fields of the accountants.
        for write, is_contact in (
            (partners._load_records_create, False),
            (partners.create, True),
        ):
            chosen = [one for one in creations if bool(one.parent_id) == is_contact]
            created = write(
                [prepare(one.row, one.wanted, one.parent_id) for one in chosen]
            )
            self._env.flush_all()
            for creation, partner in zip(chosen, created, strict=True):
                creation.row.set(
                    partner_id=partner.id, state="created", journal={"created": True}
                )

    def _change(self, changes):
        partners = self._env["res.partner"].with_context(active_test=False)
        partners = partners.browse([change.partner_id for change in changes])
        for change, partner in zip(changes, partners, strict=True):
            if vals := self._prepare_changed_values(change):
                partner.write(vals)
        channels = self._create_channels(changes)
        self._env.flush_all()
        for change, partner in zip(changes, partners, strict=True):
            journal = self._prepare_journal(change, partner)
            journal["channel_ids"] = channels.get(change.partner_id, [])
            change.row.set(state="updated", journal=journal)

    def _prepare_changed_values(self, change):
        vals = dict(change.update.values)
        if change.update.notes:
            before = change.known.values.get("comment") or ""
            vals["comment"] = before + as_html(change.update.notes)
        return vals

    def _create_channels(self, changes):
        """The ids of the new ways to reach, by customer."""
        channels = self._env["clientfile.channel"].create(
            [
                {
                    "partner_id": change.partner_id,
                    **self._document._prepare_channel_values(channel),
                }
                for change in changes
                for channel in change.update.channels
            ]
        )
        return {
            partner.id: found.ids
            for partner, found in channels.grouped("partner_id").items()
        }

    def _prepare_journal(self, change, partner):
        """The values before and after, to undo what nobody changes meanwhile."""
        names = {*self._prepare_changed_values(change)}
        names |= {name for known in tuple(names) for name in _FILLED.get(known, ())}
        after = self._document._read_plain(partner, names)
        before = {name: change.known.values.get(name) for name in names}
        return {"old": before, "new": after}


def _split_wave(rows):
    """The first row about each customer, and the others, for a later turn."""
    seen, wave, rest = set(), [], []
    for row in rows:
        (rest if row.group_id in seen else wave).append(row)
        seen.add(row.group_id)
    return wave, rest
