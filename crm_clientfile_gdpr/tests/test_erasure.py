from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestErasure(ConsentCase):
    """A plan says what becomes of each record; carried out, all of it or nothing."""

    def setUp(self):
        super().setUp()
        self.erasures = self.env["clientfile.erasure"]

    def plan(self, partner=None, user=None):
        plans = self.erasures.with_user(user or self.officer)
        return plans._plan_for(partner or self.claire)

    def get_line(self, plan, record):
        return plan.line_ids.filtered(
            lambda line: (line.model, line.res_id) == (record._name, record.id)
        )

    def get_action(self, plan, record):
        return self.get_line(plan, record).action

    def read_name(self, partner):
        self.env.invalidate_all()
        return partner.name

    def test_person_is_emptied_and_called_by_no_name(self):
        self.claire.write({"street": "1 rue X", "clientfile_birth_date": "1980-02-29"})
        plan = self.plan()
        plan.action_execute()
        self.assertEqual(plan.state, "done")
        self.assertEqual(self.read_name(self.claire), f"Erased person {self.claire.id}")
        for name in ("email", "phone", "street", "clientfile_birth_date", "active"):
            self.assertFalse(self.claire[name], name)
        self.assertTrue(self.claire.clientfile_erased_on)

    def test_agent_prepares_and_the_officer_decides(self):
        plan = self.plan(user=self.agent)
        self.assertEqual(plan.user_id, self.agent)
        for action in ("action_execute", "action_cancel"):
            with self.assertRaises(AccessError):
                getattr(plan, action)()
        line = self.get_line(plan, self.claire)
        with self.assertRaises(AccessError):
            line.write({"action": "delete", "reason": "x"})
        self.assertEqual(self.read_name(self.claire), "Claire Martin")

    def test_salesperson_and_auditor_prepare_nothing(self):
        for user in (self.user, self.auditor, self.outsider):
            with self.assertRaises(AccessError):
                self.claire.with_user(user).action_clientfile_prepare_erasure()

    def test_decision_against_the_proposal_needs_a_reason(self):
        neighbour = self.make_person("Paul", comment="<p>Cousin of Claire Martin</p>")
        plan = self.plan()
        line = self.get_line(plan, neighbour)
        self.assertEqual((line.action, line.ground), ("leave", "other"))
        with self.assertRaisesRegex(ValidationError, "Say why you decide otherwise"):
            line.action = "anonymise"
        line.write({"action": "anonymise", "reason": "It is her"})
        plan.action_execute()
        self.env.invalidate_all()
        self.assertEqual(neighbour.name, "Paul")
        self.assertEqual(neighbour.comment, "<p>Cousin of •••</p>")

    def test_name_in_a_note_is_left_where_nobody_judged(self):
        neighbour = self.make_person("Paul", comment="<p>Cousin of Claire Martin</p>")
        self.plan().action_execute()
        self.env.invalidate_all()
        self.assertEqual(neighbour.comment, "<p>Cousin of Claire Martin</p>")

    def test_officer_changes_the_decision_and_nothing_else_of_a_line(self):
        line = self.plan().line_ids[0]
        for vals in ({"res_id": 1}, {"model": "res.users"}, {"is_locked": False}):
            with self.assertRaises(AccessError):
                line.write(vals)

    def test_two_people_with_one_email_keep_apart(self):
        paul = self.make_person("Paul Roy", email="claire@example.com")
        lead = self.env["crm.lead"].create(
            {"name": "Call", "email_from": "claire@example.com"}
        )
        plan = self.plan()
        self.assertEqual(self.get_action(plan, paul), "leave")
        self.assertEqual(self.get_line(plan, lead).why, "shared")
        self.assertEqual(self.get_action(plan, lead), "leave")
        plan.action_execute()
        self.env.invalidate_all()
        self.assertEqual(paul.email, "claire@example.com")
        self.assertTrue(lead.exists())
        self.say("given", paul)
        self.assertEqual(self.answer(paul), (True, "consent"))

    def test_same_person_twice_is_erased_as_one(self):
        again = self.make_person("MARTIN Claire", email="claire@example.com")
        plan = self.plan()
        self.get_line(plan, again).action_same_person()
        plan.action_execute()
        self.assertNotIn("MARTIN", self.read_name(again))
        self.assertFalse(again.email)

    def test_supplier_with_an_unpaid_bill_is_refused(self):
        bill = self.make_invoice(self.claire, "in_invoice")
        bill.invoice_date = bill.date = "2026-03-02"
        bill.action_post()
        plan = self.plan()
        self.assertIn("not paid", plan.obstacles)
        with self.assertRaisesRegex(UserError, "not paid"):
            plan.action_execute()
        self.assertEqual(self.read_name(self.claire), "Claire Martin")

    def test_open_order_and_open_dispute_are_obstacles(self):
        self.make_order(self.claire).action_confirm()
        self.env["clientfile.dispute"].create(
            {"partner_id": self.claire.id, "name": "Bread", "reason": "other"}
        )
        obstacles = self.plan().obstacles.splitlines()
        self.assertEqual(len(obstacles), 2)

    def test_colleague_and_own_company_are_refused(self):
        for partner in (self.user.partner_id, self.env.company.partner_id):
            with self.assertRaises(UserError):
                self.plan(partner).action_execute()

    def test_failure_leaves_nothing_half_done(self):
        lead = self.env["crm.lead"].create(
            {"name": "Call", "partner_id": self.claire.id}
        )
        plan = self.plan()
        listed = self.env["clientfile.opposition"].search_count([])

        def refuse(_plan, *_args):
            raise UserError(_plan.env._("Stop"))

        with (
            self.assertRaisesRegex(UserError, "Stop"),
            patch.object(type(self.erasures), "_close", refuse),
            self.env.cr.savepoint(),
        ):
            plan.action_execute()
        self.env.invalidate_all()
        self.assertTrue(lead.exists())
        self.assertEqual(plan.state, "draft")
        self.assertEqual(self.read_name(self.claire), "Claire Martin")
        self.assertEqual(self.env["clientfile.opposition"].search_count([]), listed)
        self.assertFalse(self.env["clientfile.erasure.trace"].search([]))

    def test_plan_is_carried_out_once(self):
        plan = self.plan()
        plan.action_execute()
        for action in ("action_execute", "action_refresh", "action_cancel"):
            with self.assertRaisesRegex(UserError, "Make a new one"):
                getattr(plan, action)()
        with self.assertRaises(AccessError):
            plan.write({"state": "draft"})
        with self.assertRaisesRegex(UserError, "receipts are not deleted"):
            plan.sudo().unlink()

    def test_what_came_since_the_plan_is_erased_with_it(self):
        plan = self.plan()
        lead = self.env["crm.lead"].create(
            {"name": "Call", "email_from": "claire@example.com"}
        )
        plan.action_execute()
        self.assertFalse(lead.exists())

    def test_receipt_counts_and_names_nobody(self):
        plan = self.plan()
        key = plan.subject_key
        plan.action_execute()
        self.assertIn(["res.partner", "anonymise", "", 1], plan.receipt)
        html = self.env["ir.actions.report"]._render_qweb_html(
            "crm_clientfile_gdpr.clientfile_erasure_receipt", plan.ids
        )[0]
        self.assertIn(key, html.decode())
        for text in ("Claire", "claire@", "612345678"):
            self.assertNotIn(text, html.decode())
        self.env.cr.execute(
            "SELECT plan::text FROM clientfile_erasure AS plan WHERE id = %s", plan.ids
        )
        self.assertNotIn("claire", self.env.cr.fetchone()[0].lower())

    def test_portal_user_can_no_longer_sign_in(self):
        user = self.env["res.users"].create(
            {
                "name": "Claire Martin",
                "login": "claire@example.com",
                "partner_id": self.claire.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        self.plan().action_execute()
        self.env.invalidate_all()
        self.assertEqual(user.login, f"__erased_user_{user.id}")
        self.assertFalse(user.active)

    def test_consents_stay_as_proof_and_lead_to_nobody(self):
        consent = self.say("given", evidence={"note": "claire@example.com said yes"})
        evidence = consent.sudo().evidence_id
        self.seal()
        self.plan().action_execute()
        self.env.invalidate_all()
        self.assertFalse(evidence.exists())
        self.assertFalse(consent.partner_id)
        self.assertEqual(self.check().state, "intact")

    def test_erased_person_is_opposed_when_it_comes_back(self):
        self.plan().action_execute()
        back = self.make_person(
            "Claire Martin", email="claire@example.com", is_company=True
        )
        self.assertEqual(self.answer(back), (False, "hashed"))
        self.assertFalse(
            self.env["mail.blacklist"].search([("email", "=", "claire@example.com")])
        )

    def test_erasure_during_a_mailing_leaves_nobody_to_write_to(self):
        self.env["mailing.contact"].create(
            {"name": "Claire", "email": "claire@example.com"}
        )
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "Offers",
                "body_html": "<p>Offers</p>",
                "mailing_model_id": self.env["ir.model"]._get_id("mailing.contact"),
                "mailing_domain": "[('email', '=', 'claire@example.com')]",
                "state": "sending",
            }
        )
        self.env["mail.mail"].create({"email_to": "claire@example.com", "subject": "x"})
        self.assertTrue(mailing._get_remaining_recipients())
        self.plan().action_execute()
        self.assertFalse(mailing._get_remaining_recipients())
        waiting = self.env["mail.mail"].search(
            [("email_to", "=", "claire@example.com")]
        )
        self.assertFalse(waiting)

    def test_offers_go_and_orders_are_kept(self):
        draft, sent = self.make_order(self.claire), self.make_order(self.claire)
        sent.action_quotation_sent()
        order = self.make_order(self.claire)
        order.action_confirm()
        order.with_context(disable_cancel_warning=True)._action_cancel()
        plan = self.plan()
        for offer in (draft, sent, order):
            self.assertEqual(self.get_action(plan, offer), "delete")
        plan.action_execute()
        self.assertFalse((draft | sent | order).exists())

    def test_entry_that_was_posted_once_stays(self):
        self.env.company.restrictive_audit_trail = True
        draft, posted = self.make_invoice(self.claire), self.make_invoice(self.claire)
        posted.action_post()
        posted.button_draft()
        plan = self.plan()
        self.assertEqual(self.get_action(plan, draft), "delete")
        self.assertEqual(self.get_action(plan, posted), "keep")
        plan.action_execute()
        self.assertFalse(draft.exists())
        self.assertTrue(posted.exists())

    def test_merge_of_an_erased_person_is_not_undone(self):
        source = self.make_person("C. Martin", email="c.martin@example.com")
        merge = self.env["clientfile.merge"]._merge(self.claire, source)
        self.plan().action_execute()
        self.assertFalse(merge.line_ids)
        self.assertEqual(self.read_name(source), f"Erased person {source.id}")
        with self.assertRaisesRegex(UserError, "was erased"):
            merge.action_undo()

    def test_employee_is_kept_in_the_register_of_staff(self):
        employee = self.env["hr.employee"].create(
            {"name": "Claire Martin", "private_email": "claire@example.com"}
        )
        plan = self.plan()
        line = self.get_line(plan, employee)
        self.assertEqual((line.action, line.ground), ("keep", "labour"))
        plan.action_execute()
        self.env.invalidate_all()
        self.assertEqual(employee.name, "Claire Martin")

    def test_record_kept_by_law_is_not_the_officers_to_delete(self):
        order = self.make_order(self.claire)
        order.action_confirm()
        line = self.get_line(self.plan(), order)
        self.assertEqual(line.date_until, fields.Date.to_date("2036-12-31"))
        with self.assertRaisesRegex(ValidationError, "The law decides"):
            line.write({"action": "delete", "reason": "x"})

    def test_restored_person_is_erased_again(self):
        self.plan().action_execute()
        traces = self.env["clientfile.erasure.trace"]
        self.assertFalse(traces._get_alive())
        self.claire.write({"name": "Claire Martin", "email": "claire@example.com"})
        self.env.cr.execute(
            "UPDATE res_partner SET clientfile_erased_on = NULL, active = TRUE"
            " WHERE id = %s",
            self.claire.ids,
        )
        self.env.invalidate_all()
        self.assertEqual(traces._get_alive(), self.claire)
        traces._cron_replay()
        self.assertNotIn("Claire", self.read_name(self.claire))

    def test_other_person_with_the_same_id_is_left_alone(self):
        self.plan().action_execute()
        self.claire.write({"name": "Paul Roy", "email": "paul@example.com"})
        self.env.cr.execute(
            "UPDATE res_partner SET clientfile_erased_on = NULL WHERE id = %s",
            self.claire.ids,
        )
        self.env.invalidate_all()
        self.assertFalse(self.env["clientfile.erasure.trace"]._get_alive())

    def test_list_of_erasures_travels_as_a_signed_file(self):
        self.plan().action_execute()
        traces = self.env["clientfile.erasure.trace"].sudo()
        content = traces._write_file()
        self.assertNotIn(b"claire", content)
        traces.search([]).unlink()
        self.assertEqual(traces._read_file(content), 1)
        self.assertEqual(traces._read_file(content), 0)
        self.assertEqual(traces.search([]).partner_ref, self.claire.id)

    def test_forged_list_is_refused(self):
        traces = self.env["clientfile.erasure.trace"].sudo()
        good = traces._write_file()
        for content in (
            b"",
            b"[]",
            b"\xff\xfe",
            b'{"format": 1}',
            good.replace(b'"[]"', b'"[[1,[],null]]"'),
            good.replace(b"erasures-1", b"erasures-2"),
        ):
            with self.assertRaisesRegex(UserError, "no list of erasures"):
                traces._read_file(content)
