from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from .consent_case import ConsentCase

# Each number once more, as plain SQL.
NUMBERS = {
    "breaches": "SELECT COUNT(*) FROM clientfile_breach WHERE state = 'open'",
    "breaches_untold": "SELECT COUNT(*) FROM clientfile_breach WHERE state = 'open'"
    " AND authority_decision <> 'not' AND date_notified IS NULL",
    "breaches_late": "SELECT COUNT(*) FROM clientfile_breach WHERE state = 'open'"
    " AND authority_decision <> 'not' AND date_notified IS NULL"
    " AND date_aware < timestamp '2026-05-20 10:00:00' - interval '72 hours'",
    "breach_persons": "SELECT COUNT(*) FROM clientfile_breach_person AS person"
    " JOIN clientfile_breach AS breach ON breach.id = person.breach_id"
    " WHERE person.state IN ('pending', 'letter')"
    " AND breach.persons_decision = 'inform'",
    "retention": "SELECT COUNT(*) FROM clientfile_retention_line"
    " WHERE state IN ('found', 'warned')",
    "retention_refused": "SELECT COUNT(*) FROM clientfile_retention_line"
    " WHERE state = 'refused'",
    "archive": "SELECT COUNT(*) FROM clientfile_archive WHERE state = 'kept'",
    "contracts": "SELECT COUNT(*) FROM clientfile_processor"
    " WHERE active AND contract_end <= date '2026-05-20' + 60",
    "texts": "SELECT COUNT(*) FROM clientfile_guard_finding WHERE state = 'open'",
    "unsealed": "SELECT COUNT(*) FROM clientfile_consent WHERE seal IS NULL",
    "broken": "SELECT COUNT(*) FROM clientfile_consent_check WHERE state = 'broken'",
}


class ProtectionDashboardCase(ConsentCase):
    """Something of everything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        firm = cls.make_company("Firm")
        make = cls.env["clientfile.breach"].create
        cls.late = make({"name": "Late", "date_aware": "2026-05-17 09:59:00"})
        cls.running = make(
            {
                "name": "Running",
                "date_aware": "2026-05-19 10:00:00",
                "persons_decision": "inform",
            }
        )
        cls.running.person_ids = [(0, 0, {"partner_id": cls.claire.id})]
        for end in ("2026-05-19", "2026-07-19", "2026-07-20"):
            cls.env["clientfile.processor"].create(
                {"partner_id": firm.id, "service": "Hosting", "contract_end": end}
            )
        cls.env["clientfile.archive"].create(
            {
                "name": "Somebody",
                "company_id": cls.env.company.id,
                "date": "2026-01-01",
                "date_end": "2030-01-01",
            }
        )
        cls.env["clientfile.guard.finding"].create(
            {"res_model": "res.partner", "res_id": firm.id, "field_name": "comment"}
        )

    def cards(self, user=None):
        dashboard = self.env["clientfile.protection.dashboard"]
        told = dashboard.with_user(user or self.officer).get_dashboard()
        return {card["key"]: card for card in told["cards"]}


@tagged("post_install", "-at_install")
@freeze_time("2026-05-20 10:00:00")
class TestProtectionDashboard(ProtectionDashboardCase):
    def test_each_number_is_that_of_plain_sql(self):
        self.say("opposed")
        self.env.flush_all()
        cards = self.cards()
        for key, query in NUMBERS.items():
            [(count,)] = self.env.execute_query(SQL(query))
            self.assertEqual(cards[key]["value"], count, key)
        for key in ("breaches_late", "breach_persons", "archive", "texts", "unsealed"):
            self.assertGreaterEqual(cards[key]["value"], 1, key)

    def test_each_number_is_the_count_of_its_list(self):
        for card in self.cards().values():
            model = self.env[card["model"]].with_user(self.officer)
            self.assertEqual(model.search_count(card["domain"]), card["value"])

    def test_breaches_are_shown_with_their_clock(self):
        dashboard = self.env["clientfile.protection.dashboard"]
        rows = dashboard.with_user(self.officer).get_dashboard()["breaches"]
        told = {row["name"]: (row["clock"], row["remaining"]) for row in rows}
        self.assertEqual(told["Late"], ("late", "late by 0 d 0 h 1 min"))
        self.assertEqual(told["Running"], ("running", "2 d 0 h 0 min left"))

    def test_each_role_has_the_numbers_it_may_read(self):
        agent, auditor = self.cards(self.agent), self.cards(self.auditor)
        for key in ("archive", "texts", "retention", "broken"):
            self.assertNotIn(key, agent)
        for key in ("archive", "texts"):
            self.assertNotIn(key, auditor)
        self.assertIn("broken", auditor)
        self.assertIn("breaches", agent)

    def test_others_are_refused_the_dashboard(self):
        for user in (self.user, self.administrator, self.outsider):
            with self.assertRaises(AccessError):
                self.cards(user)

    def test_other_company_is_not_counted(self):
        count = self.cards()["breaches"]["value"]
        other = self.env["res.company"].create({"name": "Other"})
        self.env["clientfile.breach"].create({"name": "Theirs", "company_id": other.id})
        self.assertEqual(self.cards()["breaches"]["value"], count)


@tagged("post_install", "-at_install")
class TestProtectionDashboardTour(HttpCase, ProtectionDashboardCase):
    def test_officer_opens_a_list_from_its_number(self):
        self.start_tour(
            "/odoo/protection-dashboard",
            "clientfile_protection_tour",
            login=self.officer.login,
        )
