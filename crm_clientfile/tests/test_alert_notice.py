from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import tagged

from .test_alert import AlertCase


@tagged("post_install", "-at_install")
class TestAlertNotice(AlertCase):
    """Alerts as activities: each once, for who looks after the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.user_id = cls.user
        cls.owe(40)
        cls.metrics._refresh_customers(cls.client.ids)
        cls.company.clientfile_plan_overdue = True
        cls.notices = cls.env["clientfile.alert.notice"]

    def plan(self):
        cron = self.env.ref("crm_clientfile.clientfile_alert_notice_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

    def planned(self, customer=None):
        self.env.invalidate_all()
        return (customer or self.client).activity_ids

    def test_salesperson_is_given_one_activity(self):
        self.plan()
        activity = self.planned()
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(activity.summary, "Payment overdue")
        self.assertIn("overdue, the oldest for 40 days", activity.note)
        self.plan()
        self.assertEqual(self.planned(), activity)

    def test_kinds_that_are_not_chosen_are_not_planned(self):
        self.company.clientfile_plan_overdue = False
        self.company.clientfile_plan_silent = True
        self.plan()
        self.assertFalse(self.planned())

    def test_open_activity_is_not_repeated_ever(self):
        self.plan()
        later = fields.Datetime.now() + timedelta(days=400)
        with freeze_time(later):
            self.plan()
        self.assertEqual(len(self.planned()), 1)

    def test_activity_done_is_repeated_after_the_days_between(self):
        self.plan()
        self.planned().action_done()
        for days, number in ((29, 0), (30, 1)):
            with freeze_time(fields.Datetime.now() + timedelta(days=days)):
                self.plan()
                self.assertEqual(len(self.planned()), number, days)

    def test_customer_without_salesperson_is_left_out(self):
        self.client.user_id = False
        self.plan()
        self.assertFalse(self.planned())

    def test_salesperson_of_another_company_is_left_out(self):
        second = self.env["res.company"].create({"name": "Second"})
        self.user.write(
            {"company_ids": [Command.set(second.ids)], "company_id": second.id}
        )
        self.plan()
        self.assertFalse(self.planned())

    def test_largest_customers_come_first_up_to_the_limit(self):
        self.company.clientfile_plan_limit = 1
        large = self.make_company("Large", user_id=self.user.id)
        self.owe(40, 9000, customer=large)
        self.metrics._refresh_customers(large.ids)
        self.plan()
        self.assertEqual(len(self.planned(large)), 1)
        self.plan()
        self.assertFalse(self.planned())
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self.plan()
        self.assertEqual(len(self.planned()), 1)

    def test_every_kind_is_planned_by_its_figures(self):
        kinds = ("overdue", "credit", "silent", "later", "basket", "discount")
        for kind in kinds:
            self.company[f"clientfile_plan_{kind}"] = True
        self.limit_credit(50)
        self.env.cr.execute(
            """
            UPDATE clientfile_metrics
               SET interval_days = 10, interval_deviation = 0,
                   expected_date = last_purchase_date + 10, late_days = 20,
                   late_days_previous = 5, basket_12m = 80, basket_previous_12m = 100,
                   discount_12m = 5, discount_previous_12m = 3
             WHERE partner_id = %s
            """,
            [self.client.id],
        )
        self.plan()
        planned = self.notices.search([("partner_id", "=", self.client.id)])
        self.assertEqual(set(planned.mapped("kind")), set(kinds))

    def test_activity_speaks_the_language_of_who_gets_it(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.user.lang = "fr_FR"
        self.plan()
        self.assertNotEqual(self.planned().summary, "Payment overdue")

    def test_planning_costs_no_more_for_more_customers(self):
        def look():
            self.notices._find_alerts()

        look()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        look()
        few = self.env.cr.sql_log_count - before
        for index in range(5):
            other = self.make_company(f"Other {index}", user_id=self.user.id)
            self.owe(40, customer=other)
            self.metrics._refresh_customers(other.ids)
        look()
        self.env.flush_all()
        with self.assertQueryCount(few):
            look()
