import ast

from psycopg2 import DataError, ProgrammingError

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

_CRITERIA = frozenset(("kind", "domain", "with_contacts", "company_id"))
_MANAGERS = "crm_clientfile.crm_clientfile_group_manager"
_ADMINISTRATORS = "crm_clientfile.crm_clientfile_group_administrator"
_STACK = "clientfile_segments"
# What a domain raises that names what is not there, or compares what cannot be.
_UNREADABLE = (ValueError, TypeError, SyntaxError, KeyError)
DOMAIN_ERRORS = (UserError, *_UNREADABLE, DataError, ProgrammingError)


class ClientfileSegment(models.Model):
    """A part of the customer file: by conditions (dynamic), or by choice (fixed).

    Without a company it is one of each company, with the figures of that company. It
    is evaluated with the rights of who looks; its evolution, in
    ``clientfile_segment_snapshot``, with those of its owner.
    """

    _name = "clientfile.segment"
    _description = "Segment of Customers"
    _inherit = ["mail.thread"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=200)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    description = fields.Text(translate=True)
    kind = fields.Selection(
        [
            ("dynamic", "Dynamic: whoever meets the conditions"),
            ("fixed", "Fixed: customers that you choose"),
        ],
        "Who Is in It",
        required=True,
        default="dynamic",
        tracking=True,
    )
    domain = fields.Char("Conditions", default="[]", tracking=True)
    partner_ids = fields.Many2many(
        "res.partner",
        "clientfile_segment_partner_rel",
        "segment_id",
        "partner_id",
        "Chosen Customers",
        context={"active_test": False},
        copy=True,
    )
    with_contacts = fields.Boolean(
        "Contacts Too",
        help="Contacts and addresses that meet the conditions, not only customers.",
    )
    company_id = fields.Many2one(
        "res.company",
        help="Figures are those of a company. Empty: the segment is one of each "
        "company.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Owner",
        default=lambda self: self.env.user if self.env.uid > 1 else False,
        domain=[("share", "=", False)],
        copy=False,
        help="The evolution shows what the owner may see.",
    )
    is_shared = fields.Boolean(
        "Shared", copy=False, help="For every user of the customer file.", tracking=True
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")
    customer_count = fields.Integer("Customers", compute="_compute_customer_count")
    error = fields.Text(compute="_compute_customer_count")

    @api.depends("is_shared", "user_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        editable = self._filtered_access("write")
        for segment in self:
            segment.may_edit = segment in editable or not segment._origin

    @api.depends("kind", "domain", "with_contacts", "company_id", "partner_ids")
    @api.depends_context("uid", "company")
    def _compute_customer_count(self):
        for segment in self:
            try:
                with self.env.cr.savepoint(flush=False):
                    domain = segment._get_segment_domain()
                    count = segment._get_partners().search_count(domain)
                segment.customer_count, segment.error = count, False
            except DOMAIN_ERRORS as error:
                segment.customer_count = 0
                segment.error = segment._explain(error)

    @api.constrains("domain", "kind", "company_id")
    def _check_domain(self):
        """As the one who writes it: nobody asks for what he may not read."""
        for segment in self.with_user(self.env.user):
            try:
                with self.env.cr.savepoint():
                    domain = segment._get_segment_domain()
                    segment._get_partners().search(domain, limit=1)
            except AccessError:
                raise
            except DOMAIN_ERRORS as error:
                raise ValidationError(segment._explain(error)) from error

    @api.model_create_multi
    def create(self, vals_list):
        self._check_owner(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_owner([vals])
        changed = self.filtered(lambda segment: segment._changes_criteria(vals))
        result = super().write(vals)
        if changed:
            changed._begin_anew()
        return result

    def action_open_customers(self):
        """The customers, in the list of the customer file."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.res_partner_action_file"
        )
        return {
            **action,
            "name": self.name,
            "display_name": self.name,
            "domain": [("clientfile_segment_ids", "in", self.ids)],
            "context": {
                "clientfile_find_entities": True,
                "default_is_company": True,
                "clientfile_segment_id": self.id,
            },
            "path": False,
        }

    def _get_segment_domain(self):
        """Whom the segment holds; archived and merged customers apart."""
        self.ensure_one()
        if self._origin.id in self.env.context.get(_STACK, ()):
            raise UserError(
                self.env._("The segment “%s” refers to itself.", self.name or "")
            )
        if self.kind == "fixed":
            return self._get_fixed_domain()
        domain = self._read_domain() & self._get_customers_domain()
        return domain if self.with_contacts else domain & self._get_entities_domain()

    def _get_fixed_domain(self):
        chosen = Domain("clientfile_fixed_segment_ids", "in", self._origin.ids)
        return chosen & self._get_customers_domain()

    @api.model
    def _get_customers_domain(self):
        """No colleagues, no companies of ours, nobody who became another one."""
        return Domain(
            [
                ("active", "=", True),
                ("partner_share", "=", True),
                ("ref_company_ids", "=", False),
                ("clientfile_merged_into_id", "=", False),
            ]
        )

    @api.model
    def _get_entities_domain(self):
        return Domain("is_company", "=", True) | Domain("parent_id", "=", False)

    def _read_domain(self):
        try:
            domain = Domain(ast.literal_eval(self.domain or "[]"))
            domain.validate(self._get_partners())
        except _UNREADABLE as error:
            raise UserError(self._explain(error)) from error
        return domain

    def _get_partners(self):
        """Partners as this segment searches them: in its company."""
        stack = self.env.context.get(_STACK, ())
        company = self.company_id or self.env.company
        return self.env["res.partner"].with_context(
            {_STACK: (*stack, self._origin.id), "active_test": True},
            allowed_company_ids=company.ids,
        )

    def _get_query(self):
        """A query of its customers, not executed."""
        return self._get_partners()._search(self._get_segment_domain())

    def _get_query_or_none(self):
        """Its query; nothing where it cannot be evaluated, which is told on it."""
        try:
            return self._get_query()
        except DOMAIN_ERRORS:
            return None

    def _explain(self, error):
        if isinstance(error, UserError):
            return str(error)
        return self.env._(
            "The conditions of the segment “%(segment)s” cannot be evaluated any more, "
            "perhaps because a field is gone: %(error)s. Correct them.",
            segment=self.name or "",
            error=error,
        )

    def _check_owner(self, vals_list):
        """Only managers share; only administrators give a segment to somebody else."""
        if self.env.su:
            return
        user = self.env.user
        is_sharing = any(vals.get("is_shared") for vals in vals_list)
        if is_sharing and not user.has_group(_MANAGERS):
            raise AccessError(self.env._("Only managers share segments."))
        owners = {vals["user_id"] for vals in vals_list if "user_id" in vals}
        if owners - {user.id} and not user.has_group(_ADMINISTRATORS):
            raise AccessError(
                self.env._("Only administrators give a segment to somebody else.")
            )

    def _changes_criteria(self, vals):
        return any(
            vals[name] != self._fields[name].convert_to_write(self[name], self)
            for name in _CRITERIA.intersection(vals)
        )
