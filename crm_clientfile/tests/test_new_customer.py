from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form

from .common import ClientfileCase


class TestNewCustomer(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"].with_user(cls.manager)

    def get_shown(self):
        """What the form asks of our fields."""
        fields = Form(self.partners)._view["fields_spec"]
        return {
            name: asked
            for name, asked in fields.items()
            if name.startswith("clientfile_")
        }

    def test_record_just_created_is_not_asked_what_it_cannot_have(self):
        partner = self.partners.create({"name": "Martin", "is_company": True})
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertEqual(partner.clientfile_open_dispute_count, 0)
            self.assertEqual(partner.clientfile_establishment_count, 0)
            self.assertFalse(partner.clientfile_merged_ids)

    def test_form_of_a_new_customer_takes_few_queries(self):
        shown = self.get_shown()
        self.partners.create({"name": "Martin", "is_company": True}).web_read(shown)
        values = {"name": "Durand", "is_company": True, "ref": "C1", "zip": "69001"}
        partner = self.partners.create(values)
        self.env.flush_all()
        with self.assertQueryCount(5):
            partner.web_read(shown)

    def test_company_created_with_its_establishments_counts_them(self):
        below = [Command.create({"name": "Martin Lyon", "is_company": True})]
        partner = self.partners.create(
            {"name": "Martin", "is_company": True, "child_ids": below}
        )
        self.assertEqual(partner.clientfile_establishment_count, 1)
        self.assertEqual(partner.clientfile_group_kind, "head")

    def test_dispute_opened_at_once_is_counted(self):
        partner = self.make_company()
        self.env["clientfile.dispute"].create(
            {
                "partner_id": partner.id,
                "name": "Broken",
                "reason": "quality",
                "amount": 12.0,
            }
        )
        self.assertEqual(partner.clientfile_open_dispute_count, 1)

    def test_who_leaves_the_group_reads_its_fields_no_more(self):
        partner = self.make_company(clientfile_project="Terrace")
        partner = partner.with_user(self.user)
        self.assertEqual(partner.clientfile_project, "Terrace")
        group = self.env.ref("crm_clientfile.crm_clientfile_group_user")
        self.user.group_ids = [Command.unlink(group.id)]
        with self.assertRaises(AccessError):
            partner.read(["clientfile_project"])
        self.user.group_ids = [Command.link(group.id)]
        self.assertEqual(partner.clientfile_project, "Terrace")
