from odoo import fields, models
from odoo.tools import SQL

from ..tools.figures_scope import Days

LIMIT = 8
# How many other buyers are asked for what else they buy.
ALIKE = 100
_BOUGHT = """
    SELECT line.product_id,
           SUM(-line.balance) AS amount,
           SUM(CASE WHEN move.move_type = 'out_refund'
                    THEN -line.quantity ELSE line.quantity END) AS quantity,
           COUNT(DISTINCT move.invoice_date) FILTER (
               WHERE move.move_type <> 'out_refund') AS days,
           MIN(move.invoice_date) FILTER (
               WHERE move.move_type <> 'out_refund') AS first,
           MAX(move.invoice_date) FILTER (
               WHERE move.move_type <> 'out_refund') AS last
      FROM account_move AS move
      JOIN account_move_line AS line ON line.move_id = move.id
     WHERE move.commercial_partner_id = ANY(%(partners)s)
       AND move.company_id = ANY(%(companies)s)
       AND move.state = 'posted'
       AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
       AND move.invoice_date > %(since)s AND move.invoice_date <= %(today)s
       AND line.display_type = 'product'
       AND line.product_id IS NOT NULL
       AND line.is_downpayment IS NOT TRUE
  GROUP BY line.product_id
"""
_ALIKE = """
    WITH buyer AS (
        SELECT DISTINCT partner_id FROM (
            SELECT partner_id FROM account_move_line
             WHERE product_id = ANY(%(top)s)
               AND company_id = ANY(%(companies)s)
               AND partner_id <> ALL(%(partners)s)
               AND parent_state = 'posted'
               AND display_type = 'product'
          ORDER BY id DESC LIMIT %(alike)s) AS latest
    )
    SELECT line.product_id, COUNT(DISTINCT line.partner_id) AS buyers
      FROM buyer
      JOIN account_move_line AS line ON line.partner_id = buyer.partner_id
      JOIN account_move AS move ON move.id = line.move_id
     WHERE line.product_id <> ALL(%(known)s)
       AND line.company_id = ANY(%(companies)s)
       AND line.parent_state = 'posted'
       AND line.display_type = 'product'
       AND line.is_downpayment IS NOT TRUE
       AND line.credit > 0
       AND move.move_type IN ('out_invoice', 'out_receipt')
       AND move.invoice_date > %(since)s
  GROUP BY line.product_id
    HAVING COUNT(DISTINCT line.partner_id) > 1
  ORDER BY buyers DESC, line.product_id
     LIMIT %(limit)s
"""


class ResPartner(models.Model):
    """Products of a customer in the last three years: read when looked at."""

    _inherit = "res.partner"

    def _get_clientfile_products(self):
        """Lists of dicts: ``top`` bought, ``lost``, ``suggested`` products."""
        self.ensure_one()
        days = Days.of(fields.Date.context_today(self))
        entity = self.commercial_partner_id
        scope = {
            "partners": entity._clientfile_entity_ids(),
            # sudo: figures are those of a company with all its branches
            "companies": self.env["res.company"]
            .sudo()
            .search([("id", "child_of", self.env.company.root_id.id)])
            .ids,
            "since": days.start_36m,
            "today": days.today,
        }
        bought = self._read_clientfile_products(SQL(_BOUGHT, **scope))
        top = sorted(bought, key=lambda one: (-one["amount"], one["product"].id))
        return {
            "top": [one for one in top if one["amount"] > 0][:LIMIT],
            "lost": [one for one in top if self._is_clientfile_lost(one)][:LIMIT],
            "suggested": self._suggest_clientfile_products(scope, top),
        }

    def _is_clientfile_lost(self, bought):
        """Bought on three days or more, and not for twice as long as usual."""
        if bought["days"] < 3:
            return False
        usual = (bought["last"] - bought["first"]).days / (bought["days"] - 1)
        silence = (fields.Date.context_today(self) - bought["last"]).days
        return silence > max(90, 2 * usual)

    def _suggest_clientfile_products(self, scope, bought):
        """What others who buy the same buy, and this customer never did."""
        if not bought:
            return []
        ids = [one["product"].id for one in bought]
        query = SQL(_ALIKE, **scope, top=ids[:5], known=ids, alike=ALIKE, limit=LIMIT)
        return self._read_clientfile_products(query)

    def _read_clientfile_products(self, query):
        for name in ("account.move", "account.move.line"):
            self.env[name].flush_model()
        self.env.cr.execute(query)
        rows = self.env.cr.dictfetchall()
        # sudo: salespeople see what their customer bought, of whatever company
        products = self.env["product.product"].sudo().with_context(active_test=False)
        products = products.browse(row.pop("product_id") for row in rows)
        products.fetch(["display_name"])
        return [
            {"product": product, **row}
            for product, row in zip(products, rows, strict=True)
        ]
