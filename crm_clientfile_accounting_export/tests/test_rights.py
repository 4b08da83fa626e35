from odoo.addons.crm_clientfile.tests.common import ClientfileCase

from .accounting_case import ACCOUNTANT, ADDON

# What the accountant, the invoicing user and everybody else may do with our models.
RIGHTS = {
    "clientfile.account.difference": ("r", "", ""),
    "clientfile.account.rule": ("rwcd", "r", ""),
    "clientfile.account.trial": ("rwcd", "", ""),
    "clientfile.accounting.export": ("rwcd", "", ""),
    "clientfile.accounting.export.schedule": ("rwcd", "", ""),
    "clientfile.accounting.file": ("r", "", ""),
    "clientfile.accounting.option": ("rwcd", "", ""),
    "clientfile.accounting.problem": ("r", "", ""),
    "clientfile.accounting.progress": ("", "", ""),
    "clientfile.accounting.target": ("rwcd", "", ""),
    "clientfile.accounting.total": ("r", "", ""),
    "clientfile.export.layout": ("rwcd", "", ""),
    "clientfile.export.layout.column": ("rwcd", "", ""),
    "clientfile.export.mapping": ("rwcd", "", ""),
    "clientfile.export.party": ("rwcd", "", ""),
    "clientfile.exported.move": ("r", "", ""),
    "clientfile.exported.reset": ("rwc", "", ""),
    "clientfile.fec.party": ("r", "", ""),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


class TestRights(ClientfileCase):
    """Who may do what with the models of this addon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = (ACCOUNTANT, "account.group_account_invoice", "base.group_user")
        cls.users = [
            cls.env["res.users"].create(
                {
                    "name": group,
                    "login": group,
                    "group_ids": [(6, 0, cls.env.ref(group).ids)],
                }
            )
            for group in groups
        ]

    def granted(self, model, user):
        records = self.env[model].with_user(user)
        return "".join(
            letter for letter in "rwcd" if records.has_access(OPERATIONS[letter])
        )

    def get_models(self):
        models = self.env["ir.model"].search([("model", "=like", "clientfile.%")])
        return [
            model.model
            for model in models
            if model.modules.split(", ") == [ADDON]
            and not self.env[model.model]._abstract
        ]

    def test_each_role_has_its_rights_and_no_more(self):
        self.assertEqual(sorted(self.get_models()), sorted(RIGHTS))
        for model in self.get_models():
            with self.subTest(model=model):
                granted = tuple(self.granted(model, user) for user in self.users)
                self.assertEqual(granted, RIGHTS[model])

    def test_portal_user_reaches_none_of_our_models(self):
        for model in self.get_models():
            self.assertEqual(self.granted(model, self.env.ref("base.public_user")), "")
