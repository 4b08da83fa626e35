from odoo.tests import TransactionCase, tagged

ADDONS = (
    "crm_clientfile",
    "crm_clientfile_gdpr",
    "crm_clientfile_portal",
    "crm_clientfile_accounting_export",
)


@tagged("post_install", "-at_install")
class TestMenus(TransactionCase):
    """Whatever the menus of the customer file open can be read by who sees them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls.env.ref("crm_clientfile.clientfile_menu_root")
        cls.menus = cls.env["ir.ui.menu"].search([("id", "child_of", cls.root.id)])

    def _user(self, group):
        login = f"menu_{group}"
        return self.env["res.users"].create(
            {
                "name": login,
                "login": login,
                "lang": "fr_FR",
                "group_ids": [(6, 0, [self.env.ref(f"crm_clientfile.{group}").id])],
            }
        )

    def _open(self, menu, user):
        action = menu.action
        model = self.env[action.res_model].with_user(user)
        context = {"lang": "fr_FR", "allowed_company_ids": self.env.company.ids}
        views = [
            (
                action.view_ids.filtered(lambda v, m=mode: v.view_mode == m).view_id.id,
                mode,
            )
            for mode in action.view_mode.split(",")
        ]
        found = model.with_context(**context).get_views([*views, (False, "search")])
        names = list(found["models"][action.res_model]["fields"])
        model.search_read([], names[:1], limit=1)
        return found

    def test_each_role_opens_every_menu_it_sees(self):
        for role in ("user", "manager", "administrator"):
            user = self._user(f"crm_clientfile_group_{role}")
            visible = self.menus & self.menus.browse(
                self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            )
            opened = [
                menu.complete_name
                for menu in visible
                if menu.action and menu.action._name == "ir.actions.act_window"
                if self._open(menu, user)
            ]
            self.assertTrue(opened, f"{role} sees no menu")

    def test_a_colleague_without_a_role_does_not_see_the_app(self):
        outsider = self.env["res.users"].create(
            {
                "name": "Outsider",
                "login": "outsider",
                "group_ids": [(6, 0, [self.env.ref("base.group_user").id])],
            }
        )
        visible = self.env["ir.ui.menu"].with_user(outsider)._visible_menu_ids()
        self.assertNotIn(self.root.id, visible)

    def test_each_addon_brings_its_part_of_the_menu(self):
        owners = self.env["ir.model.data"].search(
            [("model", "=", "ir.ui.menu"), ("res_id", "in", self.menus.ids)]
        )
        self.assertEqual(set(owners.mapped("module")), set(ADDONS))
