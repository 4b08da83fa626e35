"""The customers of the database whom rows of a file may mean."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from odoo.tools import SQL, html2plaintext

from ..tools.import_match import Candidate, Identity, place_of
from ..tools.import_merge import Known
from ..tools.import_remarks import Remark
from ..tools.names import name_key
from ..tools.text import clean, compact, fold_code

# More customers than that behind one phone or name do not help to tell them apart.
MOST_CANDIDATES = 50


class KnownCustomers:
    """All customers that a batch of rows may mean, looked up in a few queries.

    Customers the user may not see are not found: the host's rules say who that is.
    """

    def __init__(self, document, rows):
        self._import_id = document.id
        partners = document.env["res.partner"]
        self._partners = partners.with_context(active_test=False, bin_size=True)
        self._env = document.env
        # Birth dates, for one, are for a group of their own.
        self._readable = [
            name
            for name in document._get_compared_fields()
            if partners._has_field_access(partners._fields[name], "read")
        ]
        self._by_key = self._find_by_keys(rows)
        self._by_name = self._find_by_names(rows)
        self._by_digest = self._find_by_digests(rows)
        self._candidates = self._read_candidates()
        self._knowns = {}

    def candidates_of(self, row):
        """The candidates that share something with a row."""
        same_row = self._by_digest.get(row.digest, set())
        ids = same_row | self._by_name.get(row.plan["values"].get("name"), set())
        ids = ids.union(*(self._by_key.get(key, ()) for key in row.plan["keys"]))
        found = [self._candidates[id_] for id_ in ids if id_ in self._candidates]
        return [
            replace(one, is_same_row=True) if one.target[1] in same_row else one
            for one in found
        ]

    @property
    def partner_ids(self):
        """The customers that any row of the batch may mean."""
        return list(self._candidates)

    def known(self, partner_id):
        """What is known of a customer, as ``import_merge`` wants it."""
        self.read_knowns([partner_id])
        return self._knowns[partner_id]

    def read_knowns(self, partner_ids):
        """Read these customers at once, before they are asked for one by one."""
        missing = set(partner_ids) - set(self._knowns)
        if not missing:
            return
        self._partners.flush_model()
        partners = self._partners.browse(missing)
        channels = self._read_channels(partners)
        keys = self._read_keys(partners.ids)
        for vals in partners.read([*self._readable, "comment"], load=None):
            partner_id = vals.pop("id")
            comment = html2plaintext(vals.get("comment") or "")
            self._knowns[partner_id] = Known(
                {name: plain_value(value) for name, value in vals.items()},
                channels[partner_id]
                | {key for key in keys[partner_id] if key[0] in "ep"},
                {clean(line) for line in comment.splitlines()},
            )

    def settle_known(self, row, wanted, known):
        """Leave out what an import does not change on a known customer; say so."""
        said, values = [], wanted.values
        number = known.values.get("ref")
        if number and "ref" in values and fold_code(number) != fold_code(values["ref"]):
            said.append((None, Remark("number_kept", {"value": number})))
        elif not number and "ref" in values and self._is_locked(row.partner_id):
            del values["ref"]
            said.append((None, Remark("number_locked", {})))
        if row.employer.startswith("partner:"):
            company_id = int(row.employer.removeprefix("partner:"))
            if row.partner_id and known.values.get("parent_id") != company_id:
                company = self._partners.browse(company_id)
                said.append((None, Remark("parent_kept", {"value": company.name})))
        return said

    def _is_locked(self, partner_id):
        """Whether posted entries keep a customer from getting a number like that."""
        partner = self._partners.browse(partner_id or ())
        return bool(partner._clientfile_with_posted_entries())

    def _find_by_keys(self, rows):
        """Phones and e-mails count with the name only, so one word of it is asked too:
        the customers behind a phone may be many.
        """
        wanted = {
            (key, row.rarest_word if key[0] in "ep" else "")
            for row in rows
            for key in row.plan["keys"]
        }
        query = """
            SELECT wanted.key, known.partner_id
              FROM unnest(%(keys)s, %(words)s) AS wanted (key, word)
             CROSS JOIN LATERAL (
                   SELECT partner_id
                     FROM clientfile_match_key AS stored
                    WHERE stored.key = wanted.key
                      AND (wanted.word = '' OR EXISTS (
                          SELECT FROM clientfile_match_key AS named
                           WHERE named.partner_id = stored.partner_id
                             AND named.key = wanted.word))
                    LIMIT %(most)s) AS known
        """
        keys, words = zip(*wanted, strict=True) if wanted else ((), ())
        return self._group(
            SQL(query, keys=list(keys), words=list(words), most=MOST_CANDIDATES), wanted
        )

    def _find_by_names(self, rows):
        names = {row.plan["values"].get("name") for row in rows} - {None}
        self._partners.flush_model(["name"])
        query = """
            SELECT wanted.name, known.id
              FROM unnest(%(names)s) AS wanted (name)
             CROSS JOIN LATERAL (
                   SELECT id FROM res_partner
                    WHERE name = wanted.name LIMIT %(most)s) AS known
        """
        return self._group(SQL(query, names=list(names), most=MOST_CANDIDATES), names)

    def _find_by_digests(self, rows):
        """Who came of the same rows when they were imported before."""
        digests = {row.digest for row in rows}
        query = """
            SELECT digest, partner_id FROM clientfile_import_row
             WHERE digest = ANY(%(digests)s) AND partner_id IS NOT NULL
               AND import_id <> %(import_id)s
               AND state IN ('created', 'updated', 'unchanged')
        """
        return self._group(
            SQL(query, digests=list(digests), import_id=self._import_id), digests
        )

    def _group(self, query, wanted):
        found = defaultdict(set)
        for value, partner_id in self._env.execute_query(query) if wanted else ():
            found[value].add(partner_id)
        return found

    def _read_candidates(self):
        groups = (self._by_key, self._by_name, self._by_digest)
        ids = set().union(*(one for group in groups for one in group.values()))
        keys = self._read_keys(ids)
        partners = self._partners.search_fetch(
            [("id", "in", list(ids))],
            ["name", "ref", "company_registry", "street", "zip", "city", "country_id"]
            + ["active", "is_company", "parent_id", "commercial_partner_id"],
        )
        return {
            partner.id: self._make_candidate(partner, frozenset(keys[partner.id]))
            for partner in partners
        }

    def _make_candidate(self, partner, keys):
        is_contact = bool(partner.parent_id) and not partner.is_company
        own_numbers = not is_contact and partner.company_registry
        identity = Identity(
            name_key=name_key(partner.name),
            keys=keys,
            ref=fold_code(partner.ref),
            registry=compact(own_numbers or ""),
            place=place_of(partner.street, partner.zip, partner.city),
            employer_key=f"partner:{partner.parent_id.id}" if is_contact else "",
            is_contact=is_contact,
            is_company=partner.is_company,
        )
        detail = partner.ref or partner.city or partner.id
        label = f"{partner.name or ''} ({detail})"
        target = ("partner", partner.id)
        return Candidate(target, label, identity, is_archived=not partner.active)

    def _read_keys(self, partner_ids):
        """The keys that tell one customer from others."""
        query = """
            SELECT partner_id, key FROM clientfile_match_key
             WHERE partner_id = ANY(%s) AND left(key, 2) IN ('r:', 'i:', 'e:', 'p:')
        """
        found = defaultdict(set)
        for partner_id, key in self._env.execute_query(SQL(query, list(partner_ids))):
            found[partner_id].add(key)
        return found

    def _read_channels(self, partners):
        found = defaultdict(set)
        channels = self._env["clientfile.channel"]
        for channel in channels.search([("partner_id", "in", partners.ids)]):
            key = f"{channel.medium[0]}:{channel.value_normalized}"
            found[channel.partner_id.id].add(key)
        return found


def plain_value(value):
    """A value as rows of a file have it."""
    return value.isoformat() if isinstance(value, date) else value
