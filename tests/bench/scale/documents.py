"""Invoices, credit notes, payments and what reconciles them in a scale database."""

KINDS = {
    "invoice": "(SELECT * FROM scale.document WHERE kind = 'out_invoice')",
    "refund": "(SELECT * FROM scale.document WHERE kind = 'out_refund')",
}
PRODUCT_LINES = (
    "(SELECT line.*, document.id AS move_id, day, document.name, customer_id, sign,"
    " product.name AS product_name FROM scale.line"
    " JOIN scale.product ON product.id = line.product"
    " JOIN {} AS document ON document.n = line.document)"
)
TABLES = (
    "account_move",
    "account_move_line",
    "account_move_line_account_tax_rel",
    "account_account_tag_account_move_line_rel",
    "account_payment",
    "account_move__account_payment",
    "account_partial_reconcile",
    "account_full_reconcile",
)


def clone(loader, patterns) -> None:
    for kind, source in KINDS.items():
        _clone_moves(loader, patterns[kind]["id"], source)
        lines = PRODUCT_LINES.format(source)
        _clone_product_lines(loader, patterns[kind]["product"], lines)
        _clone_tax_lines(loader, patterns[kind]["tax"], source)
        _clone_term_lines(loader, patterns[kind]["payment_term"], source)
    _clone_payments(loader, patterns["payment"])
    _clone_payment_moves(loader, patterns["payment"])
    _clone_reconciliation(loader, patterns["payment"])


def money(cents) -> str:
    """SQL of an amount whose whole cents are given."""
    return f"({cents}) * 0.01"


def balanced(cents) -> dict:
    """Columns of an entry line; debit where ``cents`` are positive."""
    return {
        "debit": money(f"greatest({cents}, 0)"),
        "credit": money(f"greatest(-({cents}), 0)"),
        "balance": money(cents),
        "amount_currency": money(cents),
    }


def _named() -> dict:
    return {
        "name": "made.name",
        "sequence_prefix": "regexp_replace(made.name, '[^/]*$', '')",
        "sequence_number": "made.number",
        "partner_id": "made.customer_id",
        "commercial_partner_id": "made.customer_id",
        "invoice_partner_display_name": "made.customer_name",
        "date": "made.day",
        "create_date": "made.day",
        "write_date": "made.day",
    }


def _clone_moves(loader, pattern, source) -> None:
    amounts = {"untaxed": "untaxed", "tax": "cents - made.untaxed", "total": "cents"}
    changes = {}
    for column, cents in amounts.items():
        changes[f"amount_{column}"] = money(f"made.{cents}")
        changes[f"amount_{column}_signed"] = money(f"made.sign * (made.{cents})")
    loader.clone(
        "account_move",
        pattern,
        source,
        id="made.id",
        **_named(),
        **changes,
        amount_total_in_currency_signed=changes["amount_total_signed"],
        amount_untaxed_in_currency_signed=changes["amount_untaxed_signed"],
        amount_residual=money("made.residual"),
        amount_residual_signed=money("made.sign * made.residual"),
        payment_state="made.state",
        payment_reference="made.name",
        reversed_entry_id="made.origin_id",
        partner_shipping_id="made.customer_id",
        invoice_user_id="made.seller",
        invoice_date="made.day",
        invoice_date_due="made.due",
        invoice_origin="NULL",
        ref="NULL",
    )


def _of_move(move="made.id", name="made.name") -> dict:
    return {
        "move_id": move,
        "move_name": name,
        "partner_id": "made.customer_id",
        "date": "made.day",
        "create_date": "made.day",
        "write_date": "made.day",
    }


def _clone_product_lines(loader, pattern, source) -> None:
    _clone_lines(
        loader,
        pattern,
        source,
        "made.id",
        **_of_move("made.move_id"),
        **balanced("-made.sign * made.cents"),
        name="made.product_name",
        product_id="made.product",
        quantity="made.quantity",
        price_unit=money("made.price"),
        price_subtotal=money("made.cents"),
        price_total=money("made.cents * 6 / 5"),
        invoice_date="made.day",
        ref="NULL",
    )


def _clone_tax_lines(loader, pattern, source) -> None:
    _clone_lines(
        loader,
        pattern,
        source,
        "made.tax_line_id",
        **_of_move(),
        **balanced("-made.sign * (made.cents - made.untaxed)"),
        tax_base_amount=money("-made.sign * made.untaxed"),
        invoice_date="made.day",
        ref="NULL",
    )


def _clone_term_lines(loader, pattern, source) -> None:
    _clone_lines(
        loader,
        pattern,
        source,
        "made.term_line_id",
        **_of_move(),
        **balanced("made.sign * made.cents"),
        name="made.name",
        amount_residual=money("made.sign * made.residual"),
        amount_residual_currency=money("made.sign * made.residual"),
        reconciled="made.residual = 0",
        full_reconcile_id="made.full_id",
        matching_number="made.matching",
        invoice_date="made.day",
        date_maturity="made.due",
        ref="NULL",
    )


def _clone_lines(loader, pattern, source, line_id, **changes) -> None:
    """Entry lines with their taxes and tax tags."""
    loader.clone("account_move_line", pattern, source, id=line_id, **changes)
    for table in (
        "account_move_line_account_tax_rel",
        "account_account_tag_account_move_line_rel",
    ):
        key = "account_move_line_id"
        loader.clone(table, pattern, source, key=key, account_move_line_id=line_id)


def _clone_payments(loader, pattern) -> None:
    loader.clone(
        "account_payment",
        pattern["id"],
        "scale.payment",
        id="made.id",
        move_id="made.move_id",
        name="made.name",
        memo="made.invoice_name",
        partner_id="made.customer_id",
        date="made.day",
        amount=money("made.cents"),
        amount_company_currency_signed=money("made.cents"),
        create_date="made.day",
        write_date="made.day",
    )
    loader.clone(
        "account_move__account_payment",
        pattern["id"],
        "scale.payment",
        key="payment_id",
        payment_id="made.id",
        invoice_id="made.invoice_id",
    )


def _clone_payment_moves(loader, pattern) -> None:
    amount = money("made.cents")
    loader.clone(
        "account_move",
        pattern["move"],
        "scale.payment",
        id="made.move_id",
        **_named(),
        origin_payment_id="made.id",
        amount_total=amount,
        amount_total_signed=amount,
        amount_total_in_currency_signed=amount,
        invoice_date_due="made.day",
        ref="made.invoice_name",
    )
    shared = {
        **_of_move("made.move_id"),
        "payment_id": "made.id",
        "date_maturity": "made.day",
        "name": "made.invoice_name",
        "ref": "made.invoice_name",
    }
    _clone_bank_lines(loader, pattern["bank"], shared)
    _clone_counterparts(loader, pattern["counterpart"], shared)


def _clone_bank_lines(loader, pattern, shared) -> None:
    amount = money("made.cents")
    _clone_lines(
        loader,
        pattern,
        "scale.payment",
        "made.bank_line_id",
        **shared,
        **balanced("made.cents"),
        price_subtotal=amount,
        price_total=amount,
        amount_residual=amount,
        amount_residual_currency=amount,
    )


def _clone_counterparts(loader, pattern, shared) -> None:
    _clone_lines(
        loader,
        pattern,
        "scale.payment",
        "made.counterpart_line_id",
        **shared,
        **balanced("-made.cents"),
        price_subtotal=money("-made.cents"),
        price_total=money("-made.cents"),
        full_reconcile_id="made.full_id",
        matching_number="made.matching",
    )


def _clone_reconciliation(loader, pattern) -> None:
    loader.clone(
        "account_partial_reconcile",
        pattern["reconciliation"],
        "scale.meeting",
        id="made.id",
        debit_move_id="made.debit_line_id",
        credit_move_id="made.credit_line_id",
        full_reconcile_id="made.full_id",
        amount=money("made.cents"),
        debit_amount_currency=money("made.cents"),
        credit_amount_currency=money("made.cents"),
        max_date="made.day",
    )
    loader.clone(
        "account_full_reconcile",
        pattern["full"],
        "(SELECT DISTINCT full_id FROM scale.meeting WHERE full_id IS NOT NULL)",
        id="made.full_id",
    )
