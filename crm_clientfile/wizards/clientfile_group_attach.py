from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools.company_group import ESTABLISHMENT


class ClientfileGroupAttach(models.TransientModel):
    """Attaches companies to their parent company, after saying what that changes."""

    _name = "clientfile.group.attach"
    _description = "Attach to a Parent Company"

    partner_ids = fields.Many2many(
        "res.partner",
        "clientfile_group_attach_partner_rel",
        "attach_id",
        "partner_id",
        "Companies",
        required=True,
    )
    parent_id = fields.Many2one("res.partner", "Parent Company", ondelete="cascade")
    is_inheriting = fields.Boolean(
        "Terms of the Group",
        help="The companies get the terms of the parent company and follow them. "
        "Otherwise each keeps its own.",
    )
    establishment_ids = fields.Many2many(
        "res.partner", string="Establishments", compute="_compute_kinds"
    )
    other_ids = fields.Many2many(
        "res.partner", string="Subsidiaries", compute="_compute_kinds"
    )
    vat = fields.Char(related="parent_id.vat")
    vat_partner_ids = fields.Many2many(
        "res.partner", string="Get the VAT Number", compute="_compute_kinds"
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "res.partner":
            chosen = self.env.context.get("active_ids", [])
            values.setdefault("partner_ids", [Command.set(chosen)])
        return values

    @api.depends("partner_ids", "parent_id")
    def _compute_kinds(self):
        for wizard in self:
            own = wizard._get_establishments()
            wizard.establishment_ids = own
            wizard.other_ids = wizard.partner_ids - own
            wizard.vat_partner_ids = wizard._get_vat_partners()

    def action_attach(self):
        self.ensure_one()
        self._refuse_without_parent()
        for partner in self.partner_ids:
            self._refuse_partner(partner)
        for partner in self.partner_ids:
            # The parent's number is copied as it is, doubtful or not.
            unchecked = partner.with_context(no_vat_validation=True)
            if vat_values := self._prepare_vat_values(partner):
                unchecked.write(vat_values)
            unchecked.write(self._prepare_attached_values(partner))
            partner._message_log(
                body=self.env._(
                    "Attached to %(company)s.", company=self.parent_id.display_name
                )
            )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_vat_values(self, partner):
        """First the VAT number: Odoo attaches no one with entries under another."""
        return {"vat": self.parent_id.vat} if partner in self.vat_partner_ids else {}

    def _prepare_attached_values(self, partner):
        return {
            "parent_id": self.parent_id.id,
            # A contact would share its address with its parent, both ways.
            "type": "other",
            # Else it would take the language of its parent.
            "lang": partner.lang,
            "clientfile_terms_inherited": self.is_inheriting,
        }

    def _get_establishments(self):
        """The companies that are the parent's own entity at another address."""
        entity = self.parent_id.commercial_partner_id
        return self.partner_ids.filtered(
            lambda one: (
                entity and one._get_clientfile_link_kind(entity) == ESTABLISHMENT
            )
        )

    def _get_vat_partners(self):
        """The establishments that lack the VAT number of their company."""
        vat = self.parent_id.vat
        own = self._get_establishments()
        return own.filtered(lambda one: vat and one.vat != vat)

    def _refuse_without_parent(self):
        if not self.parent_id.is_company:
            raise UserError(self.env._("Choose the parent company."))

    def _refuse_partner(self, partner):
        """Refuses what would harm the accounts, the tree or the companies' borders."""
        params = {
            "customer": partner.display_name,
            "company": self.parent_id.display_name,
        }
        if not partner.is_company:
            self._refuse_person(partner, params)
        if partner in self.parent_id | self.parent_id._get_clientfile_ancestors():
            raise UserError(
                self.env._(
                    "%(company)s is part of %(customer)s already: it cannot be above "
                    "it, too.",
                    **params,
                )
            )
        if partner.company_id and self.parent_id.company_id - partner.company_id:
            raise UserError(
                self.env._(
                    "%(customer)s and %(company)s belong to two of your companies. "
                    "Share one of them first.",
                    **params,
                )
            )
        if not self._has_vat_of_parent(partner) and self._has_entries(partner):
            raise UserError(
                self.env._(
                    "%(customer)s has journal items and another VAT number than "
                    "%(company)s: its accounts must stay apart. Compare the two "
                    "numbers.",
                    **params,
                )
            )

    def _refuse_person(self, partner, params):
        if self._has_entries(partner):
            raise UserError(
                self.env._(
                    "%(customer)s is a contact with journal items: moving it would "
                    "move them to another customer. Leave it where it is.",
                    **params,
                )
            )
        raise UserError(
            self.env._(
                "%(customer)s is a person or an address. Mark it as a company first: "
                "only companies form a group.",
                **params,
            )
        )

    def _has_vat_of_parent(self, partner):
        is_same = (partner.vat or "") == (self.parent_id.vat or "")
        return is_same or partner in self.vat_partner_ids

    def _has_entries(self, partner):
        # sudo: who builds groups need not read the accounts, only whether there are any
        accounts = self.env["account.move.line"].sudo()
        of_contact = [("partner_id", "=", partner.id)]
        of_document = [("move_id.partner_id", "=", partner.id)]
        return bool(
            accounts.search_count(of_contact, limit=1)
            or accounts.search_count(of_document, limit=1)
        )
