from datetime import timedelta
from unittest.mock import patch

from odoo import SUPERUSER_ID, fields
from odoo.tests import HttpCase, new_test_user, tagged

from ..models.clientfile_job import ClientfileJob


def run_at_once(jobs):
    """Stands for the scheduled actions, which sleep during tests."""
    jobs.with_user(SUPERUSER_ID)._cron_run()


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    def test_dirty_file_is_imported_in_the_browser(self):
        new_test_user(
            self.env,
            "clientfile_importer",
            "crm_clientfile.crm_clientfile_group_administrator",
        )
        self.env.company.country_id = self.env.ref("base.fr")
        with patch.object(ClientfileJob, "_wake_runners", run_at_once):
            self.start_tour(
                "/odoo/action-crm_clientfile.clientfile_import_action/new",
                "clientfile_import_tour",
                login="clientfile_importer",
            )
        partner = self.env["res.partner"].search([("name", "=", "Vins du Jura")])
        self.assertEqual(partner.company_registry, "00558050100012")
        self.assertEqual(partner.zip, "01000")
        self.assertEqual(partner.phone, "+33 6 12 34 56 78")

    def test_double_is_seen_while_it_is_typed(self):
        new_test_user(
            self.env,
            "clientfile_typist",
            "crm_clientfile.crm_clientfile_group_user,base.group_partner_manager",
        )
        france = self.env.ref("base.fr")
        self.env.company.country_id = france
        partners = self.env["res.partner"]
        partners.create(
            {
                "name": "Garage Petit",
                "is_company": True,
                "phone": "04 77 12 34 56",
                "country_id": france.id,
            }
        )
        count = partners.search_count([])
        self.start_tour(
            "/odoo/action-contacts.action_contacts/new",
            "clientfile_duplicate_entry_tour",
            login="clientfile_typist",
        )
        self.assertEqual(partners.search_count([]), count)

    def test_double_is_seen_in_the_window_of_a_quotation(self):
        new_test_user(
            self.env,
            "clientfile_seller",
            "crm_clientfile.crm_clientfile_group_user,"
            "sales_team.group_sale_salesman_all_leads,base.group_partner_manager",
        )
        france = self.env.ref("base.fr")
        self.env.company.country_id = france
        partners = self.env["res.partner"]
        garage = partners.create(
            {
                "name": "Garage Petit",
                "is_company": True,
                "phone": "04 77 12 34 56",
                "country_id": france.id,
            }
        )
        count = partners.search_count([])
        self.start_tour(
            "/odoo/action-sale.action_quotations_with_onboarding/new",
            "clientfile_duplicate_window_tour",
            login="clientfile_seller",
        )
        self.assertEqual(partners.search_count([]), count)
        order = self.env["sale.order"].search([("partner_id", "=", garage.id)])
        self.assertEqual(len(order), 1)

    def test_groups_are_merged_in_the_background_and_undone(self):
        new_test_user(
            self.env,
            "clientfile_merger",
            "crm_clientfile.crm_clientfile_group_manager,base.group_partner_manager",
        )
        first, second = self.env["res.partner"].create(
            [{"name": "Garage Petit", "is_company": True}] * 2
        )
        self.env["clientfile.duplicate"].search([]).unlink()
        self.env["clientfile.duplicate"].create(
            {"partner_a_id": first.id, "partner_b_id": second.id, "bits": 9}
        )
        with patch.object(ClientfileJob, "_wake_runners", run_at_once):
            self.start_tour(
                "/odoo/duplicates",
                "clientfile_duplicate_bulk_tour",
                login="clientfile_merger",
            )
        merge = self.env["clientfile.merge"].search([], limit=1)
        self.assertEqual(merge.survivor_id | merge.source_ids, first | second)
        self.assertEqual(merge.state, "undone")

    def test_pairs_are_decided_by_the_keyboard_alone(self):
        new_test_user(
            self.env,
            "clientfile_reviewer",
            "crm_clientfile.crm_clientfile_group_manager,base.group_partner_manager",
        )
        names = ("Garage Petit", "Fleurs du Lac", "Vins du Jura")
        partners = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in names for _twice in "ab"]
        )
        self.env["clientfile.duplicate"].search([]).unlink()
        pairs = self.env["clientfile.duplicate"].create(
            [
                {
                    "partner_a_id": partners[at].id,
                    "partner_b_id": partners[at + 1].id,
                    "bits": 9 - at,
                }
                for at in (0, 2, 4)
            ]
        )
        self.start_tour(
            "/odoo/duplicates",
            "clientfile_duplicate_keyboard_tour",
            login="clientfile_reviewer",
        )
        self.assertEqual(pairs.mapped("decision"), ["same", "different", "later"])
        self.assertEqual(pairs.decided_by_id.login, "clientfile_reviewer")

    def test_duplicates_are_found_reviewed_merged_and_separated(self):
        new_test_user(
            self.env,
            "clientfile_reviewer",
            "crm_clientfile.crm_clientfile_group_manager,base.group_partner_manager",
        )
        france = self.env.ref("base.fr")
        self.env.company.country_id = france
        values = {"is_company": True, "phone": "04 77 12 34 56", "zip": "42000"}
        first, second = self.env["res.partner"].create(
            [
                {"name": "Garage Petit", "country_id": france.id, **values},
                {"name": "Garage Petit", "country_id": france.id, **values},
            ]
        )
        first.write({"street": "12 rue de la République", "city": "Saint-Étienne"})
        second.write({"street": "9 rue du Lac", "city": "Saint-Étienne"})
        with patch.object(ClientfileJob, "_wake_runners", run_at_once):
            self.start_tour(
                "/odoo/action-crm_clientfile.clientfile_duplicate_scan_action",
                "clientfile_duplicate_review_tour",
                login="clientfile_reviewer",
            )
        merge = self.env["clientfile.merge"].search([], limit=1)
        self.assertEqual(merge.survivor_id | merge.source_ids, first | second)
        self.assertEqual(merge.state, "undone")
        self.assertTrue(first.active and second.active)


@tagged("post_install", "-at_install")
class TestOutsiderTour(HttpCase):
    """A new manager takes over a territory and works in it, without being told how."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.france = cls.env.ref("base.fr")
        cls.env.company.country_id = cls.france
        cls.odile = cls.make_manager("clientfile_odile", "Odile Garnier")
        cls.bertrand = cls.make_manager("clientfile_bertrand", "Bertrand Petit")
        cls.bourgogne = cls.env["clientfile.territory"].create(
            {"name": "Bourgogne", "user_id": cls.bertrand.id}
        )
        cls.silent = cls.make_customer("Caves de Nuits", days=250)
        cls.recent = cls.make_customer("Tonnellerie Rameau", days=7)

    @classmethod
    def make_manager(cls, login, name):
        groups = (
            "crm_clientfile.crm_clientfile_group_manager",
            "sales_team.group_sale_salesman_all_leads",
        )
        return new_test_user(cls.env, login, ",".join(groups), name=name)

    @classmethod
    def make_customer(cls, name, days):
        """A customer of Bertrand's, last spoken to that many days ago."""
        customer = cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "country_id": cls.france.id,
                "user_id": cls.bertrand.id,
                "clientfile_territory_id": cls.bourgogne.id,
            }
        )
        cls.env["mail.message"].create(
            {
                "model": "res.partner",
                "res_id": customer.id,
                "date": fields.Datetime.now() - timedelta(days=days),
                "message_type": "comment",
                "subtype_id": cls.env.ref("mail.mt_comment").id,
                "body": "Hello",
            }
        )
        return customer

    def walk(self):
        reports = type(self.env["ir.actions.report"])
        with (
            patch.object(ClientfileJob, "_wake_runners", run_at_once),
            patch.object(reports, "get_wkhtmltopdf_state", lambda _self: "ok"),
        ):
            self.start_tour(
                "/odoo/action-crm_clientfile.clientfile_portfolio_move_action/new",
                "clientfile_outsider_tour",
                login="clientfile_odile",
            )

    def print_record(self):
        self.authenticate("clientfile_odile", "clientfile_odile")
        path = f"/report/html/crm_clientfile.clientfile_record/{self.silent.id}"
        return self.url_open(path).text

    def test_outsider_takes_over_calls_disputes_agrees_and_prints(self):
        self.walk()
        customers = self.silent | self.recent
        self.assertEqual(customers.user_id, self.odile)
        self.assertFalse(self.recent.activity_ids)
        self.assertEqual(self.silent.activity_ids.summary, "Ask for news")
        self.assertEqual(self.silent.activity_ids.user_id, self.odile)
        dispute = self.env["clientfile.dispute"].search(
            [("partner_id", "=", self.silent.id)]
        )
        self.assertEqual((dispute.reason, dispute.amount), ("quality", 480.0))
        condition = self.silent.clientfile_condition_ids
        self.assertEqual(condition.state, "accepted")
        self.assertEqual(condition.accepted_by_id, self.odile)
        self.assertEqual(condition.attachment_ids.raw, b"Signed")
        printed = self.print_record()
        for text in (dispute.name, "45 days end of month", "Ask for news"):
            self.assertIn(text, printed)
