from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import duplicate_learning
from ..tools.duplicate_compare import compare
from ..tools.duplicate_score import WEIGHTS, Model

_FEWEST_OF_EACH = 10


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
        # sudo: the same for whoever searches or types
        used = self.sudo().search([("is_used", "=", True)], limit=1)
        learnt = used.weights if used and self._is_known(used.weights) else {}
        return Model(self.env["clientfile.duplicate.scan"]._get_chance(), learnt)

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
        rarity = self.env["clientfile.match.frequency"]._get_rarity(profiles.values())
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
