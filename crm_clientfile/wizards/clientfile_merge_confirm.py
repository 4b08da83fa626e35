from odoo import Command, api, fields, models

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
        readonly=True,
        context={"active_test": False},
        default=lambda self: self._get_chosen_partners(),
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

    @api.depends("partner_ids")
    def _compute_survivor_id(self):
        for wizard in self:
            # sudo: posted entries decide, whoever may read them
            partners = wizard.partner_ids._origin.sudo()
            merges = partners.env["clientfile.merge"]
            survivor = partners and merges._get_default_survivor(partners)
            wizard.survivor_id = survivor and survivor.id

    @api.depends("survivor_id")
    def _compute_line_ids(self):
        for wizard in self:
            lines = wizard._prepare_lines() if wizard.survivor_id else []
            commands = [Command.create(values) for values in lines]
            wizard.line_ids = [Command.clear(), *commands]

    @api.depends("survivor_id", "partner_ids")
    @api.depends_context("lang")
    def _compute_preview(self):
        merges = self.env["clientfile.merge"]
        for wizard in self:
            survivor = wizard.survivor_id._origin
            sources = wizard.partner_ids._origin - survivor
            preview = merges._prepare_preview(survivor, sources)
            wizard.documents = merges._format_counts(preview["documents"])
            wizard.linked_ids = sources.browse(preview["linked"])
            wizard.obstacles = "\n".join(preview["obstacles"])

    def action_merge(self):
        """Merge, and show the merge: what moved, and the button to undo it."""
        self.ensure_one()
        survivor = self.survivor_id._origin
        partners = survivor | self.partner_ids._origin
        merges = self.env["clientfile.merge"]
        merges = merges.with_context(clientfile_merge_reason=self.reason)
        merge = merges._merge(survivor, partners - survivor, self._get_values())
        self.env["clientfile.duplicate"]._settle_merged(partners)
        return merge.get_formview_action()

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
