from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

from .clientfile_dispute import OPEN_STATES

_lt = LazyTranslate(__name__)
_LABELS = {
    "opportunity": _lt("opportunities"),
    "quotation": _lt("quotations"),
    "order": _lt("orders to deliver or to invoice"),
    "draft": _lt("draft invoices"),
    "unpaid": _lt("unpaid invoices"),
    "dispute": _lt("disputes"),
    "user": _lt("user accounts"),
}
# Where to look for each of them, and which records are still open.
_OPEN = {
    "opportunity": ("crm.lead", [("won_status", "=", "pending")]),
    "quotation": ("sale.order", [("state", "in", ("draft", "sent"))]),
    "order": (
        "sale.order",
        [("state", "=", "sale"), ("invoice_status", "in", ("no", "to invoice"))],
    ),
    "draft": ("account.move", [("state", "=", "draft"), ("move_type", "!=", "entry")]),
    "unpaid": (
        "account.move",
        [
            ("state", "=", "posted"),
            ("move_type", "!=", "entry"),
            ("payment_state", "in", ("not_paid", "partial")),
        ],
    ),
    "dispute": ("clientfile.dispute", [("state", "in", OPEN_STATES)]),
    # Odoo archives nobody who can log in.
    "user": ("res.users", []),
}


class ResPartner(models.Model):
    """What is still open with a customer, which therefore cannot be put away."""

    _inherit = "res.partner"

    def _get_clientfile_open_documents(self):
        """What is open with these partners or their contacts, in words, by id.

        Partners with whom nothing is open are left out.
        """
        found = defaultdict(list)
        # sudo: what is open counts, whoever asks and in whatever company it is
        partners = self.sudo()
        for label, model, domain in partners._get_clientfile_open_kinds():
            for partner_id, count in partners._count_clientfile_open(model, domain):
                found[partner_id].append(
                    self.env._("%(documents)s: %(count)s", documents=label, count=count)
                )
        return {partner_id: ", ".join(texts) for partner_id, texts in found.items()}

    @api.model
    def _get_clientfile_open_kinds(self):
        """Name, model and domain of what may be open; ``partner_id`` leads to whom."""
        return [(self.env._(_LABELS[name]), *kind) for name, kind in _OPEN.items()]

    def _count_clientfile_open(self, model, domain):
        """How many of these documents each partner has, contacts included."""
        of_these = Domain("partner_id", "in", self.ids)
        of_contacts = Domain("partner_id.commercial_partner_id", "in", self.ids)
        groups = self.env[model]._read_group(
            Domain(domain) & (of_these | of_contacts), ["partner_id"], ["__count"]
        )
        counts = defaultdict(int)
        for partner, count in groups:
            for owner in (partner | partner.commercial_partner_id) & self:
                counts[owner.id] += count
        return counts.items()
