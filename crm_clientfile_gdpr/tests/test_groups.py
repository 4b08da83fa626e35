from odoo.tests import TransactionCase, new_test_user, tagged

ADDON = "crm_clientfile_gdpr"


@tagged("post_install", "-at_install")
class TestGroups(TransactionCase):
    """Agent < data protection officer; the auditor stands apart."""

    def _user(self, role):
        return new_test_user(self.env, f"gdpr_{role}", f"{ADDON}.{ADDON}_group_{role}")

    def test_officer_can_do_what_an_agent_can(self):
        self.assertTrue(self._user("dpo").has_group(f"{ADDON}.{ADDON}_group_agent"))

    def test_agent_is_no_officer(self):
        self.assertFalse(self._user("agent").has_group(f"{ADDON}.{ADDON}_group_dpo"))

    def test_auditor_is_neither_agent_nor_salesperson(self):
        auditor = self._user("auditor")
        self.assertFalse(auditor.has_group(f"{ADDON}.{ADDON}_group_agent"))
        self.assertFalse(auditor.has_group("crm_clientfile.crm_clientfile_group_user"))

    def test_one_can_be_officer_and_auditor(self):
        groups = f"{ADDON}.{ADDON}_group_dpo,{ADDON}.{ADDON}_group_auditor"
        both = new_test_user(self.env, "gdpr_both", groups)
        self.assertTrue(both.has_group(f"{ADDON}.{ADDON}_group_dpo"))
        self.assertTrue(both.has_group(f"{ADDON}.{ADDON}_group_auditor"))

    def test_menu_is_for_data_protection_alone(self):
        menu = self.env.ref(f"{ADDON}.clientfile_menu_gdpr")
        groups = {f"{ADDON}.{ADDON}_group_{role}" for role in ("agent", "auditor")}
        self.assertEqual(set(menu.group_ids.get_external_id().values()), groups)
