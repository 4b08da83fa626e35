import ast

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.cleanup import ADDRESSES, INTERNET, NAMES, NUMBERS, PHONES

KINDS = {
    "with_names": NAMES,
    "with_phones": PHONES,
    "with_internet": INTERNET,
    "with_numbers": NUMBERS,
    "with_addresses": ADDRESSES,
}
SMALL = 500
_OPTIONS = ("domain", *KINDS)


class ClientfileCleanup(models.Model):
    """Values stored long ago, brought into the writing that imports give them.

    First a dry run: it lists what would be written, and what cannot be read. The work
    is in ``clientfile_cleanup_scan`` and ``clientfile_cleanup_apply``; the rules are in
    ``tools/cleanup``, without Odoo.
    """

    _name = "clientfile.cleanup"
    _description = "Clean-up of Customers"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    name = fields.Char(required=True, default=lambda self: self.env._("Clean-up"))
    state = fields.Selection(
        [
            ("draft", "Choices"),
            ("scanned", "Dry Run"),
            ("running", "Applying"),
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
        "Requested by",
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
    domain = fields.Char(
        "Customers", default="[]", help="No condition: the whole customer file."
    )
    with_names = fields.Boolean(
        "Names",
        default=True,
        help="Superfluous spaces; capitals of persons written all in capitals.",
    )
    with_phones = fields.Boolean(
        "Phone Numbers",
        default=True,
        help="International writing; a leading zero lost in a spreadsheet.",
    )
    with_internet = fields.Boolean(
        "E-mail and Web Addresses", default=True, help="Small letters, no spaces."
    )
    with_numbers = fields.Boolean(
        "SIRET, SIREN, Enterprise and VAT Numbers, APE Codes",
        default=True,
        help="Compact writing; the SIREN that the SIRET or the VAT number tells.",
    )
    with_addresses = fields.Boolean(
        "Addresses",
        default=True,
        help="Superfluous spaces and commas; postcodes as their country writes them.",
    )
    line_ids = fields.One2many("clientfile.cleanup.line", "cleanup_id", "Values")
    date_done = fields.Datetime("Applied on", readonly=True, copy=False)
    summary = fields.Html(compute="_compute_summary", sanitize=False)

    proposed_count = fields.Integer("To Apply", compute="_compute_counts")
    left_out_count = fields.Integer("Left Out", compute="_compute_counts")
    doubtful_count = fields.Integer("Doubtful", compute="_compute_counts")
    applied_count = fields.Integer("Applied", compute="_compute_counts")
    changed_count = fields.Integer("Changed Since", compute="_compute_counts")
    refused_count = fields.Integer("Refused", compute="_compute_counts")
    undone_count = fields.Integer("Undone", compute="_compute_counts")
    kept_count = fields.Integer("Not Undone", compute="_compute_counts")

    @api.depends("line_ids.state", "line_ids.is_chosen")
    def _compute_counts(self):
        found = self.env["clientfile.cleanup.line"]._read_group(
            [("cleanup_id", "in", self.ids)],
            ["cleanup_id", "state", "is_chosen"],
            ["__count"],
        )
        counts = {tuple(key): count for *key, count in found}
        for document in self:
            left_out = counts.pop((document, "proposed", False), 0)
            document.left_out_count = left_out
            for state, _label in document.line_ids._fields["state"].selection:
                document[f"{state}_count"] = sum(
                    counts.get((document, state, is_chosen), 0)
                    for is_chosen in (True, False)
                )

    @api.depends("line_ids.state", "line_ids.is_chosen")
    @api.depends_context("lang")
    def _compute_summary(self):
        for document in self:
            document.summary = document._render_summary()

    @api.constrains("domain")
    def _check_domain(self):
        for document in self:
            try:
                document._get_partners().search(document._get_partner_domain(), limit=1)
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._("These conditions cannot be read: %s", error)
                ) from error

    def write(self, vals):
        if not {"state", *_OPTIONS}.isdisjoint(vals):
            self._check_free()
        if not set(_OPTIONS).isdisjoint(vals):
            self._check_open()
            self.filtered(lambda one: one.state == "scanned").state = "draft"
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_busy(self):
        self._check_free()

    def action_scan(self):
        """List what would be written, without changing a customer."""
        self.ensure_one()
        self._check_state("draft", "scanned")
        if not self._get_kinds():
            raise UserError(self.env._("Choose what is to be cleaned up."))
        self._clear_lines()
        self.state = "draft"
        count = self._get_partners().search_count(self._get_scanned_domain())
        if count <= SMALL:
            self._scan_at_once()
        else:
            self._enqueue(self.env._("Dry run of %s", self.name), count, "scan")
        return True

    def action_apply(self):
        """Write what the dry run has listed, save what was left out."""
        self.ensure_one()
        self._check_state("scanned", "cancelled")
        if not self.proposed_count:
            raise UserError(self.env._("There is nothing to apply."))
        self.state = "running"
        name = self.env._("Applying of %s", self.name)
        self._enqueue(name, self.proposed_count, "apply")
        return True

    def action_undo(self):
        """Give back the former values, where nobody changed them since."""
        self.ensure_one()
        self._check_state("done", "cancelled")
        if not self.applied_count:
            raise UserError(self.env._("Nothing was applied."))
        name = self.env._("Undo of %s", self.name)
        self._enqueue(name, self.applied_count, "undo")
        return True

    def action_open_lines(self):
        """The list before and after; the context tells which ones are asked for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_cleanup_line_action"
        )
        return {
            **action,
            "domain": [("cleanup_id", "=", self.id)],
            "context": dict(self.env.context),
        }

    def _enqueue(self, name, total, purpose):
        document = self.with_company(self.company_id)
        # Nothing is written beside another clean-up or an import.
        queue = "" if purpose == "scan" else "import"
        document._enqueue_job(name, total, purpose, queue)

    def _scan_at_once(self):
        """The whole dry run, for few customers."""
        cursor = {}
        while cursor is not None:
            cursor = self._scan_step(cursor).cursor
        self._finish("scan")

    def _job_step(self, job):
        """A batch of the dry run, of the writing or of its undoing."""
        # The requester may have lost his rights since.
        self.check_access("write")
        steps = {
            "scan": self._scan_step,
            "apply": self._apply_step,
            "undo": self._undo_step,
        }
        result = steps[job.purpose](job.cursor or {})
        job._advance(result.done, result.errors, result.cursor)
        if result.cursor is None:
            self._finish(job.purpose)
        return result.cursor is None

    # pylint: disable=missing-return,super-method-mismatch
    def _finish(self, purpose):
        states = {"scan": "scanned", "apply": "done", "undo": "undone"}
        vals = {"state": states[purpose]}
        if purpose == "apply":
            vals["date_done"] = fields.Datetime.now()
        # The job is not ended yet: its own last step may write the document.
        super().write(vals)

    # pylint: disable=missing-return,super-method-mismatch
    def _job_changed(self, job):
        if job.purpose == "apply" and job.state == "cancelled":
            self._stop()
        elif job.purpose == "apply" and job.state == "pending":
            super().write({"state": "running"})

    def _job_given_up(self):
        if self.state == "running":
            self._stop()

    def _stop(self):
        super().write({"state": "cancelled", "date_done": fields.Datetime.now()})

    def _get_kinds(self):
        """The kinds of ``tools/cleanup`` that were chosen."""
        return [kind for name, kind in KINDS.items() if self[name]]

    def _get_partners(self):
        """The partners as this clean-up searches them: in its company."""
        return self.env["res.partner"].with_context(
            allowed_company_ids=self.company_id.ids
        )

    def _get_partner_domain(self):
        """Which customers are cleaned up; the rights of the user apply besides."""
        # Those who work here are no customers.
        chosen = Domain(ast.literal_eval(self.domain or "[]"))
        return chosen & Domain("partner_share", "=", True)

    def _check_state(self, *states):
        self._check_free()
        if self.state not in states:
            raise UserError(
                self.env._("This clean-up has gone on meanwhile. Reload the page.")
            )

    def _check_free(self):
        if self.filtered("is_busy"):
            raise UserError(
                self.env._(
                    "This clean-up is at work. Wait until it is done, or cancel it."
                )
            )

    def _check_open(self):
        if self.filtered(lambda one: one.state not in ("draft", "scanned")):
            raise UserError(
                self.env._("This clean-up has been applied. Create another one.")
            )
