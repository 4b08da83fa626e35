from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..tools.call_days import call_day

_CALL = "crm_clientfile.mail_activity_type_interview"
_REFUSAL = """
    CASE WHEN COALESCE(customer.phone, '') = ''
              AND NOT EXISTS (
                  SELECT FROM clientfile_channel AS channel
                   WHERE channel.partner_id = customer.id
                     AND channel.medium = 'phone') THEN 'no_phone'
         WHEN EXISTS (%(planned)s AND line.partner_id = customer.id) THEN 'planned'
         WHEN customer.user_id IS NULL THEN 'nobody' END
"""
# An open activity from a list of the same segment: nobody is called twice for it.
_PLANNED = """
    SELECT line.partner_id
      FROM clientfile_segment_action_line AS line
      JOIN clientfile_segment_action AS earlier ON earlier.id = line.action_id
      JOIN mail_activity AS activity ON activity.id = line.activity_id
     WHERE activity.active AND activity.activity_type_id = %(type)s
       AND earlier.company_id = %(company)s
       AND earlier.segment_id IS NOT DISTINCT FROM %(segment)s
"""
_SALESPERSON = """
    COALESCE((SELECT salesperson.id FROM res_users AS salesperson
               WHERE salesperson.id = res_partner.user_id
                 AND salesperson.active AND NOT salesperson.share
                 AND EXISTS (
                     SELECT FROM res_company_users_rel AS link
                      WHERE link.user_id = salesperson.id
                        AND link.cid = %(company)s)), %(caller)s::int)
"""


class ClientfileSegmentAction(models.Model):
    """What is chosen for a call list."""

    _inherit = "clientfile.segment.action"

    activity_type_id = fields.Many2one(
        "mail.activity.type",
        domain=[("res_model", "in", (False, "res.partner"))],
        default=lambda self: self.env.ref(_CALL, False),
        ondelete="set null",
    )
    summary = fields.Char(help="What the call is about.")
    note = fields.Html(help="What to say.")
    date_start = fields.Date("From", default=fields.Date.context_today)
    per_day = fields.Integer(
        "Calls a Day",
        default=10,
        help="For each person, from Monday to Friday. 0: all on the first day.",
    )
    is_for_salesperson = fields.Boolean(
        "For Each Customer's Salesperson",
        default=lambda self: self._may_plan_for_others(),
    )
    caller_id = fields.Many2one(
        "res.users",
        "For",
        domain=[("share", "=", False)],
        default=lambda self: self.env.user,
        help="Who calls; with the box above, who calls customers without salesperson.",
    )

    @api.model
    def _may_plan_for_others(self):
        return self.env.user.has_group("crm_clientfile.crm_clientfile_group_manager")


class ClientfileSegmentActionCalls(models.AbstractModel):
    """Activities, some a day, for salespeople or for one person."""

    _name = "clientfile.segment.action.calls"
    _inherit = "clientfile.segment.action.kind"
    _description = "Call List"

    _channel = "phone"
    _partner_columns = ("phone",)

    @api.model
    def _check(self, action):
        is_own = not action.is_for_salesperson and action.caller_id == self.env.user
        if not is_own and not action._may_plan_for_others():
            raise AccessError(
                self.env._("Only managers plan calls for others. Plan them for you.")
            )
        if not action.activity_type_id or not action.date_start:
            raise UserError(self.env._("Choose what is planned, and from when on."))
        if not action.is_for_salesperson and not action.caller_id:
            raise UserError(self.env._("Choose who calls."))
        if action.per_day < 0:
            raise UserError(self.env._("Calls a day cannot be less than none."))

    @api.model
    def _user_sql(self, action):
        caller_id = action.caller_id.id or None
        if action.is_for_salesperson:
            return SQL(_SALESPERSON, caller=caller_id, company=action.company_id.id)
        return SQL("%s::int", caller_id)

    @api.model
    def _refusal_sql(self, action):
        return SQL(_REFUSAL, planned=self._planned_sql(action))

    @api.model
    def _planned_sql(self, action):
        return SQL(
            _PLANNED,
            type=action.activity_type_id.id,
            company=action.company_id.id,
            segment=action.segment_id.id or None,
        )

    @api.model
    def _do(self, action, lines):
        """Plan the next calls, each on the day its place among the calls tells."""
        known = self._find_planned(action, lines)
        refused = lines.filtered(lambda line: line.partner_id.id in known)
        refused._refuse("planned")
        places = self._count_planned(action)
        values, planned = [], lines - refused
        for line in planned:
            line.date = call_day(
                action.date_start, places[line.user_id.id], action.per_day
            )
            places[line.user_id.id] += 1
            values.append(self._prepare_activity_values(action, line))
        self._plan(planned, values)
        return refused

    @api.model
    def _find_planned(self, action, lines):
        """Whom another list has planned since this one was begun."""
        found = SQL(
            "%s AND line.partner_id = ANY(%s)",
            self._planned_sql(action),
            lines.partner_id.ids,
        )
        return {partner_id for (partner_id,) in self.env.execute_query(found)}

    @api.model
    def _count_planned(self, action):
        rows = self.env["clientfile.segment.action.line"]._read_group(
            [("action_id", "=", action.id), ("state", "=", "done")],
            ["user_id"],
            ["__count"],
        )
        return Counter({user.id: count for user, count in rows})

    @api.model
    def _plan(self, lines, values):
        # Who gets a list is not to get an e-mail for each of its customers.
        quiet = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        for line, activity in zip(lines, quiet.create(values), strict=True):
            line.write({"state": "done", "activity_id": activity.id})

    @api.model
    def _prepare_activity_values(self, action, line):
        return {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": line.partner_id.id,
            "user_id": line.user_id.id,
            "activity_type_id": action.activity_type_id.id,
            "summary": action.summary or action.segment_id.name,
            "note": action.note,
            "date_deadline": line.date,
        }
