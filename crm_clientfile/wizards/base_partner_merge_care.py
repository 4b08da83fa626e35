from odoo import models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Histories of salespeople are joined before the host gives one customer's rows
    to another: two holders on a day would stop the merge.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env["clientfile.assignment"]._absorb(src_partners, dst_partner)
        self._settle_clientfile_moves(src_partners)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _settle_clientfile_moves(self, src_partners):
        """Portfolio moves neither move nor give back who is merged into another."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE clientfile_portfolio_move_line
                   SET state = CASE state WHEN 'to_move' THEN 'skipped'
                                          ELSE 'kept' END,
                       reason = 'merged'
                 WHERE partner_id = ANY(%s) AND state IN ('to_move', 'moved')
                """,
                src_partners.ids,
            )
        )
        self.env["clientfile.portfolio.move.line"].invalidate_model()
