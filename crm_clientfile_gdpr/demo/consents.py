import base64
from datetime import datetime, time, timedelta

from odoo import api, fields, models

PURPOSES = ("offers", "news")
WORDINGS = {
    "offers": "J'accepte que la Maison Delorme me propose ses offres par le moyen "
    "coché ci-dessous. Je peux retirer cet accord à tout moment, aussi simplement que "
    "je l'ai donné, à contact@delorme.example ou au 04 65 71 00 00.",
    "news": "J'accepte de recevoir les nouvelles et les invitations de la Maison "
    "Delorme par le moyen coché ci-dessous. Je peux retirer cet accord à tout moment, "
    "à contact@delorme.example.",
}
# Who said what, how many days ago, about which purpose and channel, and how.
SAID = (
    ("m_dacosta", "given", 210, "offers", "email", "paper"),
    ("m_dacosta", "given", 210, "offers", "phone", "paper"),
    ("m_dacosta", "withdrawn", 35, "offers", "phone", "phone"),
    ("mme_lefebvre", "given", 120, "news", "email", "conversation"),
    ("mme_lefebvre", "given", 120, "news", "sms", "conversation"),
    ("m_traore", "refused", 64, "news", "email", "conversation"),
    ("mme_nguyen", "given", 300, "news", "email", "message"),
    ("mme_nguyen", "withdrawn", 12, "news", "email", "message"),
    ("m_fontaine", "opposed", 20, None, None, "message"),
)
PAPER = "Bulletin signé au salon Sirha : cases « e-mail » et « téléphone » cochées."


class ClientfileDemo(models.AbstractModel):
    """What some private customers said about being contacted."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_consents(self):
        camille = self._records("res.users", ("camille",))
        wordings = self._create_wordings()
        consents = self.env["clientfile.consent"].with_user(camille)
        consents = consents.with_company(camille.company_id)
        for said in SAID:
            partner = self._partner(said[0]).with_env(consents.env)
            consents._record(
                partner,
                [self._prepare_consent_values(said, wordings)],
                self._prepare_evidence(said),
            )
        self.env["clientfile.consent"]._seal_some()

    def _create_wordings(self):
        return {
            name: self.env["clientfile.wording"].create(
                {
                    "purpose_id": self._get_demo_purpose(name).id,
                    "lang": self._get_demo_lang(),
                    "text": WORDINGS[name],
                }
            )
            for name in PURPOSES
        }

    def _get_demo_lang(self):
        installed = dict(self.env["res.lang"].get_installed())
        return "fr_FR" if "fr_FR" in installed else self.env.lang or "en_US"

    def _get_demo_purpose(self, name):
        return self.env.ref(f"crm_clientfile_gdpr.clientfile_purpose_{name}")

    def _prepare_consent_values(self, said, wordings):
        _name, state, days_ago, purpose, channel, source = said
        is_asked = state in ("given", "refused")
        day = fields.Date.today() - timedelta(days=days_ago)
        return {
            "state": state,
            "purpose_id": self._get_demo_purpose(purpose).id if purpose else False,
            "channel": channel or False,
            "source": source,
            "date": datetime.combine(day, time(9, 15)),
            "wording_id": wordings[purpose].id if is_asked else False,
        }

    def _prepare_evidence(self, said):
        if said[-1] != "paper":
            return {}
        scan = base64.b64encode(f"{PAPER}\n".encode())
        return {"note": PAPER, "file": scan, "filename": "bulletin-sirha.txt"}
