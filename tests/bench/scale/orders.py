"""Orders and quotations in a scale database."""

from .documents import money

TABLES = (
    "sale_order",
    "sale_order_line",
    "sale_order_line_invoice_rel",
    "account_tax_sale_order_line_rel",
)
PLANS = {
    "order": "(SELECT * FROM scale.{} WHERE is_sold)",
    "quotation": "(SELECT * FROM scale.{} WHERE NOT is_sold)",
}
# Share of the price that the goods cost.
COST = 0.62


def clone(loader, patterns) -> None:
    for kind, plan in PLANS.items():
        pattern = patterns[kind]
        _clone_orders(loader, pattern["id"], plan.format("sale"))
        _clone_lines(loader, pattern["line"], plan.format("sale_line"))
    loader.clone(
        "sale_order_line_invoice_rel",
        patterns["order"]["line"],
        PLANS["order"].format("sale_line"),
        key="order_line_id",
        order_line_id="made.id",
        invoice_line_id="made.invoice_line_id",
    )


def _clone_orders(loader, pattern, source) -> None:
    loader.clone(
        "sale_order",
        pattern,
        source,
        id="made.id",
        name="'S' || lpad(made.id::text, greatest(5, length(made.id::text)), '0')",
        partner_id="made.customer_id",
        partner_invoice_id="made.customer_id",
        partner_shipping_id="made.customer_id",
        user_id="made.seller",
        state="made.state",
        date_order="made.day - 12",
        validity_date="made.day + 18",
        create_date="made.day - 15",
        write_date="made.day",
        amount_untaxed=money("made.untaxed"),
        amount_tax=money("made.cents - made.untaxed"),
        amount_total=money("made.cents"),
        margin=f"round(made.untaxed * {1 - COST:.2f} * 0.01, 2)",
        margin_percent=f"{1 - COST:.2f}",
        access_token="NULL",
    )


def _clone_lines(loader, pattern, source) -> None:
    cents = money("made.cents")
    sold = "CASE WHEN made.is_sold THEN {} ELSE 0 END"
    loader.clone(
        "sale_order_line",
        pattern,
        source,
        id="made.id",
        order_id="made.order_id",
        order_partner_id="made.customer_id",
        salesman_id="made.seller",
        product_id="made.product",
        name="made.name",
        state="made.state",
        product_uom_qty="made.quantity",
        price_unit=money("made.price"),
        technical_price_unit=money("made.price"),
        price_subtotal=cents,
        price_tax=money("made.cents / 5"),
        price_total=money("made.cents * 6 / 5"),
        price_reduce_taxexcl=money("made.price"),
        price_reduce_taxinc=money("made.price * 6 / 5"),
        qty_invoiced=sold.format("made.quantity"),
        untaxed_amount_invoiced=sold.format(cents),
        purchase_price=f"round(made.price * {COST} * 0.01, 2)",
        margin=f"round(made.cents * {1 - COST:.2f} * 0.01, 2)",
        margin_percent=f"{1 - COST:.2f}",
        create_date="made.day - 15",
        write_date="made.day",
    )
    loader.clone(
        "account_tax_sale_order_line_rel",
        pattern,
        source,
        key="sale_order_line_id",
        sale_order_line_id="made.id",
    )
