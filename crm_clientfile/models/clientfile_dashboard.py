from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..tools.dashboard_period import PERIODS, period_of

_USERS = "crm_clientfile.crm_clientfile_group_user"
_MANAGERS = "crm_clientfile.crm_clientfile_group_manager"
_SALES = "sales_team.group_sale_salesman"


class ClientfileDashboard(models.AbstractModel):
    """The customers of a company at a glance: numbers, each with what it counts.

    Managers see all customers, others those they look after. Every number comes with
    the domain of the list that it opens: ``clientfile_dashboard_domain`` makes them,
    ``clientfile_dashboard_numbers`` counts and adds up the same customers in SQL.
    """

    _name = "clientfile.dashboard"
    _description = "Dashboard of Customers"

    @api.model
    @api.readonly
    def get_dashboard(self, wanted=None):
        """All that the dashboard shows: a dictionary.

        :param dict wanted: ``period`` (one of ``PERIODS``), ``user_id`` and
            ``territory_id``, each of which may be left out
        """
        self._check_user()
        wanted = self._clean(wanted if isinstance(wanted, dict) else {})
        today = fields.Date.context_today(self)
        request = self._prepare_request(wanted, period_of(wanted["period"], today))
        numbers = self._read_numbers(request)
        return {
            "wanted": wanted,
            "options": self._get_options(),
            "currency_id": self.env.company.root_id.currency_id.id,
            "is_manager": self._is_manager(),
            "date_from": fields.Date.to_string(request.period.date_from),
            "date_to": fields.Date.to_string(request.period.date_to),
            "cards": self._get_cards(request, numbers[""][None]),
            "panels": self._get_panels(request, numbers),
            "tops": self._get_tops(request, numbers[""][None]),
            "months": self._get_months(request),
            "views": self._get_views(),
        }

    @api.model
    def _check_user(self):
        if not self.env.user.has_group(_USERS):
            raise AccessError(
                self.env._("Only users of the customer file see its dashboard.")
            )

    @api.model
    def _is_manager(self):
        return self.env.user.has_group(_MANAGERS)

    @api.model
    def _clean(self, wanted):
        """What may be asked for; anything else is as if it had not been."""
        period = wanted.get("period")
        cleaned = {"period": period if period in PERIODS else PERIODS[0]}
        for name in ("user_id", "territory_id"):
            value = wanted.get(name)
            is_id = isinstance(value, int) and not isinstance(value, bool)
            cleaned[name] = value if is_id and value > 0 else False
        return cleaned

    @api.model
    def _get_customer_domain(self, wanted):
        """The customers that the dashboard is about; rights apply besides."""
        domain = Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        if not self._is_manager():
            uid = self.env.uid
            domain &= Domain("user_id", "=", uid) | Domain(
                "clientfile_territory_id.user_id", "=", uid
            )
        if wanted["user_id"]:
            domain &= Domain("user_id", "=", wanted["user_id"])
        if wanted["territory_id"]:
            territory_id = wanted["territory_id"]
            domain &= Domain("clientfile_territory_id", "=", territory_id)
        return domain

    @api.model
    def _get_options(self):
        """What can be chosen: pairs of an id and a name."""
        if not self._is_manager():
            return {"users": [], "territories": []}
        sellers = [
            ("all_group_ids", "in", self.env.ref(_SALES).ids),
            ("company_ids", "in", self.env.company.ids),
        ]
        # sudo: the names of colleagues, as in any list of customers
        users = self.env["res.users"].sudo().search_fetch(sellers, ["name"])
        territories = self.env["clientfile.territory"].search_fetch([], ["name"])
        return {
            "users": [(user.id, user.name) for user in users],
            "territories": [(one.id, one.name) for one in territories],
        }

    @api.model
    def _get_views(self):
        """The views in which customers are opened: on a telephone, as cards."""
        ref = self.env["ir.model.data"]._xmlid_to_res_id
        return {
            kind: {"res.partner": ref(f"crm_clientfile.res_partner_view_{kind}_file")}
            for kind in ("list", "kanban", "search")
        }
