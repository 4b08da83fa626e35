"""A fiscal year of entries of any length: invoices with tax, each with its payment."""

from tests.bench.scale.load import Loader

YEAR = 2025
LINES = 5  # three of an invoice, two of its payment
PARTNERS = 50  # lines for each customer
TABLES = ("res_partner", "account_move", "account_move_line", "account_full_reconcile")
# Amounts are whole cents, five times a number: the tax of 20 %% is whole too.
_PAIRS = """
    CREATE TEMPORARY TABLE pair AS
    SELECT n, %(res_partner)s + 1 + floor(random() * %(partners)s)::int AS partner_id,
           %(account_move)s + 2 * n AS invoice_id,
           %(account_move)s + 2 * n + 1 AS payment_id,
           %(account_move_line)s + 5 * n AS line_id,
           %(account_full_reconcile)s + n AS full_id,
           %(first)s::date + (n - 1) * 365 / %(pairs)s AS day,
           least(%(first)s::date + (n - 1) * 365 / %(pairs)s + 20,
                 %(last)s::date) AS paid_on,
           5 * (1 + floor(100000 * random() ^ 3))::bigint AS net,
           (ARRAY['Intervention', 'Réparation à Nîmes', 'Œuvre d’art', 'Forfait 50 €',
                  'Pièces « détachées »'])[1 + floor(random() * 5)::int]
               || ' ' || md5(random()::text) AS label
      FROM generate_series(1, %(pairs)s) AS n
"""
_FULL = "(SELECT * FROM pair)"


def fill(cursor, size: int, patterns: dict) -> None:
    """Adds ``size`` entry lines of the year, copied from documents of Odoo's own."""
    loader = Loader(cursor)
    pairs, partners = size // LINES, max(size // PARTNERS, 1)
    last = loader.last_ids(TABLES)
    days = {"first": f"{YEAR}-01-01", "last": f"{YEAR}-12-31"}
    cursor.execute("SELECT setseed(0.5)")
    cursor.execute(_PAIRS, {**last, **days, "pairs": pairs, "partners": partners})
    with loader.without_triggers(), loader.without_indexes(TABLES[1:3]):
        _add_partners(loader, patterns, partners, last["res_partner"])
        full = patterns["payment"]["full"]
        loader.clone("account_full_reconcile", full, _FULL, id="made.full_id")
        _add_invoices(loader, patterns["invoice"])
        _add_payments(loader, patterns["payment"])
    loader.advance_sequences(TABLES)


def _add_partners(loader, patterns, count, last):
    source = f"(SELECT n, {last} + n AS id FROM generate_series(1, {count}) AS n)"  # noqa: S608
    loader.clone(
        "res_partner",
        patterns["partner"],
        source,
        id="made.id",
        commercial_partner_id="made.id",
        name="'Client n° ' || made.n",
        complete_name="'Client n° ' || made.n",
        # Short enough behind a prefix for software that takes eight characters.
        ref="'C' || upper(to_hex(made.n))",
    )


def _add_invoices(loader, pattern):
    _add_moves(loader, pattern, "invoice_id", "day")
    for place, (kind, cents) in enumerate(
        (
            ("payment_term", "made.net + made.net / 5"),
            ("product", "-made.net"),
            ("tax", "-made.net / 5"),
        )
    ):
        is_term = kind == "payment_term"
        _add_lines(
            loader, pattern[kind], pattern["stem"], place, "invoice", cents, is_term
        )


def _add_payments(loader, pattern):
    _add_moves(loader, {**pattern, "id": pattern["move"]}, "payment_id", "paid_on")
    for place, (kind, sign) in enumerate((("bank", ""), ("counterpart", "-")), 3):
        cents = f"{sign}(made.net + made.net / 5)"
        is_term = kind == "counterpart"
        _add_lines(
            loader, pattern[kind], pattern["stem"], place, "payment", cents, is_term
        )


def _add_moves(loader, pattern, key, day):
    loader.clone(
        "account_move",
        pattern["id"],
        _FULL,
        id=f"made.{key}",
        name=_name(pattern["stem"]),
        sequence_prefix=f"'{pattern['stem']}/{YEAR}/'",
        sequence_number="made.n",
        partner_id="made.partner_id",
        commercial_partner_id="made.partner_id",
        date=f"made.{day}",
        invoice_date=f"made.{day}",
        ref="NULL",
        payment_reference="NULL",
    )


def _add_lines(loader, pattern, stem, place, kind, cents, is_reconciled):
    day = "day" if kind == "invoice" else "paid_on"
    amount = f"({cents}) * 0.01"
    changes = {
        "full_reconcile_id": "made.full_id",
        "matching_number": "made.full_id::text",
    }
    loader.clone(
        "account_move_line",
        pattern,
        _FULL,
        id=f"made.line_id + {place}",
        move_id=f"made.{kind}_id",
        move_name=_name(stem),
        name="made.label",
        partner_id="made.partner_id",
        date=f"made.{day}",
        invoice_date=f"made.{day}",
        debit=f"greatest({amount}, 0)",
        credit=f"greatest(-{amount}, 0)",
        balance=amount,
        amount_currency=amount,
        **(changes if is_reconciled else {}),
    )


def _name(stem):
    return f"'{stem}/{YEAR}/' || lpad(made.n::text, 7, '0')"
