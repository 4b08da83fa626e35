"""Figures made again from the documents, one customer after the other, without SQL.

Written from the definitions of readme/FIGURES.md.
"""

from collections import Counter, defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from dateutil.relativedelta import relativedelta

SALES = ("out_invoice", "out_refund", "out_receipt")


def exact(value):
    return Decimal(str(value or 0))


def rounded(value, digits):
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def average(values):
    values = [exact(value) for value in values]
    return sum(values) / len(values) if values else None


def percent(part, whole):
    return rounded(100 * part / whole, 2) if whole > 0 else None


class Document:
    """A posted sale and what the definitions ask of it."""

    def __init__(self, move, today):
        self.move = move
        self.day = move.invoice_date
        self.is_past = self.day <= today
        self.is_refund = move.move_type == "out_refund"
        self.untaxed = exact(move.amount_untaxed_signed)
        self.taxed = exact(move.amount_total_signed)
        self.residual = exact(move.amount_residual_signed)
        self.is_purchase = self.is_past and not self.is_refund and self.untaxed > 0
        self.terms = move.line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        )

    @property
    def settled(self):
        """The day of the last settlement of a paid invoice."""
        if self.is_refund or self.move.payment_state not in ("paid", "in_payment"):
            return None
        days = self.terms.matched_credit_ids.mapped("max_date")
        return max(days, default=None)

    def lines(self):
        """Net, gross, whether a product is sold, cost of each line."""
        sign = -1 if self.is_refund else 1
        for line in self.move.line_ids:
            if line.display_type == "product" and not line.is_downpayment:
                net = -exact(line.balance)
                gross = self.gross(line, net, sign)
                yield net, gross, bool(line.product_id), sign * self.cost(line)

    def gross(self, line, net, sign):
        discount = exact(line.discount)
        if sign * net < 0:
            return Decimal(0)
        if discount < 100:
            return net / (1 - discount / 100)
        rate = exact(self.move.invoice_currency_rate) or Decimal(1)
        return sign * exact(line.quantity) * exact(line.price_unit) / rate

    def cost(self, line):
        quantity = exact(line.quantity)
        for sold in line.sale_line_ids.sorted("id")[:1]:
            factor = exact(line.product_uom_id.factor)
            quantity *= factor / exact(sold.product_uom_id.factor)
            return (
                quantity
                * exact(sold.purchase_price)
                / exact(sold.order_id.currency_rate)
            )
        product = line.product_id.with_company(line.company_id)
        if not product:
            return Decimal(0)
        quantity *= exact(line.product_uom_id.factor) / exact(product.uom_id.factor)
        return quantity * exact(product.standard_price)


class NaiveFigures:
    """The figures of one entity in the company of ``partners.env``."""

    def __init__(self, partners, today):
        moves = partners.env["account.move"].search(
            [
                ("commercial_partner_id", "in", partners._clientfile_entity_ids()),
                ("company_id", "child_of", partners.env.company.root_id.id),
                ("state", "=", "posted"),
                ("move_type", "in", SALES),
            ],
            order="invoice_date, id",
        )
        self.today = today
        self.partners = partners
        self.documents = [Document(move, today) for move in moves]
        self.past = [document for document in self.documents if document.is_past]
        self.purchases = [one for one in self.past if one.is_purchase]

    def since(self, months):
        return self.today - relativedelta(months=months)

    def within(self, documents, months, until=0):
        """Documents of the last months, but for those of the last ``until``."""
        return [
            one
            for one in documents
            if self.since(months) < one.day <= self.since(until)
        ]

    def figures(self):
        if not self.documents:
            return None
        return {
            **self.revenues(),
            **self.receivable(),
            **self.buying(),
            **self.rhythm(),
            **self.settlements(),
            **self.trade(),
            **self.outlook(),
        }

    def revenues(self):
        year = self.today.year
        fiscal = self.partners.env.company.root_id.compute_fiscalyear_dates(self.today)
        chosen = {
            "total": self.past,
            "year": [one for one in self.past if one.day.year == year],
            "last_year": [one for one in self.past if one.day.year == year - 1],
            "year_before": [one for one in self.past if one.day.year == year - 2],
            "12m": self.within(self.past, 12),
        }
        found = {}
        for name, documents in chosen.items():
            found[f"revenue_{name}"] = sum(one.untaxed for one in documents)
            found[f"revenue_{name}_taxed"] = sum(one.taxed for one in documents)
        fiscal = [one for one in self.past if one.day >= fiscal["date_from"]]
        found["revenue_fiscal"] = sum(one.untaxed for one in fiscal)
        for name, window in (("previous_12m", (24, 12)), ("36m", (36,))):
            documents = self.within(self.past, *window)
            found[f"revenue_{name}"] = sum(one.untaxed for one in documents)
        return found

    def receivable(self):
        terms = [line for one in self.documents if one.residual for line in one.terms]
        late = [line for line in terms if line.date_maturity < self.today]
        overdue = sum(exact(line.amount_residual) for line in late)
        unpaid = [line.date_maturity for line in terms if line.amount_residual > 0]
        return {
            "amount_paid": sum(one.taxed - one.residual for one in self.documents),
            "amount_due": sum(one.residual for one in self.documents),
            "amount_overdue": max(overdue, Decimal(0)),
            "unpaid_count": sum(
                not one.is_refund and one.residual > 0 for one in self.documents
            ),
            "oldest_unpaid_date": min(unpaid, default=None),
        }

    def buying(self):
        recent = self.within(self.purchases, 12)
        before = self.within(self.purchases, 24, 12)
        credits = [one for one in self.past if one.is_refund]
        days = [one.day for one in self.purchases]
        return {
            "purchase_count": len(self.purchases),
            "purchase_count_12m": len(recent),
            "purchase_count_36m": len(self.within(self.purchases, 36)),
            "basket": self.basket(self.purchases),
            "basket_12m": self.basket(recent),
            "basket_previous_12m": self.basket(before),
            "first_purchase_date": min(days, default=None),
            "last_purchase_date": max(days, default=None),
            "credit_count": len(credits),
            "credit_amount": -sum(one.untaxed for one in credits),
            "dispute_count": self.partners.env["clientfile.dispute"].search_count(
                [("partner_id", "in", self.partners._clientfile_entity_ids())]
            ),
        }

    def basket(self, documents):
        return rounded(average(one.untaxed for one in documents), 2)

    def rhythm(self):
        days = sorted({one.day for one in self.purchases})
        gaps = [(later - day).days for day, later in pairwise(days)]
        mean = average(gaps)
        deviation = mean is not None and average((gap - mean) ** 2 for gap in gaps)
        period = self.period(mean)
        return {
            "purchase_days": len(days),
            "interval_days": rounded(mean, 1),
            "interval_deviation": (
                rounded(deviation.sqrt(), 1) if mean is not None else None
            ),
            "analysis_period": period,
            "regularity": self.regularity(days, period),
            "expected_date": days[-1]
            + timedelta(days=int(mean.quantize(Decimal(1), ROUND_HALF_UP)))
            if len(gaps) >= 2
            else None,
        }

    def period(self, mean):
        if not self.purchases:
            return None
        if mean is None or mean > 60:
            return "year"
        return "month" if mean <= 15 else "quarter"

    def regularity(self, days, period):
        if not period:
            return None
        number = {
            "month": lambda day: 12 * day.year + day.month,
            "quarter": lambda day: 4 * day.year + (day.month + 2) // 3,
            "year": lambda day: day.year,
        }[period]
        active = {number(day) for day in days}
        since = number(self.today) - number(days[0]) + 1
        return rounded(exact(100 * len(active)) / since, 1)

    def settlements(self):
        found = {}
        for suffix, window in (("", (12,)), ("_previous", (24, 12))):
            start, *until = (self.since(months) for months in window)
            until = until[0] if until else self.today
            paid = [
                (one.settled, one)
                for one in self.documents
                if one.settled and start < one.settled <= until
            ]
            days = average((settled - one.day).days for settled, one in paid)
            late = average(
                (settled - one.move.invoice_date_due).days for settled, one in paid
            )
            found[f"payment_days{suffix}"] = rounded(days, 1)
            found[f"late_days{suffix}"] = rounded(late, 1)
        return found

    def trade(self):
        found = {}
        for suffix, documents in (
            ("12m", self.within(self.past, 12)),
            ("previous_12m", self.within(self.past, 24, 12)),
            ("total", self.past),
        ):
            lines = [line for one in documents for line in one.lines()]
            net, gross = (sum(line[part] for line in lines) for part in (0, 1))
            products = [line for line in lines if line[2]]
            sold = sum(line[0] for line in products)
            margin = sold - sum(line[3] for line in products)
            found[f"discount_{suffix}"] = percent(gross - net, gross)
            found[f"margin_{suffix}"] = rounded(margin, 2) if products else None
            found[f"margin_rate_{suffix}"] = percent(margin, sold)
        del found["discount_total"]
        del found["margin_previous_12m"], found["margin_rate_previous_12m"]
        return found

    def outlook(self):
        first = min((one.day for one in self.purchases), default=self.today)
        last, before, oldest = (
            sum(one.untaxed for one in self.within(self.past, *window))
            for window in ((12,), (24, 12), (36, 24))
        )
        forecast = error = None
        if first <= self.since(24):
            forecast = rounded(exact(self.grown(last, before)), 2)
        elif first <= self.since(12):
            forecast = max(last, Decimal(0))
        if first <= self.since(36) and last > 0:
            missed = abs(last - self.grown(before, oldest))
            error = rounded(100 * missed / last, 1)
        return {
            "forecast_12m": forecast,
            "forecast_error": error,
            "best_month": self.best_month(),
        }

    def grown(self, last, before):
        return max(Decimal(0), min(2 * last, last + (exact(last) - before) / 2))

    def best_month(self):
        months = Counter()
        for one in self.past:
            over = (
                one.day.year if one.day.month < self.today.month else one.day.year + 1
            )
            if self.today.year - 2 <= over <= self.today.year:
                months[one.day.month] += one.untaxed
        best = max(months.values(), default=0)
        if best <= 0:
            return None
        return str(min(month for month, sold in months.items() if sold == best))

    def years(self):
        """Rows of clientfile.metrics.year, by year."""
        by_year = defaultdict(list)
        for one in self.past:
            by_year[one.day.year].append(one)
        return {year: self.year_row(one) for year, one in sorted(by_year.items())}

    def year_row(self, documents):
        row = {
            "revenue": sum(one.untaxed for one in documents),
            "revenue_taxed": sum(one.taxed for one in documents),
            "purchase_count": sum(one.is_purchase for one in documents),
        }
        for one in documents:
            for key in (f"m{one.day.month:02}", f"q{(one.day.month + 2) // 3}"):
                row[f"revenue_{key}"] = row.get(f"revenue_{key}", 0) + one.untaxed
                if one.is_purchase:
                    row[f"count_{key}"] = row.get(f"count_{key}", 0) + 1
        return row
