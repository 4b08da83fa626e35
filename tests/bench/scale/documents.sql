-- Amounts are whole cents. Ids of entry lines are five times a number plus their kind:
-- 0 product, 1 tax, 2 term, 3 bank and 4 counterpart of a payment.

-- Who buys, how often and how much at a time. Revenue is log-normal over customers with
-- the deviation at which 20 %% of them make 80 %% of it.
CREATE UNLOGGED TABLE scale.customer AS
SELECT id, n, name, seller,
    exp(1.1 * scale.normal(n, 'weight')) AS frequency,
    exp(0.65 * scale.normal(n, 'weight') + 0.3 * scale.normal(n, 'basket')) AS basket,
    -- Days after the due date: one in seven pays very late, the others about in time.
    CASE WHEN scale.chance(n, 'late payer') < 0.15
        THEN 20 + 100 * scale.chance(n, 'lateness')
        ELSE -10 + 20 * scale.chance(n, 'lateness')
    END AS lateness
FROM scale.partner
WHERE entity = n AND scale.chance(n, 'customer') < 0.45;

-- Every customer has one invoice, the others are shared by frequency; months are drawn
-- by season.
CREATE UNLOGGED TABLE scale.invoice AS
WITH shared AS (
    SELECT *,
        sum(frequency) OVER (ORDER BY n) - frequency AS low,
        sum(frequency) OVER (ORDER BY n) AS high,
        (%(invoices)s - count(*) OVER ()) / sum(frequency) OVER () AS scale
    FROM scale.customer
), drawn AS (
    SELECT shared.*, row_number() OVER (ORDER BY n, nth) AS key
    FROM shared, generate_series(0, floor(high * scale)::int - floor(low * scale)::int)
        AS nth
), dated AS (
    SELECT *, (
        %(since)s::date + interval '1 month' * width_bucket(
            scale.chance(key, 'month'), %(seasons)s::float8[]
        )
    )::date + floor(scale.chance(key, 'day') * 28)::int AS day
    FROM drawn
)
SELECT row_number() OVER (ORDER BY day, key) AS n, id AS customer_id,
    name AS customer_name, seller, key, basket, lateness, day, day + 30 AS due,
    1 + (scale.chance(key, 'lines') > 0.3)::int + (scale.chance(key, 'lines') > 0.7)::int
        AS lines
FROM dated;

-- Prices are multiples of five cents, so 20 %% of tax are whole cents.
CREATE UNLOGGED TABLE scale.line AS
WITH priced AS (
    SELECT n AS document, key * 4 + nth AS key, nth,
        1 + floor(scale.chance(key * 4 + nth, 'quantity') ^ 3 * 12)::int AS quantity,
        5 * greatest(1, round(
            900 * basket * exp(0.5 * scale.normal(key * 4 + nth, 'price'))
        ))::bigint AS price
    FROM scale.invoice, generate_series(1, lines) AS nth
)
SELECT row_number() OVER (ORDER BY document, nth) AS n,
    %(account_move_line)s + 5 * row_number() OVER (ORDER BY document, nth) AS id,
    document, quantity, price, quantity * price AS cents, scale.pick(%(products)s::int[], key, 'product') AS product
FROM priced;

CREATE UNLOGGED TABLE scale.total AS
SELECT document, sum(cents)::bigint AS untaxed, sum(cents)::bigint * 6 / 5 AS cents
FROM scale.line
GROUP BY document;

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
