from odoo import api, fields, models
from odoo.fields import Command


class ClientfileMergeConfirm(models.TransientModel):
    """Choose who remains, see what will move, and merge."""
from odoo import Command, api, fields, models
from odoo.exceptions import UserError

# What is chosen together, by the field that names it.
CHOICES = {
    "name": ("name",),
    "clientfile_trade_name": ("clientfile_trade_name",),
    "is_company": ("is_company",),
    "parent_id": ("parent_id",),
    "ref": ("ref",),
    "company_registry": ("company_registry",),
    "clientfile_siren": ("clientfile_siren",),
    "vat": ("vat",),
    "clientfile_civility": ("clientfile_civility",),
    "clientfile_birth_date": ("clientfile_birth_date",),
    "function": ("function",),
    "phone": ("phone",),
    "email": ("email",),
    "website": ("website",),
    "street": ("street", "street2", "zip", "city", "state_id", "country_id"),
    "user_id": ("user_id",),
    "lang": ("lang",),
}


class ClientfileMergeConfirm(models.TransientModel):
    """Which of several records stays, and what it takes from the others."""

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
        readonly=True,
        context={"active_test": False},
    )
    survivor_id = fields.Many2one(
        "res.partner",
        "Keep",
        compute="_compute_survivor_id",
        store=True,
        readonly=False,
        ondelete="cascade",
        domain="[('id', 'in', partner_ids)]",
        help="The others are archived and point to this one.",
    )
    line_ids = fields.One2many(
        "clientfile.merge.confirm.line",
        "confirm_id",
        "Values",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("partner_ids")
    def _compute_survivor_id(self):
        merges = self.env["clientfile.merge"]
        for wizard in self:
            partners = wizard.partner_ids._origin
            survivor = partners and merges._get_default_survivor(partners)
            wizard.survivor_id = survivor or False

    @api.depends("survivor_id")
    def _compute_line_ids(self):
        for wizard in self:
            lines = wizard._prepare_lines() if wizard.survivor_id else []
            commands = [Command.create(values) for values in lines]
            wizard.line_ids = [Command.clear(), *commands]

    @api.depends("survivor_id", "partner_ids")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            wizard.preview = wizard._render_preview() if wizard.survivor_id else False

    def action_merge(self):
        """Merge, and come to the record that stays."""
        self.ensure_one()
        survivor = self.survivor_id._origin
        sources = self.partner_ids._origin - survivor
        if not survivor or not sources:
            raise UserError(self.env._("Choose at least two customers to merge."))
        self.env["clientfile.merge"]._merge(survivor, sources, self._get_values())
        self.env["clientfile.duplicate"]._settle_merged(survivor | sources)
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": survivor.id,
            "view_mode": "form",
            "target": "main",
        }

    @api.model
    def _get_choices(self):
        """The fields that are chosen together, by the one that names them."""
        return CHOICES

    def _get_values(self):
        """What the survivor takes from the others, by field."""
        values = {}
        for line in self.line_ids:
            giver = line.chosen_id._origin
            if giver and giver != self.survivor_id._origin:
                names = self._get_choices()[line.field]
                values |= {name: self._get_raw(giver, name) for name in names}
        return values

    @api.model
    def _get_raw(self, partner, name):
        field = partner._fields[name]
        return field.convert_to_write(partner[name], partner)

    def _prepare_lines(self):
        """A line for each choice on which the records do not agree."""
        return [
            self._prepare_line(name, texts)
            for name, fields_ in self._get_choices().items()
            if self._is_chosen(fields_)
            for texts in [self._get_texts(fields_)]
            if len(set(texts.values())) > 1
        ]

    def _is_chosen(self, names):
        partners = self.env["res.partner"]
        known = [partners._fields.get(name) for name in names]
        return all(known) and all(
            partners._has_field_access(field, "write") for field in known
        )

    def _get_texts(self, names):
        """The value of each record in words, by its id."""
        text = self.env["clientfile.duplicate"]._get_text
        return {
            partner.id: ", ".join(filter(None, (text(partner, name) for name in names)))
            for partner in self.partner_ids._origin
        }

    def _prepare_line(self, name, texts):
        partners = self.partner_ids._origin
        named = partners.browse([id_ for id_, text in texts.items() if text])
        survivor = self.survivor_id._origin
        latest = named.sorted(lambda one: (one.write_date, one.id))[-1:]
        return {
            "field": name,
            "label": self._get_label(name),
            "texts": texts,
            "giver_ids": [Command.set(named.ids)],
            "chosen_id": (survivor if survivor in named else latest).id,
        }

    def _get_label(self, name):
        if name == "street":
            return self.env._("Address")
        return self.env["res.partner"]._fields[name]._description_string(self.env)

    def _render_preview(self):
        survivor = self.survivor_id._origin
        merges = self.env["clientfile.merge"]
        preview = merges._prepare_preview(survivor, self.partner_ids._origin - survivor)
        linked = survivor.browse(preview["linked"])
        return self.env["ir.qweb"]._render(
            "crm_clientfile.clientfile_merge_preview",
            {**preview, "linked": ", ".join(linked.mapped("display_name"))},
        )
