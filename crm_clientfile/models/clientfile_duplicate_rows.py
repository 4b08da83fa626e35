from odoo import api, models
from odoo.tools import SQL

from ..tools.duplicate_keys import CAPS, block_keys
from ..tools.duplicate_profile import profile_of
from ..tools.keys import Reachable, keys_of
from .clientfile_duplicate_finder import Fact


class ClientfileDuplicateFinder(models.AbstractModel):
    """Whom those may be that are not stored yet: the rows of a file, all at once."""

    _inherit = "clientfile.duplicate.finder"

    @api.model
    def _find_for_rows(self, comparables):
        """The customers in use that each row may be, the likeliest first.

        ``comparables``: a ``Comparable`` by the row's number, which is not zero. Gives
        lists of ``Found`` by these numbers; rows without any are left out.
        """
        # Below zero: no partner has such an id.
        by_id = {-number: one for number, one in comparables.items()}
        profiles = {own_id: profile_of(one) for own_id, one in by_id.items()}
        keys = {id_: self._get_row_keys(by_id[id_], profiles[id_]) for id_ in by_id}
        candidates = self._find_row_candidates(keys)
        others = set().union(*candidates.values())
        profiles |= self.env["clientfile.match.profile"]._load(others)
        found = self._judge(candidates, profiles)
        facts = self._get_facts({pair.other_id for pair in found})
        facts |= {
            own_id: Fact(True, one.is_company, None, None, None)
            for own_id, one in by_id.items()
        }
        by_number = {}
        for pair in self._settle(found, facts, with_archived=False):
            by_number.setdefault(-pair.own_id, []).append(pair)
        for pairs in by_number.values():
            pairs.sort(key=lambda pair: (-pair.verdict.bits, pair.other_id))
        return by_number

    def _get_row_keys(self, comparable, profile):
        reachable = Reachable(
            country_code=comparable.country_code,
            vat=comparable.vat,
            company_registry=comparable.company_registry,
            siren=comparable.siren,
            phones=comparable.phones,
            emails=comparable.emails,
            is_company=comparable.is_company,
        )
        keys = keys_of(reachable) | block_keys(profile)
        return [key for key in keys if key.partition(":")[0] in CAPS]

    def _find_row_candidates(self, keys_by_id):
        pairs = [(id_, key) for id_, keys in keys_by_id.items() for key in keys]
        if not pairs:
            return {}
        ids, keys = zip(*pairs, strict=True)
        left = SQL(
            "SELECT * FROM unnest(%s, %s) AS typed (partner_id, key)",
            list(ids),
            list(keys),
        )
        keys = self.env["clientfile.match.key"]
        return keys._find_candidates(left, SQL("TRUE"))
