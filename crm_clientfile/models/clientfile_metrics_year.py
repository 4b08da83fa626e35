from odoo import fields, models


class PlainMany2one(fields.Many2one):
    """A link that the database does not check: it doubled the time to fill tables.

    Nor does a merge move it: figures are made anew. Rows of deleted partners are
    removed with them, see ``res_partner_figures``.
    """

    def update_db_foreign_key(self, model, column):
        """Make none."""


class ClientfileMetricsYear(models.Model):
    """What a customer bought in a calendar year, its quarters and its months.

    Without taxes; written by SQL only. Months without documents are NULL.
    """

    _name = "clientfile.metrics.year"
    _description = "Figures of a Customer in a Year"
    _log_access = False
    _rec_name = "partner_id"
    _order = "year desc, revenue desc, id"

    partner_id = PlainMany2one("res.partner", "Customer", required=True)
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    year = fields.Integer(required=True, aggregator=None)

    revenue = fields.Monetary()
    revenue_taxed = fields.Monetary("Revenue with Taxes")
    purchase_count = fields.Integer("Purchases")
    discount = fields.Float("Discount (%)", (6, 2), aggregator="avg")
    margin = fields.Monetary()
    margin_rate = fields.Float("Margin (%)", (7, 2), aggregator="avg")

    revenue_q1 = fields.Monetary("Revenue, First Quarter")
    revenue_q2 = fields.Monetary("Revenue, Second Quarter")
    revenue_q3 = fields.Monetary("Revenue, Third Quarter")
    revenue_q4 = fields.Monetary("Revenue, Fourth Quarter")
    count_q1 = fields.Integer("Purchases, First Quarter")
    count_q2 = fields.Integer("Purchases, Second Quarter")
    count_q3 = fields.Integer("Purchases, Third Quarter")
    count_q4 = fields.Integer("Purchases, Fourth Quarter")

    revenue_m01 = fields.Monetary("Revenue, January")
    revenue_m02 = fields.Monetary("Revenue, February")
    revenue_m03 = fields.Monetary("Revenue, March")
    revenue_m04 = fields.Monetary("Revenue, April")
    revenue_m05 = fields.Monetary("Revenue, May")
    revenue_m06 = fields.Monetary("Revenue, June")
    revenue_m07 = fields.Monetary("Revenue, July")
    revenue_m08 = fields.Monetary("Revenue, August")
    revenue_m09 = fields.Monetary("Revenue, September")
    revenue_m10 = fields.Monetary("Revenue, October")
    revenue_m11 = fields.Monetary("Revenue, November")
    revenue_m12 = fields.Monetary("Revenue, December")
    count_m01 = fields.Integer("Purchases, January")
    count_m02 = fields.Integer("Purchases, February")
    count_m03 = fields.Integer("Purchases, March")
    count_m04 = fields.Integer("Purchases, April")
    count_m05 = fields.Integer("Purchases, May")
    count_m06 = fields.Integer("Purchases, June")
    count_m07 = fields.Integer("Purchases, July")
    count_m08 = fields.Integer("Purchases, August")
    count_m09 = fields.Integer("Purchases, September")
    count_m10 = fields.Integer("Purchases, October")
    count_m11 = fields.Integer("Purchases, November")
    count_m12 = fields.Integer("Purchases, December")

    _partner_company_year = models.UniqueIndex("(partner_id, company_id, year)")
