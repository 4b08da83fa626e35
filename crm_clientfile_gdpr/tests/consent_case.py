from odoo.tests import new_test_user

from odoo.addons.crm_clientfile.tests.common import ClientfileCase

ADDON = "crm_clientfile_gdpr"


class ConsentCase(ClientfileCase):
    """A consumer, a wording, and what is said."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls.make_protector("agent")
        cls.officer = cls.make_protector("dpo")
        cls.auditor = cls.make_protector("auditor")
        cls.outsider = new_test_user(cls.env, "consent_outsider", "base.group_user")
        cls.offers = cls.env.ref(f"{ADDON}.clientfile_purpose_offers")
        cls.news = cls.env.ref(f"{ADDON}.clientfile_purpose_news")
        cls.contract = cls.env.ref(f"{ADDON}.clientfile_purpose_contract")
        cls.purposes = cls.offers | cls.news | cls.contract
        cls.wordings = {
            purpose: cls.make_wording(purpose) for purpose in (cls.offers, cls.news)
        }
        cls.claire = cls.make_person(email="claire@example.com", phone="0612345678")
        cls.consents = cls.env["clientfile.consent"]

    @classmethod
    def make_protector(cls, role):
        group = f"{ADDON}.{ADDON}_group_{role}"
        return new_test_user(cls.env, f"consent_{role}", group)

    @classmethod
    def make_wording(cls, purpose, text="I agree to be written to.", lang="en_US"):
        return cls.env["clientfile.wording"].create(
            {"purpose_id": purpose.id, "lang": lang, "text": text}
        )

    def say(self, state, partner=None, purpose=None, channel=None, user=None, **values):
        """Record one thing that somebody said."""
        evidence = values.pop("evidence", None)
        if state in ("given", "refused"):
            purpose = purpose or self.offers
            channel = channel or "email"
            values.setdefault("wording_id", self.wordings[purpose].id)
        said = {"state": state, "channel": channel or False, **values}
        said["purpose_id"] = purpose.id if purpose else False
        partner = partner or self.claire
        consents = self.consents.with_user(user or self.user)
        consent = consents._record(
            partner.with_user(user or self.user), [said], evidence
        )
        self.env.invalidate_all()
        return consent.sudo(False).with_env(self.env)

    def work_off(self, document, name="Work"):
        """Do its job to the end, as the one who asked for it."""
        job = document.sudo()._create_job({"name": name})
        while not document._job_step(job):
            self.env.flush_all()

    def answer(self, partner=None, channel="email", purpose=None, moment=None):
        """Whether a person may be contacted, and the reason."""
        partner = partner or self.claire
        purpose = purpose or self.offers
        answers = partner._clientfile_contact_answers(purpose, moment)
        found = answers[partner.id][purpose.id, channel]
        return found.may, found.reason

    def seal(self):
        while self.consents._seal_some():
            pass
        self.env.invalidate_all()

    def check(self, user=None):
        check = self.env["clientfile.consent.check"].with_user(user or self.officer)
        check = check.create({})
        check.action_start()
        return check
