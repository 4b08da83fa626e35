"""SQL of each figure, from the facts of a customer in a company."""

MONTHS = range(1, 13)
QUARTERS = range(1, 5)


def _year_columns():
    columns = {
        "revenue": "SUM(untaxed)::bigint",
        "revenue_taxed": "SUM(taxed)::bigint",
        "purchase_count": "COUNT(*) FILTER (WHERE is_purchase)",
    }
    for name, numbers, condition in (
        ("q", QUARTERS, "(month + 2) / 3 = {}"),
        ("m", MONTHS, "month = {}"),
    ):
        for number in numbers:
            key = f"{name}{number}" if name == "q" else f"{name}{number:02}"
            when = condition.format(number)
            sold = f"SUM(untaxed) FILTER (WHERE {when})"
            columns[f"revenue_{key}"] = f"({sold})::bigint"
            count = f"COUNT(*) FILTER (WHERE is_purchase AND {when})"
            columns[f"count_{key}"] = f"NULLIF({count}, 0)"
    return columns


YEAR_COLUMNS = _year_columns()
_YEARS = """
    SELECT entity_id, company_id, year, MAX(decimals) AS decimals,
           POWER(10::numeric, -MAX(decimals)) AS coin, {columns}
      FROM clientfile_document
     WHERE is_past AND %(share)s
  GROUP BY entity_id, company_id, year
"""
YEARS = _YEARS.format(
    columns=", ".join(f"{column} AS {name}" for name, column in YEAR_COLUMNS.items())
)
# What was sold in the last twelve months (part 1), the twelve before (2), else (0).
PARTS = """
    SELECT entity_id, company_id, year, part,
           SUM(net) AS net,
           COALESCE(SUM(given), 0) AS given,
           SUM(net) - COALESCE(SUM(unsold), 0) AS sold,
           SUM(cost) AS cost,
           COUNT(product_id) AS products
      FROM clientfile_line
     WHERE %(share)s
  GROUP BY entity_id, company_id, year, part
"""
YEAR_FIGURES = {
    **{
        name: f"years.{name} * coin" if name.startswith("revenue") else f"years.{name}"
        for name in YEAR_COLUMNS
    },
    "discount": "ROUND(100 * line.given"
    " / NULLIF(GREATEST(line.net + line.given, 0), 0), 2)",
    "margin": "CASE WHEN line.products > 0"
    " THEN ROUND(line.sold - line.cost, years.decimals) END",
    "margin_rate": "ROUND(100 * (line.sold - line.cost)"
    " / NULLIF(GREATEST(line.sold, 0), 0), 2)",
}
YEAR_SELECT = """
      FROM clientfile_year AS years
 LEFT JOIN (
           SELECT entity_id, company_id, year, SUM(net) AS net, SUM(given) AS given,
                  SUM(sold) AS sold, SUM(cost) AS cost, SUM(products) AS products
             FROM clientfile_part
            WHERE %(share)s
         GROUP BY entity_id, company_id, year
           ) AS line USING (entity_id, company_id, year)
     WHERE %(share)s
"""

_12M = "day > %(start_12m)s"
_PREVIOUS = "day > %(start_24m)s AND day <= %(start_12m)s"
_36M = "day > %(start_36m)s"
_CORE = {
    "revenue_total": "SUM(untaxed) FILTER (WHERE is_past)",
    "revenue_total_taxed": "SUM(taxed) FILTER (WHERE is_past)",
    "revenue_year": "SUM(untaxed) FILTER (WHERE is_past AND year = %(year)s)",
    "revenue_year_taxed": "SUM(taxed) FILTER (WHERE is_past AND year = %(year)s)",
    "revenue_last_year": "SUM(untaxed) FILTER (WHERE year = %(year)s - 1)",
    "revenue_last_year_taxed": "SUM(taxed) FILTER (WHERE year = %(year)s - 1)",
    "revenue_year_before": "SUM(untaxed) FILTER (WHERE year = %(year)s - 2)",
    "revenue_year_before_taxed": "SUM(taxed) FILTER (WHERE year = %(year)s - 2)",
    "revenue_fiscal": "SUM(untaxed) FILTER (WHERE is_past AND is_fiscal)",
    "revenue_12m": f"SUM(untaxed) FILTER (WHERE is_past AND {_12M})",
    "revenue_12m_taxed": f"SUM(taxed) FILTER (WHERE is_past AND {_12M})",
    "revenue_previous_12m": f"SUM(untaxed) FILTER (WHERE {_PREVIOUS})",
    "revenue_36m": f"SUM(untaxed) FILTER (WHERE is_past AND {_36M})",
    "amount_paid": "SUM(taxed - residual)",
    "amount_due": "SUM(residual)",
    "unpaid_count": "COUNT(*) FILTER (WHERE sign = 1 AND residual > 0)",
    "purchase_count": "COUNT(*) FILTER (WHERE is_purchase)",
    "purchase_count_12m": f"COUNT(*) FILTER (WHERE is_purchase AND {_12M})",
    "purchase_count_36m": f"COUNT(*) FILTER (WHERE is_purchase AND {_36M})",
    "basket": "AVG(untaxed) FILTER (WHERE is_purchase)",
    "basket_12m": f"AVG(untaxed) FILTER (WHERE is_purchase AND {_12M})",
    "basket_previous_12m": f"AVG(untaxed) FILTER (WHERE is_purchase AND {_PREVIOUS})",
    "first_purchase_date": "MIN(day) FILTER (WHERE is_purchase)",
    "last_purchase_date": "MAX(day) FILTER (WHERE is_purchase)",
    "credit_count": "COUNT(*) FILTER (WHERE sign = -1 AND is_past)",
    "credit_amount": "-SUM(untaxed) FILTER (WHERE sign = -1 AND is_past)",
    "purchase_days": "COUNT(*) FILTER (WHERE is_purchase AND gap IS DISTINCT FROM 0)",
}
_HELP = {
    "decimals": "MAX(decimals)",
    "coin": "POWER(10::numeric, -MAX(decimals))",
    "gap_count": "COUNT(*) FILTER (WHERE is_purchase AND gap > 0)",
    "gap_total": "SUM(gap) FILTER (WHERE is_purchase)",
    "gap_squares": "SUM(gap::bigint * gap) FILTER (WHERE is_purchase)",
}
_ACTIVE = {
    "month": [f"m{number:02}" for number in MONTHS],
    "quarter": [f"q{number}" for number in QUARTERS],
}


def _count_active(period):
    counted = (f"(count_{key} IS NOT NULL)::int" for key in _ACTIVE[period])
    return f"SUM({' + '.join(counted)})"


def _best_month():
    """The month with the highest revenue in three years of each month."""
    names = ", ".join(f"season.m{number:02}" for number in MONTHS)
    best = f"GREATEST({names})"
    found = f"array_position(ARRAY[{names}], {best})::text"
    return f"CASE WHEN {best} > 0 THEN {found} END"


_WITH = """
    WITH document AS (
        SELECT entity_id, company_id, {core}
          FROM clientfile_document
         WHERE %(share)s
      GROUP BY entity_id, company_id
    ), core AS (
        SELECT *, gap_total::numeric / NULLIF(gap_count, 0) AS gap_mean
          FROM document
    ), open AS (
        SELECT entity_id, company_id,
               SUM(residual) FILTER (WHERE due < %(today)s) AS overdue,
               MIN(due) FILTER (WHERE residual > 0) AS oldest
          FROM clientfile_open
         WHERE %(share)s
      GROUP BY entity_id, company_id
    ), settlement AS (
        SELECT entity_id, company_id, day, due, MAX(reconciled) AS settled
          FROM clientfile_settlement
         WHERE %(share)s
      GROUP BY entity_id, company_id, move_id, day, due
    ), paid AS (
        SELECT entity_id, company_id,
               AVG(settled - day) FILTER (
                   WHERE settled > %(start_12m)s) AS days,
               AVG(settled - day) FILTER (
                   WHERE settled <= %(start_12m)s) AS days_previous,
               AVG(settled - due) FILTER (
                   WHERE settled > %(start_12m)s) AS late,
               AVG(settled - due) FILTER (
                   WHERE settled <= %(start_12m)s) AS late_previous
          FROM settlement
         WHERE settled <= %(today)s
      GROUP BY entity_id, company_id
    ), season AS (
        SELECT entity_id, company_id, {months},
               {active_months} AS months,
               {active_quarters} AS quarters,
               COUNT(*) FILTER (WHERE purchase_count > 0) AS years
          FROM clientfile_year
         WHERE %(share)s
      GROUP BY entity_id, company_id
    ), line AS (
        SELECT entity_id, company_id,
               SUM(net) FILTER (WHERE part = 1) AS net_12m,
               SUM(given) FILTER (WHERE part = 1) AS given_12m,
               SUM(net) FILTER (WHERE part = 2) AS net_previous,
               SUM(given) FILTER (WHERE part = 2) AS given_previous,
               SUM(sold) AS sold, SUM(cost) AS cost,
               SUM(sold) FILTER (WHERE part = 1) AS sold_12m,
               SUM(cost) FILTER (WHERE part = 1) AS cost_12m
          FROM clientfile_part
         WHERE %(share)s
      GROUP BY entity_id, company_id
    ), dispute AS (
        SELECT COALESCE(merged.entity_id, dispute.partner_id) AS entity_id,
               company.root_id AS company_id, COUNT(*) AS number
          FROM clientfile_dispute AS dispute
     LEFT JOIN %(merged)s AS merged ON merged.source_id = dispute.partner_id
          JOIN (VALUES %(companies)s) AS company (
               id, root_id, currency_id, decimals, coins, fiscal_start)
            ON company.id = dispute.company_id
      GROUP BY 1, 2
    )
"""
WITH = _WITH.format(
    core=", ".join(f"{column} AS {name}" for name, column in (_CORE | _HELP).items()),
    months=", ".join(
        f"SUM(revenue_m{number:02}) FILTER (WHERE year BETWEEN"
        f" %(season_{number}_first)s AND %(season_{number}_last)s) AS m{number:02}"
        for number in MONTHS
    ),
    active_months=_count_active("month"),
    active_quarters=_count_active("quarter"),
)
SELECT = """
      FROM core
 LEFT JOIN open USING (entity_id, company_id)
 LEFT JOIN paid USING (entity_id, company_id)
 LEFT JOIN season USING (entity_id, company_id)
 LEFT JOIN line USING (entity_id, company_id)
 LEFT JOIN dispute USING (entity_id, company_id)
"""
_MONEY = ("revenue_", "credit_amount", "amount_")
_PERIODS_SINCE = {
    "month": (12, "%(month)s", "EXTRACT(MONTH FROM core.first_purchase_date)::int"),
    "quarter": (
        4,
        "%(quarter)s",
        "EXTRACT(QUARTER FROM core.first_purchase_date)::int",
    ),
    "year": (1, "0", "0"),
}
# Several purchases a month; several in two months; less.
PERIOD = """
    CASE WHEN core.gap_mean <= 15 THEN 'month'
         WHEN core.gap_mean <= 60 THEN 'quarter'
         WHEN core.purchase_count > 0 THEN 'year' END
"""


def _regularity():
    """Share of the periods since the first purchase in which something was bought."""
    cases = []
    for period, (length, now, then) in _PERIODS_SINCE.items():
        since = (
            f"({length} * (%(year)s - EXTRACT(YEAR FROM core.first_purchase_date)::int)"
            f" + {now} - {then} + 1)"
        )
        cases.append(f"WHEN '{period}' THEN season.{period}s::numeric / {since}")
    return f"ROUND(100 * CASE ({PERIOD}) {' '.join(cases)} END, 1)"


def _forecast(last, before):
    """Half of last year's change goes on; never below zero, never more than doubled."""
    last, before = f"COALESCE({last}, 0)", f"COALESCE({before}, 0)"
    grown = f"{last} + ({last} - {before}) / 2"
    return f"GREATEST(0, LEAST(2 * {last}, {grown}))"


def _amount(name):
    """A sum of coins in the currency; numbers and days as they are."""
    if name.startswith("basket"):
        return f"ROUND(core.{name} * core.coin, core.decimals)"
    if name.startswith(_MONEY):
        return f"COALESCE(core.{name}, 0) * core.coin"
    return f"core.{name}"


def _rate(part, whole):
    return f"ROUND(100 * ({part}) / NULLIF(GREATEST({whole}, 0), 0), 2)"


_BEFORE = (
    "(core.revenue_36m - COALESCE(core.revenue_12m, 0)"
    " - COALESCE(core.revenue_previous_12m, 0))"
)
FIGURES = {
    **{name: _amount(name) for name in _CORE},
    "amount_overdue": "GREATEST(COALESCE(open.overdue, 0), 0)",
    "oldest_unpaid_date": "open.oldest",
    "interval_days": "ROUND(core.gap_mean, 1)",
    "interval_deviation": "CASE WHEN core.gap_count > 0 THEN ROUND(SQRT(GREATEST("
    "core.gap_squares / core.gap_count - core.gap_mean * core.gap_mean, 0)), 1) END",
    "analysis_period": PERIOD,
    "regularity": _regularity(),
    "payment_days": "ROUND(paid.days, 1)",
    "payment_days_previous": "ROUND(paid.days_previous, 1)",
    "late_days": "ROUND(paid.late, 1)",
    "late_days_previous": "ROUND(paid.late_previous, 1)",
    "dispute_count": "COALESCE(dispute.number, 0)",
    "discount_12m": _rate("line.given_12m", "line.net_12m + line.given_12m"),
    "discount_previous_12m": _rate(
        "line.given_previous", "line.net_previous + line.given_previous"
    ),
    "margin_12m": "ROUND(line.sold_12m - line.cost_12m, core.decimals)",
    "margin_rate_12m": _rate("line.sold_12m - line.cost_12m", "line.sold_12m"),
    "margin_total": "ROUND(line.sold - line.cost, core.decimals)",
    "margin_rate_total": _rate("line.sold - line.cost", "line.sold"),
    "best_month": _best_month(),
    # From three days with purchases on there is a rhythm.
    "expected_date": "CASE WHEN core.gap_count >= 2"
    " THEN core.last_purchase_date + ROUND(core.gap_mean)::int END",
    "forecast_12m": "CASE WHEN core.first_purchase_date <= %(start_24m)s THEN ROUND("
    + _forecast("core.revenue_12m", "core.revenue_previous_12m")
    + " * core.coin, core.decimals) WHEN core.first_purchase_date <= %(start_12m)s"
    " THEN GREATEST(COALESCE(core.revenue_12m, 0), 0) * core.coin END",
    "forecast_error": "CASE WHEN core.first_purchase_date <= %(start_36m)s"
    " AND core.revenue_12m > 0 THEN ROUND(100 * ABS(core.revenue_12m - "
    + _forecast("core.revenue_previous_12m", _BEFORE)
    + ") / core.revenue_12m, 1) END",
}
