from odoo import api, fields, models
from odoo.exceptions import LockError, UserError, ValidationError
from odoo.fields import Command

from ..formats import Context, all_formats

FEC = "fec"
TEXT_LAYOUT = "text_layout"


class ClientfileAccountingTarget(models.Model):
    """A software that receives the entries of a company: its format, options, codes.

    What one target has received says nothing about another one.
    """

    _name = "clientfile.accounting.target"
    _description = "Accounting Software"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    format_code = fields.Selection(
        selection="_get_formats", string="Format", required=True, default=FEC
    )
    layout_id = fields.Many2one(
        "clientfile.export.layout",
        ondelete="restrict",
        domain="[('company_id', 'in', (False, company_id))]",
        help="Your own columns, in place of a layout known from practice.",
    )
    with_experimental = fields.Boolean(
        "Experimental Formats Too",
        help="Formats of which a part is a guess: have a small file tried first.",
    )
    offered_formats = fields.Json(compute="_compute_offered_formats")
    confidence = fields.Char(
        compute="_compute_about", help="How sure the layout of the files is."
    )
    software = fields.Char(compute="_compute_about")
    checked = fields.Char(
        "Checked against",
        compute="_compute_about",
        help="What files of this format were really given to.",
    )
    is_experimental = fields.Boolean(compute="_compute_about")
    option_ids = fields.One2many(
        "clientfile.accounting.option",
        "target_id",
        "Options",
        compute="_compute_option_ids",
        store=True,
        readonly=False,
        copy=True,
    )
    journal_mapping_ids = fields.One2many(
        "clientfile.export.mapping",
        "target_id",
        "Journals",
        domain=[("kind", "=", "journal")],
    )
    account_mapping_ids = fields.One2many(
        "clientfile.export.mapping",
        "target_id",
        "Accounts",
        domain=[("kind", "=", "account")],
    )
    tax_mapping_ids = fields.One2many(
        "clientfile.export.mapping",
        "target_id",
        "VAT Codes",
        domain=[("kind", "=", "tax")],
    )
    payment_mapping_ids = fields.One2many(
        "clientfile.export.mapping",
        "target_id",
        "Payment Methods",
        domain=[("kind", "=", "payment")],
    )
    party_ids = fields.One2many("clientfile.export.party", "target_id", "Third Parties")
    party_count = fields.Integer(compute="_compute_counts")
    export_count = fields.Integer(compute="_compute_counts")
    date_last_export = fields.Datetime("Last Export on", readonly=True, copy=False)

    @api.model
    def _get_formats(self):
        words = self.env["clientfile.accounting.words"]
        return [(code, words._say(kind.label)) for code, kind in all_formats().items()]

    @api.depends("format_code")
    @api.depends_context("lang")
    def _compute_about(self):
        words = self.env["clientfile.accounting.words"]
        for target in self:
            kind = all_formats()[target.format_code]
            target.software = words._say(kind.software)
            target.checked = words._say(kind.checked)
            target.confidence = words._say(kind.confidence)
            target.is_experimental = kind.experimental

    @api.depends("with_experimental")
    def _compute_offered_formats(self):
        for target in self:
            target.offered_formats = [
                code
                for code, kind in all_formats().items()
                if target.with_experimental or not kind.experimental
            ]

    @api.depends("format_code")
    def _compute_option_ids(self):
        for target in self:
            target.option_ids = [
                Command.clear(),
                *(
                    Command.create({"code": option.code, "sequence": place})
                    for place, option in enumerate(target._get_kind().options)
                ),
            ]

    @api.constrains("format_code", "with_experimental")
    def _check_experimental(self):
        for target in self:
            if target.is_experimental and not target.with_experimental:
                raise ValidationError(
                    self.env._(
                        "What is known of this format is partly a guess. Tick "
                        "“Experimental Formats Too” to use it all the same."
                    )
                )

    def _compute_counts(self):
        exports = self._count("clientfile.accounting.export", [("state", "=", "done")])
        parties = self._count("clientfile.export.party", [])
        for target in self:
            target.export_count = exports.get(target, 0)
            target.party_count = parties.get(target, 0)

    def _count(self, model, domain):
        groups = self.env[model]._read_group(
            [("target_id", "in", self.ids), *domain], ["target_id"], ["__count"]
        )
        return dict(groups)

    def write(self, vals):
        changes = {"format_code", "company_id"} & set(vals)
        if changes and self._count("clientfile.accounting.export", []):
            raise UserError(
                self.env._(
                    "Files were already made for this software: its format and its "
                    "company stay. Add another one."
                )
            )
        return super().write(vals)

    def _get_kind(self):
        """The class of the format."""
        return all_formats()[self.format_code]

    def _make_format(self, context=None):
        """The format with the options of this target."""
        self.ensure_one()
        chosen = {option.code: option._get_value() for option in self.option_ids}
        if self.layout_id and self.format_code == TEXT_LAYOUT:
            chosen = {"layout": self.layout_id._get_layout()}
        return self._get_kind()(context or Context(), **chosen)

    def _is_fec(self):
        return self.format_code.startswith(FEC)

    def _get_party_width(self):
        """How many characters the code of a third party may have, or zero."""
        return self._make_format().widths.get("third_party", 0)

    def _get_companies(self):
        """The company and its branches: one legal entity, one set of books.

        Its books are given as a whole or not at all.
        """
        # sudo: to know of branches that the user may not see
        companies = self.env["res.company"].sudo()
        branches = companies.search([("id", "child_of", self.company_id.id)])
        hidden = branches - self.env.user.company_ids
        if hidden:
            raise UserError(
                self.env._(
                    "The books of %(company)s hold those of %(branches)s, which you "
                    "may not see. Ask for access to them.",
                    company=self.company_id.name,
                    branches=", ".join(hidden.mapped("name")),
                )
            )
        return branches.sudo(False)

    def _lock(self):
        """Hold this target until the end of the transaction, in its present state.

        Writing the row makes whoever waited for it start again with what we leave.
        """
        self.ensure_one()
        try:
            # sudo: an accountant exports; whether a lock is held is no right
            self.sudo().lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Another export to %s is at work. Try again when it is done.",
                    self.name,
                )
            ) from error

    def action_open_exports(self):
        return self._open("clientfile_accounting_export_action")

    def action_open_parties(self):
        return self._open("clientfile_export_party_action")

    def action_open_changed(self):
        return self._open("clientfile_exported_move_action_changed")

    def action_export(self):
        """Open a new export to this target."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Export"),
            "res_model": "clientfile.accounting.export",
            "views": [(False, "form")],
            "context": {"default_target_id": self.id},
        }

    def action_propose_journals(self):
        """Fill in a code for each journal that has none."""
        self.env["clientfile.export.mapping"]._propose_journals(self)

    def _open(self, action):
        self.ensure_one()
        xml_id = f"crm_clientfile_accounting_export.{action}"
        found = self.env["ir.actions.actions"]._for_xml_id(xml_id)
        found["domain"] = [("target_id", "=", self.id)]
        found["context"] = {"default_target_id": self.id}
        return found
