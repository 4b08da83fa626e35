"""What somebody may try to do about customers who pay late, over RPC."""

from datetime import timedelta

from odoo import fields


def read_reminder(walk):
    reminder = _prepared(walk).reminder_ids[:1]
    walk.call("clientfile.reminder", "read", reminder.ids, ["amount", "reason"])


def read_promise(walk):
    promise = walk.env["clientfile.promise"].create(_promise(walk))
    walk.call("clientfile.promise", "read", promise.ids, ["amount", "state"])


def note_promise(walk):
    walk.make("clientfile.promise", **_promise(walk))


def prepare_reminders(walk):
    _late_customer(walk)
    run = walk.make("clientfile.reminder.run")
    walk.call("clientfile.reminder.run", "action_prepare", [run])


def send_reminders(walk):
    run = _prepared(walk)
    walk.call("clientfile.reminder.run", "action_send", run.ids)
    walk.assertEqual(run.state, "sending")


def leave_out_customer(walk):
    reminder = _prepared(walk).reminder_ids.filtered(
        lambda one: one.state == "prepared"
    )[:1]
    walk.call("clientfile.reminder", "action_leave_out", reminder.ids)
    walk.assertEqual(reminder.state, "skipped")


def pause_reminders(walk):
    values = {"partner_id": walk.make_customer().id, "reason": "Payment plan"}
    walk.make("clientfile.reminder.pause", **values)


def change_level(walk):
    level = walk.env.ref("crm_clientfile.clientfile_reminder_level_firm")
    walk.call("clientfile.reminder.level", "write", level.ids, {"delay_days": 22})


def _prepared(walk):
    _late_customer(walk)
    run = walk.env["clientfile.reminder.run"].create({})
    run.action_prepare()
    return run


def _late_customer(walk):
    customer = walk.make_customer(email="late@example.com")
    day = fields.Date.today() - timedelta(days=60)
    invoice = walk.make_invoice(customer, invoice_date=day, invoice_date_due=day)
    invoice.action_post()


def _promise(walk):
    day = str(fields.Date.today() + timedelta(days=7))
    return {"partner_id": walk.make_customer().id, "amount": 100, "date": day}
