import ast

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain

from ..formats.workbook_parts import MOST_ROWS
from .clientfile_export_analysis import available_analysis_keys
from .clientfile_export_content import SETS, available_keys
from .clientfile_export_log import SCOPES

# The web client hands over no more ticked records than this, unless configured.
_TICKED_PARAMETER, _TICKED_LIMIT = "web.active_ids_limit", 20_000

# A part that is written already cannot be chosen anew.
_CHOSEN = frozenset(("purpose", "scope", "domain", "with_contacts", "with_archived"))


class ClientfileExport(models.Model):
    """The customer file, or a part of it, as a workbook to take away.

    It is either one to correct and import again, or one to analyse: a row of figures
    for each customer, with a summary and charts. The work itself is in
    ``clientfile_export_run``; what the columns hold is in ``clientfile_export_content``
    and ``clientfile_export_analysis``.
    """

    _name = "clientfile.export"
    _description = "Export of Customers"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    name = fields.Char(
        required=True,
        default=lambda self: self.env._("Customers"),
        help="Name of the file and of its sheet.",
    )
    user_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    purpose = fields.Selection(
        [
            ("correct", "To correct and import again"),
            ("analyse", "To analyse: figures, summary, charts"),
        ],
        required=True,
        default="correct",
    )
    scope = fields.Selection(SCOPES, "Export", required=True, default="all")
    domain = fields.Char(
        "Conditions", default="[]", help="Evaluated anew each time it is exported."
    )
    partner_ids = fields.Json("Chosen Customers", readonly=True)
    chosen_count = fields.Integer("Chosen", compute="_compute_chosen_count")
    with_contacts = fields.Boolean(
        "Contacts and Addresses Too",
        default=True,
        help="A row for each contact and each address of a customer as well.",
    )
    with_archived = fields.Boolean("Archived Ones Too")
    column_set = fields.Selection(
        [("full", "All"), ("short", "The main ones")],
        "Columns",
        required=True,
        default="full",
        help="Below you can remove columns, add others and change their order.",
    )
    column_ids = fields.One2many(
        "clientfile.export.column",
        "export_id",
        "Columns in Their Order",
        compute="_compute_column_ids",
        compute_sudo=False,  # who may not see a field gets no column of it
        store=True,
        readonly=False,
        copy=True,
    )
    date_requested = fields.Datetime("Requested on", readonly=True, copy=False)
    row_count = fields.Integer("Exported", readonly=True, copy=False)
    has_result = fields.Boolean(related="job_id.has_result")
    result_name = fields.Char(related="job_id.result_name")
    job_total = fields.Integer(related="job_id.total", string="To Export")
    job_done = fields.Integer(related="job_id.done", string="Read")

    @api.depends("partner_ids")
    def _compute_chosen_count(self):
        for export in self:
            export.chosen_count = len(export.partner_ids or ())

    @api.depends("column_set")
    def _compute_column_ids(self):
        available = set(available_keys(self.env))
        for export in self:
            keys = [key for key in SETS[export.column_set] if key in available]
            export.column_ids = [
                Command.clear(),
                *(
                    Command.create({"key": key, "sequence": place})
                    for place, key in enumerate(keys, start=1)
                ),
            ]

    @api.constrains("domain", "scope")
    def _check_domain(self):
        for export in self.filtered(lambda export: export.scope == "domain"):
            try:
                export._get_partners().search(export._get_partner_domain(), limit=1)
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._("These conditions cannot be read: %s", error)
                ) from error

    def write(self, vals):
        if not _CHOSEN.isdisjoint(vals):
            for export in self:
                export._check_free()
        return super().write(vals)

    @api.model
    def _open_for(self, partners, **values):
        """Open an export of partners ticked in a list, or of all that it shows."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Export"),
            "res_model": self._name,
            "res_id": self.create({**self._prepare_scope(partners), **values}).id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    @api.model
    def _prepare_scope(self, partners):
        """Scope, conditions and ids: of who is ticked in a list, or of all it shows."""
        # sudo: parameters of the system are read by its own code only
        parameters = self.env["ir.config_parameter"].sudo()
        limit = int(parameters.get_param(_TICKED_PARAMETER, _TICKED_LIMIT))
        listed = self.env.context.get("active_domain")
        if listed is not None and len(partners) >= limit:
            return {"scope": "domain", "domain": repr(listed)}
        return {"scope": "selection", "partner_ids": partners.ids}

    def action_export(self):
        """Have the workbook made in the background."""
        self.ensure_one()
        self._check_free()
        keys = self._get_keys()
        count = self._get_partners().search_count(self._get_partner_domain())
        self._check_count(count)
        self._get_parts([]).unlink()
        self.write({"date_requested": fields.Datetime.now(), "row_count": 0})
        document = self.with_company(self.company_id)
        job = document._enqueue_job(self.env._("Export of %s", self.name), count)
        job._advance(cursor={"keys": keys})
        self._log("requested", count, keys)
        return True

    def action_retry(self):
        self.ensure_one()
        self._check_free()
        return super().action_retry()

    def action_download(self):
        return self.job_id.action_download()

    def _get_partners(self):
        """The partners as this export searches them: in its company."""
        partners = self.env["res.partner"].with_context(
            allowed_company_ids=self.company_id.ids
        )
        archived_too = self.scope == "selection" or (
            self.scope == "all" and self.with_archived
        )
        return partners.with_context(active_test=not archived_too)

    def _get_partner_domain(self):
        """Which partners are exported; the rights of the user apply besides."""
        domain = self._get_scope_domain()
        if self.purpose == "analyse" or self.scope == "all" and not self.with_contacts:
            domain &= Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        return domain

    def _get_scope_domain(self):
        if self.scope == "domain":
            return Domain(ast.literal_eval(self.domain or "[]"))
        if self.scope == "selection":
            return Domain("id", "in", self._get_chosen_ids())
        # Those who work here are no customers.
        domain = Domain("partner_share", "=", True)
        if self.purpose == "analyse":
            domain &= Domain("ref_company_ids", "=", False)
            # Figures are those of who buys: a mere supplier has none.
            domain &= Domain("clientfile_is_supplier", "=", False) | Domain.OR(
                [(name, "=", True)]
                for name in ("clientfile_is_client", "clientfile_is_prospect")
            )
        return domain

    def _get_chosen_ids(self):
        """Those who were ticked; figures are those of the companies of contacts."""
        partners = self._get_partners().browse(self.partner_ids or [])
        if self.purpose == "analyse":
            return partners.search(
                [("id", "in", partners.ids)]
            ).commercial_partner_id.ids
        return partners.ids

    def _check_count(self, count):
        if not count:
            raise UserError(
                self.env._("There is no such customer. Choose others to export.")
            )
        if count > MOST_ROWS:
            raise UserError(
                self.env._(
                    "A sheet holds %(limit)s rows, and these are %(count)s customers. "
                    "Export them in several parts, by conditions.",
                    limit=MOST_ROWS,
                    count=count,
                )
            )

    def _get_keys(self):
        """The chosen columns that the user may read, each one once."""
        if self.purpose == "analyse":
            return available_analysis_keys(self.env)
        available = set(available_keys(self.env))
        chosen = dict.fromkeys(self.column_ids.sorted().mapped("key"))
        keys = [key for key in chosen if key in available]
        if not keys:
            raise UserError(self.env._("Choose at least one column."))
        return keys

    def _get_filename(self):
        day = fields.Datetime.context_timestamp(self, self.date_requested).date()
        return f"{self.name} {day}.xlsx".replace("/", "-")

    def _log(self, event, count, keys):
        by_domain = self.scope == "domain"
        self.env["clientfile.export.log"]._record(
            {
                "kind": "workbook",
                "event": event,
                "export_id": self.id,
                "company_id": self.company_id.id,
                "row_count": count,
                "scope": self.scope,
                "domain": self.domain if by_domain else False,
                "columns": ", ".join(keys),
            }
        )

    def _check_free(self):
        if self.job_state in ("pending", "running"):
            raise UserError(
                self.env._(
                    "This export is at work. Wait until it is done, or cancel it."
                )
            )
