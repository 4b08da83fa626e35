from datetime import date

from freezegun import freeze_time

from odoo.exceptions import ValidationError

from .status_case import RulesCase
from .test_status import TODAY


@freeze_time(TODAY)
class TestStatusRules(RulesCase):
    def set_rules(self, **rules):
        self.env.company.write(
            {f"clientfile_{name}": value for name, value in rules.items()}
        )

    def test_who_bought_a_year_ago_to_the_day_is_inactive(self):
        self.assertEqual(self.told(date(2025, 3, 11)), "active")
        self.assertEqual(self.told(date(2025, 3, 10)), "inactive")

    @freeze_time("2024-02-29")
    def test_months_end_with_february_on_leap_days(self):
        self.assertEqual(self.told(date(2023, 3, 1)), "active")
        self.assertEqual(self.told(date(2023, 2, 28)), "inactive")

    def test_zero_months_make_nobody_inactive(self):
        self.set_rules(inactive_months=0, risk_churn=False)
        self.assertEqual(self.told(date(2020, 1, 1)), "active")

    def test_silence_of_some_intervals_makes_inactive(self):
        self.set_rules(inactive_intervals=3, risk_churn=False)
        self.assertEqual(self.rhythm(30, 90), "active")
        self.assertEqual(self.rhythm(30, 91), "inactive")

    def test_who_has_no_rhythm_is_not_measured_by_it(self):
        self.set_rules(inactive_intervals=3, risk_churn=False)
        self.assertEqual(self.told(date(2025, 12, 1), interval_days=5), "active")

    def test_who_is_likely_lost_is_at_risk(self):
        self.assertEqual(self.rhythm(30, 60), "active")
        self.assertEqual(self.rhythm(30, 61), "at_risk")
        self.set_rules(risk_churn=False)
        self.assertEqual(self.rhythm(30, 61), "active")

    def test_fall_of_the_revenue_counts_from_its_rate_on(self):
        day = date(2026, 3, 1)
        self.assertEqual(self.told(day, revenue_12m=60.01), "active")
        self.assertEqual(self.told(day, revenue_12m=60), "at_risk")
        self.set_rules(risk_fall=0)
        self.assertEqual(self.told(day, revenue_12m=0), "active")

    def test_new_revenue_and_credits_do_not_fall(self):
        day = date(2026, 3, 1)
        self.assertEqual(self.told(day, revenue_previous_12m=0), "active")
        self.assertEqual(self.told(day, revenue_previous_12m=-50), "active")

    def test_payment_risk_begins_after_60_days(self):
        day, owes = date(2026, 3, 1), {"amount_overdue": 10}
        self.assertEqual(
            self.told(day, oldest_unpaid_date=date(2026, 1, 9), **owes), "active"
        )
        self.assertEqual(
            self.told(day, oldest_unpaid_date=date(2026, 1, 8), **owes), "at_risk"
        )
        self.set_rules(risk_payment=False)
        self.assertEqual(
            self.told(day, oldest_unpaid_date=date(2026, 1, 8), **owes), "active"
        )

    def test_inactive_customer_is_at_risk_only_for_what_he_owes(self):
        gone = date(2025, 3, 10)
        self.assertEqual(self.told(gone, revenue_12m=0), "inactive")
        self.assertEqual(self.told(gone, late_days=31), "at_risk")

    def test_vip_meets_all_conditions_or_one(self):
        day, best = date(2026, 3, 1), {"abc_class": "a"}
        self.assertEqual(self.told(day, **best), "active")
        champion = {"rfm_segment": "champion", **best}
        self.assertEqual(self.told(day, **champion), "vip")
        self.set_rules(vip_needs_all=False)
        self.assertEqual(self.told(day, rfm_segment="sleeping", **best), "vip")
        self.assertEqual(self.told(day, abc_class="b"), "active")

    def test_vip_by_revenue_counts_from_its_amount_on(self):
        self.set_rules(vip_class_a=False, vip_champion=False, vip_revenue=1000)
        day = date(2026, 3, 1)
        self.assertEqual(self.told(day, revenue_12m=999.99), "active")
        self.assertEqual(self.told(day, revenue_12m=1000), "vip")
        self.set_rules(vip_needs_all=False)
        self.assertEqual(self.told(day, revenue_12m=999.99), "active")

    def test_nothing_chosen_makes_no_vip(self):
        self.set_rules(vip_class_a=False, vip_champion=False)
        best = {"abc_class": "a", "rfm_segment": "champion"}
        for needs_all in (True, False):
            self.set_rules(vip_needs_all=needs_all)
            self.assertEqual(self.told(date(2026, 3, 1), **best), "active")

    def test_vip_at_risk_is_both(self):
        best = {"abc_class": "a", "rfm_segment": "champion"}
        self.assertEqual(self.rhythm(30, 61, **best), "at_risk")
        self.assertTrue(self.client.with_user(self.user).clientfile_is_vip)
        self.set_status("active", self.user)
        self.assertTrue(self.client.with_user(self.user).clientfile_is_vip)

    def test_vip_counts_more_than_inactive(self):
        self.set_rules(inactive_intervals=1)
        best = {"abc_class": "a", "rfm_segment": "champion"}
        self.assertEqual(self.rhythm(30, 40, **best), "vip")

    def test_hand_counts_more_than_figures_until_its_last_day(self):
        self.assertEqual(self.rhythm(30, 61), "at_risk")
        self.set_status("inactive", self.user, date_to=date(2026, 3, 12))
        self.assertEqual(self.status(), "inactive")
        with freeze_time("2026-03-13"):
            self.client.invalidate_recordset()
            self.assertEqual(self.status(), "at_risk")
        self.set_status("blocked")
        self.assertEqual(self.status(), "blocked")

    def test_who_only_got_credit_notes_has_the_status_of_the_roles(self):
        self.assertEqual(self.told(None, revenue_12m=-50), "active")
        self.client.clientfile_is_client = False
        self.client.invalidate_recordset()
        self.assertFalse(self.status())
        self.assertFalse(self.moves_of(self.client))

    def test_contact_has_what_the_figures_of_its_company_tell(self):
        contact = self.make_person(parent_id=self.client.id)
        self.rhythm(30, 61)
        self.assertEqual(self.status(contact), "at_risk")
        self.assertEqual(
            contact.with_user(self.user).clientfile_status_reason,
            self.client.with_user(self.user).clientfile_status_reason,
        )

    def test_companies_have_rules_and_statuses_of_their_own(self):
        second = self.make_second_company()
        second.clientfile_inactive_months = 24
        day = date(2025, 1, 10)
        for company in (self.env.company, second):
            self.tell(day, company=company)
        manager = self.client.with_user(self.manager)
        self.assertEqual(manager.clientfile_status, "inactive")
        elsewhere = manager.with_company(second)
        # Without rhythm, one is likely lost after a year.
        self.assertEqual(elsewhere.clientfile_status, "at_risk")

    def test_branch_shares_the_status_of_its_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        self.manager.company_ids += branch
        self.rhythm(30, 61)
        manager = self.client.with_user(self.manager).with_company(branch)
        self.assertEqual(manager.clientfile_status, "at_risk")

    def test_new_rules_are_applied_in_the_background(self):
        self.rhythm(30, 61)
        runs = self.env["clientfile.metrics.run"]
        before = runs.search([])
        self.set_rules(risk_churn=False)
        run = runs.search([]) - before
        self.assertEqual(self.status(), "at_risk")
        self.assertTrue(run.with_user(run.job_id.user_id)._job_step(run.job_id))
        self.assertEqual(self.status(), "active")

    def test_impossible_rules_are_refused(self):
        for rules in (
            {"inactive_months": -1},
            {"risk_fall": 100.5},
            {"vip_revenue": -1},
        ):
            with self.assertRaisesRegex(ValidationError, "count from 0"):
                self.set_rules(**rules)

    def test_present_companies_have_sensible_rules(self):
        rules = self.env.company._get_clientfile_status_rules()
        self.assertEqual(rules.inactive_months, 12)
        self.assertTrue(rules.risk_churn and rules.risk_payment)
        self.assertTrue(rules.vip_class_a and rules.vip_champion)
