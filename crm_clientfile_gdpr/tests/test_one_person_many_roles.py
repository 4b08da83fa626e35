from odoo.tests import tagged

from .consent_case import ConsentCase

EMAIL = "claire@example.com"


@tagged("post_install", "-at_install")
class TestOnePersonManyRoles(ConsentCase):
    """A customer who is a contact of a firm, a lead, an employee and a portal user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm = cls.make_person("Martin SARL", is_company=True)
        cls.contact = cls.make_person(
            "Claire Martin", email=EMAIL, parent_id=cls.firm.id
        )
        cls.lead = cls.env["crm.lead"].create(
            {"name": "Stand", "contact_name": "Claire Martin", "email_from": EMAIL}
        )
        cls.employee = cls.env["hr.employee"].create(
            {"name": "Claire Martin", "private_email": EMAIL}
        )
        cls.portal = cls.env["res.users"].create(
            {
                "name": "Claire Martin",
                "login": EMAIL,
                "partner_id": cls.claire.id,
                "group_ids": [(6, 0, cls.env.ref("base.group_portal").ids)],
            }
        )
        cls.order = cls.make_order(cls.claire)

    def plan(self):
        return (
            self.env["clientfile.erasure"]
            .with_user(self.officer)
            ._plan_for(self.claire)
        )

    def decisions(self, plan, *records):
        found = {(line.model, line.res_id): line for line in plan.line_ids}
        lines = [found[record._name, record.id] for record in records]
        return [(line.action, line.ground or "") for line in lines]

    def join(self, plan):
        """The officer says that the contact of the firm is the same person."""
        line = plan.line_ids.filtered(
            lambda one: (one.model, one.res_id) == ("res.partner", self.contact.id)
        )
        line.action_same_person()

    def test_each_role_is_judged_by_its_own_law(self):
        plan = self.plan()
        records = (self.claire, self.order, self.contact, self.lead, self.employee)
        # Her address is that of the contact of the firm as well: who is who?
        unsure = ("leave", "other")
        self.assertEqual(
            self.decisions(plan, *records),
            [("anonymise", ""), ("delete", ""), ("leave", "person"), unsure, unsure],
        )
        self.join(plan)
        self.assertEqual(
            self.decisions(plan, *records),
            [
                *(("anonymise", ""), ("delete", ""), ("anonymise", "")),
                *(("delete", ""), ("keep", "labour")),
            ],
        )

    def test_erasure_takes_all_that_no_law_keeps(self):
        plan = self.plan()
        self.join(plan)
        plan.action_execute()
        self.env.invalidate_all()
        for record in (self.claire, self.contact):
            self.assertEqual(record.name, f"Erased person {record.id}")
            self.assertFalse(record.email)
        self.assertFalse(self.lead.exists() or self.order.exists())
        self.assertFalse(self.portal.active)
        self.assertEqual(self.portal.login, f"__erased_user_{self.portal.id}")
        self.assertEqual(self.firm.name, "Martin SARL")
        self.assertEqual(self.employee.name, "Claire Martin")

    def test_opposition_in_one_role_holds_in_each(self):
        self.say("opposed")
        self.assertEqual(self.answer(), (False, "opposed"))
        self.assertEqual(self.answer(self.contact), (False, "shared"))
        composer = self.env["mail.compose.message"].create(
            {
                "composition_mode": "mass_mail",
                "model": "crm.lead",
                "res_ids": self.lead.ids,
                "subject": "Offers",
                "body": "<p>Offers</p>",
            }
        )
        reached = composer._get_clientfile_reach()
        self.assertEqual(
            list(composer._get_clientfile_refusals(reached)), self.lead.ids
        )

    def test_consent_in_one_role_is_none_in_another(self):
        self.say("given")
        self.assertEqual(self.answer(), (True, "consent"))
        self.assertEqual(self.answer(self.contact), (True, "interest"))
        self.assertEqual(self.answer(self.contact, "phone"), (True, "interest"))
        self.assertEqual(self.answer(channel="phone"), (False, "no_consent"))
