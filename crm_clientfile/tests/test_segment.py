from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .segment_case import SegmentCase


class TestSegment(SegmentCase):
    def test_dynamic_segment_holds_who_meets_its_conditions(self):
        segment = self.make_segment()
        names = {"Café de Lyon", "Boulangerie Petit", "Claire Martin"}
        self.assertEqual(self.members(segment), names)
        self.assertEqual(segment.customer_count, 3)
        self.bakery.city = "Lille"
        self.assertEqual(self.members(segment), names - {"Boulangerie Petit"})

    def test_fixed_segment_holds_who_was_chosen(self):
        segment = self.make_fixed(self.lille | self.person)
        self.assertEqual(self.members(segment), {"Café de Lille", "Claire Martin"})
        self.assertEqual(segment.customer_count, 2)

    def test_segment_by_a_figure_holds_who_has_it(self):
        self.sell(self.lyon, 20, 500)
        self.refresh(self.lyon)
        segment = self.make_segment([("clientfile_revenue_12m", ">=", 500)])
        self.assertEqual(self.members(segment), {"Café de Lyon"})

    def test_contacts_are_left_out_unless_asked_for(self):
        contact = self.make_person("Paul Durand", parent_id=self.lyon.id, city="Lyon")
        alone = self.make_segment(others=contact.ids)
        self.assertNotIn("Paul Durand", self.members(alone))
        segment = self.make_segment(others=contact.ids, with_contacts=True)
        self.assertIn("Paul Durand", self.members(segment))

    def test_archived_and_merged_customers_are_in_no_segment(self):
        self.bakery.action_archive()
        self.person.clientfile_merged_into_id = self.lyon
        fixed = self.make_fixed(self.bakery | self.person | self.lyon)
        archived = [("active", "in", [True, False]), ("city", "=", "Lyon")]
        self.assertEqual(self.members(fixed), {"Café de Lyon"})
        self.assertEqual(self.members(self.make_segment()), {"Café de Lyon"})
        self.assertEqual(self.members(self.make_segment(archived)), {"Café de Lyon"})

    def test_colleagues_and_own_companies_are_no_customers(self):
        others = self.user.partner_id | self.env.company.partner_id
        segment = self.make_segment([], others=others.ids)
        self.assertEqual(segment.customer_count, 4)

    def test_empty_segment_holds_nobody(self):
        segment = self.make_segment([("city", "=", "Nowhere")])
        self.assertEqual(self.members(segment), set())
        self.assertEqual(segment.customer_count, 0)
        self.assertFalse(self.make_fixed(self.ours.browse()).customer_count)

    def test_customer_tells_the_segments_that_hold_him(self):
        dynamic, fixed = self.make_segment(), self.make_fixed(self.lille)
        both = dynamic | fixed
        for partner, expected in ((self.lyon, dynamic), (self.lille, fixed)):
            found = partner.with_user(self.manager).clientfile_segment_ids
            self.assertEqual(found & both, expected)

    def test_segments_of_a_whole_list_take_one_statement(self):
        segments = self.make_segment() | self.make_fixed(self.lille)
        partners = self.ours.with_user(self.manager)
        partners.mapped("clientfile_segment_ids")
        known = self.env["clientfile.segment"].search_count([])
        self.assertGreater(known, len(segments))
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            partners.mapped("clientfile_segment_ids.id")

    def test_segments_are_found_by_name_and_combined(self):
        self.make_segment(name="Unmistakable")
        partners = self.env["res.partner"].with_user(self.manager)
        inside = [("clientfile_segment_ids", "ilike", "unmistak")]
        found = partners.search([*inside, ("id", "in", self.ours.ids)])
        self.assertEqual(len(found), 3)
        outside = ["!", *inside, ("id", "in", self.ours.ids)]
        self.assertEqual(partners.search(outside), self.lille)

    def test_customers_of_no_segment_are_found(self):
        self.env["clientfile.segment"].search([]).active = False
        self.make_segment()
        partners = self.env["res.partner"].with_user(self.manager)
        nowhere = [("clientfile_segment_ids", "=", False)]
        found = partners.search([*nowhere, ("id", "in", self.ours.ids)])
        self.assertEqual(found, self.lille)

    def test_search_panel_offers_the_segments(self):
        segment = self.make_segment()
        partners = self.env["res.partner"].with_user(self.manager)
        offered = partners.search_panel_select_multi_range(
            "clientfile_segment_ids", expand=True
        )
        self.assertIn(segment.id, [value["id"] for value in offered["values"]])

    def test_segment_of_a_segment_holds_both_conditions(self):
        inner = self.make_segment()
        outer = self.make_segment([("clientfile_segment_ids", "in", inner.ids)])
        self.assertEqual(self.members(outer), self.members(inner))

    def test_segment_that_refers_to_itself_is_refused(self):
        first, second = self.make_segment(), self.make_segment()
        first.domain = repr([("clientfile_segment_ids", "in", second.ids)])
        with self.assertRaisesRegex(ValidationError, "refers to itself"):
            second.domain = repr([("clientfile_segment_ids", "in", first.ids)])

    def test_conditions_that_cannot_be_read_are_refused(self):
        for domain in (
            "nonsense",
            "[('no_such_field', '=', 1)]",
            "[('city', '=')]",
            "[('city.name.street', '=', 'x')]",
            "[('color', '=', 'red')]",
            "[('create_date', '>', 'yesterday evening')]",
            "[('category_id', 'child_of', {})]",
            "7",
            "[('id', 'in', __import__('os').listdir('/'))]",
        ):
            with self.subTest(domain=domain), self.assertRaises(ValidationError):
                self.make_segment().domain = domain

    def test_field_that_the_writer_may_not_read_is_refused(self):
        for name in ("clientfile_birth_date", "user_ids.password"):
            with self.subTest(name=name), self.assertRaises(UserError):
                self.make_segment([(name, "!=", False)])

    def test_field_that_the_reader_may_not_read_shows_him_nothing(self):
        self.administrator.group_ids += self.env.ref(
            "crm_clientfile.crm_clientfile_group_birth_date"
        )
        segment = self.make_segment(
            [("clientfile_birth_date", "!=", False)],
            self.administrator,
            is_shared=True,
        )
        with self.assertRaises(AccessError):
            self.members(segment, self.user)
        seen = segment.with_user(self.user)
        self.assertEqual(seen.customer_count, 0)
        self.assertTrue(seen.error)

    def test_field_that_is_gone_is_told_and_hurts_no_customer(self):
        segment = self.make_segment()
        self.spoil(segment)
        self.assertIn("cannot be evaluated", segment.error)
        self.assertEqual(segment.customer_count, 0)
        other = self.make_fixed(self.lyon)
        found = self.lyon.with_user(self.manager).clientfile_segment_ids
        self.assertIn(other, found)
        self.assertNotIn(segment, found)

    def spoil(self, segment):
        """As when the addon of a field was uninstalled."""
        self.env.cr.execute(
            "UPDATE clientfile_segment SET domain = %s WHERE id = %s",
            ("[('gone_field', '=', 1)]", segment.id),
        )
        self.env.invalidate_all()

    def test_merged_customer_is_replaced_in_a_fixed_segment_and_comes_back(self):
        segment = self.make_fixed(self.bakery | self.lyon | self.lille)
        merges = self.env["clientfile.merge"].with_user(self.manager)
        merge = merges._merge(self.lyon, self.bakery)
        self.assertEqual(self.members(segment), {"Café de Lyon", "Café de Lille"})
        merge.action_undo()
        names = {"Café de Lyon", "Café de Lille", "Boulangerie Petit"}
        self.assertEqual(self.members(segment), names)

    def test_button_opens_the_customers_in_the_customer_file(self):
        segment = self.make_segment()
        action = segment.action_open_customers()
        found = self.env["res.partner"].with_user(self.manager).search(action["domain"])
        self.assertEqual(len(found), 3)
        self.assertEqual(action["xml_id"], "crm_clientfile.res_partner_action_file")


class TestSegmentCompanies(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.env["res.company"].create({"name": "Second"})
        cls.manager.company_ids += cls.second
        cls.stranger = new_test_user(
            cls.env,
            "segment_stranger",
            "crm_clientfile.crm_clientfile_group_manager",
            company_id=cls.second.id,
            company_ids=[(6, 0, cls.second.ids)],
        )

    def test_segment_of_another_company_is_out_of_reach(self):
        segment = self.make_segment(company_id=self.env.company.id, is_shared=True)
        theirs = segment.with_user(self.stranger)
        self.assertFalse(theirs.search([("id", "=", segment.id)]))
        with self.assertRaises(AccessError):
            theirs.read(["name"])

    def test_segment_of_no_company_has_the_figures_of_each(self):
        self.sell(self.lyon, 20, 500)
        self.refresh(self.lyon)
        segment = self.make_segment([("clientfile_revenue_12m", ">=", 500)])
        self.assertEqual(segment.customer_count, 1)
        self.assertEqual(segment.with_company(self.second).customer_count, 0)

    def test_segment_of_a_company_keeps_its_figures_elsewhere(self):
        self.sell(self.lyon, 20, 500)
        self.refresh(self.lyon)
        segment = self.make_segment(
            [("clientfile_revenue_12m", ">=", 500)], company_id=self.env.company.id
        )
        elsewhere = (
            self.env["res.partner"]
            .with_user(self.manager)
            .with_context(allowed_company_ids=(self.second | self.env.company).ids)
        )
        found = elsewhere.search([("clientfile_segment_ids", "in", segment.ids)])
        self.assertEqual(found, self.lyon)

    def test_customers_of_another_company_are_not_counted(self):
        self.bakery.company_id = self.second
        shared = self.make_segment(is_shared=True)
        self.assertEqual(shared.with_user(self.user).customer_count, 2)
        counted = self.env["clientfile.segment"].browse(shared.id)
        # sudo: the supplied ones have no owner
        counted.user_id = False
        self.count(counted)
        by_company = {
            row.company_id: row.customer_count
            for row in self.env["clientfile.segment.count"].search(
                [("segment_id", "=", shared.id)]
            )
        }
        self.assertEqual(by_company[self.env.company.root_id], 2)
        self.assertEqual(by_company[self.second], 3)


class TestSegmentSupplied(SegmentCase):
    def test_supplied_segments_are_shared_and_can_be_counted(self):
        supplied = self.env["clientfile.segment"].search([("user_id", "=", False)])
        self.assertEqual(len(supplied), 10)
        self.assertTrue(all(supplied.mapped("is_shared")))
        for segment in supplied.with_user(self.user):
            with self.subTest(segment=segment.name):
                self.assertFalse(segment.error)
        for segment in supplied:
            segment._count_tonight()
            self.assertFalse(segment.night_error)

    def test_silent_customer_is_in_the_segment_to_win_back(self):
        for ago in (400, 370, 340, 310, 280):
            self.sell(self.lyon, ago)
        self.sell(self.lille, 0)
        for partner in self.ours:
            self.refresh(partner)
        silent = self.env.ref("crm_clientfile.clientfile_segment_silent")
        overdue = self.env.ref("crm_clientfile.clientfile_segment_new")
        self.assertIn("Café de Lyon", self.members(silent, self.user))
        self.assertNotIn("Café de Lille", self.members(silent, self.user))
        self.assertIn("Café de Lille", self.members(overdue, self.user))

    def test_prospect_without_plan_is_to_be_called(self):
        self.lille.clientfile_is_prospect = True
        to_call = self.env.ref("crm_clientfile.clientfile_segment_prospects")
        self.assertIn("Café de Lille", self.members(to_call, self.user))
        self.lille.activity_schedule("mail.mail_activity_data_call")
        self.assertNotIn("Café de Lille", self.members(to_call, self.user))

    def test_text_for_the_silent_is_there_in_each_language(self):
        template = self.env.ref("crm_clientfile.mail_template_win_back")
        installed = dict(self.env["res.lang"].get_installed())
        subjects = {
            template.with_context(lang=code).subject
            for code in installed
            if code[:2] in ("en", "fr", "nl", "uk")
        }
        self.assertEqual(len(subjects), len({code[:2] for code in installed}))
