from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged

SECRETS = ("Garage Petit", "C-777", "12 rue Foch", "may exist already")


@tagged("post_install", "-at_install")
class TestVisitorDouble(HttpCase):
    """A visitor who is known already is queued for the managers and told nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.garage = cls.env["res.partner"].create(
            {
                "name": "Garage Petit",
                "is_company": True,
                "ref": "C-777",
                "street": "12 rue Foch",
                "zip": "42000",
                "city": "Saint-Étienne",
                "country_id": cls.env.ref("base.fr").id,
                "phone": "+33477123456",
            }
        )
        cls.claire = cls.env["res.partner"].create(
            {
                "name": "Claire Moulin",
                "email": "claire@moulin.example",
                "phone": "+33612345678",
                "ref": "C-778",
            }
        )

    def submit(self, url, **values):
        token = http.Request.csrf_token(self)
        answer = self.url_open(url, data={**values, "csrf_token": token})
        self.assertEqual(answer.status_code, 200)
        for secret in SECRETS:
            self.assertNotIn(secret, answer.text)
        self.env.invalidate_all()
        return answer

    def pair_of(self, one, other):
        first, second = (one | other).sorted("id")
        return self.env["clientfile.duplicate"].search(
            [("partner_a_id", "=", first.id), ("partner_b_id", "=", second.id)]
        )

    def test_who_signs_up_and_is_known_is_queued(self):
        self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2c")
        self.env["website"].search([]).auth_signup_uninvited = "b2c"
        self.authenticate(None, None)
        self.submit(
            "/web/signup",
            name="Claire Moulin",
            login="claire@moulin.example",
            password="A long password 1",
            confirm_password="A long password 1",
        )
        user = self.env["res.users"].search([("login", "=", "claire@moulin.example")])
        self.assertTrue(user)
        pair = self.pair_of(self.claire, user.partner_id)
        self.assertEqual(pair.decision, "pending")

    def test_address_of_a_portal_user_that_is_known_is_queued(self):
        user = new_test_user(
            self.env,
            "portal_double",
            "base.group_portal",
            password="portal_double",
            name="C. Moulin",
            email="other@moulin.example",
        )
        self.authenticate("portal_double", "portal_double")
        self.submit(
            "/my/address/submit",
            partner_id=user.partner_id.id,
            name="Claire Moulin",
            email="claire@moulin.example",
            phone="+33 6 12 34 56 78",
            street="3 rue du Lac",
            city="Annecy",
            zipcode="74000",
            country_id=self.env.ref("base.fr").id,
        )
        self.assertEqual(user.partner_id.email, "claire@moulin.example")
        self.assertEqual(self.pair_of(self.claire, user.partner_id).band, "certain")

    def test_request_of_the_website_notes_who_it_is_about(self):
        self.authenticate(None, None)
        self.submit(
            "/website/form/crm.lead",
            name="Please call me back",
            partner_name="GARAGE PETIT SARL",
            contact_name="Paul",
            email_from="paul@elsewhere.example",
            phone="+33 4 77 12 34 56",
        )
        lead = self.env["crm.lead"].search([("name", "=", "Please call me back")])
        [note] = [
            message
            for message in lead.message_ids
            if "may exist already" in (message.body or "")
        ]
        self.assertIn("Garage Petit", note.body)
        self.assertTrue(note.is_internal or note.subtype_id.internal)

    def test_hostile_request_of_the_website_is_noted_as_text(self):
        self.authenticate(None, None)
        self.submit(
            "/website/form/crm.lead",
            name="Call me",
            partner_name="<img src=x onerror=alert(1)> GARAGE PETIT",
            contact_name="😀" * 100,
            email_from="paul@elsewhere.example",
            phone="+33 4 77 12 34 56",
        )
        lead = self.env["crm.lead"].search([("name", "=", "Call me")])
        notes = "".join(filter(None, lead.message_ids.mapped("body")))
        self.assertIn("Garage Petit", notes)
        self.assertNotIn("<img", notes)

    def test_hostile_names_sign_up_without_error(self):
        self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2c")
        self.env["website"].search([]).auth_signup_uninvited = "b2c"
        names = ("x", "😀" * 300, "ا" * 5000, "\u202eevil", "'; DROP TABLE", "%_\\")
        for number, name in enumerate(names):
            self.authenticate(None, None)
            login = f"hostile{number}@moulin.example"
            self.submit(
                "/web/signup",
                name=name,
                login=login,
                password="A long password 1",
                confirm_password="A long password 1",
            )
            user = self.env["res.users"].search([("login", "=", login)])
            self.assertEqual(user.name, name)
            self.assertFalse(self.pair_of(self.claire, user.partner_id))
