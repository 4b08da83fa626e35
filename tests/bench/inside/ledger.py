"""Opens a customer's ledger, and reads the same entries model by model."""

import json
import statistics
import time
from datetime import datetime

from odoo import fields
from odoo.tools import SQL

PAGE = 80
SMALL = 10_000
ORDER = "date desc, moment desc, id desc"
NAMES = (
    *("date", "kind", "name", "summary", "status", "date_due", "debit", "credit"),
    *("amount", "balance", "is_booked", "is_overdue", "entity_id", "partner_id"),
    "currency_id",
)
_EMAILS = """
    INSERT INTO mail_message (
        model, res_id, date, message_type, subtype_id, author_id, is_internal, subject,
        body, create_uid, create_date, message_id)
    SELECT 'res.partner', partner_id, now() - number * interval '7 hours', 'email',
           %(subtype)s, partner_id, FALSE, 'Question', '<p>Question</p>', 1, now(),
           partner_id || '-' || number
      FROM unnest(%(partners)s) AS partner_id, generate_series(1, %(count)s) AS number
"""
# Documents of others become the customer's: what they are does not matter here.
_TAKEN = (
    """
    UPDATE account_move_line SET partner_id = %(customer)s
     WHERE move_id IN (
           SELECT move_id FROM account_move_line AS line
             JOIN account_account AS account ON account.id = line.account_id
            WHERE account.account_type = 'asset_receivable'
              AND line.parent_state = 'posted'
            ORDER BY line.id LIMIT %(count)s)
    """,
    """
    UPDATE account_move SET partner_id = %(customer)s,
           commercial_partner_id = %(customer)s
     WHERE id IN (SELECT move_id FROM account_move_line WHERE partner_id = %(customer)s)
    """,
    """
    UPDATE sale_order SET partner_id = %(customer)s
     WHERE id IN (SELECT id FROM sale_order ORDER BY id LIMIT %(count)s)
    """,
)


def make(env, events: int) -> dict:
    """Gives a customer that many events, and everybody e-mails."""
    partners = env["res.partner"].search([("customer_rank", ">", 0)], order="id").ids
    customer = partners[-1]
    subtype = env.ref("mail.mt_comment").id
    env.cr.execute(_EMAILS, {"subtype": subtype, "partners": partners, "count": 2})
    values = {"customer": customer, "count": events * 2 // 5}
    for query in _TAKEN:
        env.cr.execute(query, values)
    env.invalidate_all()
    more = {"subtype": subtype, "partners": [customer]}
    missing = events - count(env, customer)
    if missing > 0:
        env.cr.execute(_EMAILS, {**more, "count": missing})
    env.cr.commit()
    return {"customer": customer, "events": count_all(env)}


def count(env, customer: int) -> int:
    return env["clientfile.ledger.entry"].search_count([("entity_id", "=", customer)])


def count_all(env) -> int:
    long_ago = [("date", ">=", fields.Date.to_date("1970-01-01"))]
    return env["clientfile.ledger.entry"].search_count(long_ago)


def compare(env, customer: int, rounds: int) -> dict:
    """Median times and queries of both, and the plan of ours."""
    env = env(user=env.ref("base.user_admin"), su=False)
    today = fields.Date.today()
    year = [("date", ">=", today.replace(month=1, day=1).replace(year=today.year - 1))]
    length = count(env, customer)
    last = max(0, length - PAGE)
    opened = {
        "newest page": ([], 0),
        "last page": ([], last),
        "since January of last year": (year, 0),
    }
    return {
        "count": length,
        "opened": {
            name: measure(env, customer, rounds, *asked)
            for name, asked in opened.items()
        },
        "plan": plan(env, customer),
    }


def measure(env, customer: int, rounds: int, period: list, offset: int) -> list[dict]:
    sides = (open_ledger, read_models)
    found = [side(env, customer, period, offset) for side in sides]
    if found[0] != found[1]:
        raise ValueError(f"not the same: {found[0][:2]} and {found[1][:2]}")
    taken = [[], []]
    for turn in range(rounds):
        for number in (0, 1) if turn % 2 else (1, 0):
            env.invalidate_all()
            before, started = env.cr.sql_log_count, time.perf_counter()
            sides[number](env, customer, period, offset)
            seconds = time.perf_counter() - started
            taken[number].append((seconds, env.cr.sql_log_count - before))
    return [
        {
            "seconds": statistics.median(seconds for seconds, _queries in one),
            "queries": one[-1][1],
        }
        for one in taken
    ]


def open_ledger(env, customer: int, period: list, offset: int) -> list:
    """As the web client does: a page, how many there are, the head."""
    entries = env["clientfile.ledger.entry"]
    domain = [("entity_id", "=", customer), *period]
    page = entries.web_search_read(
        domain, {name: {} for name in NAMES}, offset=offset, limit=PAGE
    )
    entries.get_summary(domain)
    return [
        page["length"],
        *(
            (str(one["date"]), one["kind"], one["name"] or "", round(one["balance"], 2))
            for one in page["records"]
        ),
    ]


def read_models(env, customer: int, period: list, offset: int) -> list:
    """The same, model by model: searched, read, put in order and added up."""
    rows = [
        *read_receivable(env, customer),
        *read_orders(env, customer),
        *read_messages(env, customer),
    ]
    since = period[0][2] if period else None
    chosen = [row for row in rows if not since or row[0] >= since]
    chosen.sort(key=lambda row: (row[0], row[1], row[2]), reverse=True)
    page = chosen[offset : offset + PAGE]
    shown = [
        (str(day), kind, name, balance) for day, _at, _id, kind, name, balance in page
    ]
    return [len(chosen), *shown]


def read_receivable(env, customer: int):
    lines = env["account.move.line"].search_fetch(
        [
            ("partner_id", "child_of", customer),
            ("parent_state", "=", "posted"),
            ("account_id.account_type", "=", "asset_receivable"),
        ],
        ["date", "move_id", "name", "amount_currency", "date_maturity", "payment_id"],
        order="date, id",
    )
    lines.move_id.fetch(["name", "move_type", "ref", "payment_state"])
    balance = 0.0
    for line in lines:
        balance += line.amount_currency
        kinds = {"out_invoice": "invoice", "out_refund": "credit_note"}
        kind = kinds.get(
            line.move_id.move_type, "payment" if line.payment_id else "entry"
        )
        midnight = datetime.combine(line.date, datetime.min.time())
        at = (midnight, line.id * 32 + 1)
        yield line.date, *at, kind, line.move_id.name or "", round(balance, 2)


def read_orders(env, customer: int):
    orders = env["sale.order"].search_fetch(
        [("partner_id", "child_of", customer)],
        ["date_order", "name", "state", "amount_total", "currency_id", "user_id"],
    )
    for order in orders:
        kind = "order" if order.state == "sale" else "quotation"
        at = (order.date_order, order.id * 32 + 3)
        yield local_day(env, order.date_order), *at, kind, order.name, 0.0


def read_messages(env, customer: int):
    partners = env["res.partner"].search([("id", "child_of", customer)])
    messages = env["mail.message"].search_fetch(
        [
            ("model", "=", "res.partner"),
            ("res_id", "in", partners.ids),
            ("message_type", "=", "email"),
        ],
        ["date", "subject", "author_id"],
    )
    for message in messages:
        at = (message.date, message.id * 32 + 5)
        yield local_day(env, message.date), *at, "email", "", 0.0


def local_day(env, moment):
    return fields.Datetime.context_timestamp(env.user, moment).date()


def plan(env, customer: int) -> dict:
    """Indexes used, and tables of some size that are read from end to end."""
    entries = env["clientfile.ledger.entry"]
    domain = [("entity_id", "=", customer)]
    select = entries._search(domain, limit=PAGE, order=ORDER).select()
    ((found,),) = env.execute_query(SQL("EXPLAIN (FORMAT JSON) %s", select))
    found = json.loads(found) if isinstance(found, str) else found
    nodes = list(walk(found[0]["Plan"]))
    indexes = {node["Index Name"] for node in nodes if "Index Name" in node}
    scans = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}
    large = {table for table in scans if size_of(env, table) > SMALL}
    return {"indexes": sorted(indexes), "scans": sorted(large)}


def size_of(env, table: str) -> int:
    query = SQL("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", table)
    ((rows,),) = env.execute_query(query)
    return rows


def walk(node: dict):
    yield node
    for inner in node.get("Plans", ()):
        yield from walk(inner)
