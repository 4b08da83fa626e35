from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..formats import Context
from ..tools.move_kinds import KINDS

MOVING = ("pending", "running")
LEGAL = "fec"
# What an export tells of itself is written by its work alone.
TOLD = frozenset(
    (
        "state",
        "date_checked",
        "date_requested",
        "date_done",
        "date_cancelled",
        "move_count",
        "line_count",
        "debit",
        "credit",
    )
)


class ClientfileAccountingExport(models.Model):
    """Entries for an accounting software: chosen, checked, written, noted as exported.

    How entries are chosen is in ``clientfile_accounting_export_choice``, how they are
    checked in ``…_check``, how they are written in ``…_run``, what buttons do in
    ``…_action``; what reads entries from the books is ``clientfile.entry.reader``.
    """

    _name = "clientfile.accounting.export"
    _description = "Accounting Export"
    _inherit = ["clientfile.job.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    target_id = fields.Many2one(
        "clientfile.accounting.target",
        "Software",
        required=True,
        ondelete="restrict",
        default=lambda self: self._get_default_target(),
    )
    company_id = fields.Many2one(related="target_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    format_code = fields.Selection(related="target_id.format_code")
    is_legal = fields.Boolean(compute="_compute_is_legal")
    user_id = fields.Many2one(
        "res.users",
        "Exported by",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    date_from = fields.Date(
        "From", required=True, default=lambda self: self._get_default_period()[0]
    )
    date_to = fields.Date(
        "To", required=True, default=lambda self: self._get_default_period()[1]
    )
    journal_ids = fields.Many2many(
        "account.journal",
        string="Journals",
        check_company=True,
        help="Leave empty for all of them.",
    )
    with_customer_invoices = fields.Boolean("Customer Invoices", default=True)
    with_credit_notes = fields.Boolean("Credit Notes", default=True)
    with_vendor_bills = fields.Boolean("Vendor Bills", default=True)
    with_payments = fields.Boolean("Payments and Bank", default=True)
    with_miscellaneous = fields.Boolean("Miscellaneous", default=True)
    scope = fields.Selection(
        [
            ("new", "Entries not exported yet"),
            ("again", "Those of an earlier export, again"),
            ("all", "All, exported already or not"),
        ],
        "Entries",
        required=True,
        default="new",
    )
    previous_id = fields.Many2one(
        "clientfile.accounting.export",
        "Exported before in",
        copy=False,
        check_company=True,
        domain="[('target_id', '=', target_id), ('state', '=', 'done')]",
        ondelete="restrict",
    )
    next_ids = fields.One2many(
        "clientfile.accounting.export", "previous_id", "Exported again in"
    )
    state = fields.Selection(
        [
            ("draft", "To check"),
            ("checked", "Checked"),
            ("refused", "To repair"),
            ("done", "Exported"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    is_busy = fields.Boolean(compute="_compute_is_busy")
    date_checked = fields.Datetime("Checked on", readonly=True, copy=False)
    date_requested = fields.Datetime("Requested on", readonly=True, copy=False)
    date_done = fields.Datetime("Exported on", readonly=True, copy=False)
    date_cancelled = fields.Datetime("Cancelled on", readonly=True, copy=False)
    move_count = fields.Integer("Number of Entries", readonly=True, copy=False)
    line_count = fields.Integer("Number of Lines", readonly=True, copy=False)
    debit = fields.Monetary("Total Debit", readonly=True, copy=False)
    credit = fields.Monetary("Total Credit", readonly=True, copy=False)
    total_ids = fields.One2many(
        "clientfile.accounting.total", "export_id", "By Journal", readonly=True
    )
    problem_ids = fields.One2many(
        "clientfile.accounting.problem", "export_id", "Problems", readonly=True
    )
    error_count = fields.Integer("To Repair", compute="_compute_problem_counts")
    warning_count = fields.Integer("To Know", compute="_compute_problem_counts")
    file_ids = fields.One2many(
        "clientfile.accounting.file", "export_id", "Files", readonly=True
    )
    progress = fields.Float(compute="_compute_progress")

    _company = models.Index("(company_id, date_to)")

    @api.depends("target_id.name", "date_from", "date_to")
    def _compute_name(self):
        for export in self:
            export.name = export._get_name()

    @api.depends("format_code")
    def _compute_is_legal(self):
        for export in self:
            export.is_legal = export.format_code == LEGAL

    @api.depends("job_state")
    def _compute_is_busy(self):
        for export in self:
            export.is_busy = export.job_state in MOVING

    @api.depends("problem_ids.is_blocking")
    def _compute_problem_counts(self):
        for export in self:
            blocking = export.problem_ids.filtered("is_blocking")
            export.error_count = len(blocking)
            export.warning_count = len(export.problem_ids - blocking)

    @api.depends("job_id")
    def _compute_progress(self):
        done = self.env["clientfile.accounting.progress"]._read(self)
        for export in self:
            written = done.get(export.id, 0)
            total = export.line_count
            export.progress = 100 * min(written / total, 1) if total else 0

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for export in self:
            if export.date_from > export.date_to:
                raise ValidationError(self.env._("The period ends before it begins."))

    @api.constrains("scope", "previous_id", "target_id")
    def _check_previous(self):
        for export in self:
            if export.scope == "again" and not export.previous_id:
                raise ValidationError(
                    self.env._("Choose the export whose entries are exported again.")
                )
            if export.previous_id and export.previous_id.target_id != export.target_id:
                raise ValidationError(
                    self.env._("The earlier export went to another software.")
                )

    @api.onchange("target_id")
    def _onchange_target_id(self):
        """The FEC of the tax office holds a whole year and all of it."""
        if self.format_code == LEGAL:
            self.update(self._prepare_year_values(self.target_id, self.date_to))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_told({name for vals in vals_list for name in vals})
        targets = self.env["clientfile.accounting.target"]
        default = self._get_default_target()
        for vals in vals_list:
            target = targets.browse(vals.get("target_id")) or default
            if target.format_code == LEGAL:
                vals.update(self._prepare_year_values(target, vals.get("date_to")))
        return super().create(vals_list)

    def write(self, vals):
        self._check_told(vals)
        chosen = self._get_chosen_fields() & set(vals)
        if chosen and self.filtered(lambda one: one.state in ("done", "cancelled")):
            raise UserError(
                self.env._("What was exported stays as it is. Make another export.")
            )
        if not chosen:
            return super().write(vals)
        targets = self.env["clientfile.accounting.target"]
        for export in self:
            own = dict(vals)
            target = targets.browse(vals.get("target_id")) or export.target_id
            if target.format_code == LEGAL:
                day = vals.get("date_to") or export.date_to
                own.update(self._prepare_year_values(target, day))
            super(ClientfileAccountingExport, export).write(own)
        self._note(state="draft")
        return True

    def _check_told(self, names):
        if not self.env.su and TOLD & set(names):
            raise AccessError(
                self.env._(
                    "The state of an export and its figures are not set by hand."
                )
            )

    def _note(self, **values):
        # sudo: see TOLD; the caller has checked that the user may write this export
        self.sudo().write(values)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unfinished(self):
        if self.filtered(lambda one: one.state in ("done", "cancelled")):
            raise UserError(
                self.env._("An export that was made is kept. Cancel it if it is wrong.")
            )

    @api.model
    def _get_chosen_fields(self):
        """What decides which entries are exported, and to where."""
        names = {"target_id", "date_from", "date_to", "journal_ids", "scope"}
        return names | {"previous_id"} | {f"with_{kind}" for kind in KINDS}

    @api.model
    def _prepare_year_values(self, target, day):
        """The fiscal year that ``day`` lies in, all journals and kinds."""
        day = fields.Date.to_date(day) or self._get_default_period()[1]
        year = target.company_id.compute_fiscalyear_dates(day)
        values = dict.fromkeys((f"with_{kind}" for kind in KINDS), True)
        return {
            **values,
            "date_from": year["date_from"],
            "date_to": year["date_to"],
            "journal_ids": [fields.Command.clear()],
            "scope": "all",
        }

    def _get_fiscal_year(self, day):
        return self.company_id.compute_fiscalyear_dates(day)

    @api.model
    def _get_default_target(self):
        targets = self.env["clientfile.accounting.target"]
        return targets.search([("company_id", "=", self.env.company.id)], limit=1)

    @api.model
    def _get_default_period(self):
        """The month before this one."""
        first = fields.Date.context_today(self).replace(day=1)
        last = fields.Date.subtract(first, days=1)
        return last.replace(day=1), last

    def _get_name(self):
        if not self.target_id or not self.date_from or not self.date_to:
            return self.env._("New Export")
        period = f"{self.date_from:%d/%m/%Y} – {self.date_to:%d/%m/%Y}"
        return f"{self.target_id.name} {period}"

    def _get_context(self):
        """What a format has to know of the company and of the period."""
        year = self._get_fiscal_year(self.date_to)
        return Context(
            company=self.company_id.name,
            siren=self._get_siren(),
            currency=self.currency_id.name,
            date_from=self.date_from,
            date_to=self.date_to,
            year_from=year["date_from"],
            year_to=year["date_to"],
            made_at=self.date_requested,
            user=self.user_id.name,
        )

    def _get_siren(self):
        partner = self.company_id.partner_id
        registry = "".join(filter(str.isdigit, partner.company_registry or ""))
        return partner.clientfile_siren or registry[:9]
