from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class ClientfileDuplicateAccept(models.TransientModel):
    """Accepts at once what is likely enough; says first how many will be wrong."""

    _name = "clientfile.duplicate.accept"
    _description = "Accept Likely Duplicates"

    threshold = fields.Float(
        "Likely From",
        default=0.99,
        required=True,
        help="Pairs at least that likely are accepted; the others wait for a person.",
    )
    pair_count = fields.Integer("Pairs", compute="_compute_pairs")
    expected_errors = fields.Float(
        "Expected to Be Wrong",
        compute="_compute_pairs",
        help="How many of these pairs are probably no duplicates: the sum of what each "
        "lacks to certainty.",
    )
    error_rate = fields.Float("Expected Error", compute="_compute_pairs")
    with_merge = fields.Boolean(
        "Merge Them, Too",
        help="In the background, each group on its own; every merge can be undone.",
    )

    @api.depends("threshold")
    def _compute_pairs(self):
        for wizard in self:
            ((count, total),) = wizard.env["clientfile.duplicate"]._read_group(
                wizard._get_pair_domain(), [], ["__count", "probability:sum"]
            )
            wizard.pair_count = count
            wizard.expected_errors = count - (total or 0)
            wizard.error_rate = wizard.expected_errors / count if count else 0

    @api.constrains("threshold")
    def _check_threshold(self):
        if any(not 0.5 <= wizard.threshold <= 1 for wizard in self):
            raise ValidationError(
                self.env._("Choose a likelihood between 50 % and 100 %.")
            )

    def action_accept(self):
        """Note all of them as the same; merge them in the background where wanted."""
        self.ensure_one()
        pairs = self.env["clientfile.duplicate"].search(self._get_pair_domain())
        if not pairs:
            raise UserError(self.env._("No pair is that likely. Choose a lower value."))
        pairs._decide("same")
        if self.with_merge:
            return self.env["clientfile.merge.batch"]._start(pairs)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_duplicate_action"
        )
        return {**action, "context": {"search_default_filter_same": 1}}

    def _get_pair_domain(self):
        """Which pairs are accepted: never households, branches or mere namesakes."""
        return (
            Domain("decision", "=", "pending")
            & Domain("res_model", "=", "res.partner")
            & Domain("kind", "=", "double")
            & Domain("probability", ">=", self.threshold)
            & Domain("is_actual", "=", True)
        )
