from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import ClientfileCase

# What each role may do with our models: read, write, create, delete.
RIGHTS = {
    "clientfile.alert.notice": ("", "", "r"),
    "clientfile.assignment": ("r", "r", "r"),
    "clientfile.assignment.change": ("rwc", "rwc", "rwc"),
    "clientfile.channel": ("rwcd", "rwcd", "rwcd"),
    "clientfile.channel.log": ("rwc", "rwc", "rwc"),
    "clientfile.cleanup": ("", "", "rwcd"),
    "clientfile.cleanup.line": ("", "", "rw"),
    "clientfile.condition": ("rwc", "rwcd", "rwcd"),
    "clientfile.condition.cancel": ("", "rwc", "rwc"),
    "clientfile.contact.role": ("r", "r", "rwcd"),
    "clientfile.customer.hide": ("", "rwc", "rwc"),
    "clientfile.dispute": ("rwc", "rwcd", "rwcd"),
    "clientfile.duplicate": ("r", "rw", "rw"),
    "clientfile.duplicate.accept": ("", "rwc", "rwc"),
    "clientfile.duplicate.learn": ("", "rwc", "rwc"),
    "clientfile.duplicate.rates": ("", "rwc", "rwc"),
    "clientfile.duplicate.scan": ("", "rwc", "rwc"),
    "clientfile.export": ("", "", "rwcd"),
    "clientfile.export.column": ("", "", "rwcd"),
    "clientfile.export.log": ("", "", "r"),
    "clientfile.export.part": ("", "", ""),
    "clientfile.group.attach": ("", "rwc", "rwc"),
    "clientfile.import": ("", "", "rwcd"),
    "clientfile.import.column": ("", "", "rwcd"),
    "clientfile.import.key": ("", "", ""),
    "clientfile.import.layout": ("", "", "rwcd"),
    "clientfile.import.row": ("", "", "r"),
    "clientfile.indexing": ("", "", "rw"),
    "clientfile.job": ("r", "r", "r"),
    "clientfile.job.cancellation": ("", "", "r"),
    "clientfile.ledger.entry": ("r", "r", "r"),
    "clientfile.ledger.print": ("rwc", "rwc", "rwc"),
    "clientfile.legal.form": ("r", "r", "rwcd"),
    "clientfile.match.frequency": ("", "r", "r"),
    "clientfile.match.key": ("", "", ""),
    "clientfile.match.lead": ("", "", ""),
    "clientfile.match.pending": ("", "", ""),
    "clientfile.match.profile": ("", "", ""),
    "clientfile.merge": ("", "r", "r"),
    "clientfile.merge.batch": ("", "rwc", "rwc"),
    "clientfile.merge.batch.line": ("", "r", "r"),
    "clientfile.merge.confirm": ("", "rwc", "rwc"),
    "clientfile.merge.confirm.line": ("", "rwcd", "rwcd"),
    "clientfile.merge.line": ("", "r", "r"),
    "clientfile.metrics": ("r", "r", "r"),
    "clientfile.metrics.pending": ("", "", ""),
    "clientfile.metrics.run": ("", "", "rwc"),
    "clientfile.metrics.season": ("r", "r", "r"),
    "clientfile.metrics.year": ("r", "r", "r"),
    "clientfile.number.alias": ("r", "r", "r"),
    "clientfile.number.assign": ("", "rwcd", "rwcd"),
    "clientfile.order.confirm": ("", "rwc", "rwc"),
    "clientfile.portfolio.move": ("", "rwcd", "rwcd"),
    "clientfile.portfolio.move.line": ("", "r", "r"),
    "clientfile.promise": ("rwc", "rwcd", "rwcd"),
    "clientfile.purchase.report": ("r", "r", "r"),
    "clientfile.reminder": ("r", "rw", "rw"),
    "clientfile.reminder.level": ("r", "rwcd", "rwcd"),
    "clientfile.reminder.line": ("r", "r", "r"),
    "clientfile.reminder.pause": ("r", "rwc", "rwc"),
    "clientfile.reminder.run": ("", "rwcd", "rwcd"),
    "clientfile.segment": ("rwcd", "rwcd", "rwcd"),
    "clientfile.segment.action": ("rwcd", "rwcd", "rwcd"),
    "clientfile.segment.action.line": ("r", "r", "r"),
    "clientfile.segment.choose": ("rwc", "rwc", "rwc"),
    "clientfile.segment.count": ("r", "r", "r"),
    "clientfile.segment.member": ("", "", ""),
    "clientfile.segment.move": ("r", "r", "r"),
    "clientfile.status.change": ("r", "r", "r"),
    "clientfile.status.move": ("r", "r", "r"),
    "clientfile.status.set": ("rwc", "rwc", "rwc"),
    "clientfile.territory": ("r", "r", "rwcd"),
    "clientfile.territory.rule": ("r", "r", "rwcd"),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
EVERYTHING = "rwcd"


class TestRights(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "clientfile_portal", "base.group_portal")
        cls.outsider = new_test_user(cls.env, "clientfile_outsider", "base.group_user")

    def granted(self, model, user):
        model = self.env[model].with_user(user)
        return "".join(
            letter for letter in EVERYTHING if model.has_access(OPERATIONS[letter])
        )

    def get_models(self):
        """Our models that have a table."""
        models = self.env["ir.model"].search([("model", "=like", "clientfile.%")])
        return [
            model.model
            for model in models
            if "crm_clientfile" in model.modules.split(", ")
            and not self.env[model.model]._abstract
        ]

    def test_each_role_has_its_rights_and_no_more(self):
        for model in self.get_models():
            with self.subTest(model=model):
                granted = [
                    self.granted(model, user)
                    for user in (self.user, self.manager, self.administrator)
                ]
                self.assertEqual(tuple(granted), RIGHTS.get(model))

    def test_portal_and_public_users_reach_none_of_our_models(self):
        public = self.env.ref("base.public_user")
        for model in self.get_models():
            for user in (self.portal, public):
                self.assertEqual(self.granted(model, user), "", model)

    def test_portal_user_does_not_see_how_his_company_is_reached(self):
        partner = self.portal.partner_id
        for name in ("clientfile_channel_ids", "clientfile_contact_role_ids"):
            with self.assertRaises(AccessError):
                partner.with_user(self.portal).read([name])

    def test_colleague_without_role_still_opens_partners(self):
        partner = self.make_company()
        self.assertEqual(partner.with_user(self.outsider).name, "Boulangerie Martin")
        form = partner.with_user(self.outsider).get_view(
            self.env.ref("base.view_partner_form").id, "form"
        )
        self.assertNotIn("clientfile_channel_ids", form["arch"])

    def test_user_alone_completes_customers_but_deletes_none(self):
        clerk = new_test_user(
            self.env, "clientfile_clerk", "crm_clientfile.crm_clientfile_group_user"
        )
        partner = self.make_company().with_user(clerk)
        partner.city = "Lyon"
        self.assertEqual(partner.create({"name": "Paul Durand"}).name, "Paul Durand")
        with self.assertRaises(AccessError):
            partner.unlink()

    def test_channels_of_another_company_are_out_of_reach(self):
        company = self.env["res.company"].create({"name": "Second"})
        partner = self.make_company(company_id=company.id)
        channel = self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "06 12 34 56 78"}
        )
        mine = channel.with_user(self.administrator)
        self.assertFalse(mine.search([("id", "=", channel.id)]))
        with self.assertRaises(AccessError):
            mine.read(["value"])
        with self.assertRaises(AccessError):
            mine.write({"note": "x"})
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(AccessError):
            mine.create({"partner_id": partner.id, "value": "06 99 88 77 66"})

    def test_branch_sees_the_channels_of_its_company(self):
        company = self.env.company
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": company.id}
        )
        clerk = new_test_user(
            self.env,
            "clientfile_branch",
            "crm_clientfile.crm_clientfile_group_user",
            company_id=branch.id,
            company_ids=[(6, 0, branch.ids)],
        )
        partner = self.make_company(company_id=company.id)
        channel = self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "06 12 34 56 78"}
        )
        self.assertEqual(channel.with_user(clerk).value, "06 12 34 56 78")
