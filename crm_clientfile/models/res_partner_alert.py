from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.alerts import Alert, by_severity, worst_of
from .res_partner_alert_kinds import BY_CODE, FIGURED

_READERS = "crm_clientfile.crm_clientfile_group_user,sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """What one is to know of a customer before selling more, in one banner."""

    _inherit = "res.partner"

    clientfile_alerts = fields.Html(
        "Alerts",
        compute="_compute_clientfile_alerts",
        sanitize=False,
        exportable=False,
        groups=_READERS,
    )

    @api.depends("commercial_partner_id", "clientfile_dispute_ids.state")
    @api.depends_context("company", "lang", "tz")
    def _compute_clientfile_alerts(self):
        # sudo: whoever sells is to know what is owed; the host hides it from them
        entities = self.sudo().commercial_partner_id._origin
        told = entities._get_clientfile_alerts()
        for partner in self:
            entity = partner.commercial_partner_id._origin
            partner.clientfile_alerts = self._render_clientfile_alerts(
                told.get(entity.id)
            )

    @api.model
    def _render_clientfile_alerts(self, alerts):
        """The banner that shows these alerts, the worst first; nothing for none."""
        if not alerts:
            return False
        return self.env["ir.qweb"]._render(
            "crm_clientfile.clientfile_alerts",
            {"alerts": by_severity(alerts), "severity": worst_of(alerts)},
        )

    def _get_clientfile_alerts(self):
        """Alerts of the commercial entities in the current company, by their ids."""
        entities = self.commercial_partner_id
        found = {entity.id: [] for entity in entities}
        entities = entities._clientfile_maybe_known()
        if not entities:
            return found
        for told in (
            entities._get_clientfile_overdue(),
            entities._get_clientfile_credit(),
            entities._get_clientfile_contested(),
            entities._get_clientfile_figured(),
        ):
            for entity_id, alerts in told.items():
                found[entity_id] += alerts
        return found

    def _get_clientfile_overdue(self):
        owed = self._get_clientfile_overdue_amounts()
        return {
            entity_id: [self._make_clientfile_alert("overdue", overdue=overdue)]
            for entity_id, overdue in owed.items()
        }

    def _get_clientfile_credit(self):
        exceeded = self._get_clientfile_exceeded()
        return {
            entity_id: [self._make_clientfile_alert("credit", exceeded=amounts)]
            for entity_id, amounts in exceeded.items()
        }

    def _get_clientfile_contested(self):
        found = self._read_clientfile_open_disputes(
            Domain("partner_id", "in", self.ids)
        )
        return {
            entity.id: [self._make_clientfile_alert("dispute", dispute=figures)]
            for entity, *figures in found
        }

    def _get_clientfile_figured(self):
        """The kinds that the last figures tell, in one query."""
        if not self.ids:
            return {}
        company = self.env.company.root_id
        today = fields.Date.context_today(self)
        conditions = [
            SQL(f"COALESCE({kind.when}, FALSE)", m=SQL.identifier("m"), today=today)
            for kind in FIGURED
        ]
        rows = self.env.execute_query(
            SQL(
                "SELECT m.partner_id, %s FROM clientfile_metrics AS m"
                " WHERE m.partner_id = ANY(%s) AND m.company_id = %s",
                SQL(", ").join(conditions),
                self.ids,
                company.id,
            )
        )
        return {
            entity_id: [
                self.browse(entity_id)
                .with_prefetch(self.ids)
                ._make_clientfile_alert(kind.code)
                for kind, holds in zip(FIGURED, held, strict=True)
                if holds
            ]
            for entity_id, *held in rows
        }

    def _make_clientfile_alert(self, code, **facts):
        kind = BY_CODE[code]
        say = {
            "overdue": self._say_clientfile_overdue,
            "credit": self._say_clientfile_exceeded,
            "dispute": self._say_clientfile_contested,
            "silent": self._say_clientfile_rhythm,
            "later": self._say_clientfile_payment_change,
            "basket": self._say_clientfile_basket,
            "discount": self._say_clientfile_discount,
        }[code]
        _level, sentence = say(**facts)
        return Alert(code, kind.severity, kind.icon, sentence)

    def _say_clientfile_overdue(self, overdue):
        return "danger", self.env._(
            "%(amount)s overdue, the oldest for %(days)s days.",
            amount=self._say_amount(overdue.amount),
            days=overdue.days,
        )

    def _say_clientfile_exceeded(self, exceeded):
        return "danger", self.env._(
            "Credit limit exceeded: %(amount)s due or ordered, %(limit)s allowed.",
            amount=self._say_amount(exceeded.amount),
            limit=self._say_amount(exceeded.limit),
        )

    def _say_clientfile_contested(self, dispute):
        number, amount = dispute
        return "warning", self.env._(
            "Open disputes: %(number)s (%(amount)s contested).",
            number=number,
            amount=self._say_amount(amount),
        )

    def _say_clientfile_payment_change(self):
        return "warning", self.env._(
            "Pays %s days later than the year before.",
            round(self.clientfile_late_trend),
        )
