from odoo import api, models

# What was typed into the former program, as it came over.
UNTIDY = (
    ("traiteur_opale", {"phone": "03.53.01.01.26", "city": "Boulogne-sur-Mer,"}),
    ("maison_perrin", {"street": "5  cours Lafayette", "vat": "FR 26 920 819 679"}),
    ("hotel_beffroi", {"email": "Contact@Hotel-Beffroi.example "}),
    ("m_traore", {"phone": "465710257", "name": "IBRAHIM TRAORÉ"}),
    ("mme_lefebvre", {"name": "ANNE-SOPHIE  LEFEBVRE"}),
    ("be_namur_asbl", {"phone": "081/55.12.45", "company_registry": "0641.064.684"}),
    ("belvedere_achats", {"phone": "06 12 34 56"}),
)
VERBATIM = {"clientfile_verbatim": True, "no_vat_validation": True}


class ClientfileDemo(models.AbstractModel):
    """Some untidy values, and the clean-up that an administrator has prepared."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_cleanup(self):
        for name, values in UNTIDY:
            self._partner(name).with_context(**VERBATIM).write(values)
        hugo = self._records("res.users", ("hugo",))
        cleanups = self.env["clientfile.cleanup"].with_user(hugo)
        cleanups = cleanups.with_context(lang=hugo.lang)
        cleanups.create({"name": "Reprise de l'ancien fichier"}).action_scan()
