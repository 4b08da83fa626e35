from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ..tools.duplicate_compare import compare
from ..tools.duplicate_profile import Profile
from ..tools.duplicate_score import Verdict

# What a search queues, and what a form shows beyond it to who knows whom it is about.
FOUND = frozenset(("certain", "strong", "review"))
SHOWN = FOUND | {"glance"}


class Fact(NamedTuple):
    """What decides beside the profiles whether two partners may be one."""

    is_active: bool
    is_company: bool
    parent_id: int | None
    entity_id: int | None
    merged_into_id: int | None
    is_address: bool = False

    @property
    def is_contact(self):
        return bool(self.parent_id) and not self.is_company


class Found(NamedTuple):
    """A pair that is worth showing, with why."""

    own_id: int
    other_id: int
    verdict: Verdict
    is_company: bool

    @property
    def ids(self):
        """Both ids, the lower first."""
        return min(self.own_id, self.other_id), max(self.own_id, self.other_id)

    @property
    def reasons(self):
        """Code, weight and values of each reason, as they are stored."""
        return [[said.code, said.weight, *said.values] for said in self.verdict.reasons]


class ClientfileDuplicateFinder(models.AbstractModel):
    """Finds who may be the same: one way for a whole batch and for one being typed.

    Candidates share a key; profiles are compared and scored by the pure layer; what the
    profiles cannot tell (companies and their contacts) is asked of the partners.
    """

    _name = "clientfile.duplicate.finder"
    _description = "Search for Possible Duplicates"

    @api.model
    def _find_in_batch(self, partner_ids):
        """Pairs of stored partners of which the later one is in ``partner_ids``."""
        keys = self.env["clientfile.match.key"]
        candidates = keys._find_candidates_of_batch(partner_ids)
        # Profiles hold no cycles; looking for some took a quarter of their loading.
        with disabling_gc():
            concerned = set(candidates).union(*candidates.values())
            profiles = self.env["clientfile.match.profile"]._load(concerned)
            found = self._judge(candidates, profiles)
        facts = self._get_facts({id_ for pair in found for id_ in pair[:2]})
        return self._settle(found, facts, with_archived=False)

    @api.model
    def _find_for(self, partner):
        """Whom ``partner`` may be, as it stands: unsaved or with unsaved changes.

        What a search would queue. Archived customers are found, too; those found
        different before are not.
        """
        keys = self.env["clientfile.match.key"]
        return self._look_up(partner, keys._find_candidates_of_keys, FOUND)

    @api.model
    def _find_to_show(self, partner):
        """As ``_find_for``, and those less likely, for who knows whom it is about."""
        keys = self.env["clientfile.match.key"]
        return self._look_up(partner, keys._find_candidates_widely, SHOWN)

    def _look_up(self, partner, find_candidates, bands):
        own_id = partner._origin.id or 0
        keys, profile = self.env["clientfile.match.key"]._get_keys_and_profile(
            # sudo: what is compared covers every field, whatever the user may read
            partner.sudo().with_context(active_test=False)
        )
        others = find_candidates(own_id, keys)
        if not others:
            return []
        profiles = self.env["clientfile.match.profile"]._load(others)
        profiles[own_id] = Profile.loads(profile)
        found = self._judge({own_id: others}, profiles, bands)
        if not found:
            return []
        facts = self._get_facts({pair[1] for pair in found})
        facts[own_id] = self._get_fact(partner)
        found = self._settle(found, facts, with_archived=True)
        known = self.env["clientfile.duplicate"]._get_different(partner._origin)
        found = [pair for pair in found if pair.other_id not in known]
        return sorted(found, key=lambda pair: (-pair.verdict.bits, pair.other_id))

    def _judge(self, candidates, profiles, bands=FOUND):
        """The pairs whose profiles alone put them in one of ``bands``, as ``Found``."""
        model = self.env["clientfile.duplicate.rates"]._get_model()
        rarity = self._get_rarity(profiles, model.chance.population)
        score, hopeless = model.score, model.hopeless
        if "glance" in bands:
            hopeless = model.hopeless_at_a_glance
        # Millions of pairs, thousands of patterns: each is scored once.
        verdicts, found = {None: None}, []
        for own_id, other_ids in candidates.items():
            own = profiles.get(own_id)
            for other_id in other_ids if own else ():
                if not (other := profiles.get(other_id)):
                    continue
                pattern = compare(own, other, rarity, hopeless)
                if pattern not in verdicts:
                    verdict = score(pattern)
                    verdicts[pattern] = verdict if verdict.band in bands else None
                if verdict := verdicts[pattern]:
                    is_company = own.is_company and other.is_company
                    found.append(Found(own_id, other_id, verdict, is_company))
        return found

    def _settle(self, found, facts, with_archived):
        """Leave out who is no double by what the partners are to each other."""
        return [
            pair
            for pair in found
            if self._may_be_one(facts.get(pair.own_id), facts.get(pair.other_id), pair)
            and (with_archived or facts[pair.own_id].is_active)
            and (with_archived or facts[pair.other_id].is_active)
        ]

    def _may_be_one(self, own, other, pair):
        """By what both are to each other, which their profiles do not tell.

        Contacts share the address and often the phone of their company: that alone
        makes them neither doubles of one another nor of any company. Nor are several
        addresses of one company.
        """
        if not own or not other or own.merged_into_id or other.merged_into_id:
            return False
        if pair.own_id in (other.parent_id, other.entity_id):
            return False
        if pair.other_id in (own.parent_id, own.entity_id):
            return False
        if own.entity_id == other.entity_id and (own.is_address or other.is_address):
            return False
        if own.is_contact or other.is_contact:
            is_person = not (own.is_company or other.is_company)
            return is_person and pair.verdict.kind == "double"
        return True

    def _get_facts(self, partner_ids):
        self.env["res.partner"].flush_model(
            [
                *("active", "is_company", "parent_id", "commercial_partner_id"),
                *("clientfile_merged_into_id", "clientfile_aside_date", "type"),
            ]
        )
        rows = self.env.execute_query(
            SQL(
                # Those set aside wait for the very decision that a search prepares.
                "SELECT id, active OR clientfile_aside_date IS NOT NULL, is_company,"
                " parent_id, commercial_partner_id, clientfile_merged_into_id,"
                " type <> 'contact'"
                " FROM res_partner WHERE id = ANY(%s)",
                list(partner_ids),
            )
        )
        return {id_: Fact(*facts) for id_, *facts in rows}

    def _get_fact(self, partner):
        return Fact(
            partner.active,
            partner.is_company,
            partner.parent_id._origin.id,
            partner.commercial_partner_id._origin.id,
            partner.clientfile_merged_into_id.id,
            partner.type != "contact",
        )
