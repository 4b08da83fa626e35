"""The scale data is what a business of that size would have written."""

import re

import pytest
from stdnum.fr import siret, tva

from tests.bench.conftest import SIZE

RECOMPUTING = "tests.bench.inside.recomputing.read"
REVENUE = """
    SELECT sum(amount_untaxed_signed) AS revenue FROM account_move
     WHERE move_type IN ('out_invoice', 'out_refund') AND state = 'posted'
     GROUP BY commercial_partner_id ORDER BY revenue DESC
"""


def scalar(rows):
    ((value,),) = rows
    return value


def test_every_entry_balances(query):
    unbalanced = """
        SELECT count(*) FROM (
            SELECT move_id FROM account_move_line GROUP BY move_id
            HAVING sum(balance) <> 0 OR sum(debit) <> sum(credit)
        ) AS entry
    """
    assert scalar(query(unbalanced)) == 0


def test_size_is_kept(query):
    partners = "SELECT count(*) FROM res_partner WHERE create_date = create_date::date"
    lines = """
        SELECT count(*) FROM account_move_line
         WHERE move_id IN (SELECT id FROM account_move WHERE move_type <> 'entry')
    """
    assert SIZE <= scalar(query(partners)) <= SIZE + 10
    assert 4.8 * SIZE <= scalar(query(lines)) <= 5.4 * SIZE


def test_a_fifth_of_the_customers_makes_most_of_the_revenue(query):
    revenues = [float(revenue) for (revenue,) in query(REVENUE)]
    best = revenues[: round(len(revenues) / 5)]
    assert 0.72 <= sum(best) / sum(revenues) <= 0.88


def test_august_is_quiet_and_december_busy(query):
    months = """
        SELECT extract(month FROM invoice_date)::int, count(*) FROM account_move
         WHERE move_type = 'out_invoice' GROUP BY 1
    """
    counts = dict(query(months))
    assert counts[8] < 0.75 * sum(counts.values()) / 12 < counts[12]


def test_most_invoices_are_paid_and_some_late(query):
    states = dict(
        query(
            "SELECT payment_state, count(*) FROM account_move"
            " WHERE move_type = 'out_invoice' GROUP BY 1"
        )
    )
    late = """
        SELECT count(*) FROM account_partial_reconcile AS paid
          JOIN account_move_line AS line ON line.id = paid.debit_move_id
         WHERE paid.max_date > line.date_maturity + 15
    """
    assert set(states) == {"paid", "partial", "not_paid", "reversed"}
    assert states["paid"] > 0.8 * sum(states.values())
    assert 0.03 <= scalar(query(late)) / sum(states.values()) <= 0.3


@pytest.mark.parametrize(
    ("column", "pattern", "check"),
    [
        ("company_registry", r"\d{14}", siret.is_valid),
        ("vat", r"FR\d{11}", tva.is_valid),
    ],
)
def test_numbers_are_valid_but_for_a_few(query, column, pattern, check):
    sql = f"SELECT {column} FROM res_partner WHERE {column} IS NOT NULL"  # noqa: S608
    numbers = [value for (value,) in query(sql) if re.fullmatch(pattern, value)]
    wrong = [number for number in numbers if not check(number)]
    assert len(numbers) > SIZE / 3
    assert 0 < len(wrong) < 0.06 * len(numbers)


def test_odoo_computes_what_is_stored_and_goes_on(databases, filled):
    said = databases.call("Computing again", filled, RECOMPUTING)
    assert said["differences"] == []
    assert re.fullmatch(r"INV/\d{4}/\d{5}", said["next"]["issued"])
    assert said["next"]["paid"] == "paid"
