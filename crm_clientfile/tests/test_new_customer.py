from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form

from ..models.res_partner_new import HISTORY, OF_IDENTITY
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
            self.assertFalse(partner.clientfile_number_is_shared)
            self.assertFalse(partner.sudo().clientfile_loyalty_number)

    def test_host_reads_a_customer_without_our_columns(self):
        partner = self.make_company(clientfile_siren="732829320")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(partner.name, partner.display_name)
        siren = partner._fields["clientfile_siren"]._get_cache(self.env)
        self.assertNotIn(partner.id, siren)
        self.assertEqual(partner.clientfile_siren, "732829320")

    def test_views_read_our_columns_with_the_others_at_once(self):
        partner = self.make_company(clientfile_siren="732829320")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            partner.sudo().read(["name", "clientfile_siren", "clientfile_ape"])

    def test_customer_written_to_at_once_was_in_contact(self):
        partner = self.make_company()
        partner.message_post(
            body="Welcome", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertTrue(partner.clientfile_last_contact_date)

    def test_card_given_at_once_is_shown(self):
        program = self.env["loyalty.program"].create(
            {"name": "Loyalty", "program_type": "loyalty"}
        )
        partner = self.make_company()
        card = {"program_id": program.id, "partner_id": partner.id, "code": "C-1"}
        self.env["loyalty.card"].create(card)
        self.assertEqual(partner.clientfile_loyalty_number, "C-1")

    def test_form_of_a_new_customer_takes_few_queries(self):
        shown = self.get_shown()
        self.partners.create({"name": "Martin", "is_company": True}).web_read(shown)
        values = {"name": "Durand", "is_company": True, "ref": "C1", "zip": "69001"}
        partner = self.partners.create(values)
        self.env.flush_all()
        with self.assertQueryCount(4):
            partner.web_read(shown)

    def test_first_onchange_gives_what_a_new_record_computes(self):
        given = self.partners.onchange({}, [], self.get_shown())["value"]
        new = self.partners.new({})
        for name in (HISTORY | OF_IDENTITY) & given.keys():
            computed = new._fields[name].convert_to_read(new[name], new)
            self.assertEqual(given[name], computed, name)

    def test_default_of_a_history_reaches_the_form(self):
        closed = self.partners.with_context(default_clientfile_closed_date="2026-01-31")
        given = closed.onchange({}, [], self.get_shown())["value"]
        self.assertEqual(str(given["clientfile_closed_date"]), "2026-01-31")

    def test_form_that_begins_with_a_phone_tells_who_has_it(self):
        known = self.make_company(phone="+33 4 72 00 00 01")
        named = {
            "default_name": known.name,
            "default_phone": known.phone,
            "default_is_company": True,
        }
        shown = {"name": {}, "phone": {}, "is_company": {}, **self.get_shown()}
        given = self.partners.with_context(**named).onchange({}, [], shown)
        found = given["value"]["clientfile_doubles"]["hits"]
        self.assertIn(known.id, [double["id"] for double in found])

    def test_contact_being_entered_has_the_history_of_its_company(self):
        parent = self.make_company()
        parent.message_post(
            body="Welcome", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        contacts = self.partners.with_context(default_parent_id=parent.id)
        shown = {"parent_id": {}, **self.get_shown()}
        given = contacts.onchange({}, [], shown)["value"]
        today = parent.clientfile_last_contact_date
        self.assertEqual(given["clientfile_last_contact_date"], today)

    def test_status_of_who_was_just_created_follows_roles(self):
        roles = ({"clientfile_is_prospect": True}, {"clientfile_is_client": True}, {})
        made = self.partners.create([{"name": "Martin", **role} for role in roles])
        with self.assertQueryCount(0):
            told = made.mapped("clientfile_status")
        self.assertEqual(told, ["prospect", "active", False])
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(made.mapped("clientfile_status"), told)

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
