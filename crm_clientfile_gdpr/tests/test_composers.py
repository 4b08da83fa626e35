from odoo.tests import Form, new_test_user, tagged

from .consent_case import ConsentCase


class ComposerCase(ConsentCase):
    """A consumer, a firm, one of each who opposed, and who writes to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["mail.blacklist"].search([]).unlink()
        cls.env["phone.blacklist"].search([]).unlink()
        cls.france = cls.env.ref("base.fr")
        cls.claire.country_id = cls.france
        cls.bakery = cls.make_firm("Boulangerie Petit", "pain@example.com", "01")
        cls.garage = cls.make_firm("Garage Morin", "garage@example.com", "02")
        cls.ticked = cls.claire | cls.bakery | cls.garage
        cls.seller = new_test_user(
            cls.env,
            "composer_seller",
            "crm_clientfile.crm_clientfile_group_manager,"
            "sales_team.group_sale_salesman_all_leads",
        )

    @classmethod
    def make_firm(cls, name, email, number):
        return cls.make_company(
            name, email=email, phone=f"06 22 33 44 {number}", country_id=cls.france.id
        )

    def make_leads(self, partners):
        return self.env["crm.lead"].create(
            [
                {"name": one.name, "partner_id": one.id, "user_id": self.seller.id}
                for one in partners
            ]
        )

    def entries(self):
        return self.env["clientfile.access.log"].search([("action", "=", "message")])


@tagged("post_install", "-at_install")
class TestMailComposer(ComposerCase):
    """The host's e-mails to ticked documents ask who may be written to."""

    def compose(self, records, user=None, **values):
        composers = self.env["mail.compose.message"].with_user(user or self.seller)
        composers = composers.with_context(
            active_model=records._name,
            active_ids=records.ids,
            default_composition_mode="mass_mail",
            default_subject="Spring",
        )
        return composers.create({"body": "<p>Spring</p>", **values})

    def send(self, composer):
        """Names or addresses of those whom an e-mail goes to."""
        mails, _messages = composer._action_send_mail()
        sent = mails.filtered(lambda mail: mail.state == "outgoing")
        names = sent.recipient_ids.mapped("name")
        return {*names, *(mail.email_to for mail in sent if mail.email_to)}

    def test_ticked_customers_who_may_not_be_written_to_are_left_out(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.ticked)
        self.assertEqual(self.send(composer), {"Boulangerie Petit"})

    def test_window_says_how_many_are_left_out_and_why(self):
        self.say("opposed", self.garage)
        told = self.compose(self.ticked).clientfile_left_out.splitlines()
        self.assertCountEqual(
            told,
            ["1 left out: opposed", "1 left out: a consumer who has not consented"],
        )

    def test_reasons_are_for_those_who_read_consents(self):
        plain = new_test_user(
            self.env, "composer_plain", "base.group_user,base.group_partner_manager"
        )
        composer = self.compose(self.claire, plain)
        self.assertEqual(
            composer.clientfile_left_out,
            "1 left out: they may not be contacted for this.",
        )
        self.assertEqual(self.send(composer), set())

    def test_purpose_chosen_in_the_window_decides(self):
        self.say("given", self.claire, purpose=self.news)
        composer = self.compose(self.ticked)
        with Form(composer) as form:
            self.assertEqual(form.clientfile_purpose_id, self.offers)
            form.clientfile_purpose_id = self.news
            self.assertFalse(form.clientfile_left_out)
        self.assertEqual(len(self.send(composer)), 3)

    def test_message_that_is_not_advertising_goes_to_all(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.ticked, clientfile_purpose_id=self.contract.id)
        self.assertFalse(composer.clientfile_left_out)
        self.assertEqual(len(self.send(composer)), 3)

    def test_exception_is_remembered_with_who_made_it(self):
        self.send(self.compose(self.ticked))
        self.assertFalse(self.entries())
        self.send(self.compose(self.ticked, clientfile_purpose_id=self.contract.id))
        entry = self.entries()
        self.assertEqual((entry.user_id, entry.record_count), (self.seller, 3))
        self.assertEqual((entry.res_model, entry.reason), ("res.partner", "Spring"))

    def test_exclusion_list_unticked_lets_nobody_through(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.garage, use_exclusion_list=False)
        self.assertEqual(self.send(composer), set())

    def test_leads_ask_the_person_behind_them(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.ticked)
        composer = self.compose(leads)
        self.assertEqual(len(composer.clientfile_left_out.splitlines()), 2)
        self.assertEqual(self.send(composer), {"Boulangerie Petit"})

    def test_lead_with_an_address_alone_asks_the_address(self):
        self.say("opposed", self.garage)
        values = {"user_id": self.seller.id}
        leads = self.env["crm.lead"].create(
            [
                {"name": "A", "email_from": "Garage <garage@example.com>", **values},
                {"name": "B", "email_from": "new@example.com", **values},
            ]
        )
        composer = self.compose(leads)
        self.assertEqual(
            composer.clientfile_left_out,
            "1 left out: somebody opposed who is reached at this address",
        )
        self.assertEqual(self.send(composer), {"new@example.com"})

    def test_address_of_the_opposition_list_is_left_out(self):
        now = self.env.cr.now()
        self.env["clientfile.opposition"]._list(["e:gone@example.com"], now)
        leads = self.env["crm.lead"].create(
            {"name": "A", "email_from": "gone@example.com", "user_id": self.seller.id}
        )
        self.assertEqual(self.send(self.compose(leads)), set())

    def test_address_of_a_template_asks_the_customer_as_well(self):
        leads = self.make_leads(self.claire)
        template = self.env["mail.template"].create(
            {
                "name": "Spring",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "email_to": "other@example.com",
                "use_default_to": False,
                "subject": "Spring",
            }
        )
        composer = self.compose(leads, template_id=template.id)
        composer = composer.with_context(mail_composer_force_partners=False)
        self.assertEqual(self.send(composer), set())

    def test_message_on_one_record_is_not_asked_about(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.garage, composition_mode="comment")
        composer.partner_ids = self.garage
        self.assertFalse(composer.clientfile_is_to_many)
        _mails, messages = composer._action_send_mail()
        self.assertEqual(messages.partner_ids, self.garage)

    def test_message_posted_on_many_records_leaves_people_out(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.ticked)
        composer = self.compose(leads, composition_mode="comment")
        self.assertEqual(len(composer.clientfile_left_out.splitlines()), 2)
        _mails, messages = composer._action_send_mail()
        self.assertEqual(messages.mapped("res_id"), leads[1].ids)

    def test_mailing_named_in_the_window_keeps_the_purpose(self):
        self.say("given", self.claire, purpose=self.news)
        marketer = new_test_user(
            self.env,
            "composer_marketer",
            "crm_clientfile.crm_clientfile_group_manager,"
            "mass_mailing.group_mass_mailing_user",
        )
        composer = self.compose(
            self.ticked,
            marketer,
            mass_mailing_name="Spring",
            clientfile_purpose_id=self.news.id,
        )
        self.assertEqual(len(self.send(composer)), 3)
        mailing = composer.mass_mailing_id
        self.assertEqual(mailing.clientfile_purpose_id, self.news)

    def test_documents_of_a_service_are_no_advertising(self):
        events = (
            self.env["calendar.event"]
            .with_user(self.seller)
            .create(
                {
                    "name": "Visit",
                    "start": "2026-11-02 09:00:00",
                    "stop": "2026-11-02 10:00:00",
                    "partner_ids": self.claire.ids,
                }
            )
        )
        composer = self.compose(events, partner_ids=self.claire.ids)
        self.assertEqual(composer.clientfile_purpose_id, self.contract)
        self.assertEqual(self.send(composer), {"Claire Martin"})
        self.assertFalse(self.entries())

    def test_quotations_asked_for_are_no_advertising(self):
        orders = self.env["sale.order"].create([{"partner_id": self.claire.id}] * 2)
        composer = self.compose(orders)
        self.assertEqual(composer.clientfile_purpose_id, self.contract)
        self.assertFalse(composer.clientfile_left_out)

    def test_without_any_purpose_nobody_is_written_to(self):
        (self.offers | self.news).active = False
        self.env["clientfile.purpose"].search(
            [("kind", "!=", "contract")]
        ).active = False
        composer = self.compose(self.bakery)
        self.assertEqual(
            composer.clientfile_left_out, "1 left out: nobody has said what it is for"
        )
        self.assertEqual(self.send(composer), set())

    def test_thousand_customers_are_asked_about_in_one_statement(self):
        partners = self.env["res.partner"].create(
            [
                {"name": f"Person {one}", "email": f"p{one}@example.com"}
                for one in range(1000)
            ]
        )
        composer = self.compose(partners)
        self.assertEqual(composer.model, "res.partner")
        self.assertEqual(composer.clientfile_purpose_id.kind, "similar")
        self.env.flush_all()
        composer._get_clientfile_refusals({0: (self.ticked.ids, [])})
        with self.assertQueryCount(1):
            reached = composer._get_clientfile_reach()
            refused = composer._get_clientfile_refusals(reached)
        self.assertEqual(set(refused.values()), {"no_consent"})
        self.assertEqual(len(refused), 1000)


@tagged("post_install", "-at_install")
class TestSmsComposer(ComposerCase):
    """So do the host's text messages."""

    def compose(self, records, user=None, **values):
        composers = self.env["sms.composer"].with_user(user or self.seller)
        return composers.create(
            {
                "composition_mode": "mass",
                "res_model": records._name,
                "res_ids": repr(records.ids),
                "body": "Spring",
                **values,
            }
        )

    def send(self, composer):
        """Numbers that a text message goes to."""
        sent = composer._action_send_sms()
        return set(sent.filtered(lambda sms: sms.state == "outgoing").mapped("number"))

    def test_ticked_customers_who_may_not_be_texted_are_left_out(self):
        self.say("opposed", self.garage, channel="sms")
        composer = self.compose(self.ticked)
        self.assertCountEqual(
            composer.clientfile_left_out.splitlines(),
            ["1 left out: opposed", "1 left out: a consumer who has not consented"],
        )
        self.assertEqual(self.send(composer), {"+33622334401"})

    def test_exclusion_list_unticked_lets_no_number_through(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.garage, use_exclusion_list=False)
        self.assertEqual(self.send(composer), set())

    def test_text_message_that_is_not_advertising_goes_to_all(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.ticked, clientfile_purpose_id=self.contract.id)
        self.assertEqual(len(self.send(composer)), 3)
        self.assertEqual(self.entries().record_count, 3)

    def test_leads_ask_the_person_behind_their_number(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.ticked)
        self.assertEqual(self.send(self.compose(leads)), {"+33622334401"})

    def test_number_of_a_lead_alone_is_asked_about(self):
        self.say("opposed", self.garage)
        leads = self.env["crm.lead"].create(
            [
                {"name": number, "phone": number, "country_id": self.france.id}
                for number in ("06 22 33 44 02", "06 99 88 77 66")
            ]
        )
        leads.user_id = self.seller
        self.assertEqual(self.send(self.compose(leads)), {"+33699887766"})

    def test_text_messages_posted_on_many_leave_people_out(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.ticked, composition_mode="comment")
        messages = composer._action_send_sms()
        self.assertEqual(messages.mapped("res_id"), self.bakery.ids)

    def test_text_message_to_one_is_not_asked_about(self):
        self.say("opposed", self.garage)
        composer = self.compose(
            self.garage,
            composition_mode="comment",
            res_ids=False,
            res_id=self.garage.id,
        )
        self.assertFalse(composer.clientfile_is_to_many)
        messages = composer._action_send_sms()
        self.assertEqual(messages.res_id, self.garage.id)

    def test_several_bare_numbers_leave_out_who_opposed(self):
        self.say("opposed", self.garage)
        composer = self.env["sms.composer"].with_user(self.seller)
        composer = composer.create(
            {
                "composition_mode": "numbers",
                "numbers": "+33622334402,+33699887766",
                "body": "Spring",
            }
        )
        sent = composer._action_send_sms()
        self.assertEqual(sent.mapped("number"), ["+33699887766"])

    def test_window_shows_the_purpose_and_who_is_left_out(self):
        self.say("opposed", self.garage)
        composer = self.compose(self.ticked)
        with Form(composer) as form:
            self.assertIn("1 left out: opposed", form.clientfile_left_out)
            form.clientfile_purpose_id = self.contract
            self.assertFalse(form.clientfile_left_out)

    def test_statements_do_not_grow_with_the_customers(self):
        partners = self.env["res.partner"].create(
            [
                {
                    "name": f"Person {one}",
                    "phone": f"06 55 44 {one // 100:02} {one % 100:02}",
                }
                for one in range(1000)
            ]
        )
        composer = self.compose(partners).with_env(self.env)
        self.env.flush_all()
        info = composer._prepare_recipient_values(partners | self.ticked)
        composer._get_blacklist_record_ids(self.ticked, info)
        # The host's list of refused numbers, the persons, their numbers.
        with self.assertQueryCount(3):
            refused = composer._get_blacklist_record_ids(partners, info)
        self.assertEqual(len(refused), 1000)
