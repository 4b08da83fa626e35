from odoo import api, fields, models

from ..tools.figures_scope import season_years
from ..tools.figures_words import indices_of

_USERS = "crm_clientfile.crm_clientfile_group_user"
_YEARS = 4


class ResPartner(models.Model):
    """The page of the figures: words, years by month, products."""

    _inherit = "res.partner"

    clientfile_figures_words = fields.Html(
        "Figures in Words",
        compute="_compute_clientfile_figures_page",
        sanitize=False,
        exportable=False,
        groups=_USERS,
    )
    clientfile_figures_tables = fields.Html(
        "Years and Products",
        compute="_compute_clientfile_figures_page",
        sanitize=False,
        exportable=False,
        groups=_USERS,
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "lang", "tz")
    def _compute_clientfile_figures_page(self):
        for partner in self:
            partner.clientfile_figures_words = False
            partner.clientfile_figures_tables = False
            origin = partner._origin
            if origin and origin.clientfile_purchase_count:
                partner._render_clientfile_figures(origin)

    def _render_clientfile_figures(self, origin):
        render = self.env["ir.qweb"]._render
        self.clientfile_figures_words = render(
            "crm_clientfile.clientfile_figures_words",
            {"words": origin._get_clientfile_words()},
        )
        self.clientfile_figures_tables = render(
            "crm_clientfile.clientfile_figures_tables",
            origin._prepare_clientfile_figures_values(),
        )

    def _prepare_clientfile_figures_values(self):
        """What the tables of the page show."""
        self.ensure_one()
        years = self._get_clientfile_years()
        return {
            "years": years,
            "months": self._get_clientfile_months(years),
            "currency": self.env.company.currency_id,
            "seasons": self._get_clientfile_seasons(),
            "date_ranked": self._get_clientfile_company_season().date_ranked,
            **self._get_clientfile_products(),
        }

    def _get_clientfile_years(self):
        """Rows of this year and the three before, the latest first."""
        return self.env["clientfile.metrics.year"].search(
            [
                ("partner_id", "=", self.commercial_partner_id.id),
                ("company_id", "=", self.env.company.root_id.id),
                ("year", ">", fields.Date.context_today(self).year - _YEARS),
            ]
        )

    def _get_clientfile_months(self, years):
        """Lines of the table: twelve months, and each quarter after its months."""
        names = dict(
            self._fields["clientfile_best_month"]._description_selection(self.env)
        )
        lines = []
        for month in range(1, 13):
            cells = self._get_clientfile_cells(years, f"m{month:02}")
            lines.append({"name": names[str(month)], "month": month, "cells": cells})
            if month % 3 == 0:
                quarter = month // 3
                cells = self._get_clientfile_cells(years, f"q{quarter}")
                name = self.env._("Quarter %s", quarter)
                lines.append({"name": name, "month": 0, "cells": cells})
        return lines

    def _get_clientfile_cells(self, years, key):
        return [(year[f"revenue_{key}"], year[f"count_{key}"]) for year in years]

    def _get_clientfile_season(self):
        """How much of an average month is bought in each month, in percent."""
        return indices_of([sum(sold) for sold in self._get_clientfile_sold_months()])

    def _get_clientfile_sold_months(self):
        """For each month, what was bought in the last three that are over."""
        rows = {row.year: row for row in self._get_clientfile_years()}
        today = fields.Date.context_today(self)
        months = []
        for month in range(1, 13):
            first, last = season_years(month, today)
            sold = (rows[year] for year in range(first, last + 1) if year in rows)
            months.append([row[f"revenue_m{month:02}"] for row in sold])
        return months

    def _get_clientfile_seasons(self):
        """Indices by name, of the customer, its trade and the company, if known."""
        company = self._get_clientfile_company_season()
        industry = self.commercial_partner_id.industry_id
        trade = company.browse()
        if industry:
            trade = company.search(
                [
                    ("company_id", "=", self.env.company.root_id.id),
                    ("industry_id", "=", industry.id),
                ]
            )
        found = (
            (self.env._("Season"), self._get_clientfile_season()),
            (industry.name, trade._get_indices() if trade else ()),
            (self.env._("All customers"), company._get_indices() if company else ()),
        )
        return [(name, indices) for name, indices in found if indices]

    def _get_clientfile_company_season(self):
        return self.env["clientfile.metrics.season"].search(
            [
                ("company_id", "=", self.env.company.root_id.id),
                ("industry_id", "=", False),
            ],
            limit=1,
        )
