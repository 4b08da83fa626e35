from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.seal_chain import text_digest

_FIXED = frozenset(("text", "purpose_id", "lang", "version"))


class ClientfileWording(models.Model):
    """The exact words by which people are asked for a consent, by version.

    Once somebody was asked with them, they never change: another text is another
    version.
    """

    _name = "clientfile.wording"
    _description = "Wording of a Consent"
    _order = "purpose_id, lang, version desc, id desc"

    purpose_id = fields.Many2one(
        "clientfile.purpose", required=True, index=True, ondelete="restrict"
    )
    lang = fields.Selection(
        "_get_languages",
        "Language",
        required=True,
        default=lambda self: self.env.lang,
    )
    version = fields.Integer(readonly=True, copy=False)
    text = fields.Text("Exact Wording", required=True)
    digest = fields.Char("SHA-256", compute="_compute_digest", store=True)
    active = fields.Boolean(default=True)
    is_used = fields.Boolean("Used", compute="_compute_is_used")

    _version_unique = models.Constraint(
        "UNIQUE (purpose_id, lang, version)",
        "Somebody added this version at the same moment. Save it again.",
    )

    @api.depends("text")
    def _compute_digest(self):
        for wording in self:
            wording.digest = text_digest(wording.text or "")

    def _compute_is_used(self):
        used = self._get_used()
        for wording in self:
            wording.is_used = wording in used

    @api.depends("purpose_id.name", "lang", "version")
    def _compute_display_name(self):
        for wording in self:
            wording.display_name = self.env._(
                "%(purpose)s (%(language)s), version %(version)s",
                purpose=wording.purpose_id.name or "",
                language=wording.lang or "",
                version=wording.version,
            )

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()

    @api.model_create_multi
    def create(self, vals_list):
        latest = {}
        for vals in vals_list:
            key = (vals.get("purpose_id"), vals.get("lang") or self.env.lang)
            if key not in latest:
                latest[key] = self._get_latest_version(*key)
            latest[key] += 1
            vals["version"] = latest[key]
        return super().create(vals_list)

    def write(self, vals):
        changing = self.filtered(
            lambda one: any(
                one._is_other(name, vals[name]) for name in _FIXED & {*vals}
            )
        )
        if changing._get_used():
            raise UserError(
                self.env._(
                    "People gave their consent to these very words: they stay as they "
                    "are. Make a new version."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        if self._get_used():
            raise UserError(
                self.env._(
                    "People gave their consent to these very words: they are kept. "
                    "Archive them instead."
                )
            )

    def action_new_version(self):
        """The same words once more, to be changed."""
        self.ensure_one()
        return self.copy()._get_records_action(name=self.env._("New version"))

    @api.model
    def _find(self, purpose, lang):
        """The words used today for ``purpose``: in that language, else in any."""
        wordings = self.search(
            [("purpose_id", "=", purpose.id)], order="version desc, id desc"
        )
        return (wordings.filtered(lambda one: one.lang == lang) or wordings)[:1]

    @api.model
    def _get_latest_version(self, purpose_id, lang):
        [(latest,)] = self.with_context(active_test=False)._read_group(
            [("purpose_id", "=", purpose_id), ("lang", "=", lang)], [], ["version:max"]
        )
        return latest or 0

    def _get_used(self):
        """Those of these by which somebody was asked."""
        # sudo: consents of all companies count
        consents = self.env["clientfile.consent"].sudo()
        found = consents._read_group([("wording_id", "in", self.ids)], ["wording_id"])
        return self.browse(wording.id for (wording,) in found)

    def _is_other(self, name, value):
        field = self._fields[name]
        return field.convert_to_write(self[name], self) != (value or False)
