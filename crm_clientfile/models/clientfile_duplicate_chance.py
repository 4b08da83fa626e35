from odoo import api, models
from odoo.tools import SQL

from ..tools.duplicate_chance import (
    SAMPLE,
    Chance,
    measure_doubles,
    measure_shares,
)
from ..tools.duplicate_compare import compare
from ..tools.duplicate_score import Model


class ClientfileDuplicateFinder(models.AbstractModel):
    """Measures how alike customers of this database are by chance."""

    _inherit = "clientfile.duplicate.finder"

    @api.model
    def _measure(self):
        """How often fields agree by chance, and how many doubles a customer has."""
        query = "SELECT COUNT(*) FROM clientfile_match_profile"
        ((population,),) = self.env.execute_query(SQL(query))
        sample = self._draw_sample(population)
        profiles = self.env["clientfile.match.profile"]._load(sample)
        rarity = self._get_rarity(profiles, population)
        ordered = [profiles[id_] for id_ in sample if id_ in profiles]
        shares = measure_shares(ordered, rarity)
        odds = self._get_odds(sample, Model(Chance(population, 1.0, shares)))
        doubles = measure_doubles(odds, len(sample))
        return Chance(population, doubles, shares)

    def _get_rarity(self, profiles, population):
        frequency = self.env["clientfile.match.frequency"]
        return frequency._get_rarity(profiles.values(), population)

    def _get_odds(self, sample, model):
        """Bits of each pair of the customers in ``sample`` and all others."""
        candidates = self._find_candidates_of_sample(sample)
        concerned = set(candidates).union(*candidates.values())
        profiles = self.env["clientfile.match.profile"]._load(concerned)
        rarity = self._get_rarity(profiles, model.chance.population)
        patterns = (
            compare(profiles[own_id], profiles[other_id], rarity)
            for own_id, other_ids in candidates.items()
            for other_id in other_ids
            if own_id in profiles and other_id in profiles
        )
        return [bits for bits in map(model.odds, patterns) if bits is not None]

    def _find_candidates_of_sample(self, sample):
        left = SQL(
            "SELECT partner_id, key FROM clientfile_match_key"
            " WHERE partner_id = ANY(%s)",
            sample,
        )
        return self.env["clientfile.match.key"]._find_candidates(left, SQL("TRUE"))

    def _draw_sample(self, population):
        """Ids spread evenly over the file, the same for the same file."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id
                  FROM (SELECT partner_id, row_number() OVER (ORDER BY partner_id) AS n
                          FROM clientfile_match_profile) AS numbered
                 WHERE n %% %s = 0
                """,
                max(population // SAMPLE, 1),
            )
        )
        return [partner_id for (partner_id,) in rows]
