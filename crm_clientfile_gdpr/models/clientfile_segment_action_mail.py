from odoo import api, models


class ClientfileSegmentActionEmail(models.AbstractModel):
    """The host's composer is told what the e-mail is for."""

    _inherit = "clientfile.segment.action.email"

    @api.model
    def _prepare_composer_context(self, action):
        context = super()._prepare_composer_context(action)
        return {**context, "default_clientfile_purpose_id": action.purpose_id.id}


class ClientfileSegmentActionMailing(models.AbstractModel):
    """So are the host's mailings, and its text messages."""

    _inherit = "clientfile.segment.action.mailing"

    @api.model
    def _prepare_mailing_values(self, action, lang):
        values = super()._prepare_mailing_values(action, lang)
        return {**values, "clientfile_purpose_id": action.purpose_id.id}
