from datetime import date, timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tools import mute_logger

from .ledger_case import LedgerCase

DAY = date(2026, 6, 30)


class ReminderCase(LedgerCase):
    """A customer who pays late, three levels, and an accountant who reminds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(f"{DAY} 09:00:00"))
        cls.company = cls.env.company
        cls.company.write(
            {
                "clientfile_reminder_gap": 7,
                "clientfile_reminder_rate": 10.0,
                "clientfile_reminder_indemnity": 40.0,
                "clientfile_reminder_indemnity_scope": "france",
            }
        )
        levels = cls.env["clientfile.reminder.level"]
        levels.search([]).active = False
        cls.courteous, cls.firm, cls.formal = levels.create(
            [
                cls.prepare_level("Courteous", 7, "email"),
                cls.prepare_level("Firm", 21, "call", has_interest=True),
                cls.prepare_level(
                    "Formal", 35, "letter", has_interest=True, has_indemnity=True
                ),
            ]
        )
        cls.customer.write(
            {
                "email": "office@martin.example",
                "street": "1 rue du Four",
                "zip": "69001",
                "city": "Lyon",
            }
        )

    @classmethod
    def prepare_level(cls, name, delay, channel, **values):
        return {
            "name": name,
            "company_id": cls.env.company.id,
            "delay_days": delay,
            "channel": channel,
            "subject": "{{amount}} late",
            "body": "<p>Dear {{customer}}, {{total}}.</p>",
            **values,
        }

    @classmethod
    def add_late(cls, amount, days, partner=None, **values):
        """An invoice that was due so many days ago."""
        day = DAY - timedelta(days=days)
        return cls.add_invoice(amount, str(day), partner, **values)

    def start(self, user=None, **values):
        runs = self.env["clientfile.reminder.run"].with_user(user or self.accountant)
        return runs.create(values)

    def prepare(self, user=None):
        run = self.start(user)
        run.action_prepare()
        self.env.invalidate_all()
        return run

    def finish(self, run):
        """Do all steps of the run's job, as a worker does."""
        for _step in range(50):
            if run._job_step(run.job_id):
                # sudo: as scheduled actions do
                run.job_id.sudo()._end("done")
                self.env.invalidate_all()
                return
        self.fail("The job does not end")

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def send(self, run):
        run.action_send()
        self.finish(run)
        return run

    def remind(self, user=None):
        return self.send(self.prepare(user))

    def pick(self, run, partner=None):
        """The one reminder of a customer in a run; empty where there is none."""
        partner = partner or self.customer
        return run.reminder_ids.filtered(lambda one: one.partner_id == partner)

    def why(self, run, partner=None):
        """Level of a customer in a run, and why it is left out."""
        reminder = self.pick(run, partner)
        return reminder.level_id.name, reminder.reason or reminder.state

    @classmethod
    def reminded(cls, invoice, level, day):
        """What an earlier run has left: this invoice was reminded at this level."""
        lines = invoice.line_ids.filtered("date_maturity")
        reminder = cls.env["clientfile.reminder"].create(
            {
                "partner_id": invoice.commercial_partner_id.id,
                "company_id": invoice.company_id.root_id.id,
                "level_id": level.id,
                "date": day,
                "channel": level.channel,
                "line_ids": [
                    Command.create(
                        {
                            "move_line_id": line.id,
                            "level_id": level.id,
                            "is_sent": True,
                            "currency_id": line.currency_id.id,
                        }
                    )
                    for line in lines
                ],
            }
        )
        reminder.state = "sent"
        return reminder
