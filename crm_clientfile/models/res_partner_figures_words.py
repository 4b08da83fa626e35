from odoo import models
from odoo.tools.misc import format_amount, format_date, formatLang

from ..tools.figures_words import (
    best_months,
    change_of,
    indices_of,
    rhythm_of,
    span_of,
)

_LATE = 3


class ResPartner(models.Model):
    """The figures in words, as one would tell them before a call."""

    _inherit = "res.partner"

    def _get_clientfile_words(self):
        """Pairs of a level (danger, warning, success, muted) and a sentence."""
        self.ensure_one()
        if not self.clientfile_last_purchase_date:
            return [("muted", self.env._("No purchase yet."))]
        words = (
            self._say_clientfile_rhythm(),
            self._say_clientfile_risk(),
            self._say_clientfile_regularity(),
            self._say_clientfile_payment(),
            self._say_clientfile_payment_trend(),
            self._say_clientfile_basket(),
            self._say_clientfile_discount(),
            self._say_clientfile_rank(),
            self._say_clientfile_season(),
            self._say_clientfile_forecast(),
        )
        return [word for word in words if word]

    def _say_clientfile_rhythm(self):
        silence = self.clientfile_recency_days
        if not self.clientfile_expected_date:
            silent = self._get_clientfile_silence(*span_of(silence))
            return "muted", self.env._(
                "Too few purchases to know a rhythm; silent %(silent)s.", silent=silent
            )
        rhythm = rhythm_of(self.clientfile_interval_days, silence)
        return "muted", self.env._(
            "Usually buys %(every)s; silent %(silent)s.",
            every=self._get_clientfile_interval(rhythm.unit, rhythm.every),
            silent=self._get_clientfile_silence(rhythm.unit, rhythm.silent),
        )

    def _get_clientfile_interval(self, unit, number):
        if number == 1:
            return {
                "day": self.env._("every day"),
                "week": self.env._("every week"),
                "month": self.env._("every month"),
            }[unit]
        return {
            "day": self.env._("every %s days", number),
            "week": self.env._("every %s weeks", number),
            "month": self.env._("every %s months", number),
        }[unit]

    def _get_clientfile_silence(self, unit, number):
        if number == 0:
            return self.env._("for less than that")
        if number == 1:
            return {
                "day": self.env._("for one day"),
                "week": self.env._("for one week"),
                "month": self.env._("for one month"),
            }[unit]
        return {
            "day": self.env._("for %s days", number),
            "week": self.env._("for %s weeks", number),
            "month": self.env._("for %s months", number),
        }[unit]

    def _say_clientfile_risk(self):
        if self.clientfile_churn_risk == "lost":
            return "danger", self.env._("Lost: has bought nothing for a long time.")
        if self.clientfile_churn_risk == "high":
            return "danger", self.env._("Likely to be lost: call now.")
        expected = self.clientfile_expected_date
        if self.clientfile_churn_risk == "watch":
            return "warning", self.env._(
                "Later than usual: a purchase was expected on %(date)s.",
                date=format_date(self.env, expected),
            )
        if expected:
            return "success", self.env._(
                "In its rhythm: the next purchase is expected on %(date)s.",
                date=format_date(self.env, expected),
            )
        return None

    def _say_clientfile_regularity(self):
        share = round(self.clientfile_regularity)
        sentence = {
            "month": self.env._(
                "Bought in %s %% of the months since the first.", share
            ),
            "quarter": self.env._(
                "Bought in %s %% of the quarters since the first.", share
            ),
            "year": self.env._("Bought in %s %% of the years since the first.", share),
        }
        period = self._get_clientfile_period()
        return ("muted", sentence[period]) if period else None

    def _get_clientfile_period(self):
        metrics = self.env["clientfile.metrics"].search(
            [
                ("partner_id", "=", self.commercial_partner_id.id),
                ("company_id", "=", self.env.company.root_id.id),
            ]
        )
        return metrics.analysis_period

    def _say_clientfile_payment(self):
        days, late = (
            round(self.clientfile_payment_days),
            round(self.clientfile_late_days),
        )
        if not days and not late:
            return None
        if late > _LATE:
            return "warning", self.env._(
                "Pays %(days)s days after the invoice on average, %(late)s days late.",
                days=days,
                late=late,
            )
        return "success", self.env._(
            "Pays %(days)s days after the invoice on average, in time.", days=days
        )

    def _say_clientfile_payment_trend(self):
        if self.clientfile_payment_risk == "high":
            return "danger", self.env._("Payment at risk: ask for money first.")
        change = round(self.clientfile_late_trend)
        if change > _LATE:
            return "warning", self.env._(
                "Pays %s days later than the year before.", change
            )
        if change < -_LATE:
            return "success", self.env._(
                "Pays %s days earlier than the year before.", -change
            )
        return None

    def _say_clientfile_basket(self):
        now, before = self.clientfile_basket_12m, self.clientfile_basket_previous_12m
        change = now and change_of(now, before)
        if not change:
            return None
        amounts = {"now": self._say_amount(now), "before": self._say_amount(before)}
        if change == "up":
            return "success", self.env._(
                "The average basket grows: %(now)s, against %(before)s the year "
                "before.",
                **amounts,
            )
        return "warning", self.env._(
            "The average basket falls: %(now)s, against %(before)s the year before.",
            **amounts,
        )

    def _say_clientfile_discount(self):
        if not self.clientfile_discount_drifts:
            return None
        return "warning", self.env._(
            "The discount drifts: %(now)s %%, against %(before)s %% the year before.",
            now=self._say_rate(self.clientfile_discount_12m),
            before=self._say_rate(self.clientfile_discount_previous_12m),
        )

    def _say_clientfile_rank(self):
        if not self.clientfile_abc_class:
            return None
        share = {
            "a": self.env._("one of those who make 80 % of the revenue"),
            "b": self.env._("one of those who make the next 15 % of the revenue"),
            "c": self.env._("one of those who make the last 5 % of the revenue"),
        }[self.clientfile_abc_class]
        segments = dict(
            self._fields["clientfile_rfm_segment"]._description_selection(self.env)
        )
        return "muted", self.env._(
            "Class %(name)s: %(share)s. RFM %(score)s: %(segment)s.",
            name=self.clientfile_abc_class.upper(),
            share=share,
            score=self.clientfile_rfm_score,
            segment=segments.get(self.clientfile_rfm_segment, ""),
        )

    def _say_clientfile_season(self):
        sold = self._get_clientfile_sold_months()
        years = [sum(amount > 0 for amount in month) for month in sold]
        months = best_months(indices_of([sum(month) for month in sold]), years)
        if not months:
            return None
        names = dict(
            self._fields["clientfile_best_month"]._description_selection(self.env)
        )
        return "muted", self.env._(
            "Buys most in %(months)s.",
            months=", ".join(names[str(month)] for month in months),
        )

    def _say_clientfile_forecast(self):
        if not self.clientfile_forecast_12m:
            return None
        amount = self._say_amount(self.clientfile_forecast_12m)
        if not self.clientfile_forecast_error:
            return "muted", self.env._(
                "Forecast for the next 12 months: %(amount)s.", amount=amount
            )
        return "muted", self.env._(
            "Forecast for the next 12 months: %(amount)s; a year ago it would have "
            "missed by %(error)s %%.",
            amount=amount,
            error=round(self.clientfile_forecast_error),
        )

    def _say_amount(self, amount):
        return format_amount(self.env, amount, self.env.company.currency_id)

    def _say_rate(self, rate):
        return formatLang(self.env, rate, digits=0 if rate == round(rate) else 2)
