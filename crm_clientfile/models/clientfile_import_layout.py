from odoo import api, fields, models


class ClientfileImportLayout(models.Model):
    """How files with the same titles were imported last time."""

    _name = "clientfile.import.layout"
    _description = "Layout of Imported Files"
    _order = "write_date desc, id desc"

    name = fields.Char(required=True)
    fingerprint = fields.Char(required=True, readonly=True)
    mapping = fields.Json(readonly=True, help="Pairs of title and target.")
    options = fields.Json(readonly=True)
    summary = fields.Text("Columns", compute="_compute_summary")
    active = fields.Boolean(default=True)

    _fingerprint_unique = models.UniqueIndex("(fingerprint)")

    @api.depends("mapping")
    @api.depends_context("lang")
    def _compute_summary(self):
        targets = self.env["clientfile.import.column"]._fields["target"]
        labels = dict(targets._description_selection(self.env))
        for layout in self:
            layout.summary = "\n".join(
                f"{title} → {labels.get(target, '–')}"
                for title, target in layout.mapping or ()
            )

    @api.model
    def _find(self, fingerprint):
        """The layout remembered for these titles; archived ones are forgotten."""
        return self.search([("fingerprint", "=", fingerprint)], limit=1)

    @api.model
    def _remember(self, fingerprint, name, mapping, options):
        layouts = self.with_context(active_test=False)
        layout = layouts.search([("fingerprint", "=", fingerprint)], limit=1)
        vals = {"mapping": mapping, "options": options, "active": True}
        if layout:
            layout.write(vals)
            return layout
        return self.create({**vals, "fingerprint": fingerprint, "name": name})
