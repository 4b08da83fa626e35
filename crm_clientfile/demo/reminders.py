from datetime import timedelta

from odoo import Command, api, models

from .history import LATE

# When the late ones were reminded, in days before today, at the first and next level.
REMINDED = (62, 33)
RATE = 12.15
BROKEN = ("vieux_port", 21, 12, "M. Castel, par téléphone : « la saison reprend »")
PENDING = ("crepes_armor", 3, 6, "Mme Le Goff, virement annoncé par e-mail")
KEPT = ("hotel_loire", "M. Gaudin, comptable, par téléphone")
PAUSED = ("agence_fetes", -40, "Échéancier signé : trois mensualités")


class ClientfileDemo(models.AbstractModel):
    """Who pays late: reminders of the past months, promises, a pause."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_reminders(self):
        nadia = self._records("res.users", ("nadia",))
        self.env.company.write(
            {
                "clientfile_reminder_rate": RATE,
                "clientfile_reminder_user_id": nadia.id,
            }
        )
        customers = self._records("res.partner", [name for name, _kind in LATE])
        for days_ago in REMINDED:
            self._remind(customers, days_ago)
        self._note_promises()
        name, until, reason = PAUSED
        self.env["clientfile.reminder.pause"].create(
            {
                "partner_id": self._partner(name).id,
                "date_to": self._day(until),
                "reason": reason,
                "user_id": nadia.id,
            }
        )

    def _remind(self, customers, days_ago):
        """As on that day; e-mails of a demo company are not sent to anybody."""
        day, sender = self._day(days_ago), self._records("res.users", ("nadia",))
        run = self.env["clientfile.reminder.run"].create(
            {"requester_id": sender.id, "date": day, "state": "done"}
        )
        finder = self.env["clientfile.reminder.finder"]
        decisions = finder._decide(run.company_id, customers.ids, day)
        due = {key: one for key, one in decisions.items() if not one.reason}
        reminders = self.env["clientfile.reminder"]._create_from(run, due)
        for reminder in reminders.filtered(lambda one: one.state == "prepared"):
            reminder.line_ids.is_sent = True
            values = reminder.with_user(sender)._prepare_sent_values()
            values["date_sent"] = self._moment(days_ago)
            reminder.write({**values, "state": "sent"})
        run.date_done = self._moment(days_ago)

    def _note_promises(self):
        camille = self._records("res.users", ("camille",))
        paid = self._last_move(KEPT[0], "out_invoice")
        payment = paid.reconciled_payment_ids
        day = payment[:1].date or paid.invoice_date_due
        self._promise(paid, day - timedelta(days=4), day, KEPT[1], camille)
        name, noted, until, note = BROKEN
        broken = self._last_move(name, "out_invoice")
        self._promise(broken, self._day(noted), self._day(until), note, camille)
        name, noted, until, note = PENDING
        pending = self._last_move(name, "out_invoice")
        self._promise(pending, self._day(noted), self._day(-until), note, camille)

    def _promise(self, invoice, noted, until, note, user):
        self.env["clientfile.promise"].create(
            {
                "partner_id": invoice.commercial_partner_id.id,
                "move_ids": [Command.set(invoice.ids)],
                "amount": invoice.amount_total_signed,
                "date_noted": noted,
                "date": until,
                "note": note,
                "user_id": user.id,
            }
        )
