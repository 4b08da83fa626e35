from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.duplicate_chance import Chance

SCAN_BATCH = 500_000
MEASURE_DAYS = 7
# A file is measured anew when it has grown by a fifth.
MOST_GROWTH = 1.2
SMALL_FILE = 50


class ClientfileDuplicateScan(models.Model):
    """One run over the customers to compare: all of them first, then what changed.

    The first scan is the one that finds everybody in ``clientfile.match.pending``.
    """

    _name = "clientfile.duplicate.scan"
    _inherit = ["clientfile.job.mixin"]
    _description = "Search for Duplicates"
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    is_full = fields.Boolean("All Customers", readonly=True)
    examined_count = fields.Integer("Customers Compared", readonly=True)
    pair_count = fields.Integer("Pairs Found", readonly=True)
    lead_pair_count = fields.Integer("Pairs of Leads", readonly=True)
    date_measured = fields.Datetime("Common Keys Counted on", readonly=True)
    chance = fields.Json(readonly=True, help="How customers agree by chance here.")
    date_end = fields.Datetime(related="job_id.date_end")

    @api.depends("create_date")
    def _compute_name(self):
        for scan in self:
            scan.name = self.env._("Search for duplicates no. %s", scan.id)

    def action_start(self):
        """Compare what changed since the last scan, in the background."""
        return self._start(is_full=False)

    def action_start_full(self):
        """Compare all customers once more."""
        return self._start(is_full=True)

    def action_open_pairs(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_duplicate_action"
        )

    @api.model
    def _cron_scan(self):
        """Nightly: compares what the day has brought, as the administrator.

        Keys and profiles of a former version are made anew first.
        """
        scans = self._as_administrator()
        if scans is None:
            return
        if self.env["clientfile.match.profile"]._has_outdated():
            # sudo: nobody but the system makes keys
            indexing = self.env["clientfile.indexing"].sudo().create({})
            indexing._as_administrator()._enqueue()
        else:
            scans._enqueue_new(is_full=False)

    @api.model
    def _start(self, is_full):
        self.check_access("create")
        scan = self._find_running() or self._enqueue_new(is_full)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": scan.id,
            "view_mode": "form",
        }

    @api.model
    def _find_running(self):
        running = [("job_id.state", "in", ("pending", "running"))]
        return self.search(running, limit=1)

    @api.model
    def _enqueue_new(self, is_full):
        """A new scan, waiting for its turn."""
        scan = self.create({"is_full": is_full})
        scan._enqueue()
        return scan

    def _enqueue(self):
        self._enqueue_job(
            self.env._("Search for duplicates"),
            total=self._count_examined(),
            queue=self._name,
        )

    def _count_examined(self):
        if self.is_full:
            # sudo: profiles are read by searches only, here they are counted
            return self.env["clientfile.match.profile"].sudo().search_count([])
        return self.env["clientfile.match.pending"]._count_after()

    def _job_step(self, job):
        """Measure first, then compare a batch of those who still wait."""
        if not job.cursor:
            self._measure()
            job._advance(cursor={"is_measured": True})
            return False
        if done := self._compare_next():
            job._advance(done=done)
            return False
        if cursor := self._scan_leads(job.cursor):
            job._advance(cursor=cursor)
            return False
        self.env["clientfile.duplicate"]._regroup()
        return True

    def _compare_next(self):
        """Compare some of those who wait; how many, none once all are compared."""
        pending = self.env["clientfile.match.pending"]
        partner_ids = pending._take(SCAN_BATCH)
        if partner_ids:
            found = self.env["clientfile.duplicate.finder"]._find_in_batch(partner_ids)
            count = self.env["clientfile.duplicate"]._record(found, partner_ids)
            pending._remove(partner_ids)
            # sudo: the requester reads the scan, only its steps write it
            scan = self.sudo()
            scan.examined_count += len(partner_ids)
            scan.pair_count += count
        return len(partner_ids)

    def _run_at_once(self):
        """The whole search, for few customers."""
        self._measure()
        while self._compare_next():
            self.env.flush_all()
        cursor = {}
        while cursor := self._scan_leads(cursor):
            self.env.flush_all()
        self.env["clientfile.duplicate"]._regroup()

    def _measure(self):
        """Count what is common here, and pair up at once where most wait."""
        keys = self.env["clientfile.match.key"]
        is_measured = not self.is_full and self._is_measured()
        is_most = self.is_full or self.env["clientfile.match.pending"]._is_most()
        if is_most or not is_measured:
            keys._gather()
        if not is_measured:
            self._count_common()
        if self.is_full:
            keys._pair_up_all()
        elif is_most:
            keys._pair_up()

    def _count_common(self):
        self.env["clientfile.match.frequency"]._rebuild()
        # sudo: the requester reads the scan, only its steps write it
        scan = self.sudo()
        scan.date_measured = fields.Datetime.now()
        scan.chance = self.env["clientfile.duplicate.finder"]._measure().to_json()

    @api.model
    def _is_measured(self):
        """Whether it was measured these days, and holds about as many customers."""
        last = self._get_last_measure()
        limit = fields.Datetime.now() - timedelta(days=MEASURE_DAYS)
        chance = Chance.from_json(last.chance)
        if not chance or last.date_measured < limit:
            return False
        # sudo: profiles are read by searches only, here they are counted
        count = self.env["clientfile.match.profile"].sudo().search_count([])
        return count < MOST_GROWTH * (chance.population + SMALL_FILE)

    @api.model
    def _get_chance(self):
        """What the last search has measured; what is usual where there was none."""
        if chance := Chance.from_json(self._get_last_measure().chance):
            return chance
        query = "SELECT reltuples::int FROM pg_class WHERE relname = 'res_partner'"
        return Chance(population=self.env.execute_query(SQL(query))[0][0])

    @api.model
    def _get_last_measure(self):
        measured = [("date_measured", "!=", False), ("chance", "!=", False)]
        # sudo: whoever started the scan that measured
        return self.sudo().search(measured, order="id desc", limit=1)
