from odoo import api, fields, models
from odoo.tools import html2plaintext, ormcache

from ..tools.sensitive_words import find_sensitive

KINDS = [
    ("health", "Health"),
    ("opinion", "Political opinion"),
    ("religion", "Religion"),
    ("union", "Trade union"),
    ("origin", "Ethnic origin"),
    ("sex", "Sexual life"),
    ("offence", "Offence"),
    ("insult", "Insult"),
]


class ClientfileGuardWord(models.Model):
    """Words that the guard of free texts finds besides its own, or lets pass."""

    _name = "clientfile.guard.word"
    _description = "Word of the Guard of Free Texts"
    _order = "is_ignored, name, id"

    name = fields.Char(
        "Word or Words",
        required=True,
        help="A * at the end stands for any ending. Accents make no difference.",
    )
    is_ignored = fields.Boolean(
        "Harmless", help="The guard does not warn about it any more."
    )
    kind = fields.Selection(KINDS, required=True, default="insult")

    _once = models.Constraint("UNIQUE (name)", "This word is in the list already.")

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    def _find(self, text):
        """What is found in a text or in HTML: ``sensitive_words.Hit``."""
        if not text:
            return []
        plain = html2plaintext(text) if "<" in text else text
        return find_sensitive(plain, *self._get_lists())

    @api.model
    @ormcache()
    def _get_lists(self):
        # sudo: everybody who writes notes is warned, few keep the list
        words = self.sudo()
        added = words.search([("is_ignored", "=", False)])
        ignored = words.search([("is_ignored", "=", True)])
        return (
            tuple((word.name, word.kind) for word in added),
            tuple(ignored.mapped("name")),
        )

    @api.model
    def _get_warning(self, text):
        """A sentence for who writes such a text; nothing where it is harmless."""
        hits = self._find(text)
        if not hits:
            return False
        return self.env._(
            "This text seems to be about %(kinds)s (%(words)s). The person may read "
            "it, and the law forbids most of such notes: write only what the work "
            "needs.",
            kinds=self._get_kind_names({hit.kind for hit in hits}),
            words=", ".join(f"“{hit.word}”" for hit in hits),
        )

    @api.model
    def _get_kind_names(self, kinds):
        labels = self._fields["kind"]._description_selection(self.env)
        return ", ".join(label.lower() for key, label in labels if key in kinds)

    @api.model
    def _get_onchange_warning(self, text):
        if message := self._get_warning(text):
            title = self.env._("Sensitive words")
            return {"warning": {"title": title, "message": message}}
        return None
