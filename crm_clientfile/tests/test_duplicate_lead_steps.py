from unittest.mock import patch

from ..models import clientfile_duplicate_scan_leads
from ..tools.duplicate_keys import CAPS
from .duplicate_case import DuplicateCase


class TestDuplicateLeadSteps(DuplicateCase):
    """Leads are compared some at a time; however many, the same pairs are found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].search([]).active = False
        names = ("Garage Petit", "Menuiserie Blanc", "Fleurs du Lac")
        cls.leads = cls.env["crm.lead"].create(
            [
                {
                    "name": f"Request {number}",
                    "type": "lead",
                    "partner_name": names[number % 3],
                    "phone": f"04 77 12 34 5{number % 3}",
                    "country_id": cls.france.id,
                }
                for number in range(9)
            ]
        )

    def found(self):
        self.env.invalidate_all()
        pairs = self.pairs.search([("res_model", "=", "crm.lead")])
        pending = pairs.filtered(lambda pair: pair.decision == "pending")
        return {(pair.lead_a_id.id, pair.lead_b_id.id) for pair in pending}

    def scan_by(self, size):
        with patch.object(clientfile_duplicate_scan_leads, "LEADS_AT_ONCE", size):
            return self.scan()

    def test_steps_of_any_size_find_the_same_pairs(self):
        self.scan()
        found = self.found()
        self.assertEqual(len(found), 9)
        for size in (4, 1):
            self.env.cr.execute("DELETE FROM clientfile_duplicate")
            scan = self.scan_by(size)
            self.assertEqual(self.found(), found)
            self.assertEqual(scan.lead_pair_count, 9)

    def test_nothing_is_kept_of_leads_after_a_search(self):
        self.scan()
        self.env.cr.execute("SELECT COUNT(*) FROM clientfile_match_lead")
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_pair_of_a_deleted_lead_is_gone_and_of_a_lost_one_is_stale(self):
        self.scan()
        self.leads[0].unlink()
        self.leads[1].action_set_lost()
        self.scan_by(2)
        gone = {self.leads[0].id, self.leads[1].id}
        self.assertTrue(all(gone.isdisjoint(pair) for pair in self.found()))
        self.assertEqual(len(self.found()), 1 + 1 + 3)

    def test_leads_no_longer_alike_leave_the_queue(self):
        self.scan()
        self.leads[0].write({"partner_name": "Coiffure Moulin", "phone": False})
        self.scan_by(3)
        self.assertEqual(len(self.found()), 7)

    def test_number_of_too_many_leads_finds_nobody(self):
        values = {"type": "lead", "phone": "04 77 99 99 99", "country_id": False}
        self.env["crm.lead"].create(
            [
                # Names that have nothing but the number in common.
                {"name": f"R{number}", "contact_name": chr(97 + number) * 5, **values}
                for number in range(CAPS["p"] + 1)
            ]
        )
        self.scan_by(10)
        self.assertEqual(len(self.found()), 9)
