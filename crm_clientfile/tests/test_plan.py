from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, new_test_user
from odoo.tools.safe_eval import safe_eval

from .common import ClientfileCase


@freeze_time("2026-06-15 10:00:00")
class TestPlan(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.call = cls.env.ref("crm_clientfile.mail_activity_type_interview")
        cls.seller = new_test_user(
            cls.env, "clientfile_seller", "crm_clientfile.crm_clientfile_group_user"
        )
        cls.of_seller = cls.make_company("Of the seller", user_id=cls.seller.id)
        cls.of_user = cls.make_company("Of the user", user_id=cls.user.id)
        cls.of_nobody = cls.make_company("Of nobody")
        cls.customers = cls.of_seller | cls.of_user | cls.of_nobody

    def open_wizard(self, customers):
        action = customers.with_user(self.user).action_clientfile_plan()
        wizards = self.env[action["res_model"]].with_user(self.user)
        return Form(wizards.with_context(**action["context"]))

    def assert_actors(self, actors):
        self.assertEqual(
            [customer.activity_ids.user_id for customer in self.customers], actors
        )

    def test_calls_are_planned_for_each_salesperson(self):
        wizard = self.open_wizard(self.customers)
        self.assertEqual(wizard.activity_type_id, self.call)
        wizard.summary = "No news for six months"
        wizard.date_deadline = "2026-06-22"
        wizard.save().action_schedule_activities()
        self.assert_actors([self.seller, self.user, self.user])
        activities = self.customers.activity_ids
        self.assertEqual(set(activities.mapped("summary")), {"No news for six months"})
        self.assertEqual(set(activities.mapped("date_deadline")), {date(2026, 6, 22)})

    def test_salespeople_get_no_mail_for_each_call(self):
        before = self.env["mail.mail"].search_count([])
        self.open_wizard(self.customers).save().action_schedule_activities()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_all_can_be_planned_for_one_person(self):
        wizard = self.open_wizard(self.customers)
        wizard.clientfile_is_for_salesperson = False
        wizard.activity_user_id = self.manager
        wizard.save().action_schedule_activities()
        self.assert_actors([self.manager] * 3)

    def test_calls_of_who_has_left_are_for_who_plans(self):
        self.seller.active = False
        self.open_wizard(self.customers).save().action_schedule_activities()
        self.assert_actors([self.user] * 3)

    def test_one_customer_is_planned_as_in_odoo(self):
        wizard = self.open_wizard(self.of_seller)
        wizard.save().action_schedule_activities()
        self.assertEqual(self.of_seller.activity_ids.user_id, self.user)

    def test_too_many_customers_at_once_are_refused(self):
        wizards = self.env["mail.activity.schedule"]
        self.patch(type(wizards), "_batch_size", 2)
        with self.assertRaisesRegex(UserError, "3 customers are selected.* for 2"):
            self.customers.action_clientfile_plan()

    def test_leads_are_planned_as_before(self):
        leads = self.env["crm.lead"].create([{"name": "One"}, {"name": "Two"}])
        wizard = self.env["mail.activity.schedule"].create(
            {
                "res_model": "crm.lead",
                "res_ids": str(leads.ids),
                "clientfile_is_for_salesperson": True,
                "activity_user_id": self.manager.id,
            }
        )
        self.assertFalse(wizard.clientfile_can_be_for_salesperson)
        wizard.action_schedule_activities()
        self.assertEqual(leads.activity_ids.user_id, self.manager)

    def test_plan_gives_its_actions_to_the_salespeople(self):
        plan = self.env.ref("crm_clientfile.mail_activity_plan_win_back")
        wizard = self.open_wizard(self.customers)
        wizard.plan_id = plan
        self.assertIn("their actions are yours", wizard.warning)
        wizard.save().action_schedule_plan()
        self.assert_actors([self.seller, self.user, self.user])
        deadlines = self.of_seller.activity_ids.sorted("date_deadline")
        self.assertEqual(
            deadlines.mapped("date_deadline"),
            [date(2026, 6, 15), date(2026, 6, 22), date(2026, 7, 6)],
        )

    def test_supplied_plans_are_offered_for_customers(self):
        wizard = self.open_wizard(self.of_user)
        names = set(wizard.plan_available_ids[:].mapped("name"))
        self.assertLessEqual({"Win back a customer", "Welcome a new customer"}, names)

    def test_changed_plan_is_left_alone_by_an_update(self):
        plan = self.env.ref("crm_clientfile.mail_activity_plan_welcome")
        plan.name = "Our welcome"
        self.env["mail.activity.plan"]._clientfile_supply()
        self.assertEqual(plan.name, "Our welcome")
        self.assertEqual(len(plan.template_ids), 3)

    def test_plan_of_leads_knows_no_salesperson_of_the_customer(self):
        with self.assertRaisesRegex(ValidationError, "Choose another assignment"):
            self.env["mail.activity.plan"].create(
                {
                    "name": "Lead",
                    "res_model": "crm.lead",
                    "template_ids": [
                        (0, 0, {"responsible_type": "clientfile_salesperson"})
                    ],
                }
            )

    def test_administrator_changes_plans_and_types_of_customers_only(self):
        plans = self.env["mail.activity.plan"].with_user(self.administrator)
        plan = plans.create({"name": "Ours", "res_model": "res.partner"})
        plan.name = "Still ours"
        self.assertTrue(self.call.with_user(self.administrator).has_access("write"))
        other = self.env["mail.activity.plan"].create(
            {"name": "Lead", "res_model": "crm.lead"}
        )
        self.assertFalse(other.with_user(self.administrator).has_access("write"))
        self.assertFalse(plan.with_user(self.manager).has_access("write"))

    def test_host_types_that_are_contacts_are_marked(self):
        types = {
            name: self.env.ref(f"mail.mail_activity_data_{name}")
            for name in ("call", "email", "meeting", "todo")
        }
        marked = [name for name, one in types.items() if one.clientfile_is_contact]
        self.assertEqual(marked, ["call", "email", "meeting"])

    def test_actions_menu_shows_those_on_customers_and_their_documents(self):
        order = self.make_order(self.of_user)
        for record in (self.of_user, order, self.product.product_tmpl_id):
            record.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.user.id
            )
        action = self.env.ref("crm_clientfile.mail_activity_action_customers")
        mine = [*safe_eval(action.domain), ("user_id", "=", self.user.id)]
        found = self.env["mail.activity"].with_user(self.user).search(mine)
        self.assertEqual(set(found.mapped("res_model")), {"res.partner", "sale.order"})
