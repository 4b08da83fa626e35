from odoo import api, models


class ClientfileDemo(models.AbstractModel):
    """A private customer asked to be erased; the agent has prepared it."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_erasures(self):
        person = self._partner("m_fontaine")
        self.env["clientfile.erasure"]._plan_for(person)
