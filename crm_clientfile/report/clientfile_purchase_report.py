from odoo import fields, models

_MONTHS = range(1, 13)
_ROWS = """
    SELECT years.id * 12 + month.number - 1 AS id,
           years.partner_id,
           years.company_id,
           MAKE_DATE(years.year, month.number, 1) AS date,
           month.revenue,
           month.purchase_count,
           partner.country_id,
           partner.state_id,
           partner.industry_id,
           partner.user_id,
           partner.clientfile_territory_id AS territory_id,
           partner.clientfile_source_id AS source_id
      FROM clientfile_metrics_year AS years
      JOIN res_partner AS partner ON partner.id = years.partner_id
CROSS JOIN LATERAL (VALUES {months})
           AS month (number, revenue, purchase_count)
     WHERE month.revenue IS NOT NULL
"""


class ClientfilePurchaseReport(models.Model):
    """What each customer bought in each month, without taxes, credit notes deducted."""

    _name = "clientfile.purchase.report"
    _description = "Purchases by Month"
    _auto = False
    _rec_name = "partner_id"
    _order = "date desc, revenue desc, id"

    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date("Month", readonly=True)
    revenue = fields.Monetary(readonly=True)
    purchase_count = fields.Integer("Purchases", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    state_id = fields.Many2one("res.country.state", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    territory_id = fields.Many2one("clientfile.territory", readonly=True)
    source_id = fields.Many2one("utm.source", readonly=True)

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id.get_formview_action()

    @property
    def _table_query(self):
        self.env["res.partner"].flush_model()
        months = ", ".join(
            f"({month}, revenue_m{month:02}, count_m{month:02})" for month in _MONTHS
        )
        return _ROWS.format(months=months)
