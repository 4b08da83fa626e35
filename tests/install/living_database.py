"""What a firm has before it installs the customer file; run in Odoo's shell."""

from odoo.fields import Command

env = globals()["env"]
france, belgium = env.ref("base.fr"), env.ref("base.be")
env.company.country_id = france
unchecked = env["res.partner"].with_context(no_vat_validation=True)


def company(name, **values):
    return unchecked.create(
        {"name": name, "is_company": True, "country_id": france.id, **values}
    )


def invoice(partner, day, move_type="out_invoice", post=True):
    line = {"name": "Bread", "price_unit": 10.0, "tax_ids": [Command.clear()]}
    move = env["account.move"].create(
        {
            "move_type": move_type,
            "partner_id": partner.id,
            "invoice_date": day,
            "invoice_line_ids": [Command.create(line)],
        }
    )
    if post:
        move.action_post()


def order(partner, confirm):
    product = env["product.product"].search([("type", "=", "service")], limit=1)
    sale = env["sale.order"].create(
        {
            "partner_id": partner.id,
            "order_line": [Command.create({"product_id": product.id})],
        }
    )
    if confirm:
        sale.action_confirm()
        sale.date_order = "2024-05-06 10:00:00"


def lead(partner):
    values = {"name": "Bread", "type": "opportunity", "partner_id": partner.id}
    return env["crm.lead"].create(values)


env["product.product"].create({"name": "Bread", "type": "service"})

client = company("Client", company_registry="73282932000074", ref="A1")
contact = unchecked.create({"name": "Contact", "parent_id": client.id, "ref": "A1"})
invoice(client, "2024-03-02")
invoice(client, "2023-01-15")
invoice(client, "2022-01-01", post=False)

buyer = company("Buyer", vat="FR40303265045")
order(unchecked.create({"name": "Buyer's contact", "parent_id": buyer.id}), True)
lead(buyer)

supplier = company("Supplier", country_id=belgium.id, company_registry="0403.019.261")
invoice(supplier, "2024-03-02", "in_invoice")
invoice(supplier, "2024-04-02")

order(company("Quoted"), False)
lead(company("Interested"))
lead(company("Lost")).action_set_lost()
lead(company("Won")).action_set_won()
company("Ranked", customer_rank=3)

company("Twice 1", ref="B2")
company("Twice 2", ref="B2")
empty = company("Empty 1") | company("Empty 2")
env.flush_all()
env.cr.execute("UPDATE res_partner SET ref = '' WHERE id = ANY(%s)", [empty.ids])
company("Doubtful", vat="FR00732829320", company_registry="123", phone="12", email="x")
company("German", country_id=env.ref("base.de").id, company_registry="732829320")
env.cr.commit()
