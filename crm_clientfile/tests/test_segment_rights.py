from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .segment_case import SegmentCase


class TestSegmentRights(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env,
            "segment_colleague",
            "crm_clientfile.crm_clientfile_group_user",
        )

    def test_private_segment_is_its_owners_alone(self):
        segment = self.make_segment(user=self.user)
        self.assertEqual(segment.user_id, self.user)
        for other in (self.colleague, self.manager):
            with self.assertRaises(AccessError):
                segment.with_user(other).read(["name"])
            self.assertFalse(
                self.env["clientfile.segment"]
                .with_user(other)
                .search([("id", "=", segment.id)])
            )
        self.assertEqual(segment.with_user(self.administrator).name, "Of Lyon")

    def test_shared_segment_is_used_by_users_and_changed_by_managers(self):
        segment = self.make_segment(is_shared=True)
        theirs = segment.with_user(self.user)
        self.assertEqual(theirs.customer_count, 3)
        self.assertFalse(theirs.may_edit)
        with self.assertRaises(AccessError):
            theirs.name = "Mine"
        with self.assertRaises(AccessError):
            theirs.unlink()
        segment.name = "Of the town"

    def test_user_does_not_share_nor_give_away(self):
        segment = self.make_segment(user=self.user)
        with self.assertRaises(AccessError):
            segment.is_shared = True
        with self.assertRaises(AccessError):
            segment.user_id = self.administrator
        with self.assertRaises(AccessError):
            self.make_segment(user=self.user, is_shared=True)
        with self.assertRaises(AccessError):
            self.make_segment(user=self.user, user_id=self.administrator.id)

    def test_administrator_gives_a_segment_to_somebody_else(self):
        segment = self.make_segment(user=self.user)
        segment.with_user(self.administrator).user_id = self.colleague
        self.assertEqual(segment.with_user(self.colleague).customer_count, 3)

    def test_copy_of_a_shared_segment_is_private(self):
        segment = self.make_segment(is_shared=True)
        copy = segment.with_user(self.user).copy()
        self.assertEqual((copy.user_id, copy.is_shared), (self.user, False))

    def test_export_is_for_administrators_and_noted(self):
        segment = self.make_segment(is_shared=True)
        with self.assertRaises(AccessError):
            segment.action_export()
        opened = segment.with_user(self.administrator).action_export()
        export = self.env["clientfile.export"].browse(opened["res_id"])
        export = export.with_user(self.administrator)
        found = export._get_partners().search(export._get_partner_domain())
        self.assertEqual(len(found), 3)
        self.assertIn("Export prepared by", segment.message_ids[0].body)

    def test_email_is_for_managers_and_takes_who_has_one(self):
        self.lyon.email = "cafe@example.com"
        self.bakery.email = "pain@example.com"
        self.env["mail.blacklist"]._add("pain@example.com")
        segment = self.make_segment(
            is_shared=True,
            template_id=self.env.ref("crm_clientfile.mail_template_win_back").id,
        )
        action = self.prepare_email(segment, self.manager)
        opened = action.action_start()
        composer = self.env["mail.compose.message"].with_user(self.manager)
        composer = composer.with_context(**opened["context"]).create({})
        self.assertEqual(composer.subject, "We have not seen you for a while")
        found = self.env["res.partner"].search(composer._evaluate_res_domain())
        self.assertEqual(found, self.lyon)
        self.assertEqual((action.done_count, action.refused_count), (1, 1))
        self.assertEqual(action.excluded_count, 1)
        self.assertIn("E-mail prepared by", segment.message_ids[0].body)
        with self.assertRaises(AccessError):
            self.prepare_email(segment, self.user).action_start()

    def prepare_email(self, segment, user):
        opened = segment.with_user(user)._open_action("email")
        return self.env[opened["res_model"]].with_user(user).browse(opened["res_id"])


class TestSegmentChoose(SegmentCase):
    def choose(self, partners, user=None, **values):
        wizard = self.env["clientfile.segment.choose"].with_user(user or self.user)
        wizard = wizard.with_context(
            active_model="res.partner", active_ids=partners.ids
        )
        opened = wizard.create(values).action_apply()
        self.env.invalidate_all()
        return self.env["clientfile.segment"].browse(opened["res_id"])

    def test_ticked_customers_become_a_segment_of_ones_own(self):
        segment = self.choose(self.lyon | self.lille, name="Fair of May")
        self.assertEqual(segment.user_id, self.user)
        self.assertEqual(
            self.members(segment, self.user), {"Café de Lyon", "Café de Lille"}
        )

    def test_customers_are_put_in_once_and_taken_out(self):
        segment = self.choose(self.lyon, name="Fair of May")
        both = self.lyon | self.lille
        self.choose(both, segment_id=segment.id)
        self.assertEqual(segment.partner_ids, both)
        self.choose(self.lyon, segment_id=segment.id, operation="remove")
        self.assertEqual(segment.partner_ids, self.lille)

    def test_everybody_whom_the_list_shows_is_put_in(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("web.active_ids_limit", 2)
        wizard = self.env["clientfile.segment.choose"].with_user(self.user)
        wizard = wizard.with_context(
            active_ids=(self.lyon | self.bakery).ids,
            active_domain=[("id", "in", self.ours.ids)],
        )
        opened = wizard.create({"name": "All"}).action_apply()
        segment = self.env["clientfile.segment"].browse(opened["res_id"])
        self.assertEqual(segment.partner_ids, self.ours)

    def test_dynamic_or_foreign_segment_takes_nobody_in(self):
        dynamic = self.make_segment(user=self.user)
        with self.assertRaisesRegex(UserError, "is dynamic"):
            self.choose(self.lyon, segment_id=dynamic.id)
        shared = self.make_fixed(self.lille, is_shared=True)
        with self.assertRaises(AccessError):
            self.choose(self.lyon, segment_id=shared.id)
        with self.assertRaises(UserError):
            self.choose(self.lyon)
