from odoo import api, models

from ..tools.periods import Period

FOUNDED = 1150
RETIRED = 420
FORMER = "Auvergne-Rhône-Alpes"
CHANGES = (
    ("clinique_parc", "nadia", 300, "Grand compte : suivi par la direction"),
    ("hotel_mont_blanc", "nadia", 210, "Ouverture d'un second établissement"),
    ("hotel_mont_blanc", "camille", 45, "Retour au secteur après l'ouverture"),
    ("cafe_cordeliers", "nadia", 120, "À la demande du gérant"),
)
NOBODY = ("auberge_pin", 380, 330)


class ClientfileDemo(models.AbstractModel):
    """Into whose hands the demo customers came: a retirement, some single changes."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_care(self):
        customers = self.env["res.partner"].search(
            [("clientfile_territory_id", "!=", False), ("parent_id", "=", False)]
        )
        self._give_to_former(customers)
        for customer in customers:
            self._date_history(customer, FOUNDED)
        self._retire()
        for change in CHANGES:
            self._change_holder(*change)
        name, first, last = NOBODY
        period = Period(self._day(first), self._day(last), None)
        self.env["clientfile.assignment"]._record(self._partner(name), period)

    def _give_to_former(self, customers):
        """Who retired since had a region of his own."""
        former = customers.filtered(
            lambda one: one.clientfile_territory_id.name == FORMER
        )
        former.write({"user_id": self._records("res.users", ("bertrand",)).id})

    def _date_history(self, customer, days_ago):
        holder = (customer.user_id.id, customer.clientfile_territory_id.id)
        period = Period(self._day(days_ago), None, holder)
        assignments = self.env["clientfile.assignment"]
        assignments._record(customer, period, "Reprise de l'ancien fichier")

    def _retire(self):
        """A portfolio move, done."""
        nadia, camille, bertrand = (
            self._records("res.users", (name,))
            for name in ("nadia", "camille", "bertrand")
        )
        moves = self.env["clientfile.portfolio.move"].with_user(nadia)
        move = moves.create(
            {
                "from_user_id": bertrand.id,
                "to_user_id": camille.id,
                "date": self._day(RETIRED),
                "reason": "Départ en retraite de Bertrand Colin",
            }
        )
        move.action_preview()
        move.action_move()
        finished = False
        while not finished:
            finished = move._job_step(move.job_id)
        # sudo: the demonstration does what scheduled actions would
        move.job_id.sudo()._end("done")

    def _change_holder(self, name, user, days_ago, reason):
        nadia, user = (self._records("res.users", (one,)) for one in ("nadia", user))
        partner = self._partner(name)
        change = self.env["clientfile.assignment.change"].with_user(nadia)
        change.create(
            {
                "partner_id": partner.id,
                "user_id": user.id,
                "territory_id": partner.clientfile_territory_id.id,
                "date_from": self._day(days_ago),
                "reason": reason,
            }
        ).action_change()
