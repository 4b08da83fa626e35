-- What becomes of an invoice: left alone, wholly or partly credited, paid in two parts,
-- in half, or at once. Amounts are multiples of six cents: whole cents without tax too.
CREATE UNLOGGED TABLE scale.settlement AS
WITH fate (low, high, kind, from_share, to_share, wait) AS (
    VALUES (0.02, 0.05, 'refund', 0.0, 1.0, -20),
        (0.05, 0.08, 'refund', 0.0, 0.2, -15),
        (0.05, 0.08, 'payment', 0.2, 1.0, 0),
        (0.08, 0.14, 'payment', 0.0, 0.4, 0),
        (0.08, 0.14, 'payment', 0.4, 1.0, 45),
        (0.14, 0.16, 'payment', 0.0, 0.5, 0),
        (0.16, 1.00, 'payment', 0.0, 1.0, 0)
), settled AS (
    SELECT invoice.n AS document, kind, total.cents AS total,
        due + wait + CASE kind WHEN 'payment' THEN floor(
            lateness + 4 * scale.normal(key, 'delay')
        )::int ELSE 0 END AS day,
        6 * (round(cents / 6 * to_share) - round(cents / 6 * from_share))::bigint AS cents
    FROM scale.invoice
    JOIN scale.total ON total.document = invoice.n
    JOIN fate ON scale.chance(key, 'fate') >= low AND scale.chance(key, 'fate') < high
), numbered AS (
    SELECT *, row_number() OVER (ORDER BY document, day, kind, cents) AS n,
        row_number() OVER (PARTITION BY kind ORDER BY day, document, cents) AS nth,
        sum(cents) OVER (PARTITION BY document) AS settled
    FROM settled
    WHERE day < %(until)s AND cents > 0
)
SELECT n, nth, document, kind, day, cents, settled,
    %(account_partial_reconcile)s + n AS id,
    CASE WHEN settled = total THEN %(account_full_reconcile)s + document END AS full_id,
    CASE WHEN settled = total THEN (%(account_full_reconcile)s + document)::text
        ELSE 'P' || (
            %(account_partial_reconcile)s + min(n) OVER (PARTITION BY document)
        )
    END AS matching
FROM numbered;

-- Invoices, then credit notes.
CREATE UNLOGGED TABLE scale.document AS
WITH paid AS (
    SELECT document, settled, full_id, matching, bool_and(kind = 'refund') AS is_credited
    FROM scale.settlement
    GROUP BY document, settled, full_id, matching
), listed AS (
    SELECT invoice.n, 'out_invoice' AS kind, 1 AS sign, NULL::bigint AS origin,
        customer_id, customer_name, seller, day, due, total.untaxed, total.cents,
        total.cents - coalesce(settled, 0) AS residual, full_id, matching,
        CASE WHEN settled IS NULL THEN 'not_paid'
            WHEN full_id IS NULL THEN 'partial'
            WHEN is_credited THEN 'reversed'
            ELSE 'paid'
        END AS state
    FROM scale.invoice
    JOIN scale.total ON total.document = invoice.n
    LEFT JOIN paid ON paid.document = invoice.n
    UNION ALL
    SELECT (SELECT count(*) FROM scale.invoice) + nth, 'out_refund', -1, invoice.n,
        customer_id, customer_name, seller, settlement.day, settlement.day,
        settlement.cents * 5 / 6, settlement.cents, 0, full_id, matching, 'paid'
    FROM scale.settlement
    JOIN scale.invoice ON invoice.n = settlement.document
    WHERE settlement.kind = 'refund'
), counted AS (
    SELECT *, 9 + row_number() OVER (
        PARTITION BY kind, extract(year FROM day) ORDER BY n
    ) AS number
    FROM listed
)
SELECT *, %(account_move)s + n AS id, %(account_move)s + origin AS origin_id,
    scale.document_name(
        CASE kind WHEN 'out_invoice' THEN %(invoice)s ELSE %(refund)s END, day, number
    ) AS name,
    %(account_move_line)s + 5 * n + 1 AS tax_line_id,
    %(account_move_line)s + 5 * n + 2 AS term_line_id
FROM counted;

INSERT INTO scale.line (n, id, document, quantity, price, cents, product)
SELECT numbered.n, %(account_move_line)s + 5 * numbered.n, document, 1, untaxed, untaxed,
    scale.pick(%(products)s::int[], numbered.n, 'refunded product')
FROM (
    SELECT (SELECT count(*) FROM scale.line) + row_number() OVER (ORDER BY n) AS n,
        n AS document, untaxed
    FROM scale.document
    WHERE kind = 'out_refund'
) AS numbered;

CREATE UNLOGGED TABLE scale.product AS
SELECT product_product.id, product_template.name ->> 'en_US' AS name
FROM product_product
JOIN product_template ON product_template.id = product_tmpl_id
WHERE product_product.id = ANY(%(products)s);

CREATE UNLOGGED TABLE scale.payment AS
WITH counted AS (
    SELECT settlement.nth AS n, document.id AS invoice_id, settlement.full_id,
        settlement.matching, document.name AS invoice_name, customer_id, customer_name,
        settlement.day, settlement.cents, 9 + row_number() OVER (
            PARTITION BY extract(year FROM settlement.day) ORDER BY nth
        ) AS number
    FROM scale.settlement
    JOIN scale.document ON document.n = settlement.document
    WHERE settlement.kind = 'payment'
)
SELECT *, %(account_payment)s + n AS id,
    %(account_move)s + (SELECT count(*) FROM scale.document) + n AS move_id,
    scale.document_name(%(payment)s, day, number) AS name,
    %(account_move_line)s + 5 * n + 3 AS bank_line_id,
    %(account_move_line)s + 5 * n + 4 AS counterpart_line_id
FROM counted;

-- Which line of the invoice meets which line of the credit note or payment.
CREATE UNLOGGED TABLE scale.meeting AS
SELECT settlement.id, full_id, day, cents,
    %(account_move_line)s + 5 * document + 2 AS debit_line_id,
    %(account_move_line)s + 5 * CASE kind
        WHEN 'refund' THEN (SELECT count(*) FROM scale.invoice) + nth ELSE nth
    END + CASE kind WHEN 'refund' THEN 2 ELSE 4 END AS credit_line_id
FROM scale.settlement;

ANALYZE scale.line; ANALYZE scale.document; ANALYZE scale.payment;
ANALYZE scale.settlement;
