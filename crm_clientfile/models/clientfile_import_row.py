from odoo import api, fields, models

STATES = [
    ("waiting", "To check"),
    ("to_create", "To create"),
    ("to_update", "To update"),
    ("unchanged", "Unchanged"),
    ("refused", "Refused"),
    ("created", "Created"),
    ("updated", "Updated"),
    ("undone", "Undone"),
    ("kept", "Not undone"),
]


class ClientfileImportRow(models.Model):
    """A customer that a row of an imported file speaks of, and what became of it.

    Rows are written set-based, hundreds of thousands of them: no ORM values are
    pending on this model while an import runs.
    """

    _name = "clientfile.import.row"
    _description = "Row of an Imported File"
    _order = "import_id desc, number, rank, id"
    _log_access = False

    import_id = fields.Many2one(
        "clientfile.import", required=True, readonly=True, ondelete="cascade"
    )
    number = fields.Integer("Row", required=True, readonly=True)
    part = fields.Selection(
        [
            ("main", "Customer"),
            ("company", "Company of the person"),
            ("contact", "Contact of the company"),
        ],
        required=True,
        readonly=True,
    )
    # Companies are imported before the people who refer to them.
    rank = fields.Integer(required=True, readonly=True)
    name = fields.Char(readonly=True)
    state = fields.Selection(STATES, "Status", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    parent_row_id = fields.Many2one(
        "clientfile.import.row",
        "Row of the Company",
        readonly=True,
        index="btree_not_null",
    )
    twin_id = fields.Many2one(
        "clientfile.import.row",
        "Same Customer as",
        readonly=True,
        index="btree_not_null",
        help="The first row of the file about the same customer.",
    )
    double_id = fields.Many2one(
        "res.partner",
        "It May Be",
        compute="_compute_double_id",
        exportable=False,
        help="The customer that the one to create most probably is, as of now.",
    )
    reason = fields.Text(readonly=True)
    remarks = fields.Text(readonly=True)
    raw = fields.Json("Cells", readonly=True)
    plan = fields.Json("Values", readonly=True)
    merged = fields.Json(
        readonly=True, help="The customer as the rows so far will leave it."
    )
    journal = fields.Json(readonly=True, help="What undoing this row needs.")
    digest = fields.Char(readonly=True)
    details = fields.Html(
        "Cells of the Row", compute="_compute_details", sanitize=False
    )

    _by_order = models.Index("(import_id, rank, id)")
    _by_state = models.Index("(import_id, state)")
    _by_number = models.Index("(import_id, number)")
    _by_digest = models.Index("(digest) WHERE partner_id IS NOT NULL")

    @api.depends("raw", "number", "import_id.header")
    def _compute_details(self):
        for row in self:
            main = row if row.part == "main" else row._get_main_row()
            cells = zip(row.import_id.header or (), main.raw or (), strict=False)
            row.details = self.env["ir.qweb"]._render(
                "crm_clientfile.clientfile_import_row_details",
                {"cells": [cell for cell in cells if cell[1] not in (None, "")]},
            )

    @api.depends("state", "plan")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_double_id(self):
        self.double_id = False
        new = self.filtered(lambda row: row.state == "to_create" and not row.is_contact)
        for row_id, pairs in new.import_id._find_doubles(new).items():
            row = self.browse(row_id)
            row.double_id = row.import_id._get_likeliest_double(pairs)

    @property
    def is_contact(self):
        """Whether this is a person of a company."""
        return bool(self.parent_row_id) and not self.plan["values"]["is_company"]

    def _get_main_row(self):
        domain = [("import_id", "=", self.import_id.id), ("number", "=", self.number)]
        return self.search([*domain, ("part", "=", "main")], limit=1)

    def action_open_partner(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
