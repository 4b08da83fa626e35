from odoo import api, models

from .clientfile_dashboard_domain import plain

_TOP = 10
# Lists that tell more of what a card counts.
_LISTS = {"lost": "lost", "overdue": "late", "overdue_count": "late"}


class ClientfileDashboard(models.AbstractModel):
    """The numbers on top of the dashboard, and the customers that weigh most."""

    _inherit = "clientfile.dashboard"

    @api.model
    def _get_cards(self, request, whole):
        """Dictionaries, in the order in which they are shown."""
        bought = request.customers & request.bought
        sold = request.customers & request.sold
        whole = {**whole, "basket": _divide(whole["revenue"], whole["purchases"])}
        labels = self._get_card_labels()
        cards = [
            ("clients", "count", request.clients, None),
            ("bought", "count", bought, _change(whole["bought"], whole["had"])),
            ("new", "count", request.new, None),
            ("lost", "count", request.lost, None),
            ("revenue", "amount", sold, _change(whole["revenue"], whole["before"])),
            ("margin", "amount", sold, None),
            ("basket", "amount", bought, None),
            ("overdue", "amount", request.overdue, None),
            ("overdue_count", "count", request.overdue, None),
        ]
        return [
            {
                "key": key,
                "label": labels[key][0],
                "hint": labels[key][1],
                "value": whole[key],
                "kind": kind,
                "change": change,
                "model": "res.partner",
                "list": self._get_card_list(key),
                "domain": plain(domain),
            }
            for key, kind, domain, change in cards
            if whole[key] is not None
        ]

    @api.model
    def _get_card_list(self, key):
        """The view in which the list of a card opens; False for the usual one."""
        if key not in _LISTS:
            return False
        name = f"crm_clientfile.res_partner_view_list_{_LISTS[key]}"
        return self.env["ir.model.data"]._xmlid_to_res_id(name)

    @api.model
    def _get_card_labels(self):
        return {
            "clients": (
                self.env._("Clients"),
                self.env._("have ever bought, and are not archived"),
            ),
            "bought": (
                self.env._("Active Clients"),
                self.env._("bought in the period"),
            ),
            "new": (self.env._("New Clients"), self.env._("bought for the first time")),
            "lost": (
                self.env._("Lost Clients"),
                self.env._("bought in the same period a year before, not in this one"),
            ),
            "revenue": (self.env._("Revenue"), self.env._("without taxes")),
            "margin": (self.env._("Margin"), self.env._("of lines with a product")),
            "basket": (self.env._("Average Basket"), self.env._("revenue by purchase")),
            "overdue": (
                self.env._("Overdue"),
                self.env._("to be paid until yesterday"),
            ),
            "overdue_count": (
                self.env._("Late Payers"),
                self.env._("with something overdue"),
            ),
        }

    @api.model
    def _get_tops(self, request, whole):
        """Tables of customers: those who buy most, and those who owe most."""
        tops = (
            ("revenue", self.env._("Top Clients"), whole["revenue"]),
            ("overdue", self.env._("Most Overdue"), whole["overdue"]),
        )
        return [
            {
                "key": key,
                "title": title,
                "rows": self._get_top_rows(request, key, total),
            }
            for key, title, total in tops
        ]

    @api.model
    def _get_top_rows(self, request, key, total):
        found = self._read_top(request, key, _TOP)
        partners = self.env["res.partner"].browse(row[0] for row in found)
        partners.fetch(["display_name"])
        return [
            {
                "id": partner.id,
                "name": partner.display_name,
                "amount": overdue if key == "overdue" else revenue,
                "share": _divide(overdue if key == "overdue" else revenue, total),
                "margin": margin,
                "margin_rate": _divide(margin, revenue) if margin is not None else None,
                "date": str(oldest) if oldest else False,
                "model": "res.partner",
                "domain": [("id", "=", partner.id)],
            }
            for partner, (_id, revenue, margin, overdue, oldest) in zip(
                partners, found, strict=True
            )
        ]


def _divide(part, whole):
    return part / whole if whole and whole > 0 else None


def _change(now, before):
    return now / before - 1 if before and before > 0 else None
