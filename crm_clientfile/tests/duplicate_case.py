from odoo.tools import SQL

from .common import ClientfileCase

_KEPT = (
    *("clientfile_match_key", "clientfile_match_profile"),
    "clientfile_match_pending",
)


def count_kept(env, partner_id):
    """How many keys, profiles and waiting rows there are of a partner."""
    query = "SELECT COUNT(*) FROM %s WHERE partner_id = %s"
    rows = [
        env.execute_query(SQL(query, SQL.identifier(table), partner_id))
        for table in _KEPT
    ]
    return [count for ((count,),) in rows]


class DuplicateCase(ClientfileCase):
    """Customers who may be one, and searches for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairs = cls.env["clientfile.duplicate"]
        cls.scans = cls.env["clientfile.duplicate.scan"].with_user(cls.manager)
        cls.last_id = cls.env["res.partner"].search([], order="id desc", limit=1).id
        # What the database held before is of no interest here.
        cls.env["clientfile.job"].search([]).action_cancel()
        cls.env.flush_all()
        cls.env.cr.execute("DELETE FROM clientfile_match_pending")

    @classmethod
    def make_double(cls, name="Garage Petit", **values):
        """Two companies that are one, the second as another person typed it."""
        known = {"phone": "04 77 12 34 56", "zip": "42000", "city": "Saint-Étienne"}
        values = {**known, "street": "12 rue de la République", **values}
        first = cls.make_company(name, **values)
        return first, cls.make_company(f"{name.upper()} SARL", **values)

    def work(self):
        """Let the scheduled action do all open jobs."""
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def scan(self, is_full=False):
        """A search to its end."""
        scan = self.scans._enqueue_new(is_full=is_full)
        self.work()
        self.assertEqual(scan.job_id.state, "done", scan.job_id.sudo().traceback)
        return scan

    def pair_of(self, one, other):
        first, second = (one | other).sorted("id")
        return self.pairs.search(
            [("partner_a_id", "=", first.id), ("partner_b_id", "=", second.id)]
        )

    def waiting(self):
        """Ids of those who wait for a search."""
        return set(self.env["clientfile.match.pending"]._take(100000))
