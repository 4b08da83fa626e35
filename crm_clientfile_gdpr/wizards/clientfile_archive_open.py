from odoo import api, fields, models


class ClientfileArchiveOpen(models.TransientModel):
    """Why the archive of a person is opened; then what is in it."""

    _name = "clientfile.archive.open"
    _description = "Open the Archive of a Person"
    _transient_max_hours = 1.0

    archive_id = fields.Many2one(
        "clientfile.archive", required=True, ondelete="cascade"
    )
    reason = fields.Char(required=True)
    # The dot: only the button below sets it, once the access is logged.
    is_open = fields.Boolean(readonly=True, groups=".")
    content = fields.Text(compute="_compute_content")

    @api.depends("is_open", "archive_id")
    def _compute_content(self):
        for opening in self:
            # sudo: nobody reads the content but through here
            shown = opening.sudo()
            lines = shown.archive_id.content or [] if shown.is_open else []
            opening.content = "\n".join(f"{title}: {value}" for title, value in lines)

    def write(self, vals):
        """An opening that was logged is not turned to another archive."""
        if not self.env.su and "archive_id" in vals:
            self.sudo().is_open = False  # sudo: see the field
        return super().write(vals)

    def action_open(self):
        """Log the reason, and show what is kept: on the screen, nowhere else."""
        self.ensure_one()
        self.archive_id._log_opening(self.reason)
        self.sudo().is_open = True  # sudo: see the field
        return {
            "type": "ir.actions.act_window",
            "name": self.archive_id.name or self.env._("Deleted"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
