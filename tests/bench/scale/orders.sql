-- Half of the invoices come from an order; one quotation in three led to nothing.
CREATE UNLOGGED TABLE scale.sale AS
WITH decided AS (
    SELECT n AS document, scale.chance(n, 'order') AS chance FROM scale.document
    WHERE kind = 'out_invoice'
)
SELECT row_number() OVER (ORDER BY document) AS n,
    %(sale_order)s + row_number() OVER (ORDER BY document) AS id,
    CASE WHEN chance < 0.5 THEN 'sale' WHEN chance < 0.6 THEN 'sent' ELSE 'cancel' END
        AS state,
    document.id AS invoice_id, chance < 0.5 AS is_sold, customer_id, seller, day,
    untaxed, cents, decided.document
FROM decided
JOIN scale.document ON document.n = decided.document
WHERE chance < 0.75;

CREATE UNLOGGED TABLE scale.sale_line AS
SELECT %(sale_order_line)s + row_number() OVER (ORDER BY line.n) AS id,
    sale.id AS order_id, line.id AS invoice_line_id,
    sale.state, sale.is_sold, sale.customer_id, sale.seller, sale.day,
    line.quantity, line.price, line.cents, line.product, product.name
FROM scale.sale
JOIN scale.line ON line.document = sale.document
JOIN scale.product ON product.id = line.product;

ANALYZE scale.sale; ANALYZE scale.sale_line;
