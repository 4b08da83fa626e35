from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_USERS = "crm_clientfile.crm_clientfile_group_user"
_HOLDER = ("user_id", "clientfile_territory_id")
# A contact who becomes a customer of its own gets a history, and the other way round.
_CONCERNING = frozenset((*_HOLDER, "parent_id", "is_company"))


class ResPartner(models.Model):
    """In whose hands a customer is: salesperson and territory, with their history."""

    _inherit = "res.partner"

    clientfile_territory_id = fields.Many2one(
        "clientfile.territory",
        "Territory",
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
        help="Proposed by postcode and country while it is empty.",
    )
    clientfile_suggested_territory_id = fields.Many2one(
        "clientfile.territory",
        "Proposed Territory",
        store=False,
        groups="base.group_user",
        exportable=False,
        help="What the form proposed last: as long as nobody chose another one, a new "
        "address may change it.",
    )
    clientfile_assignment_ids = fields.One2many(
        "clientfile.assignment",
        "partner_id",
        "History of Care",
        readonly=True,
        groups=_USERS,
    )

    @api.onchange("zip", "country_id")
    def _onchange_clientfile_place(self):
        suggested = self.clientfile_suggested_territory_id
        chosen = self.clientfile_territory_id - suggested
        if self.parent_id or chosen:
            return
        territory = self._get_clientfile_address_territory()
        if not (self.user_id - suggested._get_salesperson(self.company_id)):
            self.user_id = territory._get_salesperson(self.company_id)
        self.clientfile_territory_id = territory
        self.clientfile_suggested_territory_id = territory

    @api.onchange("user_id", "company_id")
    def _onchange_clientfile_salesperson(self):
        if self.user_id and not self.user_id._clientfile_works_for(self.company_id):
            return {"warning": self._prepare_clientfile_salesperson_warning()}
        return None

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(self._clientfile_placed(vals_list))
        # sudo: history is kept whoever creates a customer
        held = partners.sudo().filtered(
            lambda partner: (
                (partner.user_id or partner.clientfile_territory_id)
                and (partner.is_company or not partner.parent_id)
            )
        )
        if held:
            reason = self.env.context.get("clientfile_assignment_reason")
            self.env["clientfile.assignment"]._begin(held, reason)
        return partners

    def write(self, vals):
        is_concerned = not _CONCERNING.isdisjoint(vals)
        result = super().write(vals)
        if is_concerned:
            self._clientfile_follow_holders()
        return result

    def action_clientfile_change_holder(self):
        """Say from when on, and why, another one looks after this customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change the salesperson"),
            "res_model": "clientfile.assignment.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_id": self.id},
        }

    def action_clientfile_propose_territory(self):
        """Take the territory of the address, or show what taking it would change."""
        self.ensure_one()
        territory = self._get_clientfile_address_territory()
        if not territory:
            raise UserError(
                self.env._(
                    "No territory covers the address of %(customer)s. Complete the "
                    "postcode and the country, or have the territory extended.",
                    customer=self.display_name,
                )
            )
        salesperson = territory._get_salesperson(self.company_id)
        if not self.clientfile_territory_id:
            vals = {"clientfile_territory_id": territory.id}
            if salesperson and not self.user_id:
                vals["user_id"] = salesperson.id
            reason = self.env._("Territory of the address")
            self.with_context(clientfile_assignment_reason=reason).write(vals)
            return True
        action = self.action_clientfile_change_holder()
        action["context"].update(
            default_territory_id=territory.id,
            default_user_id=(salesperson or self.user_id).id,
        )
        return action

    def action_clientfile_assign_territories(self):
        """Prepare to give those of ``self`` who have none the one of their address."""
        return self._clientfile_open_move({"target": "address"})

    def action_clientfile_move_portfolio(self):
        """Prepare to hand these customers over."""
        return self._clientfile_open_move({"target": "chosen"})

    def _get_clientfile_holders(self, day):
        """Who had each of these customers on ``day``, in one query.

        Gives a pair (salesperson, territory) for each id; both are empty where nobody
        had it. Contacts and addresses are in the hands their customer is in.
        """
        assignments = self.env["clientfile.assignment"]
        assignments.flush_model()
        entities = {partner.id: partner.commercial_partner_id.id for partner in self}
        rows = self.env.execute_query(
            SQL(
                "SELECT partner_id, user_id, territory_id FROM clientfile_assignment"
                " WHERE partner_id = ANY(%(ids)s) AND date_from <= %(day)s"
                " AND (date_to IS NULL OR date_to > %(day)s)",
                ids=list(set(entities.values())),
                day=day,
            )
        )
        users, territories = self.env["res.users"], self.env["clientfile.territory"]
        found = {
            partner_id: (users.browse(user_id), territories.browse(territory_id))
            for partner_id, user_id, territory_id in rows
        }
        return {
            partner_id: found.get(entity_id, (users, territories))
            for partner_id, entity_id in entities.items()
        }

    def _clientfile_follow_holders(self):
        reason = self.env.context.get("clientfile_assignment_reason")
        self.env["clientfile.assignment"]._follow(self, reason)

    @api.model
    def _clientfile_placed(self, vals_list):
        """``vals_list`` with the territories of those for whom nothing was chosen."""
        territories = self.env["clientfile.territory"]
        if not territories._get_atlas():
            return vals_list
        return [
            {**self._prepare_clientfile_place(vals), **vals}
            if self._clientfile_is_placeable(vals)
            else vals
            for vals in vals_list
        ]

    @api.model
    def _clientfile_is_placeable(self, vals):
        is_entity = vals.get("is_company") or not vals.get("parent_id")
        has_address = vals.get("zip") or vals.get("country_id")
        return is_entity and has_address and "clientfile_territory_id" not in vals

    @api.model
    def _prepare_clientfile_place(self, vals):
        """Territory and salesperson by the address that ``vals`` hold."""
        company = self.env["res.company"].browse(vals.get("company_id"))
        country = self.env["res.country"].browse(vals.get("country_id"))
        country = country or (company or self.env.company).country_id
        territories = self.env["clientfile.territory"]
        territory = territories._find(country.code or "", vals.get("zip"))
        if not territory:
            return {}
        salesperson = territory._get_salesperson(company)
        place = {"clientfile_territory_id": territory.id}
        return {**place, "user_id": salesperson.id} if salesperson else place

    def _get_clientfile_address_territory(self):
        """The territory of the address, empty if there is none or no address."""
        territories = self.env["clientfile.territory"]
        if not (self.zip or self.country_id):
            return territories
        return territories._find(self._clientfile_country_code(), self.zip)

    def _clientfile_open_move(self, vals):
        return self.env["clientfile.portfolio.move"]._open_for(self, vals)

    def _prepare_clientfile_salesperson_warning(self):
        # sudo: only the names are told
        user, company = self.user_id.sudo(), self.company_id.sudo()
        if not user.active:
            message = self.env._("%s has left the company.", user.name)
        else:
            message = self.env._(
                "%(salesperson)s does not work for %(company)s and will not see this "
                "customer.",
                salesperson=user.name,
                company=company.name,
            )
        return {"title": self.env._("Please check"), "message": message}
