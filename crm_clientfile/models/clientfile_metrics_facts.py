"""SQL of the facts that figures are made of: documents and what hangs on them.

Tables of one transaction: the documents are read once, whatever is made of them. For
all customers they are no temporary ones, which PostgreSQL reads with one process only.
Amounts are whole numbers of the smallest coin, which PostgreSQL adds up several times
faster.
"""

# The posted entries of a merged customer are never rewritten: they count for the one
# that remains.
MERGED = """(
    SELECT id AS source_id, clientfile_merged_into_id AS entity_id
      FROM res_partner
     WHERE clientfile_merged_into_id IS NOT NULL
)"""

# Documents dated in the future count as receivable only, until their day.
DOCUMENTS = """
    CREATE %(kind)s TABLE clientfile_document AS
    SELECT move_id, entity_id, company_id, own_company_id, currency_id, decimals,
           day, year, due, rate, sign, is_settled, is_past,
           EXTRACT(MONTH FROM day)::int AS month,
           day >= fiscal_start AS is_fiscal,
           is_past AND is_sale AND untaxed > 0 AS is_purchase,
           untaxed, taxed, residual
      FROM (
        SELECT move.id AS move_id,
               COALESCE(merged.entity_id, move.commercial_partner_id) AS entity_id,
               company.root_id AS company_id,
               company.id AS own_company_id,
               company.currency_id,
               company.decimals,
               company.fiscal_start,
               COALESCE(move.invoice_date, move.date) AS day,
               EXTRACT(YEAR FROM COALESCE(move.invoice_date, move.date))::int AS year,
               move.invoice_date_due AS due,
               move.invoice_currency_rate AS rate,
               move.move_type <> 'out_refund' AS is_sale,
               CASE WHEN move.move_type = 'out_refund' THEN -1 ELSE 1 END AS sign,
               move.payment_state IN ('paid', 'in_payment') AS is_settled,
               COALESCE(move.invoice_date, move.date) <= %(today)s AS is_past,
               (move.amount_untaxed_signed * company.coins)::bigint AS untaxed,
               (move.amount_total_signed * company.coins)::bigint AS taxed,
               (move.amount_residual_signed * company.coins)::bigint AS residual
          FROM account_move AS move
     LEFT JOIN %(merged)s AS merged
            ON merged.source_id = move.commercial_partner_id
          JOIN (VALUES %(companies)s) AS company (
               id, root_id, currency_id, decimals, coins, fiscal_start)
            ON company.id = move.company_id
         WHERE move.state = 'posted'
           AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
           AND %(is_document)s
      ) AS document
  ORDER BY entity_id, company_id, day
"""
# Given is what the lines would cost more without discount. A negative line of an
# invoice, such as a reward, is a discount as a whole. Deposits are neither sold nor
# discounted. A line has the cost of the order line it invoices, in the unit of that
# line and the currency of that order; else that of its product today. What is rare is
# NULL, which sums pass over, or looked up one by one.
LINES = """
    CREATE %(kind)s TABLE clientfile_line AS
    WITH line AS (
        SELECT document.entity_id,
               document.company_id,
               document.year,
               CASE WHEN document.day > %(start_12m)s THEN 1
                    WHEN document.day > %(start_24m)s THEN 2
                    ELSE 0 END AS part,
               line.product_id,
               -line.balance AS net,
               CASE WHEN document.sign * line.balance > 0
                         THEN line.balance
                    WHEN line.discount IS NULL OR line.discount = 0
                         THEN NULL
                    WHEN line.discount < 100
                         THEN -line.balance / (1 - line.discount / 100) + line.balance
                    ELSE document.sign * line.quantity * line.price_unit
                         / COALESCE(NULLIF(document.rate, 0), 1)
               END AS given,
               CASE WHEN line.product_id IS NULL THEN -line.balance END AS unsold,
               CASE WHEN line.product_id IS NOT NULL THEN
                    document.sign * line.quantity * CASE
                        WHEN sold.purchase_price IS NOT NULL
                             THEN sold.purchase_price * CASE
                                  WHEN sold.product_uom_id = line.product_uom_id
                                       OR line.product_uom_id IS NULL
                                  THEN 1
                                  ELSE (SELECT unit.factor / sold_unit.factor
                                          FROM uom_uom AS unit, uom_uom AS sold_unit
                                         WHERE unit.id = line.product_uom_id
                                           AND sold_unit.id = sold.product_uom_id)
                             END / CASE
                                  WHEN sold.currency_id = document.currency_id THEN 1
                                  ELSE (SELECT COALESCE(NULLIF(currency_rate, 0), 1)
                                          FROM sale_order
                                         WHERE sale_order.id = sold.order_id)
                             END
                        ELSE COALESCE(product.cost, 0) * CASE
                             WHEN product.uom_id = line.product_uom_id
                                  OR line.product_uom_id IS NULL
                                  OR product.cost IS NULL
                             THEN 1
                             ELSE (SELECT unit.factor / product_unit.factor
                                     FROM uom_uom AS unit, uom_uom AS product_unit
                                    WHERE unit.id = line.product_uom_id
                                      AND product_unit.id = product.uom_id)
                        END
                    END
               END AS cost
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
     LEFT JOIN (
               SELECT product.id, template.uom_id, cost.key::int AS company_id,
                      cost.value::numeric AS cost
                 FROM product_product AS product
                 JOIN product_template AS template
                   ON template.id = product.product_tmpl_id,
                      LATERAL jsonb_each_text(product.standard_price) AS cost
               ) AS product
            ON product.id = line.product_id
               AND product.company_id = document.own_company_id
         WHERE document.is_past
    )
    SELECT entity_id, company_id, year, part,
           SUM(net) AS net,
           COALESCE(SUM(given), 0) AS given,
           SUM(net) - COALESCE(SUM(unsold), 0) AS sold,
           SUM(cost) AS cost,
           COUNT(product_id) AS products
      FROM line
  GROUP BY entity_id, company_id, year, part
"""

FACTS = {
    "clientfile_document": DOCUMENTS,
    "clientfile_line": LINES,
}
# In this order all that follows groups the documents, without sorting them again.
FACT_INDEXES = {
    "clientfile_document": """
        CREATE INDEX ON clientfile_document (entity_id, company_id, day)
    """,
}
# What PostgreSQL has to know of each table to join it well.
FACT_KEYS = {
    "clientfile_document": (
        *("move_id", "entity_id", "company_id", "day", "year"),
        *("residual", "is_settled", "is_past", "is_purchase", "sign"),
    ),
    "clientfile_line": ("entity_id", "company_id", "year"),
    "clientfile_year": ("entity_id", "company_id", "year"),
    "clientfile_made": ("partner_id", "company_id"),
    "clientfile_made_year": ("partner_id", "company_id", "year"),
}
