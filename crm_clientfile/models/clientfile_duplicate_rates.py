from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, ormcache

from ..tools import duplicate_learning
from ..tools.duplicate_chance import Chance
from ..tools.duplicate_compare import compare
from ..tools.duplicate_score import WEIGHTS, Model

_FEWEST_OF_EACH = 10
_USED = """
    SELECT (SELECT MAX(id) FROM clientfile_duplicate_scan
             WHERE date_measured IS NOT NULL AND chance IS NOT NULL),
           (SELECT MAX(id) FROM clientfile_duplicate_rates WHERE is_used),
           (SELECT reltuples::int FROM pg_class WHERE relname = 'res_partner')
"""


class ClientfileDuplicateRates(models.Model):
    """What decisions have taught and a person has accepted; the last one counts.

    ``weights`` are the bits by which each weight is moved that the addon has measured.
    """

    _name = "clientfile.duplicate.rates"
    _description = "Weights of Duplicates"
    _order = "id desc"

    name = fields.Char("Version", compute="_compute_name")
    weights = fields.Json(required=True, readonly=True)
    decision_count = fields.Integer("Decisions", readonly=True)
    precision_before = fields.Float(readonly=True)
    precision_after = fields.Float(readonly=True)
    recall_before = fields.Float(readonly=True)
    recall_after = fields.Float(readonly=True)
    is_used = fields.Boolean("In Use", default=True)

    @api.depends("create_date")
    def _compute_name(self):
        for rates in self:
            rates.name = self.env._("Weights no. %s", rates.id)

    @api.model
    def _get_model(self):
        """The pure layer's ``Model``: what was measured here, and what was learnt."""
        # Asked for whenever somebody types: what it is made of never changes.
        self.flush_model(["is_used"])
        self.env["clientfile.duplicate.scan"].flush_model(["date_measured", "chance"])
        return self._make_model(*self.env.execute_query(SQL(_USED))[0])

    @ormcache("scan_id", "rates_id", "population")
    def _make_model(self, scan_id, rates_id, population):
        # sudo: the same for whoever searches or types
        scan = self.env["clientfile.duplicate.scan"].sudo().browse(scan_id or ())
        chance = Chance.from_json(scan.chance) or Chance(population=population)
        # sudo: as above
        weights = self.sudo().browse(rates_id or ()).weights
        return Model(chance, weights if weights and self._is_known(weights) else {})

    @api.model
    def _is_known(self, weights):
        """Whether they belong to the levels that this version compares."""
        shape = {name: len(levels) for name, levels in weights.items()}
        return shape == {name: len(levels) for name, levels in WEIGHTS.items()}

    @api.model
    def _learn(self):
        """What the decisions teach, ``Learned``, and how many they are."""
        decisions = self._get_decisions()
        shares = [same for _pattern, same in decisions]
        too_few = min(sum(shares), len(shares) - sum(shares)) < _FEWEST_OF_EACH
        if too_few or len(decisions) < duplicate_learning.FEWEST_DECISIONS:
            raise UserError(
                self.env._(
                    "There are %(count)s decisions so far. Decide on at least "
                    "%(fewest)s pairs, some of them different, then learn from them.",
                    count=len(decisions),
                    fewest=duplicate_learning.FEWEST_DECISIONS,
                )
            )
        return duplicate_learning.learn(self._get_model(), decisions), len(decisions)

    @api.model
    def _get_decisions(self):
        """(pattern, same) of each pair of customers that somebody decided on."""
        pairs = self.env["clientfile.duplicate"].search(
            [
                ("decision", "in", ("same", "different")),
                ("decided_by_id", "!=", False),
                ("res_model", "=", "res.partner"),
            ],
            order="id",
        )
        ids = {*pairs.partner_a_id.ids, *pairs.partner_b_id.ids}
        profiles = self.env["clientfile.match.profile"]._load(ids)
        population = self._get_model().chance.population
        frequency = self.env["clientfile.match.frequency"]
        rarity = frequency._get_rarity(profiles.values(), population)
        return [
            (
                compare(
                    profiles[pair.partner_a_id.id],
                    profiles[pair.partner_b_id.id],
                    rarity,
                ),
                pair.decision == "same",
            )
            for pair in pairs
            if pair.partner_a_id.id in profiles and pair.partner_b_id.id in profiles
        ]
