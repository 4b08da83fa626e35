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
# A gap is the days since the purchase before.
DOCUMENTS = """
    SELECT *, day - LAG(day) OVER (
               PARTITION BY entity_id, company_id, is_purchase ORDER BY day) AS gap
      FROM (
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
                   EXTRACT(YEAR FROM COALESCE(move.invoice_date, move.date))::int
                   AS year,
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
          ) AS entry
      ) AS document
  ORDER BY entity_id, company_id, is_purchase, day
"""
# Given is what the lines would cost more without discount. A negative line of an
# invoice, such as a reward, is a discount as a whole. Deposits are neither sold nor
# discounted. A line has the cost of the order line it invoices, in the unit of that
# line and the currency of that order; else that of its product today. What is rare is
# NULL, which sums pass over, or looked up in an array.
LINES = """
    SELECT document.entity_id,
           document.company_id,
           document.year,
           CASE WHEN document.day > %(start_12m)s THEN 1
                WHEN document.day > %(start_24m)s THEN 2
                ELSE 0 END AS part,
           line.product_id,
           -line.balance AS net,
           CASE WHEN line.balance > 0 AND document.sign = 1
                     OR line.balance < 0 AND document.sign = -1
                     THEN line.balance
                WHEN line.discount IS NULL OR line.discount = 0
                     THEN NULL
                WHEN line.discount < 100
                     THEN -line.balance / (1 - line.discount / 100) + line.balance
                ELSE document.sign * line.quantity * line.price_unit
                     / COALESCE(NULLIF(document.rate, 0), 1)
           END AS given,
           CASE WHEN line.product_id IS NULL THEN -line.balance END AS unsold,
           CASE WHEN line.product_id IS NULL THEN NULL
                WHEN document.sign = 1 THEN line.quantity
                ELSE -line.quantity
           END * CASE
                WHEN sold.purchase_price IS NULL
                     THEN COALESCE((product.standard_price
                                    ->> document.own_company_id::text)::numeric, 0)
                          * CASE WHEN product.uom_id <> line.product_uom_id
                                      THEN (%(unit)s)[line.product_uom_id]
                                           / (%(unit)s)[product.uom_id]
                                 ELSE 1 END
                WHEN sold.product_uom_id <> line.product_uom_id
                     OR sold.currency_id <> document.currency_id
                     THEN sold.purchase_price
                          * CASE WHEN sold.product_uom_id <> line.product_uom_id
                                      THEN (%(unit)s)[line.product_uom_id]
                                           / (%(unit)s)[sold.product_uom_id]
                                 ELSE 1 END
                          / CASE WHEN sold.currency_id <> document.currency_id
                                      THEN COALESCE(abroad.currency_rate, 1)
                                 ELSE 1 END
                ELSE sold.purchase_price
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
 LEFT JOIN sale_order AS abroad
        ON abroad.id = sold.order_id AND abroad.currency_rate NOT IN (0, 1)
 LEFT JOIN (
           SELECT product.id, product.standard_price, template.uom_id
             FROM product_product AS product
             JOIN product_template AS template
               ON template.id = product.product_tmpl_id
           ) AS product ON product.id = line.product_id
     WHERE document.is_past
"""

# What of each document is still to be paid, and when.
OPEN = """
    SELECT document.entity_id, document.company_id,
           line.amount_residual AS residual, line.date_maturity AS due
      FROM clientfile_document AS document
      JOIN account_move_line AS line
        ON line.move_id = document.move_id
           AND line.display_type = 'payment_term'
     WHERE document.residual <> 0
"""
# What settled each document: the last one tells when it was.
SETTLEMENTS = """
    SELECT document.move_id, document.entity_id, document.company_id,
           document.day, document.due, partial.max_date AS reconciled
      FROM clientfile_document AS document
      JOIN account_move_line AS line
        ON line.move_id = document.move_id
           AND line.display_type = 'payment_term'
      JOIN account_partial_reconcile AS partial
        ON partial.debit_move_id = line.id
           AND partial.max_date > %(start_24m)s
     WHERE document.is_settled AND document.sign = 1
"""

FACTS = {
    "clientfile_document": DOCUMENTS,
    "clientfile_line": LINES,
    "clientfile_open": OPEN,
    "clientfile_settlement": SETTLEMENTS,
}
# In this order all that follows groups the documents, without sorting them again.
FACT_INDEXES = {
    "clientfile_document": """
        CREATE INDEX ON clientfile_document (entity_id, company_id)
    """,
}
# What PostgreSQL has to know of each table to join it well.
FACT_KEYS = {
    "clientfile_document": (
        *("move_id", "entity_id", "company_id", "day", "year"),
        *("residual", "is_settled", "is_past", "is_purchase", "sign"),
    ),
    "clientfile_line": ("entity_id", "company_id", "year"),
    "clientfile_open": ("entity_id", "company_id"),
    "clientfile_settlement": ("move_id", "entity_id", "company_id", "day", "due"),
    "clientfile_part": ("entity_id", "company_id", "year"),
    "clientfile_year": ("entity_id", "company_id", "year"),
}
