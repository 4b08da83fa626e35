from odoo import api, fields, models

from ..tools.company_group import LegalNumbers, link_kind

_INDENT = "\N{EM SPACE}"


class ResPartner(models.Model):
    """Groups of companies: a parent, its establishments, its subsidiaries.

    A company below another is a customer of its own: its number, its invoices, and its
    terms unless it follows those of the group.
    """

    _inherit = "res.partner"

    clientfile_establishment_count = fields.Integer(
        "Establishments",
        compute="_compute_clientfile_establishment_count",
        help="How many companies are directly below this one.",
    )
    clientfile_group_kind = fields.Selection(
        [
            ("head", "Parent company"),
            ("establishment", "Establishment"),
            ("subsidiary", "Subsidiary"),
            ("unknown", "Attached company"),
        ],
        "Place in the Group",
        compute="_compute_clientfile_group_kind",
        help="An establishment is the same company at another address (same SIREN, "
        "other SIRET). A subsidiary is a company of its own.",
    )
    clientfile_group_label = fields.Char(
        "Company of the Group",
        compute="_compute_clientfile_group_label",
        exportable=False,
    )
    clientfile_group_ids = fields.Many2many(
        "res.partner",
        string="Companies of the Group",
        compute="_compute_clientfile_group_ids",
        exportable=False,
        help="The whole group, from its head down, as far as you may see it.",
    )

    @api.depends("child_ids.is_company", "child_ids.active")
    def _compute_clientfile_establishment_count(self):
        parents = self._origin._clientfile_maybe_with("child_ids")
        below = [("parent_id", "in", parents.ids), ("is_company", "=", True)]
        counted = parents and self._read_group(below, ["parent_id"], ["__count"])
        counts = {parent.id: count for parent, count in counted}
        for partner in self:
            count = counts.get(partner._origin.id, 0)
            partner.clientfile_establishment_count = count

    @api.depends(
        "parent_id",
        "is_company",
        "clientfile_siren",
        "vat",
        "company_registry",
        "clientfile_establishment_count",
    )
    def _compute_clientfile_group_kind(self):
        for partner in self:
            kind = False
            if partner.is_company and partner.parent_id:
                # sudo: whether two numbers agree tells nothing else of the parent
                entity = partner.parent_id.sudo().commercial_partner_id
                kind = partner._get_clientfile_link_kind(entity)
            elif partner.clientfile_establishment_count:
                kind = "head"
            partner.clientfile_group_kind = kind

    @api.depends("name", "parent_id")
    def _compute_clientfile_group_label(self):
        """The name, further to the right the deeper in the group."""
        for partner in self:
            depth = len(partner._get_clientfile_ancestors())
            partner.clientfile_group_label = _INDENT * depth + (partner.name or "")

    @api.depends("parent_id", "child_ids", "is_company")
    def _compute_clientfile_group_ids(self):
        for partner in self:
            partner.clientfile_group_ids = partner._get_clientfile_group_companies()

    def action_clientfile_group(self):
        """The group as a tree, contacts included."""
        self.ensure_one()
        head = self._get_clientfile_group_head()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.res_partner_action_group"
        )
        return {
            **action,
            # sudo: the name of a parent is shown with its child
            "name": self.env._("Group %(company)s", company=head.sudo().name),
            "domain": self._get_clientfile_group_domain(head),
        }

    def action_clientfile_detach(self):
        """Make a company of the group stand alone; it keeps the terms it has."""
        self._clientfile_refuse_non_managers()
        for partner in self.filtered(lambda one: one.is_company and one.parent_id):
            # sudo: the host shows the name of a parent to whom sees its child
            parent = partner.sudo().parent_id
            body = self.env._("Detached from %(company)s.", company=parent.name)
            # Without a language of its own it would take that of nobody.
            partner.write({"parent_id": False, "type": "contact", "lang": partner.lang})
            partner._message_log(body=body)
        return True

    def _get_clientfile_link_kind(self, entity):
        """What this company is to ``entity``: see ``tools/company_group.py``."""
        return link_kind(
            self._prepare_clientfile_legal_numbers(),
            entity._prepare_clientfile_legal_numbers(),
        )

    def _prepare_clientfile_legal_numbers(self):
        self.ensure_one()
        return LegalNumbers(
            siren=self.clientfile_siren or "",
            vat=self.vat or "",
            registry=self.company_registry or "",
        )

    def _get_clientfile_ancestors(self):
        """The partners above this one, nearest first, as superuser."""
        # sudo: the way up may pass through a company the user does not see
        records = self.sudo()
        ancestors, above = records.browse(), records.parent_id
        while above and above not in ancestors:
            ancestors |= above
            above = above.parent_id
        return ancestors

    def _get_clientfile_group_head(self):
        self.ensure_one()
        ancestors = self._get_clientfile_ancestors()
        return self.browse(ancestors[-1:].id) if ancestors else self

    def _get_clientfile_group_domain(self, head):
        return [("id", "child_of", head.id)]

    def _get_clientfile_group_companies(self):
        """The companies of the group in the order of the tree; none when alone."""
        is_member = self.is_company and self.parent_id
        if not is_member and not self.clientfile_establishment_count:
            return self.browse()
        head = self._origin._get_clientfile_group_head()
        domain = [*self._get_clientfile_group_domain(head), ("is_company", "=", True)]
        return self.search(domain).sorted(lambda one: one._get_clientfile_group_path())

    def _get_clientfile_group_path(self):
        """Sorts each company after the one above it, neighbours by their names."""
        path = [*reversed(self._get_clientfile_ancestors()), self]
        return [(one.name or "", one.id) for one in path]
