"""The documents that a scale database copies, written by Odoo itself."""

from datetime import timedelta

from odoo.fields import Command, Date

SELLERS = ("Alix", "Basile", "Capucine", "Donatien", "Eulalie")
PRODUCTS = (
    "Audit Conseil Consommables Contrat Dépannage Déplacement Entretien Expertise "
    "Formation Fourniture Installation Licence Location Main-d'œuvre Pièces Pose "
    "Prestation Transport Étude Abonnement"
)


def make(env) -> dict:
    """Rows to copy, as ids by name."""
    partner = make_partner(env)
    products = make_products(env)
    sellers = make_sellers(env)
    quotation = make_order(env, partner, products)
    quotation.action_quotation_sent()
    order = make_order(env, partner, products)
    order.action_confirm()
    invoice = order._create_invoices()
    invoice.action_post()
    payment = pay(env, invoice)
    refund = credit(env, invoice)
    env.cr.commit()
    return {
        "partner": partner.id,
        "products": products.ids,
        "sellers": sellers.ids,
        "quotation": of_order(quotation),
        "order": of_order(order),
        "invoice": of_move(invoice),
        "refund": of_move(refund),
        "payment": of_payment(payment),
    }


def make_partner(env):
    return env["res.partner"].create(
        {
            "name": "Pattern",
            "is_company": True,
            "country_id": env.ref("base.fr").id,
            "lang": "fr_FR",
        }
    )


def make_products(env):
    return env["product.product"].create(
        [
            {
                "name": name.replace("-", " "),
                "type": "service",
                "invoice_policy": "order",
                "list_price": 100,
                "standard_price": 60,
            }
            for name in PRODUCTS.split()
        ]
    )


def make_sellers(env):
    group = env.ref("sales_team.group_sale_salesman")
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": name,
                    "login": name.lower(),
                    "group_ids": [Command.link(group.id)],
                }
                for name in SELLERS
            ]
        )
    )


def make_order(env, partner, products):
    term = env.ref("account.account_payment_term_30days")
    line = {"product_id": products[0].id, "product_uom_qty": 2, "price_unit": 50}
    return env["sale.order"].create(
        {
            "partner_id": partner.id,
            "payment_term_id": term.id,
            "order_line": [Command.create(line)],
        }
    )


def pay(env, invoice):
    bank = env["account.journal"].search([("type", "=", "bank")], limit=1)
    # Straight to the bank's account: a payment without one makes no entry.
    bank.inbound_payment_method_line_ids.payment_account_id = bank.default_account_id
    wizard = env["account.payment.register"].with_context(
        active_model="account.move", active_ids=invoice.ids
    )
    return wizard.create({})._create_payments()


def credit(env, invoice):
    invoice = invoice.copy({"invoice_date": Date.today() - timedelta(days=1)})
    invoice.action_post()
    wizard = env["account.move.reversal"].with_context(
        active_model="account.move", active_ids=invoice.ids
    )
    refund = invoice.browse(
        wizard.create({"journal_id": invoice.journal_id.id}).refund_moves()["res_id"]
    )
    refund.action_post()
    return refund


def of_order(order) -> dict:
    return {"id": order.id, "line": order.order_line.id}


def of_move(move) -> dict:
    lines = {line.display_type: line.id for line in move.line_ids}
    return {"id": move.id, "stem": move.sequence_prefix.split("/")[0], **lines}


def of_payment(payment) -> dict:
    move = payment.move_id
    liquidity, counterpart, _other = payment._seek_for_lines()
    reconciliation = counterpart.matched_debit_ids
    return {
        "id": payment.id,
        "move": move.id,
        "stem": move.sequence_prefix.split("/")[0],
        "bank": liquidity.id,
        "counterpart": counterpart.id,
        "reconciliation": reconciliation.id,
        "full": reconciliation.full_reconcile_id.id,
    }
