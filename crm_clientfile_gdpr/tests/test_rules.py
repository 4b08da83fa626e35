from odoo.tests import new_test_user, tagged

from .test_composers import ComposerCase


class RuleCase(ComposerCase):
    """A rule that somebody without any role sets off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env,
            "rule_colleague",
            "base.group_user,base.group_partner_manager,"
            "sales_team.group_sale_salesman_all_leads,"
            "mail.group_mail_template_editor",
            email="rule_colleague@example.com",
        )

    def run_rule(self, rule, records):
        """Messages and notes that come of it."""
        before = self.env["mail.message"].search([], order="id desc", limit=1).id or 0
        rule.with_user(self.colleague).with_context(
            active_model=records._name,
            active_ids=records.ids,
            active_id=records[:1].id,
        ).run()
        self.env.flush_all()
        return self.env["mail.message"].search([("id", ">", before)])

    def notes(self, messages):
        return {
            (one.model, one.res_id)
            for one in messages
            if "sent no message" in (one.body or "")
        }


@tagged("post_install", "-at_install")
class TestMailRules(RuleCase):
    """E-mails of rules ask whether each person may be contacted."""

    def make_rule(self, model, purpose=None, method="email", **template):
        model_id = self.env["ir.model"]._get_id(model)
        template = self.env["mail.template"].create(
            {
                "name": "Welcome",
                "model_id": model_id,
                "subject": "Welcome",
                "body_html": "<p>Welcome</p>",
                "auto_delete": False,
                "use_default_to": not template,
                **template,
            }
        )
        return self.env["ir.actions.server"].create(
            {
                "name": "Welcome",
                "model_id": model_id,
                "state": "mail_post",
                "mail_post_method": method,
                "template_id": template.id,
                "clientfile_purpose_id": purpose.id if purpose else False,
                "group_ids": False,
            }
        )

    def recipients(self, messages):
        mails = self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])
        names = {*mails.recipient_ids.mapped("name")}
        return names | {mail.email_to for mail in mails if mail.email_to}

    def test_rule_leaves_out_who_may_not_be_written_to(self):
        self.say("opposed", self.garage)
        messages = self.run_rule(self.make_rule("res.partner"), self.ticked)
        self.assertEqual(self.recipients(messages), {"Boulangerie Petit"})
        left_out = {("res.partner", one.id) for one in self.claire | self.garage}
        self.assertEqual(self.notes(messages), left_out)

    def test_rule_on_one_person_asks_as_well(self):
        messages = self.run_rule(self.make_rule("res.partner"), self.claire)
        self.assertEqual(self.recipients(messages), set())

    def test_note_does_not_tell_the_reason(self):
        self.say("opposed", self.garage)
        rule = self.make_rule("res.partner", self.news)
        [note] = self.run_rule(rule, self.garage)
        self.assertIn("may not be contacted for “News", note.body)
        self.assertNotIn("oppos", note.body)

    def test_purpose_of_the_rule_decides(self):
        self.say("given", self.claire, purpose=self.news)
        asked = self.run_rule(self.make_rule("res.partner", self.news), self.claire)
        self.assertEqual(self.recipients(asked), {"Claire Martin"})
        asked = self.run_rule(self.make_rule("res.partner", self.offers), self.claire)
        self.assertEqual(self.recipients(asked), set())

    def test_answer_that_somebody_asked_for_is_a_service(self):
        self.say("opposed", self.garage)
        rule = self.make_rule("res.partner", self.contract)
        self.assertEqual(len(self.recipients(self.run_rule(rule, self.ticked))), 3)

    def test_choice_of_the_purpose_is_tracked(self):
        rule = self.make_rule("res.partner")
        self.flush_tracking()
        rule.clientfile_purpose_id = self.contract
        self.flush_tracking()
        values = rule.message_ids.sudo().tracking_value_ids
        self.assertIn("clientfile_purpose_id", values.field_id.mapped("name"))

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_rule_on_leads_asks_person_and_address(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.ticked)
        leads += self.env["crm.lead"].create(
            {"name": "A", "email_from": "garage@example.com"}
        )
        messages = self.run_rule(self.make_rule("crm.lead"), leads)
        self.assertEqual(self.recipients(messages), {"Boulangerie Petit"})

    def test_message_to_a_colleague_about_somebody_is_sent(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.garage)
        rule = self.make_rule("crm.lead", email_to="rule_colleague@example.com")
        messages = self.run_rule(rule, leads)
        self.assertEqual(self.recipients(messages), {"rule_colleague@example.com"})
        self.assertFalse(self.notes(messages))

    def test_message_in_the_thread_asks_its_followers(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.garage | self.bakery)
        for lead in leads:
            lead.message_subscribe(lead.partner_id.ids)
        rule = self.make_rule(
            "crm.lead", method="comment", email_to="rule_colleague@example.com"
        )
        messages = self.run_rule(rule, leads)
        self.assertEqual(self.notes(messages), {("crm.lead", leads[0].id)})
        posted = messages.filtered(lambda one: one.subject == "Welcome")
        self.assertEqual(posted.mapped("res_id"), leads[1].ids)

    def test_rules_on_orders_go_on_working(self):
        self.say("opposed", self.garage)
        orders = self.env["sale.order"].create([{"partner_id": self.garage.id}])
        orders.user_id = self.colleague
        messages = self.run_rule(self.make_rule("sale.order"), orders)
        self.assertEqual(self.recipients(messages), {"Garage Morin"})

    def test_rules_about_accounts_go_on_working(self):
        self.say("opposed", self.garage)
        user = new_test_user(
            self.env, "rule_portal", "base.group_portal", partner_id=self.garage.id
        )
        rule = self.make_rule(
            "res.users", partner_to="{{ object.partner_id.id }}", use_default_to=False
        )
        reached = {user.id: (self.garage.ids, [])}
        self.assertFalse(rule._get_clientfile_refusals(reached))

    def test_password_reset_and_invitation_are_sent(self):
        self.say("opposed", self.garage)
        user = new_test_user(
            self.env,
            "rule_invited",
            "base.group_portal",
            partner_id=self.garage.id,
            email="garage@example.com",
        )
        sent = []
        self.patch(
            self.env.registry["mail.mail"],
            "send",
            lambda mails, *_args, **_values: sent.extend(mails.mapped("email_to")),
        )
        user.with_context(create_user=True).action_reset_password()
        user.action_reset_password()
        self.assertEqual(sent, ["garage@example.com"] * 2)

    def test_key_of_the_context_lets_nobody_through(self):
        self.say("opposed", self.garage)
        rule = self.make_rule("res.partner").with_context(clientfile_asked=True)
        messages = self.run_rule(rule, self.garage)
        self.assertEqual(self.recipients(messages), set())

    def test_statements_do_not_grow_with_the_persons(self):
        rule = self.make_rule("res.partner")
        few = self.make_people(2)
        many = self.make_people(200)
        self.assertEqual(self.count_asked(rule, few), self.count_asked(rule, many))

    def make_people(self, count):
        return self.env["res.partner"].create(
            [
                {"name": f"Person {one}", "email": f"p{one}@example.com"}
                for one in range(count)
            ]
        )

    def count_asked(self, rule, records):
        self.env.flush_all()
        rule._get_clientfile_refusals(rule._get_clientfile_mail_reach(records))
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        rule._get_clientfile_refusals(rule._get_clientfile_mail_reach(records))
        return self.cr.sql_log_count - start


@tagged("post_install", "-at_install")
class TestSmsRules(RuleCase):
    """So do the text messages of rules."""

    def make_rule(self, model, method="sms", purpose=None):
        model_id = self.env["ir.model"]._get_id(model)
        template = self.env["sms.template"].create(
            {"name": "Welcome", "model_id": model_id, "body": "Welcome"}
        )
        return self.env["ir.actions.server"].create(
            {
                "name": "Welcome",
                "model_id": model_id,
                "state": "sms",
                "sms_method": method,
                "sms_template_id": template.id,
                "clientfile_purpose_id": purpose.id if purpose else False,
                "group_ids": False,
            }
        )

    def numbers(self, rule, records):
        before = self.env["sms.sms"].search([], order="id desc", limit=1).id or 0
        self.run_rule(rule, records)
        sent = self.env["sms.sms"].search([("id", ">", before)])
        return {*sent.filtered(lambda sms: sms.state != "canceled").mapped("number")}

    def test_rule_leaves_out_who_may_not_be_texted(self):
        self.say("opposed", self.garage)
        for method in ("sms", "comment"):
            rule = self.make_rule("res.partner", method)
            self.assertEqual(self.numbers(rule, self.ticked), {"+33622334401"})

    def test_rule_on_one_person_asks_as_well(self):
        for method in ("sms", "comment"):
            rule = self.make_rule("res.partner", method)
            self.assertEqual(self.numbers(rule, self.claire), set())

    def test_purpose_of_the_rule_decides_once(self):
        self.say("opposed", self.garage)
        rule = self.make_rule("res.partner", purpose=self.contract)
        self.assertEqual(len(self.numbers(rule, self.ticked)), 3)
        self.assertFalse(self.entries())

    def test_rules_on_orders_go_on_working(self):
        self.say("opposed", self.garage)
        orders = self.env["sale.order"].create([{"partner_id": self.garage.id}])
        orders.user_id = self.colleague
        rule = self.make_rule("sale.order")
        self.assertEqual(self.numbers(rule, orders), {"+33622334402"})
