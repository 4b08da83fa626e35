"""What Odoo makes of data that was written behind its back."""

from odoo.fields import Command, Date

CLAIMS = {
    "res.partner": (
        "complete_name",
        "commercial_partner_id",
        "commercial_company_name",
        "email_normalized",
        "phone_sanitized",
    ),
    "account.move": (
        "amount_untaxed",
        "amount_tax",
        "amount_total",
        "amount_residual",
        "amount_total_signed",
        "amount_residual_signed",
        "payment_state",
        "commercial_partner_id",
        "invoice_partner_display_name",
    ),
    "account.move.line": (
        "debit",
        "credit",
        "amount_residual",
        "reconciled",
        "price_subtotal",
        "price_total",
    ),
    "account.payment": ("is_reconciled", "is_matched", "state"),
    "sale.order": ("amount_untaxed", "amount_tax", "amount_total", "invoice_status"),
    "sale.order.line": (
        "price_subtotal",
        "price_total",
        "price_reduce_taxinc",
        "qty_invoiced",
        "untaxed_amount_invoiced",
    ),
}


# Records of each model that are read: enough to meet every kind.
READ = 400


def read(env) -> dict:
    """What is wrong, and what Odoo writes next; nothing is kept."""
    return {"differences": differences(env), "next": next_documents(env)}


def differences(env) -> list[str]:
    """Records for which Odoo computes another value than the stored one."""
    found = []
    for model, names in CLAIMS.items():
        records = env[model].search([], order="id desc", limit=READ)
        for name in names:
            found += _differing(records, records._fields[name])
    return found + _receivables(env)


def _differing(records, field) -> list[str]:
    stored = {record: record[field.name] for record in records}
    records.env.add_to_compute(field, records)
    return [
        f"{record}.{field.name} is {value!r}, should be {record[field.name]!r}"
        for record, value in stored.items()
        if value != record[field.name]
    ]


def _receivables(env) -> list[str]:
    """Customers whose balance is not the sum of what their invoices leave open."""
    invoices = env["account.move"]._read_group(
        [("move_type", "in", ("out_invoice", "out_refund"))],
        ["commercial_partner_id"],
        ["amount_residual_signed:sum"],
    )
    return [
        f"{partner} owes {partner.credit}, invoices say {owed}"
        for partner, owed in invoices
        if env.company.currency_id.compare_amounts(partner.credit, owed)
    ]


def next_documents(env) -> dict:
    """Odoo goes on where the scale data ends: an invoice is issued and another paid."""
    customer = env["res.partner"].search([("customer_rank", ">", 0)], limit=1)
    line = Command.create({"name": "Next", "quantity": 1, "price_unit": 10})
    invoice = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": customer.id,
            "invoice_date": Date.today(),
            "invoice_line_ids": [line],
        }
    )
    invoice.action_post()
    unpaid = env["account.move"].search(
        [("payment_state", "=", "not_paid"), ("move_type", "=", "out_invoice")],
        order="id",
        limit=1,
    )
    wizard = env["account.payment.register"].with_context(
        active_model="account.move", active_ids=unpaid.ids
    )
    wizard.create({})._create_payments()
    return {"issued": invoice.name, "paid": unpaid.payment_state}
