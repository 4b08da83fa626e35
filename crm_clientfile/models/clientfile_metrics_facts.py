"""SQL of the facts that figures are made of: documents and what hangs on them.

Tables of one transaction: the documents are read once, whatever is made of them.
"""

# Who is looked at, and whose documents count as his: his own and those of the
# customers merged into him, whose posted entries are never rewritten.
SCOPE = """
    CREATE TEMPORARY TABLE clientfile_scope ON COMMIT DROP AS
    SELECT id AS source_id, id AS entity_id
      FROM res_partner AS entity
     WHERE clientfile_merged_into_id IS NULL AND %(is_entity)s
 UNION ALL
    SELECT id, clientfile_merged_into_id
      FROM res_partner AS entity
     WHERE clientfile_merged_into_id IS NOT NULL AND %(is_survivor)s
"""

# Documents dated in the future count as receivable only, until their day.
DOCUMENTS = """
    CREATE TEMPORARY TABLE clientfile_document ON COMMIT DROP AS
    SELECT move.id AS move_id,
           scope.entity_id,
           company.root_id AS company_id,
           company.id AS own_company_id,
           company.decimals,
           company.currency_id,
           COALESCE(move.invoice_date, move.date) AS day,
           EXTRACT(YEAR FROM COALESCE(move.invoice_date, move.date))::int AS year,
           EXTRACT(MONTH FROM COALESCE(move.invoice_date, move.date))::int AS month,
           COALESCE(move.invoice_date, move.date) <= %(today)s AS is_past,
           COALESCE(move.invoice_date, move.date) >= company.fiscal_start AS is_fiscal,
           CASE WHEN move.move_type = 'out_refund' THEN -1 ELSE 1 END AS sign,
           move.move_type <> 'out_refund'
               AND move.amount_untaxed_signed > 0
               AND COALESCE(move.invoice_date, move.date) <= %(today)s AS is_purchase,
           move.amount_untaxed_signed AS untaxed,
           move.amount_total_signed AS taxed,
           move.amount_residual_signed AS residual,
           move.invoice_date_due AS due,
           move.invoice_currency_rate AS rate,
           move.payment_state IN ('paid', 'in_payment') AS is_settled
      FROM clientfile_scope AS scope
      JOIN account_move AS move ON move.commercial_partner_id = scope.source_id
      JOIN (VALUES %(companies)s)
           AS company (id, root_id, currency_id, decimals, fiscal_start)
        ON company.id = move.company_id
     WHERE move.state = 'posted'
       AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
"""

# Gross is what the lines would cost without discount. A negative line of an invoice,
# such as a reward, is a discount as a whole. Deposits are neither sold nor discounted.
# A line has the cost of the order line it invoices, in the unit of that line and the
# currency of that order; else that of its product today.
LINES = """
    CREATE TEMPORARY TABLE clientfile_line ON COMMIT DROP AS
    WITH line AS (
        SELECT document.entity_id,
               document.company_id,
               document.decimals,
               document.year,
               document.day,
               -line.balance AS net,
               CASE WHEN document.sign * line.balance > 0 THEN 0
                    WHEN line.discount IS NULL OR line.discount = 0
                         THEN -line.balance
                    WHEN line.discount < 100
                         THEN -line.balance / (1 - line.discount / 100)
                    ELSE document.sign * line.quantity * line.price_unit
                         / COALESCE(NULLIF(document.rate, 0), 1)
               END AS gross,
               line.product_id IS NOT NULL AS has_product,
               document.sign * line.quantity * COALESCE(
                   sold.purchase_price
                       * COALESCE(unit.factor / sold_unit.factor, 1)
                       / CASE WHEN sold.currency_id = document.currency_id THEN 1
                              ELSE (SELECT COALESCE(NULLIF(currency_rate, 0), 1)
                                      FROM sale_order
                                     WHERE sale_order.id = sold.order_id)
                         END,
                   (product.standard_price ->> document.own_company_id::text)::numeric
                       * COALESCE(unit.factor / product_unit.factor, 1),
                   0) AS cost
          FROM clientfile_document AS document
          JOIN account_move_line AS line
            ON line.move_id = document.move_id
               AND line.display_type = 'product'
               AND line.is_downpayment IS NOT TRUE
     LEFT JOIN (
               SELECT link.invoice_line_id, link.order_line_id
                 FROM sale_order_line_invoice_rel AS link
                WHERE NOT EXISTS (
                      SELECT FROM sale_order_line_invoice_rel AS earlier
                       WHERE earlier.invoice_line_id = link.invoice_line_id
                         AND earlier.order_line_id < link.order_line_id)
               ) AS link ON link.invoice_line_id = line.id
     LEFT JOIN sale_order_line AS sold ON sold.id = link.order_line_id
     LEFT JOIN product_product AS product ON product.id = line.product_id
     LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
     LEFT JOIN uom_uom AS unit ON unit.id = line.product_uom_id
     LEFT JOIN uom_uom AS sold_unit ON sold_unit.id = sold.product_uom_id
     LEFT JOIN uom_uom AS product_unit ON product_unit.id = template.uom_id
         WHERE document.is_past
    )
    SELECT entity_id, company_id, year,
           SUM(gross) AS gross,
           SUM(net) AS net,
           SUM(gross) FILTER (WHERE day > %(start_12m)s) AS gross_12m,
           SUM(net) FILTER (WHERE day > %(start_12m)s) AS net_12m,
           SUM(gross) FILTER (
               WHERE day > %(start_24m)s AND day <= %(start_12m)s) AS gross_previous,
           SUM(net) FILTER (
               WHERE day > %(start_24m)s AND day <= %(start_12m)s) AS net_previous,
           SUM(net) FILTER (WHERE has_product) AS sold,
           SUM(cost) FILTER (WHERE has_product) AS cost,
           SUM(net) FILTER (WHERE has_product AND day > %(start_12m)s) AS sold_12m,
           SUM(cost) FILTER (WHERE has_product AND day > %(start_12m)s) AS cost_12m
      FROM line
  GROUP BY entity_id, company_id, year
"""

FACTS = {
    "clientfile_scope": SCOPE,
    "clientfile_document": DOCUMENTS,
    "clientfile_line": LINES,
}
