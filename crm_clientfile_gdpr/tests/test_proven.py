from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .retention_case import RetentionCase


@tagged("post_install", "-at_install")
class TestProven(RetentionCase):
    """What steps prove is typed by nobody, over RPC neither."""

    def refused(self, records, values):
        for user in (self.officer, self.agent, self.auditor, self.administrator):
            for name, value in values.items():
                with (
                    self.subTest(user=user.login, name=name),
                    self.assertRaises(AccessError),
                    self.env.cr.savepoint(),
                ):
                    call_kw(
                        records.with_user(user),
                        "write",
                        [records.ids, {name: value}],
                        {},
                    )

    def make(self, model, values, **context):
        models = self.env[model].with_user(self.officer)
        return models.browse(call_kw(models, "create", [values], {"context": context}))

    def test_policy_is_not_put_in_force_by_typing(self):
        runs = [(0, 0, {"kind": "dry"})]
        self.refused(self.prospects, {"state": "active", "run_ids": runs})
        values = {"name": "Forged", "category": "client"}
        with self.assertRaises(AccessError):
            self.make(self.prospects._name, {**values, "state": "active"})
        forged = self.make(self.prospects._name, values, default_state="active")
        self.assertEqual((forged.state, forged.category), ("draft", "client"))

    def test_imported_policy_is_not_in_force(self):
        policies = self.env["clientfile.retention.policy"].with_user(self.officer)
        row = ["Forged", "client", "active"]
        loaded = policies.load(["name", "category", "state"], [row])
        self.assertFalse(loaded["ids"])
        self.assertFalse(policies.search([("name", "=", "Forged")]))

    def test_run_of_a_policy_is_not_typed(self):
        run = self.run_policy(self.prospects)
        counts = dict.fromkeys(
            ("read_count", "found_count", "done_count", "refused_count"), 7
        )
        typed = {"is_done": True, "date": "2020-01-01", "user_id": self.agent.id}
        self.refused(run, {**counts, **typed, "kind": "apply", "job_id": False})
        values = {"policy_id": self.prospects.id, "kind": "dry"}
        with self.assertRaises(AccessError):
            self.make(run._name, values)
        with self.assertRaises(AccessError):
            call_kw(run.with_user(self.officer), "unlink", [run.ids], {})

    def test_run_ends_when_its_officer_is_none_any_more(self):
        run = self.prospects._make_run("dry")
        self.officer.group_ids -= self.env.ref(
            "crm_clientfile_gdpr.crm_clientfile_gdpr_group_dpo"
        )
        with self.assertRaises(AccessError):
            self.work_off(run)

    def test_persons_concerned_are_not_typed(self):
        person = self.make_old()
        self.run_policy(self.prospects)
        line = self.line(person)
        self.refused(line, {"state": "done", "date_grace": "2020-01-01"})

    def test_look_through_free_texts_is_not_typed(self):
        scan = self.env["clientfile.guard.scan"].with_user(self.officer)._make()
        self.work_off(scan)
        counts = {"read_count": 7, "found_count": 0, "date": "2020-01-01"}
        self.refused(scan, {**counts, "user_id": self.agent.id})
        with self.assertRaises(AccessError):
            self.make(scan._name, {})

    def test_officer_decides_about_a_text_and_changes_nothing_else(self):
        self.claire.comment = "Malade"
        self.work_off(self.env["clientfile.guard.scan"].with_user(self.officer)._make())
        finding = self.env["clientfile.guard.finding"].search(
            [("partner_id", "=", self.claire.id)]
        )
        forged = {"words": "–", "digest": "0", "res_id": 1, "date": "2020-01-01"}
        self.refused(finding, {**forged, "partner_id": False})
        decision = {"state": "kept", "reason": "Asked for by the person"}
        finding.with_user(self.officer).write(decision)
        self.assertEqual(finding.state, "kept")

    def test_breach_is_closed_by_its_step_alone(self):
        breach = self.make("clientfile.breach", {"name": "Lost key"})
        self.refused(breach, {"state": "closed", "is_alarmed": True})
        person = self.make(
            "clientfile.breach.person",
            {"breach_id": breach.id, "partner_id": self.claire.id},
        )
        self.refused(person, {"state": "mailed", "date_told": "2026-01-01 10:00:00"})
        with self.assertRaises(AccessError):
            breach.write({"person_ids": [(1, person.id, {"state": "printed"})]})
