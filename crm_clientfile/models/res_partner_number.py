from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import groupby

from .res_partner_status_set import MANAGERS

_USERS = "crm_clientfile.crm_clientfile_group_user"
SEQUENCE_CODE = "clientfile.customer.number"
AUTOMATIC_PARAMETER = "crm_clientfile.number_new_clients"


class ResPartner(models.Model):
    """The customer number: ``ref`` of a commercial entity.

    Contacts and addresses may carry codes of their own in the same field: those are
    neither drawn nor unique.
    """

    _inherit = "res.partner"

    ref = fields.Char(
        "Customer Number",
        copy=False,
        help="Drawn when a prospect becomes a client, or by a button. Each customer "
        "has his own.",
    )
    clientfile_number_is_locked = fields.Boolean(
        compute="_compute_clientfile_number_is_locked",
        exportable=False,
        help="Posted entries carry the number: changing it has effects.",
    )

    @api.depends("commercial_partner_id")
    def _compute_clientfile_number_is_locked(self):
        locked = self._origin._clientfile_maybe_known()
        locked = locked._clientfile_with_posted_entries()
        for partner in self:
            partner.clientfile_number_is_locked = partner._origin in locked

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._clientfile_numbered(vals_list))

    def write(self, vals):
        if "ref" in vals and not self._clientfile_has_confirmed_number():
            self._clientfile_refuse_locked_number(vals["ref"])
        return super().write(vals)

    def action_clientfile_give_number(self):
        """Draw a number, or show first what it would change."""
        self.ensure_one()
        self._clientfile_refuse_strangers()
        if self._clientfile_with_posted_entries():
            return self.action_clientfile_change_number()
        self._clientfile_draw_numbers()
        return True

    def action_clientfile_change_number(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change the customer number"),
            "res_model": "clientfile.number.assign",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_id": self.id},
        }

    @api.model
    def _clientfile_has_confirmed_number(self):
        """Whether a manager has seen what follows: anybody can send the context."""
        is_manager = self.env.su or self.env.user.has_group(MANAGERS)
        return is_manager and self.env.context.get("clientfile_number_confirmed")

    @api.model
    def _clientfile_refuse_strangers(self):
        if not (self.env.su or self.env.user.has_group(_USERS)):
            raise AccessError(
                self.env._("Only users of the customer file give customer numbers.")
            )

    @api.model
    def _clientfile_numbered(self, vals_list):
        """``vals_list`` with numbers for the new clients who lack one."""
        lacking = [
            index
            for index, vals in enumerate(vals_list)
            if vals.get("clientfile_is_client")
            and not vals.get("ref")
            and (vals.get("is_company") or not vals.get("parent_id"))
        ]
        if not lacking or not self._clientfile_numbers_new_clients():
            return vals_list
        vals_list = list(vals_list)
        by_company = groupby(lacking, lambda index: vals_list[index].get("company_id"))
        for company_id, indexes in by_company:
            company = self.env["res.company"].browse(company_id)
            numbers = self._get_clientfile_next_numbers(len(indexes), company)
            for index, number in zip(indexes, numbers, strict=True):
                vals_list[index] = {**vals_list[index], "ref": number}
        return vals_list

    @api.model
    def _clientfile_numbers_new_clients(self):
        # sudo: the setting holds for whoever makes a client
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param(AUTOMATIC_PARAMETER) == "True"

    def _clientfile_draw_numbers(self):
        """Give the next numbers to the customers who have none.

        Those with posted entries are left out: they get one by an action that lists
        its effects.
        """
        lacking = self.filtered(lambda partner: not partner.ref)
        lacking = lacking._clientfile_entities()
        lacking -= lacking._clientfile_with_posted_entries()
        for company, partners in lacking.grouped("company_id").items():
            numbers = self._get_clientfile_next_numbers(len(partners), company)
            for partner, number in zip(partners, numbers, strict=True):
                partner.with_context(clientfile_number_confirmed=True).ref = number

    @api.model
    def _get_clientfile_next_numbers(self, count, company):
        """Numbers of the sequence that no partner has, whoever typed it."""
        sequence = self._get_clientfile_number_sequence(company or self.env.company)
        # sudo: a number is taken, too, by a partner the user may not see
        partners = self.sudo().with_context(active_test=False)
        numbers = []
        while len(numbers) < count:
            drawn = [sequence.next_by_id() for _missing in range(count - len(numbers))]
            taken = set(partners.search([("ref", "in", drawn)]).mapped("ref"))
            numbers += [number for number in drawn if number not in taken]
        return numbers

    @api.model
    def _get_clientfile_number_sequence(self, company):
        """The company's own sequence, or the one of the database."""
        # sudo: who makes a client draws a number; sequences are kept by administrators
        sequences = self.env["ir.sequence"].sudo()
        own_or_shared = [
            ("code", "=", SEQUENCE_CODE),
            ("company_id", "in", [company.id, False]),
        ]
        sequence = sequences.search(own_or_shared, order="company_id", limit=1)
        if not sequence:
            raise UserError(
                self.env._(
                    "There is no sequence to draw customer numbers from. Create one "
                    "with the code %(code)s.",
                    code=SEQUENCE_CODE,
                )
            )
        return sequence

    def _clientfile_with_posted_entries(self):
        """The customers among ``self`` whose number is in the accounts."""
        entities = self._origin._clientfile_entities()
        if not entities:
            return entities
        # sudo: salespeople change customers without reading the accounts
        lines = self.env["account.move.line"].sudo()
        posted = lines._read_group(
            [("partner_id", "in", entities.ids), ("parent_state", "=", "posted")],
            ["partner_id"],
        )
        return entities & self.browse([partner.id for (partner,) in posted])

    def _clientfile_refuse_locked_number(self, number):
        changed = self.filtered(lambda partner: (partner.ref or "") != (number or ""))
        locked = changed._clientfile_with_posted_entries()
        if locked:
            raise UserError(
                self.env._(
                    "%(customer)s has posted entries: the number is part of them. Use "
                    "“Change the customer number”, which shows what will change.",
                    customer=locked[0].display_name,
                )
            )

    def _clientfile_entities(self):
        """The customers of their own: no contacts, no addresses."""
        return self.filtered(
            lambda partner: partner.commercial_partner_id.id == partner.id
        )
