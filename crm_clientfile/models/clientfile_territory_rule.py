from odoo import api, fields, models

from ..tools.territories import (
    Rule,
    postcode_rule,
    read_departments,
    read_postcode_bound,
)

_READ_FIELDS = frozenset(("kind", "country_id", "zip_from", "zip_to", "departments"))


class ClientfileTerritoryRule(models.Model):
    """Which addresses belong to a territory."""

    _name = "clientfile.territory.rule"
    _description = "Rule of a Territory"
    _order = "territory_id, sequence, id"

    territory_id = fields.Many2one(
        "clientfile.territory", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("postcode", "Range of postcodes"),
            ("department", "French departments"),
            ("country", "Whole country"),
        ],
        "Covers by",
        required=True,
        default="department",
    )
    country_id = fields.Many2one(
        "res.country", default=lambda self: self.env.company.country_id
    )
    zip_from = fields.Char(
        "From",
        help="A postcode or the beginning of one: 69 stands for all of 69000 to 69999.",
    )
    zip_to = fields.Char(
        "To", help="Included. A range inside another territory's range wins there."
    )
    departments = fields.Char(
        help="Their numbers: 01, 38, 69. Corsica is 2A and 2B, Réunion 974."
    )

    _departments_named = models.Constraint(
        "CHECK (kind <> 'department' OR departments <> '')",
        "Write the numbers of the departments that the territory covers.",
    )
    _country_named = models.Constraint(
        "CHECK (kind = 'department' OR country_id IS NOT NULL)",
        "Choose the country that the territory, or its postcodes, belong to.",
    )

    @api.depends("kind", "country_id", "zip_from", "zip_to", "departments")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for rule in self:
            country = rule.country_id.name or ""
            if rule.kind == "department":
                rule.display_name = rule.departments or ""
            elif rule.kind == "country":
                rule.display_name = country
            else:
                codes = dict.fromkeys((rule.zip_from or "", rule.zip_to or ""))
                rule.display_name = f"{'–'.join(codes)} ({country})"

    @api.constrains("territory_id", *_READ_FIELDS)
    def _check_overlaps(self):
        self.env["clientfile.territory"]._check_overlaps()

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create([self._prepare_values(vals) for vals in vals_list])
        self.env.registry.clear_cache()
        return rules

    def write(self, vals):
        if _READ_FIELDS.isdisjoint(vals):
            result = super().write(vals)
        else:
            result = True
            for rule in self:
                values = {name: rule[name] for name in _READ_FIELDS - {"country_id"}}
                values["country_id"] = rule.country_id.id
                read = self._prepare_values({**values, **vals})
                result = super(ClientfileTerritoryRule, rule).write({**vals, **read})
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def _get_rule(self):
        """The rule as ``tools/territories.py`` has it."""
        territory, country = self.territory_id.id, self.country_id.code
        if self.kind == "postcode":
            return postcode_rule(territory, country, self.zip_from, self.zip_to)
        if self.kind == "country":
            return Rule(territory, self.kind, country)
        departments = frozenset(read_departments(self.departments))
        return Rule(territory, self.kind, departments=departments)

    def _prepare_values(self, vals):
        """What was typed, as it is compared; refuses what cannot be meant."""
        vals = {**self.default_get(["kind", "country_id"]), **vals}
        country = self.env["res.country"].browse(vals["country_id"]).code
        with self.env["clientfile.message"]._refusing():
            if vals["kind"] == "department":
                departments = ", ".join(read_departments(vals.get("departments")))
                return {**vals, "departments": departments}
            if vals["kind"] == "postcode":
                start = vals.get("zip_from") or ""
                end = vals.get("zip_to") or start
                postcode_rule(None, country, start, end)
                bounds = [read_postcode_bound(one, country) for one in (start, end)]
                return {**vals, "zip_from": bounds[0], "zip_to": bounds[1]}
        return vals
