from odoo.exceptions import AccessError, MissingError, UserError
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged

from .consent_case import ConsentCase
from .test_rights import RIGHTS

# Of no record: rights are looked at first.
_NO_ID = 2**30
# By name: the method, its arguments for all records, and those for one field.
ROUTES = {
    "search": ("search_read", ([], ["id"])),
    "name_search": ("name_search", ("",)),
    "groups": ("formatted_read_group", ([], [], ["__count"])),
    "count": ("search_count", ([],)),
    "screen": ("web_search_read", ([], {"id": {}})),
    "export": ("export_data", (["display_name"],)),
}
FIELD_ROUTES = {
    "domain": lambda name: ("search", ([(name, "!=", False)],)),
    "groups": lambda name: ("formatted_read_group", ([], [name], ["__count"])),
    "order": lambda name: ("search", ([], 0, 1, name)),
    "read": lambda name: ("search_read", ([], [name])),
    "screen": lambda name: ("web_search_read", ([], {name: {}})),
}


@tagged("post_install", "-at_install")
class TestNoLeak(ConsentCase):
    """Whatever way one asks, nobody is told more than his role may read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "leak_portal", "base.group_portal")
        cls.public = cls.env.ref("base.public_user")
        cls.roles = (cls.user, cls.agent, cls.officer, cls.auditor)
        cls.nobodies = (cls.outsider, cls.portal, cls.public)
        # Whoever may take lists away takes none of these.
        for one in (*cls.roles, cls.outsider):
            one.group_ids += cls.env.ref("base.group_allow_export")

    def ask(self, user, model, method, arguments):
        records = self.env[model].with_user(user)
        needs_ids = method == "export_data"
        given = [[_NO_ID], *arguments] if needs_ids else list(arguments)
        return call_kw(records, method, given, {})

    def is_refused(self, user, model, method, arguments):
        try:
            self.ask(user, model, method, arguments)
        except MissingError:
            return False
        except UserError:
            return True
        return False

    def get_readers(self, model):
        """By user: whether the role reads the model."""
        rights = zip(self.roles, RIGHTS[model], strict=True)
        readers = {user: "r" in right for user, right in rights}
        readers |= dict.fromkeys(self.nobodies, False)
        if model == "clientfile.purpose":
            readers[self.outsider] = True
        return readers

    def test_each_way_of_asking_is_shut_where_the_role_reads_nothing(self):
        wrong = [
            (model, user.login, route)
            for model in RIGHTS
            for user, is_reader in self.get_readers(model).items()
            for route, (method, arguments) in ROUTES.items()
            if self.is_refused(user, model, method, arguments) == is_reader
        ]
        self.assertEqual(wrong, [])

    def test_fields_for_some_are_shut_for_the_others_on_each_way(self):
        shut = [
            (model, name, user)
            for model in (*RIGHTS, "res.partner")
            for name in self.get_guarded(model)
            for user in (*self.roles, *self.nobodies)
            if self.is_shut(model, name, user)
        ]
        leaks = [
            (model, name, user.login, route)
            for model, name, user in shut
            for route, prepare in FIELD_ROUTES.items()
            if not self.is_refused(user, model, *prepare(name))
        ]
        self.assertEqual(leaks, [])
        self.assertGreater(len(shut), 20)

    def get_guarded(self, model):
        """Stored fields that are for some groups alone; of customers, ours."""
        return [
            name
            for name, field in self.env[model]._fields.items()
            if field.groups
            and field.store
            and field.type not in ("binary", "json")
            and (model != "res.partner" or name.startswith("clientfile_"))
        ]

    def is_shut(self, model, name, user):
        """Whether the role reads the records, and this field of them does not."""
        records = self.env[model].with_user(user)
        field = records._fields[name]
        return records.has_access("read") and not records._has_field_access(
            field, "read"
        )

    def test_evidence_is_not_reached_through_the_consent(self):
        self.say("opposed", evidence={"note": "On the telephone"})
        consents = self.env["clientfile.consent"].with_user(self.user)
        consents = consents.search([("partner_id", "=", self.claire.id)])
        self.assertTrue(consents)
        for path in ("evidence_id.note", "evidence_id.ip"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                consents.search([(path, "ilike", "telephone")])
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                consents.export_data([path.replace(".", "/")])

    def test_other_company_is_told_nothing_on_each_way(self):
        other = self.env["res.company"].create({"name": "Other"})
        for role in ("agent", "dpo", "auditor"):
            group = f"crm_clientfile_gdpr.crm_clientfile_gdpr_group_{role}"
            user = new_test_user(
                self.env,
                f"leak_{role}",
                f"{group},base.group_allow_export",
                company_id=other.id,
                company_ids=[(6, 0, other.ids)],
            )
            breach = self.env["clientfile.breach"].create({"name": "Zwolinska"})
            records = breach.with_user(user)
            self.assertFalse(records.search([("name", "=", "Zwolinska")]))
            self.assertFalse(records.name_search("Zwolinska"))
            self.assertFalse(
                records.formatted_read_group([("name", "=", "Zwolinska")], ["name"])
            )
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                records.export_data(["name"])
