from odoo.tests import tagged

from .consent_case import ConsentCase

# What each role may do with our models: user of the file, agent, officer, auditor.
RIGHTS = {
    "clientfile.archive.open": ("", "", "rwc", ""),
    "clientfile.archive": ("", "", "r", ""),
    "clientfile.retention.line": ("", "", "r", "r"),
    "clientfile.request.pack.document": ("", "r", "rw", "r"),
    "clientfile.retention.run": ("", "", "r", "r"),
    "clientfile.retention.policy": ("", "r", "rwcd", "r"),
    "clientfile.guard.finding": ("", "", "rwd", ""),
    "clientfile.guard.scan": ("", "", "r", ""),
    "clientfile.guard.word": ("", "", "rwcd", ""),
    "clientfile.breach.people": ("", "", "rwc", ""),
    "clientfile.breach.information": ("", "r", "rwcd", "r"),
    "clientfile.breach.person": ("", "r", "rwcd", "r"),
    "clientfile.breach": ("", "r", "rwc", "r"),
    "clientfile.processor.check": ("", "r", "rwcd", "r"),
    "clientfile.processor": ("", "r", "rwcd", "r"),
    "clientfile.processing": ("", "r", "rwcd", "r"),
    "clientfile.access.log": ("", "", "r", "r"),
    "clientfile.consent": ("r", "r", "r", "r"),
    "clientfile.consent.ask": ("r", "r", "r", "r"),
    "clientfile.consent.check": ("", "", "rwc", "rwc"),
    "clientfile.consent.evidence": ("", "r", "r", "r"),
    "clientfile.consent.import": ("", "rwc", "rwc", ""),
    "clientfile.consent.record": ("rwc", "rwc", "rwc", ""),
    "clientfile.data.map": ("", "r", "r", "r"),
    "clientfile.erasure": ("", "r", "r", "r"),
    "clientfile.erasure.line": ("", "r", "rw", "r"),
    "clientfile.erasure.replay": ("", "", "rwc", ""),
    "clientfile.erasure.trace": ("", "", "r", "r"),
    "clientfile.lookup": ("", "rwc", "rwc", ""),
    "clientfile.lookup.line": ("", "r", "r", ""),
    "clientfile.opposition": ("", "", "r", "r"),
    "clientfile.purpose": ("r", "r", "rwcd", "r"),
    "clientfile.request": ("", "rw", "rw", "r"),
    "clientfile.request.close": ("", "", "rwc", ""),
    "clientfile.request.extend": ("", "", "rwc", ""),
    "clientfile.request.pack": ("", "r", "r", "r"),
    "clientfile.request.receive": ("", "rwc", "rwc", ""),
    "clientfile.wording": ("r", "r", "rwcd", "r"),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestRights(ConsentCase):
    def granted(self, model, user):
        model = self.env[model].with_user(user)
        return "".join(
            letter for letter, name in OPERATIONS.items() if model.has_access(name)
        )

    def get_models(self):
        models = self.env["ir.model"].search([("model", "=like", "clientfile.%")])
        return [
            one.model
            for one in models
            if one.modules.split(", ")[0] == "crm_clientfile_gdpr"
            and not self.env[one.model]._abstract
        ]

    def test_each_role_has_its_rights_and_no_more(self):
        self.assertEqual(set(self.get_models()), set(RIGHTS))
        for model, rights in RIGHTS.items():
            with self.subTest(model=model):
                users = (self.user, self.agent, self.officer, self.auditor)
                granted = tuple(self.granted(model, user) for user in users)
                self.assertEqual(granted, rights)

    def test_outsider_reads_the_purposes_and_nothing_else(self):
        for model in RIGHTS:
            expected = "r" if model == "clientfile.purpose" else ""
            self.assertEqual(self.granted(model, self.outsider), expected, model)

    def test_portal_and_public_users_reach_nothing(self):
        portal = self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "consent_portal",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        for user in (portal, self.env.ref("base.public_user")):
            for model in RIGHTS:
                self.assertEqual(self.granted(model, user), "", model)

    def test_colleague_without_a_role_does_not_see_the_consents(self):
        form = self.claire.with_user(self.outsider).get_view(
            self.env.ref("base.view_partner_form").id, "form"
        )
        self.assertNotIn("consent_page", form["arch"])
        for user in (self.user, self.agent, self.auditor):
            form = self.claire.with_user(user).get_view(
                self.env.ref("base.view_partner_form").id, "form"
            )
            self.assertIn("consent_page", form["arch"])

    def test_each_role_opens_its_part_of_the_menu_only(self):
        root = self.env.ref("crm_clientfile.clientfile_menu_root")
        ours = self.env.ref("crm_clientfile_gdpr.clientfile_menu_gdpr")
        menus = self.env["ir.ui.menu"]
        for user in (self.agent, self.officer, self.auditor):
            seen = menus.browse(menus.with_user(user)._visible_menu_ids())
            within = seen.search([("id", "child_of", root.id), ("id", "in", seen.ids)])
            self.assertIn(ours, within)
            parts = within.filtered(lambda one: one.parent_id == root)
            self.assertEqual(parts, ours)
        seen = menus.with_user(self.user)._visible_menu_ids()
        self.assertNotIn(ours.id, seen)
