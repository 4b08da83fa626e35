from odoo import api, fields, models
from odoo.tools import SQL

from .res_partner_alert_kinds import PLANNED, SELECTION

_TO_DO = "mail.mail_activity_data_todo"
# The largest customers of each salesperson, the kinds in their order of weight. Not
# again while the activity is open, nor soon after.
_FIND = """
    SELECT partner_id, user_id, code
      FROM (
        SELECT m.partner_id, partner.user_id, kind.code,
               ROW_NUMBER() OVER (
                   PARTITION BY partner.user_id
                   ORDER BY kind.weight, m.revenue_12m DESC, m.partner_id) AS place,
               (SELECT COUNT(*) FROM clientfile_alert_notice AS planned
                 WHERE planned.user_id = partner.user_id
                   AND planned.company_id = %(company_id)s
                   AND planned.date = %(today)s) AS done
          FROM clientfile_metrics AS m
          JOIN res_partner AS partner ON partner.id = m.partner_id AND partner.active
          JOIN res_users AS salesperson
            ON salesperson.id = partner.user_id
               AND salesperson.active AND NOT salesperson.share
    CROSS JOIN LATERAL (VALUES {kinds}) AS kind (weight, code, holds)
         WHERE m.company_id = %(company_id)s
           AND (partner.company_id IS NULL OR partner.company_id = ANY(%(companies)s))
           AND kind.holds
           AND EXISTS (
               SELECT FROM res_company_users_rel AS link
                WHERE link.user_id = partner.user_id
                  AND link.cid = ANY(%(companies)s))
           AND NOT EXISTS (
               SELECT FROM clientfile_alert_notice AS notice
            LEFT JOIN mail_activity AS activity ON activity.id = notice.activity_id
                WHERE notice.partner_id = m.partner_id
                  AND notice.company_id = m.company_id
                  AND notice.kind = kind.code
                  AND (notice.date > %(planned_after)s OR activity.active))
      ) AS found
     WHERE place <= %(number)s - done
  ORDER BY user_id, place
"""


class ClientfileAlertNotice(models.Model):
    """An alert that a salesperson was given as an activity, so that it comes once."""

    _name = "clientfile.alert.notice"
    _description = "Alert Planned as an Activity"
    _log_access = False
    _rec_name = "partner_id"
    _order = "date desc, id desc"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True)
    user_id = fields.Many2one(
        "res.users", "Salesperson", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(SELECTION, required=True)
    date = fields.Date(required=True)
    activity_id = fields.Many2one(
        "mail.activity", index="btree_not_null", ondelete="set null"
    )

    @api.model
    def _cron_plan(self):
        """Nightly: give salespeople the alerts that their company chose."""
        crons = self.env["ir.cron"]
        companies = self.env["res.company"].search([("parent_id", "=", False)])
        for company in companies:
            notices = self.with_company(company)
            found = notices._find_alerts()
            for user_id, rows in notices._group_by_user(found).items():
                notices._plan_for(self.env["res.users"].browse(user_id), rows)
                crons._commit_progress(1)

    @api.model
    def _find_alerts(self):
        """Customer, salesperson and kind of what is to be planned in this company."""
        company = self.env.company.root_id
        kinds = [kind for kind in PLANNED if company[kind.plan]]
        if not kinds:
            return []
        for name in ("res.partner", "res.users", "mail.activity", self._name):
            self.env[name].flush_model()
        rows = ", ".join(
            f"({weight}, '{kind.code}', {kind.when})"
            for weight, kind in enumerate(kinds)
        )
        query = SQL(_FIND.format(kinds=rows), **self._prepare_find_parameters(company))
        return self.env.execute_query(query)

    @api.model
    def _prepare_find_parameters(self, company):
        today = fields.Date.context_today(self)
        partners = self.env["res.partner"]
        limit = partners._fields["credit_limit"].get_company_dependent_fallback(
            partners
        )
        return {
            "m": SQL.identifier("m"),
            "today": today,
            "company": str(company.id),
            "company_id": company.id,
            "companies": self.env["res.company"]
            .search([("id", "child_of", company.id)])
            .ids,
            "overdue_before": fields.Date.subtract(
                today, days=company.clientfile_overdue_days
            ),
            "has_limits": company.account_use_credit_limit,
            "limit": limit or 0,
            "planned_after": fields.Date.subtract(
                today, days=company.clientfile_plan_days
            ),
            "number": company.clientfile_plan_limit,
        }

    @api.model
    def _group_by_user(self, found):
        by_user = {}
        for partner_id, user_id, code in found:
            by_user.setdefault(user_id, []).append((partner_id, code))
        return by_user

    @api.model
    def _plan_for(self, user, rows):
        """An activity for each customer and kind, in the language of who gets it."""
        # Who gets ten of them is not to get ten e-mails.
        env = self.with_context(lang=user.lang, mail_activity_quick_update=True).env
        partners = env["res.partner"].browse({partner_id for partner_id, _code in rows})
        alerts = partners._get_clientfile_alerts()
        values = [
            self._prepare_activity_values(env, user, partner_id, code, alerts)
            for partner_id, code in rows
        ]
        activities = env["mail.activity"].create(values)
        today = fields.Date.context_today(self)
        self.create(
            [
                {
                    "partner_id": partner_id,
                    "company_id": self.env.company.root_id.id,
                    "user_id": user.id,
                    "kind": code,
                    "date": today,
                    "activity_id": activity.id,
                }
                for (partner_id, code), activity in zip(rows, activities, strict=True)
            ]
        )

    @api.model
    def _prepare_activity_values(self, env, user, partner_id, code, alerts):
        labels = dict(env[self._name]._fields["kind"]._description_selection(env))
        said = [one.sentence for one in alerts.get(partner_id, ()) if one.code == code]
        return {
            "res_model_id": env["ir.model"]._get_id("res.partner"),
            "res_id": partner_id,
            "user_id": user.id,
            "activity_type_id": env.ref(_TO_DO).id,
            "summary": labels[code],
            "note": said[0] if said else False,
            "date_deadline": fields.Date.context_today(self),
        }
