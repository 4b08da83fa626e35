from odoo.tests import TransactionCase, new_test_user, tagged

ADDON = "crm_clientfile_portal"


@tagged("post_install", "-at_install")
class TestGroups(TransactionCase):
    """The reviewer of the portal is a user of the customer file."""

    def test_reviewer_uses_the_customer_file(self):
        user = new_test_user(self.env, "reviewer", f"{ADDON}.{ADDON}_group_reviewer")
        self.assertTrue(user.has_group("crm_clientfile.crm_clientfile_group_user"))
        self.assertFalse(user.has_group("crm_clientfile.crm_clientfile_group_manager"))

    def test_user_of_the_customer_file_is_no_reviewer(self):
        user = new_test_user(
            self.env, "seller", "crm_clientfile.crm_clientfile_group_user"
        )
        self.assertFalse(user.has_group(f"{ADDON}.{ADDON}_group_reviewer"))

    def test_menu_is_for_reviewers(self):
        menu = self.env.ref(f"{ADDON}.clientfile_menu_portal")
        reviewers = self.env.ref(f"{ADDON}.{ADDON}_group_reviewer")
        self.assertEqual(menu.group_ids, reviewers)
