from odoo.exceptions import UserError
from odoo.tests import tagged

from .pack_case import PackCase
from .request_case import RequestCase


@tagged("post_install", "-at_install")
class TestRequestErasure(RequestCase):
    """From the request to be erased to the erasure: answered, then gone."""

    def setUp(self):
        super().setUp()
        self.request = self.in_progress(
            "erasure", partner_id=self.claire.id, message="Forget me, Claire Martin"
        )

    def prepare(self):
        action = self.request.action_prepare_erasure()
        plan = self.env[action["res_model"]].browse(action["res_id"])
        return plan.with_user(self.officer)

    def test_open_request_is_answered_before_the_address_goes(self):
        plan = self.prepare()
        with self.assertRaisesRegex(UserError, f"{self.request.name} is open"):
            plan.action_execute()
        self.assertEqual(self.claire.name, "Claire Martin")

    def test_erasure_empties_what_the_request_told_of_the_person(self):
        plan = self.prepare()
        self.close(self.request)
        plan.action_execute()
        self.env.invalidate_all()
        for name in ("person_name", "person_email", "person_phone", "message"):
            self.assertFalse(self.request[name], name)
        self.assertEqual(self.request.state, "answered")
        self.assertNotIn("Claire", self.request.display_name)

    def test_erasure_is_prepared_for_a_known_person_alone(self):
        unknown = self.in_progress("erasure")
        with self.assertRaisesRegex(UserError, "Choose first whose record it is"):
            unknown.action_prepare_erasure()


@tagged("post_install", "-at_install")
class TestPackLogged(PackCase):
    """Who takes a copy of somebody's data is in the log of accesses."""

    def read_log(self):
        logs = self.env["clientfile.access.log"].search([("action", "=", "pack")])
        return [(log.user_id, log.partner_id) for log in logs]

    def test_review_by_the_agent_is_logged_with_the_person(self):
        pack = self.make_pack()
        self.assertEqual(self.read_log(), [])
        pack.with_user(self.agent).action_review()
        self.assertEqual(self.read_log(), [(self.agent, self.claire)])

    def test_download_is_logged_and_a_wrong_password_is_not(self):
        pack = self.make_pack()
        _link, password = self.send(pack)
        self.assertFalse(pack.sudo()._take("wrong"))
        self.assertEqual(self.read_log(), [])
        self.assertTrue(pack.sudo()._take(password))
        self.assertEqual([partner for _user, partner in self.read_log()], [self.claire])
