"""What somebody may try to do with one customer: one attempt each, over RPC."""

from datetime import timedelta

from odoo import Command, fields

from .rights_case import RefusedError

HISTORY_DAYS = 30


def open_file(walk):
    menus = walk.open_page("/web/webclient/load_menus").json()
    names = {menu.get("xmlid") for menu in menus.values()}
    if "crm_clientfile.clientfile_menu_root" not in names:
        raise RefusedError("menu")


def find_customers(walk):
    customer = walk.make_customer(ref=f"RIGHTS-{next(walk.number)}")
    context = {"clientfile_find_entities": True}
    domain = [("display_name", "ilike", customer.ref)]
    shown = {"clientfile_status": {}, "clientfile_last_contact_date": {}}
    found = walk.call("res.partner", "web_search_read", domain, shown, context=context)
    walk.assertEqual([one["id"] for one in found["records"]], customer.ids)


def read_record(walk):
    names = ["clientfile_status", "clientfile_project", "clientfile_channel_ids"]
    walk.call("res.partner", "read", walk.make_customer().ids, names)


def add_channel(walk):
    customer = walk.make_customer()
    walk.make("clientfile.channel", partner_id=customer.id, value="06 12 34 56 78")


def change_channel(walk):
    walk.call("clientfile.channel", "write", _channel(walk).ids, {"note": "mornings"})


def remove_channel(walk):
    walk.call("clientfile.channel", "unlink", _channel(walk).ids)


def give_number(walk):
    customer = walk.make_customer()
    walk.call("res.partner", "action_clientfile_give_number", customer.ids)
    walk.assertTrue(customer.ref)


def change_posted_number(walk):
    customer = _invoiced(walk)
    walk.answer("clientfile.number.assign", "action_assign", partner_id=customer.id)


def write_posted_number(walk):
    """The same beside the window, as whoever knows its context would."""
    customer = _invoiced(walk)
    context = {"clientfile_number_confirmed": True}
    values = {"ref": f"RIGHTS-{next(walk.number)}"}
    walk.call("res.partner", "write", customer.ids, values, context=context)


def write_origin(walk):
    values = {"clientfile_project": "A terrace", "clientfile_budget": 1200}
    walk.call("res.partner", "write", walk.make_customer().ids, values)


def set_status(walk):
    _set_status(walk, walk.make_customer(), "at_risk")


def end_status(walk):
    customer = walk.make_decided("at_risk")
    walk.call("res.partner", "action_clientfile_reset_status", customer.ids)
    walk.assertNotEqual(customer.clientfile_status, "at_risk")


def make_vip(walk):
    _set_status(walk, walk.make_customer(), "vip")


def block_customer(walk):
    _set_status(walk, walk.make_customer(), "blocked")


def unblock_customer(walk):
    customer = walk.make_decided("blocked")
    walk.call("res.partner", "action_clientfile_unblock", customer.ids)
    walk.assertNotEqual(customer.clientfile_status, "blocked")


def set_status_of_many(walk):
    _set_status(walk, walk.make_customer() | walk.make_customer(), "at_risk")


def confirm_blocked_order(walk):
    order = _blocked_order(walk)
    walk.answer(
        "clientfile.order.confirm",
        "action_confirm",
        order_ids=[Command.set(order.ids)],
        reason="Paid in advance",
    )
    walk.assertEqual(order.state, "sale")


def confirm_blocked_order_beside(walk):
    """The same beside the window, as whoever knows its context would."""
    context = {"clientfile_exception_reason": "Paid in advance"}
    order = _blocked_order(walk)
    walk.call("sale.order", "action_confirm", order.ids, context=context)


def confirm_held_order(walk):
    """The order of who owes money, where the company asks for approval."""
    order = _held_order(walk)
    walk.answer(
        "clientfile.order.confirm",
        "action_confirm",
        order_ids=[Command.set(order.ids)],
        reason="Cheque received",
    )
    walk.assertEqual(order.state, "sale")


def confirm_held_order_beside(walk):
    context = {"clientfile_exception_reason": "Cheque received"}
    order = _held_order(walk)
    walk.call("sale.order", "action_confirm", order.ids, context=context)


def read_alerts(walk):
    customer = _indebted(walk)
    shown = {"clientfile_alerts": {}}
    found = walk.call("res.partner", "web_read", customer.ids, shown)
    walk.assertIn("overdue", found[0].get("clientfile_alerts") or "")


def read_status_moves(walk):
    walk.call("clientfile.status.move", "search_read", [], ["status", "why"], limit=1)


def read_history_of_care(walk):
    customer = walk.make_customer(user_id=walk.colleague.id)
    rows = walk.env["clientfile.assignment"].search([("partner_id", "=", customer.id)])
    walk.call("clientfile.assignment", "read", rows.ids, ["user_id", "date_from"])


def change_salesperson(walk):
    _change_salesperson(walk, days=0)


def change_salesperson_back_dated(walk):
    _change_salesperson(walk, days=HISTORY_DAYS)


def plan_action(walk):
    customer = walk.make_customer()
    call = walk.env.ref("crm_clientfile.mail_activity_type_interview")
    walk.answer(
        "mail.activity.schedule",
        "action_schedule_activities",
        res_model="res.partner",
        res_ids=repr(customer.ids),
        activity_type_id=call.id,
        activity_user_id=walk.worker.id,
        summary="Call back",
    )
    walk.assertEqual(customer.activity_ids.summary, "Call back")


def confirm_data(walk):
    customer = walk.make_customer()
    walk.call("res.partner", "action_clientfile_confirm_data", customer.ids)


def print_record(walk):
    customer = walk.make_customer()
    walk.open_page(f"/report/html/crm_clientfile.clientfile_record/{customer.id}")


def download_record(walk):
    customer = walk.make_customer()
    walk.open_page(f"/clientfile/record/{customer.id}.xlsx")


def see_dashboard(walk):
    walk.call("clientfile.dashboard", "get_dashboard", {"period": "12m"})


def hide_customer(walk):
    customer = walk.make_customer()
    walk.answer(
        "clientfile.customer.hide",
        "action_hide",
        partner_ids=[Command.set(customer.ids)],
        reason="Closed",
    )
    walk.assertFalse(customer.active)


def read_birth_date(walk):
    person = walk.make_person(clientfile_birth_date="1980-02-01")
    names = ["clientfile_birth_date", "clientfile_age"]
    walk.call("res.partner", "read", person.ids, names)


def find_by_birth_date(walk):
    domain = [("clientfile_birth_date", "=", "1980-02-01")]
    walk.call("res.partner", "search_count", domain)


def _channel(walk):
    values = {"partner_id": walk.make_customer().id, "value": "06 12 34 56 78"}
    return walk.env["clientfile.channel"].create(values)


def _invoiced(walk):
    customer = walk.make_customer(ref=f"RIGHTS-{next(walk.number)}")
    walk.make_invoice(customer).action_post()
    return customer


def _blocked_order(walk):
    customer = walk.make_decided("blocked")
    return walk.make_order(customer, user_id=walk.worker.id)


def _held_order(walk):
    walk.env.company.clientfile_overdue_policy = "approve"
    return walk.make_order(_indebted(walk), user_id=walk.worker.id)


def _indebted(walk):
    """A customer with an invoice overdue."""
    customer = walk.make_customer()
    day = fields.Date.today() - timedelta(days=HISTORY_DAYS)
    terms = {"invoice_date_due": day, "invoice_payment_term_id": False}
    walk.make_invoice(customer, invoice_date=day, **terms).action_post()
    return customer


def _set_status(walk, customers, status):
    walk.answer(
        "clientfile.status.set",
        "action_set",
        partner_ids=[Command.set(customers.ids)],
        status=status,
        reason="As agreed",
    )
    walk.assertEqual(set(customers.mapped("clientfile_status")), {status})


def _change_salesperson(walk, days):
    customer = walk.make_customer()
    day = fields.Date.today() - timedelta(days=days)
    walk.answer(
        "clientfile.assignment.change",
        "action_change",
        partner_id=customer.id,
        user_id=walk.colleague.id,
        date_from=fields.Date.to_string(day),
    )
    walk.assertEqual(customer.user_id, walk.colleague)
