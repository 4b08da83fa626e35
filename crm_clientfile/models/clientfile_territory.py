from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ..tools.territories import Atlas, find_overlaps


class ClientfileTerritory(models.Model):
    """A part of the country, or of the customers in it, that one salesperson visits.

    Territories are shared between companies, as the customers' salespeople are.
    """

    _name = "clientfile.territory"
    _description = "Territory"
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True)
    code = fields.Char(help="A short name, for files.")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        domain=[("share", "=", False)],
        index=True,
        help="Proposed for new customers of this territory. Customers who have a "
        "salesperson keep theirs when this one changes: move them by a portfolio move.",
    )
    rule_ids = fields.One2many(
        "clientfile.territory.rule",
        "territory_id",
        "Covers",
        copy=False,
        help="The narrowest rule wins: a range of postcodes before a department, a "
        "department before a country.",
    )
    coverage = fields.Char("Covered", compute="_compute_coverage")
    warning = fields.Char(compute="_compute_warning")
    partner_count = fields.Integer("Customers", compute="_compute_partner_count")

    _code_unique = models.UniqueIndex(
        "(code) WHERE code <> ''",
        "Another territory has this code. Choose another one.",
    )

    @api.depends("rule_ids.display_name")
    def _compute_coverage(self):
        for territory in self:
            rules = territory.rule_ids
            territory.coverage = ", ".join(rules.mapped("display_name"))

    @api.depends("user_id.active")
    @api.depends_context("lang")
    def _compute_warning(self):
        for territory in self:
            # sudo: of a colleague, it is only told whether he is still there
            user = territory.user_id.sudo()
            if not user:
                territory.warning = self.env._("No salesperson")
            elif not user.active:
                territory.warning = self.env._("%s has left", user.name)
            else:
                territory.warning = False

    def _compute_partner_count(self):
        found = self.env["res.partner"]._read_group(
            [("clientfile_territory_id", "in", self.ids)],
            ["clientfile_territory_id"],
            ["__count"],
        )
        counts = dict(found)
        for territory in self:
            territory.partner_count = counts.get(territory._origin, 0)

    @api.constrains("active")
    def _check_overlaps(self):
        """Two territories that claim the same would leave it to chance."""
        overlaps = find_overlaps(self._get_rules())
        if overlaps:
            raise ValidationError(self._explain_overlap(overlaps[0]))

    @api.model_create_multi
    def create(self, vals_list):
        territories = super().create(vals_list)
        self.env.registry.clear_cache()
        return territories

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def action_open_partners(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.res_partner_action_file"
        )
        return {
            **action,
            "name": self.name,
            "domain": [("clientfile_territory_id", "=", self.id)],
            "context": {"default_clientfile_territory_id": self.id},
        }

    @api.model
    @ormcache()
    def _get_atlas(self):
        """The rules of the territories in use, ready to look addresses up."""
        return Atlas(self._get_rules())

    @api.model
    def _find(self, country_code, postcode):
        """The territory of an address, empty if none covers it."""
        return self.browse(self._get_atlas().find(country_code, postcode))

    @api.model
    def _get_rules(self):
        """The rules of the territories in use, as ``tools/territories.py`` has them."""
        # sudo: a territory is proposed to whoever enters an address
        rules = self.env["clientfile.territory.rule"].sudo()
        return [
            rule._get_rule()
            for rule in rules.search([("territory_id.active", "=", True)])
        ]

    def _get_salesperson(self, company):
        """Who is proposed for a customer of ``company``; nobody who has left."""
        # sudo: as above
        user = self.sudo().user_id
        if not user or not user._clientfile_works_for(company):
            return self.env["res.users"]
        return user.with_env(self.env)

    def _explain_overlap(self, overlap):
        params = {
            "first": self.browse(overlap.first).name,
            "second": self.browse(overlap.second).name,
        }
        codes = list(dict.fromkeys(overlap.codes))
        if overlap.kind == "department":
            return self.env._(
                "The territories “%(first)s” and “%(second)s” both cover the "
                "departments %(codes)s. Leave them to one of the two.",
                **params,
                codes=", ".join(codes),
            )
        countries = self.env["res.country"]
        country = countries.search([("code", "=", overlap.country)]).name
        if overlap.kind == "country":
            return self.env._(
                "The territories “%(first)s” and “%(second)s” both cover %(country)s. "
                "Leave it to one of the two.",
                **params,
                country=country,
            )
        return self.env._(
            "The territories “%(first)s” and “%(second)s” both cover the postcodes "
            "%(codes)s (%(country)s). Let one end before the other begins, or lie "
            "inside it.",
            **params,
            codes="–".join(code.rstrip("\uffff") for code in codes),
            country=country,
        )
