from odoo import api, fields, models
from odoo.fields import Command


class ClientfileMergeConfirm(models.TransientModel):
    """Choose who remains, see what will move, and merge."""

    _name = "clientfile.merge.confirm"
    _description = "Merge Customers"

    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        required=True,
        context={"active_test": False},
        default=lambda self: self._get_chosen_partners(),
    )
    survivor_id = fields.Many2one(
        "res.partner",
        "Remaining Customer",
        required=True,
        domain="[('id', 'in', partner_ids)]",
        default=lambda self: self._get_default_survivor(),
    )
    reason = fields.Char(help="Why these are one customer.")
    documents = fields.Text("Will Move", compute="_compute_preview")
    linked_ids = fields.Many2many(
        "res.partner",
        string="Kept with Their Posted Entries",
        compute="_compute_preview",
        context={"active_test": False},
    )
    obstacles = fields.Text(compute="_compute_preview")

    @api.model
    def _get_chosen_partners(self):
        if self.env.context.get("active_model") != "res.partner":
            return [Command.clear()]
        return [Command.set(self.env.context.get("active_ids") or [])]

    @api.model
    def _get_default_survivor(self):
        if self.env.context.get("active_model") != "res.partner":
            return False
        partners = self.env["res.partner"].browse(self.env.context.get("active_ids"))
        # sudo: posted entries decide, whoever may read them
        merges = self.env["clientfile.merge"].sudo()
        return partners and merges._get_default_survivor(partners.sudo()).id

    @api.depends("partner_ids", "survivor_id")
    def _compute_preview(self):
        for wizard in self:
            survivor = wizard.survivor_id._origin
            sources = wizard.partner_ids._origin - survivor
            preview = self.env["clientfile.merge"]._prepare_preview(survivor, sources)
            wizard.documents = "\n".join(
                f"{one['title']}: {one['count']}" for one in preview["documents"]
            )
            wizard.linked_ids = sources.browse(preview["linked"])
            wizard.obstacles = "\n".join(preview["obstacles"])

    def action_merge(self):
        self.ensure_one()
        merges = self.env["clientfile.merge"]
        merges = merges.with_context(clientfile_merge_reason=self.reason)
        merge = merges._merge(self.survivor_id, self.partner_ids - self.survivor_id)
        return merge.get_formview_action()
