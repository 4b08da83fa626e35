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
        (%(invoices)s - count(*) OVER ()) / sum(frequency) OVER () AS share
    FROM scale.customer
), drawn AS (
    SELECT shared.*, row_number() OVER (ORDER BY n, nth) AS key
    FROM shared, generate_series(0, floor(high * share)::int - floor(low * share)::int)
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
    document, quantity, price, quantity * price AS cents,
    scale.pick(%(products)s::int[], key, 'product') AS product
FROM priced;

CREATE UNLOGGED TABLE scale.total AS
SELECT document, sum(cents)::bigint AS untaxed, sum(cents)::bigint * 6 / 5 AS cents
FROM scale.line
GROUP BY document;

ANALYZE scale.invoice; ANALYZE scale.line; ANALYZE scale.total;
