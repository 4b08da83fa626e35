from odoo.tests import TransactionCase, new_test_user, tagged

ADDON = "crm_clientfile_accounting_export"


@tagged("post_install", "-at_install")
class TestGroups(TransactionCase):
    """The accountant invoices, and is no administrator of the customer file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = f"{ADDON}.{ADDON}_group_accountant"

    def test_accountant_reads_the_books(self):
        accountant = new_test_user(self.env, "accountant", self.group)
        self.assertTrue(accountant.has_group("account.group_account_invoice"))
        self.assertTrue(
            self.env["account.move"].with_user(accountant).has_access("read")
        )

    def test_accountant_does_not_administer_the_customer_file(self):
        accountant = new_test_user(self.env, "accountant", self.group)
        for role in ("user", "manager", "administrator"):
            group = f"crm_clientfile.crm_clientfile_group_{role}"
            self.assertFalse(accountant.has_group(group))

    def test_menu_is_for_accountants(self):
        menu = self.env.ref(f"{ADDON}.clientfile_menu_accounting")
        self.assertEqual(menu.group_ids, self.env.ref(self.group))
