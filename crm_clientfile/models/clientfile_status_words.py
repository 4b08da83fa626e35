from datetime import timedelta

from odoo import api, models
from odoo.tools.misc import format_amount, format_date

from ..tools.figures_words import rhythm_of, span_of


class ClientfileStatusWords(models.AbstractModel):
    """Why a customer has his status, in a sentence."""

    _name = "clientfile.status.words"
    _description = "Words for the Reasons of a Status"

    @api.model
    def _say(self, facts, currency):
        """The sentence of :class:`StatusFacts`, amounts in that currency."""
        say = {
            "leaving": self._say_silence,
            "silent": self._say_silence,
            "stale": self._say_no_purchase,
            "payment": self._say_payment,
            "falling": self._say_falling,
            "vip": self._say_vip,
            "buying": self._say_buying,
        }[facts.reason]
        return say(facts, currency)

    @api.model
    def _say_silence(self, facts, _currency):
        if not facts.interval:
            return self.env._(
                "Silent %(silent)s; too few purchases to know a rhythm.",
                silent=self._get_span(facts.silence),
            )
        partners = self.env["res.partner"]
        rhythm = rhythm_of(facts.interval, facts.silence)
        return self.env._(
            "Silent %(silent)s, usually buys %(every)s.",
            silent=partners._get_clientfile_silence(rhythm.unit, rhythm.silent),
            every=partners._get_clientfile_interval(rhythm.unit, rhythm.every),
        )

    @api.model
    def _say_no_purchase(self, facts, _currency):
        return self.env._(
            "No purchase %(silent)s.", silent=self._get_span(facts.silence)
        )

    @api.model
    def _say_payment(self, facts, currency):
        if facts.overdue > 0:
            return self.env._(
                "Payment at risk: %(amount)s overdue.",
                amount=format_amount(self.env, facts.overdue, currency),
            )
        return self.env._(
            "Payment at risk: pays %(days)s days late on average.",
            days=round(facts.late_days),
        )

    @api.model
    def _say_falling(self, facts, currency):
        return self.env._(
            "Revenue fell by %(rate)s %%: %(now)s in 12 months, %(before)s in those "
            "before.",
            rate=facts.fall,
            now=format_amount(self.env, facts.revenue, currency),
            before=format_amount(self.env, facts.revenue_before, currency),
        )

    @api.model
    def _say_vip(self, facts, currency):
        qualities = []
        if facts.is_class_a:
            qualities.append(self.env._("class A"))
        if facts.is_champion:
            qualities.append(self.env._("champion"))
        amount = format_amount(self.env, facts.revenue, currency)
        qualities.append(self.env._("%(amount)s in 12 months", amount=amount))
        said = ", ".join(qualities)
        return f"{said[:1].upper()}{said[1:]}."

    @api.model
    def _say_buying(self, facts, _currency):
        last = facts.day - timedelta(days=facts.silence)
        day = format_date(self.env, last)
        if not facts.interval:
            return self.env._("Last purchase on %(date)s.", date=day)
        rhythm = rhythm_of(facts.interval, facts.silence)
        every = self.env["res.partner"]._get_clientfile_interval(
            rhythm.unit, rhythm.every
        )
        return self.env._(
            "Last purchase on %(date)s, usually buys %(every)s.", date=day, every=every
        )

    @api.model
    def _get_span(self, days):
        return self.env["res.partner"]._get_clientfile_silence(*span_of(days))
