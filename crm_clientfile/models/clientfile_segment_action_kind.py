from odoo import api, models
from odoo.tools import SQL


class ClientfileSegmentActionKind(models.AbstractModel):
    """What a kind of action does; ``clientfile.segment.action.<kind>`` inherits it."""

    _name = "clientfile.segment.action.kind"
    _description = "Kind of Action on Customers"

    _channel = "post"
    # Whether somebody has still to send what was prepared.
    _is_handed_over = False
    # Columns of the partner that ``_refusal_sql`` reads, from ``customer``.
    _partner_columns = ()

    @api.model
    def _check(self, action):
        """Refuse who may not do this, and what cannot be meant."""
        action._check_manager()

    @api.model
    def _user_sql(self, action):
        """For whom a customer is; SQL over ``res_partner``."""
        return SQL("NULL::int")

    @api.model
    def _refusal_sql(self, action):
        """Why a customer is left out, NULL for who is not; SQL over ``customer``."""
        return SQL("NULL")

    @api.model
    def _check_listed(self, action):
        """Refuse what is too much, now that it is known who is concerned."""

    @api.model
    def _start(self, action):
        """Begin; what the web client opens next."""
        action._work()
        return True

    @api.model
    def _do(self, action, lines):
        """Do it for these customers; the lines refused."""
        lines.write({"state": "done"})
        return lines.browse()

    @api.model
    def _conclude(self, action, job):
        """What is to be done once, after all customers."""
