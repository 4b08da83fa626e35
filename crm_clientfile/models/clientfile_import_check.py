from odoo import models
from odoo.tools import SQL

from ..tools.import_match import find_match
from ..tools.import_merge import Update, find_update, new_known
from ..tools.import_remarks import Remark
from ..tools.text import fold
from .clientfile_import_batch import StepResult, fetch_next, fetch_rows, write_rows
from .clientfile_import_lookup import Lookups
from .clientfile_import_match import KnownCustomers
from .clientfile_import_run import CREATABLE
from .clientfile_import_twins import FileCustomers
from .clientfile_import_values import (
    WantedValues,
    compared_fields,
    settle_address,
)

CHECK_BATCH = 1000
_CHECKED = ("state", "partner_id", "twin_id", "reason", "remarks")


class ClientfileImport(models.Model):
    """The second half of a test: whom each row means, and what it would change."""

    _inherit = "clientfile.import"

    def _check_step(self, cursor):
        rows = fetch_next(self, cursor, ["waiting"], CHECK_BATCH)
        if not rows:
            self._forget_keys()
            return StepResult(None)
        BatchCheck(self, rows).run()
        refused = sum(row.state == "refused" for row in rows)
        cursor = {"phase": "check", "rank": rows[-1].rank, "id": rows[-1].id}
        return StepResult(cursor, len(rows), refused)

    def _forget_keys(self):
        query = "DELETE FROM clientfile_import_key WHERE import_id = %s"
        self.env.cr.execute(SQL(query, self.id))

    def _get_compared_fields(self):
        return compared_fields(set(self.column_ids.mapped("target")))

    def _fetch_parents(self, rows):
        """The rows of the companies of these rows, by id."""
        ids = [row.parent_row_id for row in rows if row.parent_row_id]
        if not ids:
            return {}
        return {row.id: row for row in fetch_rows(self.env, SQL("id = ANY(%s)", ids))}

    def _refuse(self, row, *said):
        """Refuse a row for reasons given as pairs of a title and what is said."""
        row.refuse("\n".join(self._said(said)))

    def _remark(self, row, said):
        row.remark(*self._said(said))

    def _find_update(self, known, wanted, is_twin, is_new):
        """What a row changes on a customer, by the choice made for known ones.

        Further rows about one customer only complete what the first has said.
        """
        if self.update_mode == "keep" and not is_new:
            return Update({})
        return find_update(known, wanted, self.update_mode == "replace" and not is_twin)

    def _refusal_without_customer(self, row):
        """Why nobody can be created from a row, or ``None``."""
        name = row.plan["values"].get("name")
        if row.part == "company" and not name:
            return Remark("company_unknown", {"value": row.plan["values"].get("ref")})
        if row.part == "company" and not self.create_companies:
            return Remark("company_not_created", {"value": name})
        return None if name else Remark("name_missing", {})

    def _get_wanted_builder(self):
        return WantedValues(self, Lookups(self.env), self._stand_for_missing)

    def _stand_for_missing(self, kind, name):
        """Stands for what is to be created, while nothing is written."""
        creatable = CREATABLE.get(kind)
        return f"+{fold(name)}" if creatable and self[creatable.option] else None


class BatchCheck:
    """The rows of one batch, checked one after the other."""

    def __init__(self, document, rows):
        self._document = document
        self._rows = rows
        self._parents = document._fetch_parents(rows)
        for row in rows:
            row.employer = self._name_employer(row)
        self._builder = document._get_wanted_builder()
        self._customers = KnownCustomers(document, rows)
        self._customers.read_knowns(self._customers.partner_ids)
        self._twins = FileCustomers(
            document, rows, self._parents, self._customers.partner_ids
        )

    def run(self):
        """Decide about each row and store the decisions."""
        for row in self._rows:
            self._check(row)
        self._document._remark_doubles(self._rows)
        write_rows(self._document.env, self._rows, _CHECKED)
        self._twins.store()

    def _name_employer(self, row):
        parent = self._parents.get(row.parent_row_id)
        if not parent:
            return ""
        is_known = bool(parent.partner_id)
        return f"partner:{parent.partner_id}" if is_known else f"row:{parent.group_id}"

    def _check(self, row):
        wanted, remarks, refusals = self._builder.build(row)
        parent = self._parents.get(row.parent_row_id)
        if parent and parent.state == "refused":
            refusals = [(None, Remark("company_refused", {"reason": parent.reason}))]
        if refusals:
            self._document._refuse(row, *refusals)
            return
        if parent and (company := self._twins.find(("row", parent.id))):
            settle_address(wanted.values, self._known(company).values)
        self._document._remark(row, remarks)
        self._decide(row, wanted)

    def _decide(self, row, wanted):
        candidates = self._customers.candidates_of(row)
        candidates += self._twins.candidates_of(row)
        match = find_match(row.identity, candidates)
        refusal = match.refusal
        if not match.target:
            refusal = refusal or self._document._refusal_without_customer(row)
        if refusal:
            self._document._refuse(row, (None, refusal))
        elif match.target:
            self._decide_known(row, wanted, match.target)
        else:
            row.set(state="to_create")
            self._twins.register(row, new_known(wanted))

    def _decide_known(self, row, wanted, target):
        twin = self._twins.find(target)
        if target[0] == "partner":
            row.set(partner_id=target[1])
        known = self._known(twin) if twin else self._customers.known(target[1])
        self._document._remark(row, self._customers.settle_known(row, wanted, known))
        is_new = target[0] == "row"
        update = self._document._find_update(known, wanted, bool(twin), is_new)
        row.set(state="to_update" if update else "unchanged")
        known.absorb(update)
        if twin:
            self._twins.add_twin(row, twin)
            same = Remark("same_as_row", {"number": twin.row.number})
            self._document._remark(row, [(None, same)])
        else:
            self._twins.register(row, known)

    def _known(self, customer):
        """What is known of a customer of the file, after the rows before this batch."""
        if not customer.known:
            wanted, _remarks, _refusals = self._builder.build(customer.row)
            kind, target_id = customer.target
            customer.known = new_known(wanted)
            if kind == "partner":
                customer.known = self._customers.known(target_id)
                update = self._document._find_update(
                    customer.known, wanted, False, False
                )
                customer.known.absorb(update)
        return customer.known
