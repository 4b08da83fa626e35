from .consent_case import ConsentCase

LINK = "/clientfile/privacy/confirm/"


class RequestCase(ConsentCase):
    """Requests of persons, as they come in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requests = cls.env["clientfile.request"]
        cls.env.company.email = "contact@shop.example"
        cls.env.company.clientfile_request_user_id = cls.agent

    def receive(self, kind="access", user=None, **values):
        """A request as the agent notes it, or as it comes from elsewhere."""
        values = {"kind": kind, "person_name": "Claire", "channel": "hand", **values}
        requests = self.requests.with_user(user or self.agent)
        return requests._receive(values)

    def in_progress(self, kind="access", **values):
        request = self.receive(kind, **values)
        request.action_start()
        return request

    def close(self, request, state="answered", user=None, **values):
        closures = self.env["clientfile.request.close"].with_user(user or self.officer)
        values = {"outcome": "Sent", "is_sent": False, **values}
        wizard = closures.create({"request_id": request.id, "state": state, **values})
        return wizard.action_close()

    def extend(self, request, user=None, **values):
        wizards = self.env["clientfile.request.extend"].with_user(user or self.officer)
        values = {"months": "2", "reason": "Five systems", **values}
        return wizards.create({"request_id": request.id, **values}).action_extend()

    def mails_to(self, email):
        domain = [("email_to", "ilike", email)]
        return self.env["mail.mail"].search(domain, order="id")

    def link_to(self, email):
        """The path of the signed link in the last e-mail to that address."""
        body = self.mails_to(email)[-1].body_html
        return LINK + body.partition(LINK)[2].partition('"')[0]
