from odoo import models


class CrmLead(models.Model):
    """A lead whose data has to be kept; merged into another, it still has."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "clientfile.hold.mixin"]

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._take_clientfile_holds(opportunities)
        return result

    def _take_clientfile_holds(self, leads):
        """What is to be kept of ``leads``, which become this one, is kept of it.

        Until the last of their days; for ever where one of the holds has none.
        """
        # sudo: who merges leads need not see that one is held
        held = (self | leads).sudo().filtered("clientfile_hold_reason")
        if not held:
            return
        reasons = dict.fromkeys(held.mapped("clientfile_hold_reason"))
        ends = held.mapped("clientfile_hold_until")
        self.sudo().write(  # sudo: as above
            {
                "clientfile_hold_reason": ", ".join(reasons),
                "clientfile_hold_until": max(ends) if all(ends) else False,
            }
        )
