from odoo import models
from odoo.exceptions import UserError


class ClientfileMerge(models.Model):
    """A merge whose journal was erased with the person cannot be undone."""

    _inherit = "clientfile.merge"

    def _refuse_undo(self):
        # sudo: whether a customer was erased is no matter of rights
        customers = (self.survivor_id | self.source_ids).sudo()
        if any(customer.clientfile_erased_on for customer in customers):
            raise UserError(
                self.env._("This customer was erased: its merge cannot be undone.")
            )
        return super()._refuse_undo()
