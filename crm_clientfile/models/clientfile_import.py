from odoo import api, fields, models
from odoo.exceptions import UserError

_OPTIONS = (
    "update_mode",
    "invalid_mode",
    "company_kind",
    "country_id",
    "phone_country_id",
    "create_tags",
    "create_sources",
    "create_companies",
)
_TESTED_WITH = (
    *_OPTIONS,
    "column_ids",
    "is_prospect",
    "is_client",
    "is_supplier",
    "tag_ids",
    "salesperson_id",
)


RUN_STATES = ("to_create", "to_update", "unchanged")


class ClientfileImport(models.Model):
    """A customer file brought into the database: read, tested, run, undone.

    The work itself is in the other files ``clientfile_import_*``; what a row means is
    decided in ``tools/import_*``, without Odoo.
    """

    _name = "clientfile.import"
    _description = "Import of Customers"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name", store=True)
    state = fields.Selection(
        [
            ("draft", "File"),
            ("mapped", "Columns"),
            ("tested", "Test"),
            ("running", "Import"),
            ("done", "Done"),
            ("cancelled", "Stopped"),
            ("undone", "Undone"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users",
        "Imported by",
        default=lambda self: self.env.user,
        readonly=True,
        copy=False,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    file = fields.Binary(attachment=True, copy=False)
    filename = fields.Char(copy=False)
    checksum = fields.Char(readonly=True, copy=False)
    column_ids = fields.One2many("clientfile.import.column", "import_id", "Columns")
    row_ids = fields.One2many("clientfile.import.row", "import_id", "Report")
    date_done = fields.Datetime("Imported on", readonly=True, copy=False)

    update_mode = fields.Selection(
        [
            ("complete", "Complete what is empty"),
            ("replace", "Replace by the values of the file"),
            ("keep", "Leave as they are"),
        ],
        "Known Customers",
        required=True,
        default="complete",
    )
    invalid_mode = fields.Selection(
        [
            ("refuse", "Refuse the row"),
            ("leave_out", "Leave the value out, keep it in the notes"),
        ],
        "Unusable Values",
        required=True,
        default="refuse",
        help="For a phone number that does not exist, an unknown salesperson…",
    )
    company_kind = fields.Selection(
        [("company", "Companies"), ("person", "Persons")],
        "Rows That Do Not Tell Are",
        required=True,
        default="company",
    )
    country_id = fields.Many2one(
        "res.country",
        "Country of Rows Without One",
        default=lambda self: self.env.company.country_id,
    )
    phone_country_id = fields.Many2one(
        "res.country",
        "Phone Numbers Written as in",
        help="Where the numbers are dialled as written. Empty: in each row's country.",
    )
    create_tags = fields.Boolean("Create Missing Tags", default=True)
    create_sources = fields.Boolean("Create Missing Sources", default=True)
    create_companies = fields.Boolean("Create Missing Companies", default=True)
    is_prospect = fields.Boolean("Prospects")
    is_client = fields.Boolean("Clients")
    is_supplier = fields.Boolean("Suppliers")
    tag_ids = fields.Many2many("res.partner.category", string="Add the Tags")
    salesperson_id = fields.Many2one(
        "res.users", domain=[("share", "=", False)], help="Of those who have none."
    )
    created_tag_ids = fields.Many2many(
        "res.partner.category", "clientfile_import_created_tag_rel", readonly=True
    )
    created_source_ids = fields.Many2many(
        "utm.source",
        "clientfile_import_created_source_rel",
        readonly=True,
        copy=False,
    )
    created_campaign_ids = fields.Many2many(
        "utm.campaign",
        "clientfile_import_created_campaign_rel",
        readonly=True,
        copy=False,
    )

    to_create_count = fields.Integer("To Create", compute="_compute_counts")
    to_update_count = fields.Integer("To Update", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    refused_count = fields.Integer("Refused", compute="_compute_counts")
    created_count = fields.Integer("Created", compute="_compute_counts")
    updated_count = fields.Integer("Updated", compute="_compute_counts")
    undone_count = fields.Integer("Undone", compute="_compute_counts")
    kept_count = fields.Integer("Not Undone", compute="_compute_counts")
    remark_count = fields.Integer("Remarks", compute="_compute_counts")

    _one_run_per_file = models.UniqueIndex(
        "(checksum) WHERE state = 'running'",
        "This file is being imported at this moment. Wait until that is done.",
    )

    @api.depends("filename")
    def _compute_name(self):
        for document in self:
            document.name = document.filename or self.env._("New import")

    @api.depends("row_ids.state")
    def _compute_counts(self):
        rows = self.env["clientfile.import.row"]
        domain = [("import_id", "in", self.ids)]
        found = rows._read_group(domain, ["import_id", "state"], ["__count"])
        counts = {(document.id, state): count for document, state, count in found}
        domain.append(("remarks", "!=", False))
        remarked = dict(rows._read_group(domain, ["import_id"], ["__count"]))
        for document in self:
            document.remark_count = remarked.get(document, 0)
            for state, _label in rows._fields["state"].selection:
                if f"{state}_count" in self._fields:
                    document[f"{state}_count"] = counts.get((document.id, state), 0)

    def write(self, vals):
        if not {"state", *_TESTED_WITH}.isdisjoint(vals):
            self._check_free()
        result = super().write(vals)
        if "state" not in vals and not set(_TESTED_WITH).isdisjoint(vals):
            self.filtered(lambda one: one.state == "tested").state = "mapped"
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_busy(self):
        self._check_free()

    def action_test(self):
        """Say of each row what would become of it, without changing a customer."""
        self.ensure_one()
        self._check_state("mapped", "tested")
        self._check_columns()
        self._remember_layout()
        self._clear_rows()
        if self._is_small():
            self._run_steps("test")
            self.state = "tested"
        else:
            self.state = "mapped"
            name = self.env._("Test of %s", self.name)
            self._enqueue_job(name, 2 * self.row_count, "test")
        return True

    def action_leave_out(self):
        """Test once more: values nobody can use go to the notes, their rows come in."""
        self.ensure_one()
        self._check_state("tested")
        self.invalid_mode = "leave_out"
        return self.action_test()

    def action_run(self):
        self.ensure_one()
        self._check_state("tested", "cancelled")
        self._check_other_run()
        self.state = "running"
        total = self.env["clientfile.import.row"].search_count(self._get_open_domain())
        self._enqueue_job(
            self.env._("Import of %s", self.name), total, "run", queue="import"
        )
        return True

    def action_undo(self):
        """Take back what the import did, where nobody changed it since."""
        self.ensure_one()
        self._check_state("done", "cancelled")
        total = self.created_count + self.updated_count
        self._enqueue_job(
            self.env._("Undo of %s", self.name), total, "undo", queue="import"
        )
        return True

    def action_open_rows(self):
        """The report; the context tells which rows are asked for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_import_row_action"
        )
        return {
            **action,
            "domain": [("import_id", "=", self.id)],
            "context": dict(self.env.context),
        }

    def _job_step(self, job):
        """A batch of the test, of the import or of its undoing."""
        result = self._do_step(job.purpose, job.cursor or {})
        if result.total is not None:
            job._set_total(result.total)
        job._advance(result.done, result.errors, result.cursor)
        if result.cursor is None:
            self._finish(job.purpose)
        return result.cursor is None

    def _run_steps(self, purpose):
        """All steps at once, for few rows."""
        document, cursor = self.with_company(self.company_id), {}
        while cursor is not None:
            cursor = document._do_step(purpose, cursor).cursor

    def _enqueue_job(self, name, total=0, purpose="", queue=""):
        # Discounts, for one, are given by the company of the import, not the open one.
        document = self.with_company(self.company_id)
        return super(ClientfileImport, document)._enqueue_job(
            name, total, purpose, queue
        )

    def _do_step(self, purpose, cursor):
        steps = {
            "test": self._test_step,
            "run": self._run_step,
            "undo": self._undo_step,
        }
        result = steps[purpose](cursor)
        # Rows are written without the ORM: what it remembers of them is stale.
        self.env["clientfile.import.row"].invalidate_model()
        self.invalidate_recordset()
        return result

    # pylint: disable=missing-return,super-method-mismatch
    def _finish(self, purpose):
        states = {"test": "tested", "run": "done", "undo": "undone"}
        vals = {"state": states[purpose]}
        if purpose == "run":
            # To the microsecond, like the write_date that an undo compares it with.
            vals["date_done"] = self.env.cr.now()
        # The job is not ended yet: its own last step may write the document.
        super().write(vals)

    # pylint: disable=missing-return,super-method-mismatch
    def _job_changed(self, job):
        if job.purpose == "run" and job.state == "cancelled":
            self._stop()
        elif job.purpose == "run" and job.state == "pending":
            super().write({"state": "running"})

    def _job_given_up(self):
        if self.state == "running":
            self._stop()

    def _stop(self):
        super().write({"state": "cancelled", "date_done": self.env.cr.now()})

    def _get_open_domain(self):
        """The rows that a run has still to deal with."""
        return [("import_id", "=", self.id), ("state", "in", RUN_STATES)]

    def _check_state(self, *states):
        self._check_free()
        if self.state not in states:
            raise UserError(
                self.env._("This import has gone on meanwhile. Reload the page.")
            )

    def _check_free(self):
        if self.filtered("is_busy"):
            raise UserError(
                self.env._(
                    "This import is at work. Wait until it is done, or cancel it."
                )
            )

    def _check_other_run(self):
        other = self.search(
            [
                ("checksum", "=", self.checksum),
                ("state", "=", "running"),
                ("id", "!=", self.id),
            ],
            limit=1,
        )
        if other:
            raise UserError(
                self.env._(
                    "%(user)s is importing the same file at this moment (%(name)s). "
                    "Wait until that is done.",
                    user=other.user_id.name,
                    name=other.name,
                )
            )
