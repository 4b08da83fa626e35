from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user
from odoo.tools import html2plaintext, mute_logger

from .common import ClientfileCase


class ChannelCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.make_company(phone="04 78 12 34 56", email="info@martin.fr")

    @classmethod
    def make_channel(cls, value, medium="phone", partner=None, **values):
        return (
            cls.env["clientfile.channel"]
            .with_user(cls.user)
            .create(
                {
                    "partner_id": (partner or cls.partner).id,
                    "medium": medium,
                    "value": value,
                    **values,
                }
            )
        )


class TestChannelValue(ChannelCase):
    def test_phone_of_own_country_is_written_as_at_home(self):
        channel = self.make_channel("+33612345678")
        self.assertEqual(channel.value, "06 12 34 56 78")
        self.assertEqual(channel.value_normalized, "+33612345678")

    def test_phone_from_abroad_is_written_internationally(self):
        channel = self.make_channel("0032 475 12 34 56")
        self.assertEqual(channel.value, "+32 475 12 34 56")

    def test_country_of_the_partner_tells_how_a_phone_is_read(self):
        belgian = self.make_company("Bakkerij", country_id=self.belgium.id)
        channel = self.make_channel("0475 12 34 56", partner=belgian)
        self.assertEqual(channel.value_normalized, "+32475123456")

    def test_extension_is_not_lost(self):
        channel = self.make_channel("01 44 55 66 77 poste 12")
        self.assertEqual(channel.value, "01 44 55 66 77 poste 12")
        self.assertEqual(channel.value_normalized, "+33144556677")

    def test_wrong_phone_is_refused_with_its_reason(self):
        with self.assertRaisesRegex(ValidationError, "“06 12” lacks digits"):
            self.make_channel("06 12")

    def test_wrong_email_is_refused_with_its_reason(self):
        with self.assertRaisesRegex(ValidationError, "needs one @"):
            self.make_channel("compta.martin.fr", "email")

    def test_changed_value_is_checked_and_compared_anew(self):
        channel = self.make_channel("Compta@Martin.FR", "email")
        channel.value = "Achats@Martin.FR"
        self.assertEqual(channel.value, "achats@martin.fr")
        self.assertEqual(channel.value_normalized, "achats@martin.fr")
        with self.assertRaises(ValidationError):
            channel.value = "achats"

    def test_what_does_not_work_any_more_may_be_wrong(self):
        channel = self.make_channel("poste de Paul", validity="failed")
        self.assertEqual(channel.value, "poste de Paul")
        self.assertFalse(channel.value_normalized)
        with self.assertRaises(ValidationError):
            channel.validity = "working"

    def test_likely_kind_is_guessed(self):
        kinds = [
            self.make_channel(*values).kind
            for values in (
                ("06 12 34 56 78",),
                ("01 44 55 66 77",),
                ("fr.linkedin.com/company/martin", "social"),
                ("martin.fr", "web"),
            )
        ]
        self.assertEqual(kinds, ["mobile", "landline", "linkedin", "site"])

    def test_kind_of_another_medium_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "“LinkedIn” is not a kind of"):
            self.make_channel("06 12 34 56 78", kind="linkedin")

    def test_form_offers_the_kinds_of_the_medium_and_tidies_the_value(self):
        form = Form(
            self.env["clientfile.channel"].with_context(
                default_partner_id=self.partner.id
            )
        )
        form.medium = "web"
        self.assertEqual(form.kind_choices, ["site", "shop", "other"])
        form.medium = "phone"
        form.value = "+33612345678"
        self.assertEqual((form.kind, form.value), ("mobile", "06 12 34 56 78"))

    @mute_logger("odoo.sql_db")
    def test_end_before_beginning_is_refused(self):
        with self.assertRaises(IntegrityError):
            self.make_channel(
                "06 12 34 56 78", date_from="2026-02-01", date_to="2026-01-01"
            )


class TestChannelDuplicate(ChannelCase):
    def test_same_number_in_another_writing_is_refused(self):
        self.make_channel("06 12 34 56 78")
        with self.assertRaisesRegex(ValidationError, "can already be reached"):
            self.make_channel("+33 6 12 34 56 78")

    def test_preferred_number_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "can already be reached"):
            self.make_channel("+33 4 78 12 34 56")

    def test_two_partners_may_share_a_number(self):
        self.make_channel("06 12 34 56 78")
        other = self.make_company("Garage Petit")
        self.assertTrue(self.make_channel("06 12 34 56 78", partner=other))


class TestChannelPreferred(ChannelCase):
    def test_making_preferred_exchanges_the_values(self):
        channel = self.make_channel("06 12 34 56 78")
        channel.action_make_preferred()
        self.assertEqual(self.partner.phone, "06 12 34 56 78")
        self.assertEqual(channel.value, "04 78 12 34 56")
        self.assertEqual(channel.kind, "landline")

    def test_nothing_is_left_where_the_host_had_nothing(self):
        self.partner.phone = False
        channel = self.make_channel("06 12 34 56 78")
        channel.action_make_preferred()
        self.assertEqual(self.partner.phone, "06 12 34 56 78")
        self.assertFalse(channel.exists())

    def test_unreadable_former_value_is_kept(self):
        self.partner.email = "voir avec Paul"
        channel = self.make_channel("compta@martin.fr", "email")
        channel.action_make_preferred()
        self.assertEqual(self.partner.email, "compta@martin.fr")
        self.assertEqual(
            (channel.value, channel.validity), ("voir avec Paul", "failed")
        )

    def test_former_value_known_already_is_not_kept_twice(self):
        channel = self.make_channel("06 12 34 56 78")
        self.partner.phone = "01 44 55 66 77"
        twin = self.make_channel("04 78 12 34 56")
        self.partner.phone = "+33 4 78 12 34 56"
        channel.action_make_preferred()
        self.assertFalse(channel.exists())
        self.assertEqual(twin.value, "04 78 12 34 56")

    def test_web_site_becomes_the_preferred_one(self):
        channel = self.make_channel("boutique.martin.fr", "web")
        channel.action_make_preferred()
        self.assertEqual(self.partner.website, "https://boutique.martin.fr")

    def test_note_on_the_new_preferred_number_is_kept_in_history(self):
        channel = self.make_channel("06 12 34 56 78", note="after 5 p.m.")
        channel.action_make_preferred()
        note = html2plaintext(self.partner.message_ids[0].body)
        self.assertEqual(note, "Note on 06 12 34 56 78, now preferred: after 5 p.m.")


class TestChannelOpen(ChannelCase):
    def test_profile_opens_in_a_new_tab(self):
        action = self.make_channel("@martin", "social", kind="x").action_open()
        self.assertEqual(action["url"], "https://x.com/martin")
        self.assertEqual(action["target"], "new")

    def test_phone_is_called_and_email_written(self):
        phone = self.make_channel("06 12 34 56 78").action_open()
        email = self.make_channel("compta@martin.fr", "email").action_open()
        self.assertEqual(phone["url"], "tel:+33612345678")
        self.assertEqual(email["url"], "mailto:compta@martin.fr")

    def test_address_that_runs_a_script_is_refused(self):
        for value in (
            "javascript:alert(1)",
            "data:text/html,x",
            "java\tscript:alert(1)",
        ):
            with self.assertRaises(ValidationError):
                self.make_channel(value, "web")
            with self.assertRaises(ValidationError):
                self.make_channel(value, "social", kind="linkedin")

    def test_script_that_does_not_work_any_more_has_no_link(self):
        channel = self.make_channel("javascript:alert(1)", "web", validity="failed")
        self.assertEqual(channel.link, "")

    def test_whatsapp_is_opened_by_its_number(self):
        channel = self.make_channel("06 12 34 56 78", "social", kind="whatsapp")
        self.assertEqual(channel.value, "+33 6 12 34 56 78")
        self.assertEqual(channel.action_open()["url"], "https://wa.me/33612345678")


class TestChannelLog(ChannelCase):
    def log(self, **values):
        channel = self.make_channel("@martin", "social", kind="x")
        action = channel.action_log_message()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.user)
            .with_context(**action["context"])
            .create({"date": "2026-03-02", **values})
        )
        wizard.action_log()
        return self.partner.message_ids[0]

    def test_received_message_is_noted_on_the_partner(self):
        message = self.log(text="Hello,\n<b>when</b> are you open?")
        exchange = self.env.ref("crm_clientfile.mail_message_subtype_exchange")
        self.assertEqual(message.subtype_id, exchange)
        self.assertEqual(str(message.date.date()), "2026-03-02")
        self.assertEqual(message.author_id, self.user.partner_id)
        self.assertIn("Message received on X, 03/02/2026", message.body)
        self.assertIn("&lt;b&gt;when&lt;/b&gt;", message.body)

    def test_sent_message_is_noted_as_sent(self):
        message = self.log(text="From Monday.", direction="sent")
        self.assertIn("Message sent on X, 03/02/2026", message.body)


class TestChannelLife(ChannelCase):
    def test_deleting_the_partner_deletes_its_channels(self):
        channel = self.make_channel("06 12 34 56 78")
        self.partner.unlink()
        self.assertFalse(channel.exists())

    def test_archiving_the_partner_keeps_its_channels(self):
        channel = self.make_channel("06 12 34 56 78")
        self.partner.active = False
        self.assertEqual(self.partner.clientfile_channel_ids, channel)

    def test_host_merge_keeps_the_channels_of_both(self):
        source = self.make_company("Martin boulanger", email="info@martin.fr")
        self.make_channel("06 12 34 56 78")
        self.make_channel("06 12 34 56 78", partner=source)
        self.make_channel("compta@martin.fr", "email", partner=source)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([source.id, self.partner.id], self.partner)
        self.assertCountEqual(
            self.partner.clientfile_channel_ids.mapped("value_normalized"),
            ["+33612345678", "+33612345678", "compta@martin.fr"],
        )

    def test_channels_follow_the_partner_to_another_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        channel = self.make_channel("06 12 34 56 78")
        self.partner.company_id = company
        self.assertFalse(channel.search([("id", "=", channel.id)]))
        with self.assertRaises(AccessError):
            channel.with_user(self.user).read(["value"])
        elsewhere = new_test_user(
            self.env,
            "clientfile_second",
            "crm_clientfile.crm_clientfile_group_user",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertEqual(channel.with_user(elsewhere).value, "06 12 34 56 78")


class TestReach(ChannelCase):
    def test_legal_and_postal_addresses_are_found_by_their_kind(self):
        legal, postal = (
            self.make_person(name, parent_id=self.partner.id, type=kind)
            for name, kind in (
                ("Siège", "clientfile_legal"),
                ("BP 12", "clientfile_postal"),
            )
        )
        found = self.partner.address_get(["clientfile_legal", "clientfile_postal"])
        self.assertEqual(found["clientfile_legal"], legal.id)
        self.assertEqual(found["clientfile_postal"], postal.id)
        self.assertEqual(legal.type_address_label, "Legal Address")

    def test_unnamed_address_is_named_after_its_kind(self):
        postal = self.make_person(
            False, parent_id=self.partner.id, type="clientfile_postal"
        )
        self.assertEqual(postal.complete_name, "Boulangerie Martin, Postal address")

    def test_partner_without_legal_address_is_its_own(self):
        found = self.partner.address_get(["clientfile_legal"])
        self.assertEqual(found["clientfile_legal"], self.partner.id)

    def test_contacts_are_found_by_what_they_do(self):
        role = self.env.ref("crm_clientfile.clientfile_contact_role_accountant")
        contact = self.make_person(
            parent_id=self.partner.id, clientfile_contact_role_ids=role.ids
        )
        partners = self.env["res.partner"].with_user(self.user)
        found = partners.search([("clientfile_contact_role_ids", "in", role.ids)])
        self.assertEqual(found, contact)

    def test_user_completes_a_customer_in_the_form(self):
        with Form(self.partner.with_user(self.user)) as form:
            form.clientfile_preferred_channel = "sms"
            with form.clientfile_channel_ids.new() as line:
                line.medium = "phone"
                line.value = "0612345678"
        self.assertEqual(self.partner.clientfile_channel_ids.value, "06 12 34 56 78")
