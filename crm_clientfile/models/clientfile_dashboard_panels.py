from odoo import api, models
from odoo.fields import Domain

from ..tools.departments import DEPARTMENT_NAMES
from .clientfile_dashboard_domain import plain
from .clientfile_status_change import STATUSES

_MOST = 10
# Groups by a record that customers refer to: field of the partner, model.
_LINKS = {
    "industry": ("industry_id", "res.partner.industry"),
    "source": ("clientfile_source_id", "utm.source"),
    "user": ("user_id", "res.users"),
}


class ClientfileDashboard(models.AbstractModel):
    """Customers and revenue by region, industry, source, salesperson and status."""

    _inherit = "clientfile.dashboard"

    @api.model
    def _get_panels(self, request, numbers):
        """Tables of rows, each with the domain of its customers."""
        titles = {
            "place": self.env._("By Department"),
            "industry": self.env._("By Industry"),
            "source": self.env._("By Source"),
            "user": self.env._("By Salesperson"),
        }
        panels = [
            {
                "key": key,
                "title": title,
                "rows": self._get_panel_rows(request, key, numbers),
            }
            for key, title in titles.items()
        ]
        status = self._get_status_panel(request, numbers["status"])
        return [panels[0], status, *panels[1:], self._get_move_panel(request)]

    @api.model
    def _get_panel_rows(self, request, key, numbers):
        """Those with most revenue; a row counts who bought in the period."""
        found = {
            one: row
            for one, row in numbers[key].items()
            if row["bought"] or row["revenue"]
        }
        ranked = sorted(found, key=lambda one: (-found[one]["revenue"], str(one)))
        kept = ranked[:_MOST]
        describe = self._describe_places if key == "place" else self._describe_links
        names = describe(kept, key)
        total = numbers[""][None]["revenue"]
        return [
            {
                "key": one or "",
                "label": names[one][0],
                "count": found[one]["bought"],
                "amount": found[one]["revenue"],
                "before": found[one]["before"],
                "share": found[one]["revenue"] / total if total > 0 else None,
                "model": "res.partner",
                "domain": plain(request.customers & request.bought & names[one][1]),
            }
            for one in kept
        ]

    @api.model
    def _describe_links(self, keys, key):
        """Label and condition of records by their id, as text, or ``None``."""
        name, model = _LINKS[key]
        ids = [int(one) for one in keys if one]
        # sudo: whoever sees a customer sees the names of what it refers to
        records = self.env[model].sudo().with_context(active_test=False).browse(ids)
        labels = {str(record.id): record.name for record in records}
        return {
            one: (
                labels.get(one) or self.env._("Not known"),
                Domain(name, "=", int(one) if one else False),
            )
            for one in keys
        }

    @api.model
    def _describe_places(self, keys, _key):
        """French departments, and other countries."""
        ids = {one: int(one.split()[1]) for one in keys if one and " " in one}
        countries = self.env["res.country"].browse(ids.values())
        labels = {country.id: country.name for country in countries}
        outside = Domain("clientfile_department", "=", False)
        described = {}
        for one in keys:
            if one in ids:
                country = Domain("country_id", "=", ids[one])
                described[one] = (labels[ids[one]], outside & country)
            elif one:
                inside = Domain("clientfile_department", "=", one)
                described[one] = (DEPARTMENT_NAMES[one], inside)
            else:
                nowhere = outside & Domain("country_id", "=", False)
                described[one] = (self.env._("Not known"), nowhere)
        return described

    @api.model
    def _get_status_panel(self, request, numbers):
        """All clients by their status of today."""
        field = self.env["res.partner"]._fields["clientfile_status"]
        labels = dict(field._description_selection(self.env))
        rows = [
            {
                "key": status,
                "label": labels[status],
                "count": numbers[status]["clients"],
                "amount": numbers[status]["revenue"],
                "model": "res.partner",
                "domain": plain(
                    request.clients & Domain("clientfile_status", "=", status)
                ),
            }
            for status, _label in STATUSES
            if status in numbers and numbers[status]["clients"]
        ]
        return {"key": "status", "title": self.env._("Clients by Status"), "rows": rows}

    @api.model
    def _get_move_panel(self, request):
        """How often a status became another one in the period."""
        moves = self.env["clientfile.status.move"].with_context(active_test=False)
        domain = (
            Domain("company_id", "=", request.company_id)
            & Domain("date", ">=", request.period.date_from)
            & Domain("date", "<=", request.period.date_to)
            & Domain("partner_id", "any", request.customers)
        )
        labels = dict(moves._fields["status"]._description_selection(self.env))
        found = moves._read_group(
            domain, ["status_before", "status"], ["__count"], order="__count DESC"
        )
        rows = [
            {
                "key": f"{before} {now}",
                "label": f"{labels[before]} → {labels[now]}",
                "count": count,
                "model": moves._name,
                "domain": plain(
                    domain
                    & Domain("status_before", "=", before)
                    & Domain("status", "=", now)
                ),
            }
            for before, now, count in found[:_MOST]
        ]
        return {"key": "moves", "title": self.env._("Status Moves"), "rows": rows}
