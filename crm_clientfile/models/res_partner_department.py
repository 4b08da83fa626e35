import json

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.departments import DEPARTMENT_NAMES
from ..tools.territories import OVERSEAS, department_of

# What ``department_of`` tells of an address, told of all of them at once. OFFSET keeps
# PostgreSQL from reading the postcode anew for each condition.
_DEPARTMENT = """
    CASE WHEN %(country)s = %(france)s THEN (
         SELECT CASE WHEN code !~ '^[0-9]{2,5}$' THEN NULL
                     WHEN code < '20' THEN NULLIF(LEFT(code, 2), '00')
                     WHEN code < '202' THEN CASE WHEN LENGTH(code) > 2 THEN '2A' END
                     WHEN code < '21' THEN '2B'
                     WHEN code < '96' THEN LEFT(code, 2)
                     WHEN code = '97133' THEN '977'
                     WHEN code = '97150' THEN '978'
                     WHEN code ~ '^(97[1-8]|98[4678])' THEN LEFT(code, 3) END
           FROM (SELECT %(code)s COLLATE "C" AS code OFFSET 0) AS postcode)
         ELSE %(overseas)s::jsonb ->> %(country)s::text END
"""
# A spreadsheet had taken the zero of those with four digits.
_CODE = "REGEXP_REPLACE(REPLACE(%s, ' ', ''), '^([0-9]{4})$', '0\\1')"


class ResPartner(models.Model):
    """The French department of an address, told by its postcode."""

    _inherit = "res.partner"

    clientfile_department = fields.Selection(
        lambda self: list(DEPARTMENT_NAMES.items()),
        "Department",
        compute="_compute_clientfile_department",
        search="_search_clientfile_department",
        help="Told by the postcode; none outside France.",
    )

    @api.depends("zip", "country_id")
    def _compute_clientfile_department(self):
        for partner in self:
            country = partner.country_id.code
            found = country and department_of(country, partner.zip or "")
            partner.clientfile_department = found or False

    @api.model
    def _search_clientfile_department(self, operator, value):
        return self._get_clientfile_sql_domain("clientfile_department", operator, value)

    def _clientfile_column(self, alias, fname, query):
        if fname != "clientfile_department":
            return super()._clientfile_column(alias, fname, query)
        return self._clientfile_department_sql(alias, query)

    def _clientfile_department_sql(self, alias, query):
        postcode = self._field_to_sql(alias, "zip", query)
        countries = self.env["res.country"]._get_clientfile_french_ids()
        return SQL(
            _DEPARTMENT,
            country=self._field_to_sql(alias, "country_id", query),
            france=countries.get("FR"),
            code=SQL(_CODE, postcode),
            overseas=json.dumps(
                {
                    str(country_id): OVERSEAS[code]
                    for code, country_id in countries.items()
                    if code in OVERSEAS
                }
            ),
        )
