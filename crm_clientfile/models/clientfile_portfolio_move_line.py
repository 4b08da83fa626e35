from odoo import fields, models


class ClientfilePortfolioMoveLine(models.Model):
    """One customer of a portfolio move: what is to happen to him, and what did.

    Written by the move's own SQL, read by managers. Goes with its customer when he is
    deleted; when he is merged, it stays with the other one and is settled.
    """

    _name = "clientfile.portfolio.move.line"
    _description = "Customer of a Portfolio Move"
    _order = "id"
    _rec_name = "partner_id"

    move_id = fields.Many2one(
        "clientfile.portfolio.move",
        "Portfolio Move",
        required=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade"
    )
    old_user_id = fields.Many2one("res.users", "Former Salesperson")
    old_territory_id = fields.Many2one("clientfile.territory", "Former Territory")
    new_user_id = fields.Many2one("res.users", "New Salesperson")
    new_territory_id = fields.Many2one("clientfile.territory")
    state = fields.Selection(
        [
            ("to_move", "To move"),
            ("moved", "Moved"),
            ("skipped", "Left out"),
            ("undone", "Undone"),
            ("kept", "Not undone"),
        ],
        "Status",
        required=True,
    )
    reason = fields.Selection(
        [
            ("same", "Is in these hands already"),
            ("later", "Changed hands after the effective date"),
            ("changed", "Changed hands meanwhile"),
            ("company", "The new salesperson does not work for its company"),
            ("placed", "Has a territory already"),
            ("nowhere", "No territory covers its address"),
            ("busy", "Was being edited all the time"),
            ("merged", "Merged into another customer meanwhile"),
        ],
        "Why",
    )
    belongings = fields.Json(
        help="Ids of what went with the customer, by model; undoing gives it back."
    )

    _by_state = models.Index("(move_id, state, id)")
