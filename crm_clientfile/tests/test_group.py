from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .test_terms import GRANTED, TermsCase

HEAD_SIRET, SITE_SIRET = "73282932000074", "73282932000082"
VAT = "FR44732829320"
OTHER_SIRET, OTHER_VAT = "40483304800022", "FR83404833048"


@tagged("post_install", "-at_install")
class TestGroup(TermsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls.make_company(
            "Head", company_registry=HEAD_SIRET, vat=VAT, city="Paris", **GRANTED
        )
        cls.site = cls.make_company(
            "Site", company_registry=SITE_SIRET, city="Nantes", lang="fr_FR"
        )
        cls.other = cls.make_company(
            "Other", company_registry=OTHER_SIRET, vat=OTHER_VAT
        )

    def attach(self, partners, parent, **values):
        wizards = self.env["clientfile.group.attach"].with_user(self.manager)
        wizards = wizards.with_context(
            active_model="res.partner", active_ids=partners.ids
        )
        wizard = wizards.create({"parent_id": parent.id, **values})
        wizard.action_attach()
        return wizard

    def test_establishment_gets_the_vat_number_and_keeps_its_own_place(self):
        self.attach(self.site, self.head)
        self.assertEqual(self.site.parent_id, self.head)
        self.assertEqual(self.site.vat, VAT)
        self.assertEqual(self.site.commercial_partner_id, self.site)
        self.assertEqual((self.site.city, self.head.city), ("Nantes", "Paris"))
        self.assertEqual(self.site.lang, "fr_FR")
        self.assertEqual(self.site.company_registry, SITE_SIRET)
        self.assertFalse(self.site.clientfile_terms_inherited)

    def test_later_moves_of_one_do_not_move_the_other(self):
        self.attach(self.site, self.head)
        self.head.city = "Lyon"
        self.site.city = "Lille"
        self.assertEqual((self.head.city, self.site.city), ("Lyon", "Lille"))

    def test_wizard_says_first_what_it_will_do(self):
        wizards = self.env["clientfile.group.attach"].with_user(self.manager)
        wizards = wizards.with_context(
            active_model="res.partner", active_ids=(self.site | self.other).ids
        )
        with Form(wizards) as form:
            form.parent_id = self.head
            self.assertEqual(form.establishment_ids.ids, self.site.ids)
            self.assertEqual(form.other_ids.ids, self.other.ids)
            self.assertEqual(form.vat_partner_ids.ids, self.site.ids)
        self.assertFalse(self.site.parent_id)

    def test_attached_with_the_terms_of_the_group(self):
        self.attach(self.site, self.head, is_inheriting=True)
        self.assertEqual(self.site.clientfile_discount, 7.5)
        self.assertEqual(self.site.clientfile_terms_label, "Terms of Head")

    def test_places_in_the_group_are_told(self):
        self.assertFalse(self.head.clientfile_group_kind)
        unknown = self.make_company("Unknown")
        contact = self.make_person(parent_id=self.site.id)
        self.attach(self.site | self.other | unknown, self.head)
        members = self.head | self.site | self.other | unknown | contact
        self.assertEqual(
            members.mapped("clientfile_group_kind"),
            ["head", "establishment", "subsidiary", "unknown", False],
        )
        self.assertEqual(self.head.clientfile_establishment_count, 3)
        self.assertEqual(self.site.clientfile_establishment_count, 0)

    def test_group_is_listed_from_its_head_down(self):
        self.attach(self.other, self.head)
        self.attach(self.site, self.other)
        last = self.make_company("A last one")
        self.attach(last, self.head)
        self.make_person(parent_id=self.head.id)
        expected = self.head | last | self.other | self.site
        for member in expected:
            self.assertEqual(member.clientfile_group_ids.ids, expected.ids)
        self.assertFalse(self.make_company().clientfile_group_ids)
        indents = [len(one.clientfile_group_label) - len(one.name) for one in expected]
        self.assertEqual(indents, [0, 1, 1, 2])

    def test_tree_opens_on_the_whole_group_with_its_contacts(self):
        self.attach(self.site, self.head)
        contact = self.make_person(parent_id=self.site.id)
        action = self.site.with_user(self.user).action_clientfile_group()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.head | self.site | contact)
        self.assertEqual(action["views"][0][1], "hierarchy")

    def test_group_of_another_company_is_listed_as_far_as_seen(self):
        hidden = self.make_company("Hidden", company_id=self.second.id)
        self.site.write({"parent_id": hidden.id, "type": "other"})
        site = self.site.with_user(self.user)
        self.assertEqual(site.clientfile_group_ids, site)
        self.assertTrue(site.action_clientfile_group()["domain"])

    def test_user_builds_no_groups(self):
        with self.assertRaises(AccessError):
            self.env["clientfile.group.attach"].with_user(self.user).create({})
        self.attach(self.site, self.head)
        with self.assertRaises(AccessError):
            self.site.with_user(self.user).action_clientfile_detach()

    def test_loops_are_refused(self):
        self.attach(self.site, self.head)
        with self.assertRaisesRegex(UserError, "is part of Head already"):
            self.attach(self.head, self.site)
        with self.assertRaisesRegex(UserError, "is part of Head already"):
            self.attach(self.head, self.head)

    def test_contacts_are_not_moved(self):
        contact = self.make_person(parent_id=self.other.id)
        with self.assertRaisesRegex(UserError, "only companies form a group"):
            self.attach(contact, self.head)
        self.make_invoice(contact).action_post()
        with self.assertRaisesRegex(UserError, "contact with journal items"):
            self.attach(contact, self.head)
        self.assertEqual(contact.parent_id, self.other)

    def test_establishment_with_entries_keeps_them(self):
        invoice = self.make_invoice(self.site)
        invoice.action_post()
        self.attach(self.site, self.head)
        lines = invoice.line_ids.filtered("partner_id")
        self.assertEqual(lines.partner_id, self.site)
        self.assertEqual(invoice.commercial_partner_id, self.site)

    def test_other_entity_with_entries_is_refused(self):
        self.make_invoice(self.other).action_post()
        with self.assertRaisesRegex(UserError, "another VAT number"):
            self.attach(self.other, self.head)

    def test_customers_of_two_companies_form_no_group(self):
        self.head.company_id = self.second
        self.site.company_id = self.env.company
        with self.assertRaisesRegex(UserError, "two of your companies"):
            self.attach(self.site, self.head)

    def test_doubtful_vat_number_is_copied_all_the_same(self):
        self.env.cr.execute(
            "UPDATE res_partner SET vat = 'FR00732829320' WHERE id = %s",
            [self.head.id],
        )
        self.head.invalidate_recordset(["vat"])
        self.attach(self.site, self.head)
        self.assertEqual(self.site.vat, "FR00732829320")

    def test_detached_it_stands_alone_with_the_terms_it_had(self):
        self.attach(self.site, self.head, is_inheriting=True)
        self.site.with_user(self.manager).action_clientfile_detach()
        self.assertFalse(self.site.parent_id)
        self.assertFalse(self.site.clientfile_terms_inherited)
        self.assertEqual(self.site.clientfile_discount, 7.5)
        self.assertEqual((self.site.city, self.site.lang), ("Nantes", "fr_FR"))
        self.assertEqual(self.site.type, "contact")

    def test_links_and_cuts_stay_in_the_history(self):
        self.attach(self.site, self.head)
        self.site.with_user(self.manager).action_clientfile_detach()
        bodies = " ".join(self.site.message_ids.mapped("body"))
        self.assertIn("Attached to Head", bodies)
        self.assertIn("Detached from Head", bodies)

    def test_archived_head_still_holds_its_group(self):
        self.attach(self.site, self.head, is_inheriting=True)
        self.head.action_archive()
        self.assertEqual(self.site.parent_id, self.head)
        self.assertEqual(self.site.clientfile_terms_label, "Terms of Head")

    def test_establishments_of_a_merged_head_belong_to_the_survivor(self):
        survivor = self.make_company("Head")
        self.attach(self.site, self.head)
        self.merge(survivor, self.head)
        self.assertEqual(self.site.parent_id, survivor)
        self.assertEqual(survivor.clientfile_establishment_count, 1)
