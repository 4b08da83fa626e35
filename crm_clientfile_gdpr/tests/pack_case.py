import io
import json
import zipfile

from .request_case import RequestCase

COPY = "/clientfile/privacy/copy/"


class PackCase(RequestCase):
    """A person with a history, and a request for a copy of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paul = cls.make_person("Paul Petit", email="paul@example.com")
        cls.env["clientfile.job"].search([]).action_cancel()
        cls.claire.write({"city": "Lyon", "comment": "Married to Paul Petit"})
        cls.order = cls.make_order(cls.claire)
        cls.order.action_confirm()
        cls.invoice = cls.make_invoice(cls.claire)
        cls.invoice.action_post()
        cls.claire.message_post(
            body="Paul Petit (paul@example.com, 06 98 76 54 32) pays for her.",
            author_id=cls.user.partner_id.id,
            message_type="comment",
        )
        cls.claire.message_post(
            body="Please call me at 06 12 34 56 78, not Paul Petit.",
            author_id=cls.claire.id,
            message_type="email",
        )
        cls.claire.activity_schedule(
            "mail.mail_activity_data_todo", summary="Call back", user_id=cls.user.id
        )
        cls.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "raw": b"kept",
                    "res_model": "res.partner",
                    "res_id": partner.id,
                }
                for name, partner in (
                    ("../../letter.txt", cls.claire),
                    ("his.txt", cls.paul),
                )
            ]
        )

    def make_pack(self, kind="access", user=None):
        request = self.in_progress(kind, partner_id=self.claire.id)
        request.with_user(user or self.agent).action_make_pack()
        self.work()
        return request.pack_ids

    def work(self):
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def open_archive(self, pack):
        return zipfile.ZipFile(io.BytesIO(pack.sudo()._get_content()))

    def read_data(self, pack):
        return json.loads(self.open_archive(pack).read("data.json"))

    def send(self, pack):
        """The path of the link, and the password that the officer is shown."""
        action = pack.with_user(self.officer).action_send()
        password = action["params"]["message"].rpartition(" ")[2]
        body = self.mails_to("claire@example.com")[-1].body_html
        return COPY + body.partition(COPY)[2].partition('"')[0], password
