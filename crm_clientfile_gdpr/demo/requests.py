from datetime import timedelta

from odoo import api, fields, models

# Who asked what, how many days ago, by which way, and how far it has come.
ASKED = (
    ("mme_nguyen", "access", 5, "page", "new"),
    ("m_traore", "rectification", 12, "hand", "progress"),
    ("mme_lefebvre", "portability", 26, "email", "identity"),
    ("m_fontaine", "objection", 41, "email", "answered"),
)
MESSAGES = {
    "access": "Bonjour, quelles données avez-vous sur moi, et d'où viennent-elles ?",
    "rectification": "Mon adresse a changé : 14, rue des Tables Claudiennes, Lyon.",
    "portability": "Je souhaite recevoir mes commandes dans un format lisible.",
    "objection": "Merci de ne plus m'envoyer de publicité, par aucun moyen.",
}
OUTCOME = "Opposition enregistrée le jour même pour tous les moyens de contact."


class ClientfileDemo(models.AbstractModel):
    """Requests of some private customers, at different stages."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_requests(self):
        requests = self.env["clientfile.request"].with_context(
            # Nobody is written to by the demonstration.
            mail_notrack=True,
            tracking_disable=True,
        )
        for asked in ASKED:
            self._advance_request(
                requests._receive(self._prepare_request(asked)), asked
            )

    def _prepare_request(self, asked):
        name, kind, days_ago, _channel, _state = asked
        return {
            "kind": kind,
            "channel": "hand",
            "partner_id": self._partner(name).id,
            "message": MESSAGES[kind],
            "user_id": self.env.ref("base.user_admin").id,
            "date_received": fields.Date.today() - timedelta(days=days_ago),
        }

    def _advance_request(self, request, asked):
        _name, _kind, _days, channel, state = asked
        today = fields.Date.today()
        stages = {
            "new": {"identity": "link", "date_identity": today},
            "progress": {"state": "progress"},
            "identity": {"state": "identity", "identity": "asked"},
            "answered": {
                "state": "answered",
                "outcome": OUTCOME,
                "date_closed": request.date_received + timedelta(days=3),
            },
        }
        request.write({"channel": channel, **stages[state]})
