from odoo.tests import HttpCase, tagged

from .retention_case import RetentionCase


@tagged("post_install", "-at_install")
class TestRetentionTour(HttpCase, RetentionCase):
    def run_jobs(self):
        jobs = self.env["clientfile.job"].search([("state", "=", "pending")])
        for job in jobs:
            document = job._get_document()
            while not document._job_step(job.with_env(document.env)):
                self.env.flush_all()
            job._end("done")
        self.env.flush_all()

    def test_officer_goes_from_dry_run_to_archive(self):
        self.clients.write({"name": "Tour of customers", "warning": "none"})
        person = self.make_buyer(5, "Tour Buyer", email="tour@example.com")
        self.start_tour(
            "/odoo/retention", "clientfile_retention_tour", login=self.officer.login
        )
        self.run_jobs()
        self.start_tour(
            "/odoo/retention",
            "clientfile_retention_force_tour",
            login=self.officer.login,
        )
        self.run_jobs()
        self.start_tour(
            "/odoo/data-archive", "clientfile_archive_tour", login=self.officer.login
        )
        self.assertFalse(person.email)
        entry = self.env["clientfile.access.log"].search([], limit=1)
        self.assertEqual((entry.action, entry.reason), ("archive", "Claim 12"))
