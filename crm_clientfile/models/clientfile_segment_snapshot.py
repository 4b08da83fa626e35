import json

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .clientfile_segment import DOMAIN_ERRORS

SHOWN_DAYS = 90
SHOWN_MOVES = 20
# One statement compares tonight with last night: killed, it has done nothing. The first
# night of a segment is no movement, nor is being merged or deleted.
_COMPARE = """
    WITH tonight AS MATERIALIZED (%(customers)s),
    last_night AS MATERIALIZED (
        SELECT partner_id AS id FROM clientfile_segment_member
         WHERE segment_id = %(segment)s AND company_id = %(company)s),
    entered AS (
        INSERT INTO clientfile_segment_member (segment_id, company_id, partner_id)
        SELECT %(segment)s, %(company)s, id
          FROM (SELECT id FROM tonight EXCEPT SELECT id FROM last_night) AS new
        RETURNING partner_id),
    gone AS (
        DELETE FROM clientfile_segment_member AS member
         USING (SELECT id FROM last_night EXCEPT SELECT id FROM tonight) AS old
         WHERE member.segment_id = %(segment)s AND member.company_id = %(company)s
           AND member.partner_id = old.id
     RETURNING member.partner_id),
    leaving AS (
        SELECT partner_id FROM gone
          JOIN res_partner AS partner ON partner.id = partner_id
         WHERE partner.clientfile_merged_into_id IS NULL),
    noted AS (
        INSERT INTO clientfile_segment_move
               (segment_id, company_id, partner_id, direction, date)
        SELECT %(segment)s, %(company)s, partner_id, direction, %(today)s
          FROM (SELECT partner_id, 'entered' AS direction FROM entered
                UNION ALL
                SELECT partner_id, 'left' FROM leaving) AS moves
         WHERE NOT %(is_first)s)
    INSERT INTO clientfile_segment_count AS known
           (segment_id, company_id, date, customer_count, entered_count, left_count)
    SELECT %(segment)s, %(company)s, %(today)s,
           (SELECT COUNT(*) FROM tonight),
           CASE WHEN %(is_first)s THEN 0 ELSE (SELECT COUNT(*) FROM entered) END,
           (SELECT COUNT(*) FROM leaving)
        ON CONFLICT (segment_id, company_id, date) DO UPDATE
       SET customer_count = excluded.customer_count,
           entered_count = known.entered_count + excluded.entered_count,
           left_count = known.left_count + excluded.left_count
"""


class ClientfileSegment(models.Model):
    """The evolution: how many customers each night, who entered, who left."""

    _inherit = "clientfile.segment"

    night_error = fields.Text("Not Counted", readonly=True, copy=False)
    night_date = fields.Date("Counted on", readonly=True, copy=False)
    count_ids = fields.One2many(
        "clientfile.segment.count", "segment_id", "Evolution", readonly=True
    )
    night_count = fields.Integer("Customers Last Night", compute="_compute_evolution")
    entered_count = fields.Integer("Entered, 30 Days", compute="_compute_evolution")
    left_count = fields.Integer("Left, 30 Days", compute="_compute_evolution")
    evolution_graph = fields.Text(compute="_compute_evolution")
    latest_move_ids = fields.Many2many(
        "clientfile.segment.move",
        string="Lately Entered or Left",
        compute="_compute_latest_move_ids",
    )

    @api.depends("count_ids")
    @api.depends_context("company")
    def _compute_evolution(self):
        today = fields.Date.context_today(self)
        counts = self.env["clientfile.segment.count"].search(
            self._get_evolution_domain()
            & Domain("date", ">", fields.Date.subtract(today, days=SHOWN_DAYS)),
            order="date",
        )
        by_segment = counts.grouped("segment_id")
        month = fields.Date.subtract(today, days=30)
        for segment in self:
            own = by_segment.get(segment._origin, counts.browse())
            latest = own.filtered(lambda count: count.date > month)
            segment.night_count = own[-1:].customer_count
            segment.entered_count = sum(latest.mapped("entered_count"))
            segment.left_count = sum(latest.mapped("left_count"))
            segment.evolution_graph = self._draw(own) if len(own) > 1 else False

    @api.depends("count_ids")
    @api.depends_context("company")
    def _compute_latest_move_ids(self):
        moves = self.env["clientfile.segment.move"]
        for segment in self:
            segment.latest_move_ids = moves.search(
                segment._get_evolution_domain(), limit=SHOWN_MOVES
            )

    def action_open_evolution(self):
        return self._open_history("crm_clientfile.clientfile_segment_count_action")

    def action_open_moves(self):
        return self._open_history("crm_clientfile.clientfile_segment_move_action")

    def action_count_now(self):
        """Count, and compare with the last time, at once."""
        self.check_access("write")
        for segment in self:
            segment._take_snapshot(segment.company_id or self.env.company)
        return True

    def _open_history(self, xml_id):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xml_id)
        domain = list(self._get_evolution_domain())
        return {**action, "domain": domain, "display_name": self.name}

    def _get_evolution_domain(self):
        company = self.env.company.root_id
        return Domain("segment_id", "in", self._origin.ids) & (
            Domain("company_id", "=", company.id)
            | Domain("segment_id.company_id", "!=", False)
        )

    @api.model
    def _draw(self, counts):
        """What the host's little graph shows."""
        values = [
            {"x": format_date(self.env, count.date), "y": count.customer_count}
            for count in counts
        ]
        return json.dumps([{"values": values, "key": self.env._("Customers")}])

    def _begin_anew(self):
        """Former counts are those of other conditions."""
        ids = self.ids
        for table in ("member", "count", "move"):
            name = SQL.identifier(f"clientfile_segment_{table}")
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE segment_id = ANY(%s)", name, ids)
            )
        # sudo: written by the system only
        self.sudo().write({"night_date": False, "night_error": False})
        self.env["clientfile.segment.count"].invalidate_model()
        self.env["clientfile.segment.move"].invalidate_model()
        self.invalidate_recordset(["count_ids"])

    @api.model
    def _cron_count(self):
        """Nightly: every segment in each of its companies, one transaction each."""
        today = fields.Date.context_today(self)
        segments = self.search([("active", "=", True)]).filtered(
            lambda one: one.night_date != today
        )
        for done, segment in enumerate(segments, start=1):
            segment._count_tonight()
            segment.night_date = today
            remaining = len(segments) - done
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                return

    def _count_tonight(self):
        """Count; what is wrong with this segment is told on it and stops no other."""
        try:
            with self.env.cr.savepoint():
                self._check_counted_for()
                for company in self._get_counted_companies():
                    self._take_snapshot(company)
            self.night_error = False
        except DOMAIN_ERRORS as error:
            self.night_error = self._explain(error)

    def _check_counted_for(self):
        if self.user_id and not self.user_id.active:
            raise UserError(
                self.env._(
                    "%s, who owns this segment, has left. Have an administrator give "
                    "it another owner.",
                    self.user_id.name,
                )
            )

    def _get_counted_companies(self):
        """The companies for which the owner may count it."""
        if self.company_id:
            return self.company_id
        roots = self.env["res.company"].search([("parent_id", "=", False)])
        return roots & self.user_id.company_ids if self.user_id else roots

    def _take_snapshot(self, company):
        """Compare this segment, as its owner sees it, with the last time."""
        self.ensure_one()
        lock = "SELECT FROM clientfile_segment WHERE id = %s FOR NO KEY UPDATE"
        self.env.cr.execute(SQL(lock, self.id))
        self.env.flush_all()
        root = company.root_id
        # sudo: whether it was counted before, whoever counts it now
        counts = self.env["clientfile.segment.count"].sudo()
        known = [("segment_id", "=", self.id), ("company_id", "=", root.id)]
        query = SQL(
            _COMPARE,
            customers=self._get_snapshot_sql(company),
            segment=self.id,
            company=root.id,
            today=fields.Date.context_today(self),
            is_first=not counts.search_count(known, limit=1),
        )
        # Rows that nobody has analysed yet are taken for none: a loop over them would
        # be one over a million times a million.
        self.env.cr.execute("SET LOCAL enable_nestloop = off")
        self.env.cr.execute(query)
        self.env.cr.execute("SET LOCAL enable_nestloop = on")
        for name in ("count", "move"):
            self.env[f"clientfile.segment.{name}"].invalidate_model()
        self.invalidate_recordset()

    def _get_snapshot_sql(self, company):
        """Ids of the customers: as the owner sees them, else all of the company."""
        owner = self.user_id or self.env["res.users"].browse(SUPERUSER_ID)
        seen = self.with_user(owner).with_company(company)
        domain = seen._get_segment_domain()
        if not self.user_id:
            domain &= Domain("company_id", "in", [False, *company.root_id.ids])
        return seen._get_partners()._search(domain).select()
