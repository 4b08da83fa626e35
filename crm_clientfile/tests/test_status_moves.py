from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .figures_case import FiguresCase
from .status_case import RulesCase
from .test_status import TODAY

_MOVING = {"interval_days": 42, "interval_deviation": 0}


@freeze_time(TODAY)
class TestStatusMoves(RulesCase):
    def test_first_figures_of_old_customers_move_nobody(self):
        self.rhythm(30, 61)
        self.assertFalse(self.moves_of(self.client))

    def test_first_purchase_of_these_days_makes_a_client(self):
        self.tell(date(2026, 3, 1), first_purchase_date=date(2026, 3, 1))
        self.tell(date(2026, 3, 1), first_purchase_date=date(2026, 3, 1))
        self.assertEqual(self.moves_of(self.client), [("prospect", "active")])

    def test_each_move_is_noted_once_with_its_reason(self):
        self.client.user_id = self.user
        self.tell(date(2026, 3, 1))
        self.rhythm(42, 98)
        self.rhythm(42, 98)
        self.assertEqual(self.moves_of(self.client), [("active", "at_risk")])
        move = self.moves.search([("partner_id", "=", self.client.id)])
        self.assertEqual(move.date, date(2026, 3, 10))
        self.assertEqual(move.reason, "leaving")
        self.assertEqual(move.user_id, self.user)
        self.assertEqual(move.why, "Silent for 14 weeks, usually buys every 6 weeks.")

    def test_move_keeps_the_figures_of_its_day(self):
        self.tell(date(2026, 3, 1))
        self.rhythm(42, 98)
        with freeze_time("2026-05-10"):
            self.tell(date(2026, 5, 9))
            self.client.invalidate_recordset()
            first = self.moves.search([("partner_id", "=", self.client.id)])[-1]
            self.assertEqual(first.silence_days, 98)
            self.assertIn("14 weeks", first.why)
        self.assertEqual(
            self.moves_of(self.client), [("active", "at_risk"), ("at_risk", "active")]
        )

    def test_every_reason_is_said_in_a_sentence(self):
        said = {
            "No purchase for 13 months.": {"day": date(2025, 2, 10)},
            "Payment at risk: pays 40 days late on average.": {"late_days": 40},
            "Revenue fell by 50 %: $\xa050.00 in 12 months, $\xa0100.00 in those "
            "before.": {"revenue_12m": 50},
            "Class A, champion, $\xa0100.00 in 12 months.": {
                "abc_class": "a",
                "rfm_segment": "champion",
            },
            "Last purchase on 03/01/2026.": {},
        }
        self.env.company.currency_id = self.env.ref("base.USD")
        for sentence, figures in said.items():
            figures = {
                "abc_class": None,
                "rfm_segment": None,
                "late_days": 0,
                **figures,
            }
            self.tell(figures.pop("day", date(2026, 3, 1)), **figures)
            self.client.invalidate_recordset()
            reason = self.client.with_user(self.user).clientfile_status_reason
            self.assertEqual(reason.replace("$ ", "$\xa0"), sentence)

    def test_roles_are_told_as_reason_before_the_first_purchase(self):
        prospect = self.make_company("Prospect", clientfile_is_prospect=True)
        self.assertEqual(
            prospect.with_user(self.user).clientfile_status_reason, "Nothing sold yet."
        )

    def test_reasons_of_80_customers_cost_as_many_queries_as_of_10(self):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {index}"} for index in range(80)]
        )
        for customer in customers:
            self.tell(date(2026, 3, 1), customer)

        def read(number):
            self.env.invalidate_all()
            some = customers[:number].with_user(self.user)
            before = self.env.cr.sql_log_count
            some.mapped("clientfile_status_reason")
            return self.env.cr.sql_log_count - before

        read(10)
        self.assertEqual(read(80), read(10))

    def test_telling_all_takes_as_many_statements_as_telling_one(self):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {index}"} for index in range(30)]
        )
        for customer in customers:
            self.tell(date(2026, 3, 1), customer)
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.metrics._tell_statuses(customers[:1].ids)
        few = self.env.cr.sql_log_count - before
        with self.assertQueryCount(few):
            self.metrics._tell_statuses()

    def test_figures_are_found_sorted_and_grouped_by_status(self):
        other = self.make_company("Other", clientfile_is_client=True)
        self.rhythm(30, 61)
        self.tell(date(2025, 1, 1), other)
        partners = self.env["res.partner"].with_user(self.user)
        among = [("id", "in", (self.client | other).ids)]
        self.assertEqual(
            partners.search([*among, ("clientfile_status", "=", "at_risk")]),
            self.client,
        )
        self.assertEqual(
            dict(partners._read_group(among, ["clientfile_status"], ["__count"])),
            {"at_risk": 1, "inactive": 1},
        )
        self.assertEqual(
            partners.search(among, order="clientfile_status desc"), other | self.client
        )
        with self.assertQueryCount(1):
            partners.search([*among, ("clientfile_is_vip", "=", True)])

    def test_moves_are_written_by_nobody(self):
        self.tell(date(2026, 3, 1))
        self.rhythm(30, 61)
        move = self.moves.search([("partner_id", "=", self.client.id)])
        for user in (self.user, self.manager, self.administrator):
            self.assertTrue(move.with_user(user).why)
            with self.assertRaises(AccessError):
                move.with_user(user).status = "vip"
            with self.assertRaises(AccessError):
                move.with_user(user).unlink()

    def test_moves_of_another_company_are_out_of_reach(self):
        second = self.env["res.company"].create({"name": "Second"})
        for day in (date(2026, 3, 1), date(2025, 1, 1)):
            self.tell(day, company=second)
        move = self.moves.search([("partner_id", "=", self.client.id)])
        self.assertEqual(move.company_id, second)
        with self.assertRaises(AccessError):
            move.with_user(self.manager).read(["status"])

    def test_colleague_without_role_reads_no_moves(self):
        outsider = new_test_user(self.env, "moves_outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.moves.with_user(outsider).search([])
        with self.assertRaises(AccessError):
            self.client.with_user(outsider).read(["clientfile_status_reason"])


@tagged("post_install", "-at_install")
class TestStatusOfDocuments(FiguresCase):
    """From posted invoices to statuses, and back."""

    def status(self, partner):
        return partner.with_user(self.user).clientfile_status

    def test_invoices_lead_to_statuses_and_moves(self):
        customer = self.make_company(clientfile_is_client=True)
        for ago in (160, 130, 100):
            self.sell(customer, ago)
        self.refresh(customer)
        self.assertEqual(self.status(customer), "at_risk")
        self.sell(customer, 1)
        self.env["clientfile.metrics.run"]._run_at_once()
        self.assertNotEqual(self.status(customer), "at_risk")
        move = self.env["clientfile.status.move"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual(move.status_before, "at_risk")

    def test_customer_without_documents_falls_back_to_his_roles(self):
        customer = self.make_company(clientfile_is_client=True)
        invoice = self.sell(customer, 500)
        self.refresh(customer)
        self.assertEqual(self.status(customer), "inactive")
        invoice.button_draft()
        invoice.button_cancel()
        self.refresh(customer)
        self.assertEqual(self.status(customer), "active")

    def test_who_remains_after_a_merge_has_moves_and_status_of_both(self):
        source = self.make_company("Source", ref=False)
        survivor = self.make_company("Survivor", ref=False)
        for partner in (source, survivor):
            self.sell(partner, 400)
            self.refresh(partner)
        self.sell(source, 1)
        self.refresh(source)
        merge = self.env["clientfile.merge"].with_user(self.administrator)
        merge._merge(survivor, source)
        self.refresh(survivor)
        self.assertNotEqual(self.status(survivor), "inactive")
        moves = self.env["clientfile.status.move"].search(
            [("partner_id", "in", (source | survivor).ids)]
        )
        self.assertEqual(moves.partner_id, survivor)
