"""The customers of the file itself: the rows of a file are often about the same one."""

from collections import defaultdict
from dataclasses import dataclass

from odoo.tools import SQL

from ..tools.import_match import Candidate, Identity
from ..tools.import_merge import Known
from .clientfile_import_batch import BatchRow, fetch_rows, insert_rows, write_rows

_TABLE = "clientfile_import_key"
_MOST_CANDIDATES = 20
_LIVE = ["to_create", "to_update", "unchanged"]


@dataclass
class FileCustomer:
    """A customer as the rows so far leave him; ``row`` is the first about him."""

    row: BatchRow
    identity: Identity
    known: Known | None = None

    @property
    def target(self):
        """As ``Candidate.target``: a customer of the database, or a new one."""
        if self.row.partner_id:
            return ("partner", self.row.partner_id)
        return ("row", self.row.id)


class FileCustomers:
    """The customers that earlier rows are about, as far as a batch may need them."""

    def __init__(self, document, rows, parents, partner_ids):
        self._document = document
        self._env = document.env
        self._by_key = defaultdict(list)
        self._by_target = {}
        self._new_keys = []
        self._merged = {}
        self._load(rows, parents, partner_ids)

    def candidates_of(self, row):
        """The customers of earlier rows that a row shares a key with."""
        found = {}
        for key in _file_keys(row):
            for customer in self._by_key.get(key, ()):
                found[customer.row.id] = customer
        return [
            Candidate(customer.target, customer.row.label, customer.identity)
            for customer in found.values()
        ]

    def find(self, target):
        """The customer with this target, if an earlier row was about him."""
        return self._by_target.get(target)

    def register(self, row, known):
        """Make a row known as the first about its customer."""
        customer = FileCustomer(row, row.identity, known)
        self._by_target[customer.target] = customer
        self._by_target[("row", row.id)] = customer
        self._add_keys(row, customer)

    def add_twin(self, row, customer):
        """Note one more row about a customer."""
        row.set(twin_id=customer.row.id)
        self._merged[customer.row.id] = customer
        self._by_target[("row", row.id)] = customer
        self._add_keys(row, customer)

    def _add_keys(self, row, customer):
        for key in _file_keys(row):
            if customer not in self._by_key[key]:
                self._by_key[key].append(customer)
                self._new_keys.append((self._document.id, customer.row.id, key))

    def store(self):
        """Keep what the next batches need."""
        insert_rows(self._env, _TABLE, ("import_id", "row_id", "key"), self._new_keys)
        for customer in self._merged.values():
            customer.row.set(merged=dump_known(customer.known))
        rows = [customer.row for customer in self._merged.values()]
        write_rows(self._env, rows, ("merged",))

    def _load(self, rows, parents, partner_ids):
        keys = {key for row in rows for key in _file_keys(row)}
        row_ids_by_key = self._find_rows(keys)
        ids = {id_ for ids in row_ids_by_key.values() for id_ in ids}
        ids |= {parent.group_id for parent in parents.values()}
        condition = SQL(
            "import_id = %s AND twin_id IS NULL AND state = ANY(%s)"
            " AND (id = ANY(%s) OR partner_id = ANY(%s))",
            self._document.id,
            _LIVE,
            list(ids),
            list(partner_ids),
        )
        for row in fetch_rows(self._env, condition):
            self._load_customer(row)
        for parent in parents.values():
            if customer := self._by_target.get(("row", parent.group_id)):
                self._by_target[("row", parent.id)] = customer
        for key, row_ids in row_ids_by_key.items():
            found = (self._by_target.get(("row", id_)) for id_ in row_ids)
            self._by_key[key] += [one for one in found if one]

    def _load_customer(self, row):
        customer = FileCustomer(row, row.identity, load_known(row.merged))
        self._by_target[customer.target] = customer
        self._by_target[("row", row.id)] = customer

    def _find_rows(self, keys):
        query = """
            SELECT wanted.key, known.row_id
              FROM unnest(%s) AS wanted (key)
             CROSS JOIN LATERAL (
                   SELECT row_id FROM clientfile_import_key AS stored
                    WHERE stored.import_id = %s AND stored.key = wanted.key
                    LIMIT %s) AS known
        """
        found = defaultdict(list)
        query = SQL(query, list(keys), self._document.id, _MOST_CANDIDATES)
        for key, row_id in self._env.execute_query(query) if keys else ():
            found[key].append(row_id)
        return found


def dump_known(known):
    """``known``, fit for JSON."""
    return {
        "values": known.values,
        "reach_keys": sorted(known.reach_keys),
        "notes": sorted(known.notes),
    }


def load_known(data):
    """The reverse of ``dump_known``."""
    if not data:
        return None
    return Known(data["values"], set(data["reach_keys"]), set(data["notes"]))


def _file_keys(row):
    """The keys of a row, those that count with the name only together with it."""
    name = row.plan["name_key"]
    keys = [f"{key}|{name}" if key[0] in "ep" else key for key in row.plan["keys"]]
    return [*keys, f"n|{name}"] if name else keys
