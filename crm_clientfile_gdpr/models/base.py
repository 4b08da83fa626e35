from odoo import api, models


class Base(models.AbstractModel):
    """Each model says what it keeps about persons."""

    _inherit = "base"

    @api.model
    def _clientfile_personal_data(self):
        """``tools.personal_data.PersonalData`` of this model, or None.

        None: the data map tells what its fields suggest, see ``clientfile.data.map``.
        """
        return
