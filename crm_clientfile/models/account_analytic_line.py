from odoo import models


class AccountAnalyticLine(models.Model):
    _inherit = "account.analytic.line"

    # The host has no index by partner, and every invoice line is an analytic one, too.
    _clientfile_timesheet = models.Index("(partner_id) WHERE project_id IS NOT NULL")
