from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .clientfile_duplicate import SIDES

# While one of these is the decision, nobody has said that both are two.
_UNDECIDED = ("pending", "later", "same")


class ClientfileDuplicate(models.Model):
    """Setting one of two aside while somebody decides, where the company wants it."""

    _inherit = "clientfile.duplicate"

    can_set_aside = fields.Boolean(compute="_compute_can_set_aside")
    is_set_aside = fields.Boolean(
        "Set Aside",
        compute="_compute_is_set_aside",
        search="_search_is_set_aside",
        exportable=False,
        help="One of the two waits, archived, in the folder “To review”.",
    )

    @api.depends("partner_a_id.active", "partner_b_id.active", "decision")
    @api.depends_context("company")
    def _compute_can_set_aside(self):
        is_wanted = self.env.company.clientfile_has_review_folder
        for pair in self:
            pair.can_set_aside = is_wanted and pair._is_in_use()

    @api.depends(*(f"{side}.clientfile_aside_date" for side in SIDES))
    def _compute_is_set_aside(self):
        for pair in self:
            partners = pair._get_partners()
            pair.is_set_aside = any(partners.mapped("clientfile_aside_date"))

    @api.model
    def _search_is_set_aside(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain.OR(
            Domain(side, "any!", [("clientfile_aside_date", "!=", False)])
            for side in SIDES
        )
        return Domain.OR(waiting if wanted else ~waiting for wanted in value)

    def action_set_aside(self):
        """Of each pair, put the one that a merge would archive into the folder."""
        self.check_access("write")
        if not self.env.company.clientfile_has_review_folder:
            raise UserError(
                self.env._(
                    "Your company keeps no folder “To review”. An administrator can "
                    "choose it in the settings."
                )
            )
        # One after the other: who went with an earlier pair has left the next one.
        for pair in self.filtered("partner_a_id"):
            if pair._is_in_use():
                pair._get_one_to_set_aside()._clientfile_set_aside()
        return True

    def _is_in_use(self):
        partners = self._get_partners()
        return (
            len(partners) == 2
            and self.decision in _UNDECIDED
            and all(partners.mapped("active"))
        )

    def _get_one_to_set_aside(self):
        partners = self._get_partners()
        # sudo: posted entries decide, whoever may read them
        merges, judged = self.env["clientfile.merge"].sudo(), partners.sudo()
        stays = merges._get_default_survivor(judged)
        return partners.filtered(lambda one: one.id != stays.id)

    def _decide(self, decision):
        result = super()._decide(decision)
        if decision == "different":
            self._put_back_decided()
        return result

    def _put_back_decided(self):
        """Those found different come back, unless another pair of theirs waits."""
        aside = self._get_partners().filtered("clientfile_aside_date")
        waiting = self.search(
            Domain("decision", "in", _UNDECIDED)
            & Domain.OR(Domain(side, "in", aside.ids) for side in SIDES)
        )
        (aside - waiting._get_partners()).action_clientfile_put_back()
