"""What somebody may try to do with the file as a whole, over RPC."""

import base64

from .rights_case import RefusedError

ROWS = "Raison sociale;Ville\nVins du Jura;Arbois\n"


def read_territories(walk):
    territory = walk.env["clientfile.territory"].create({"name": "West"})
    walk.call("clientfile.territory", "read", territory.ids, ["name", "user_id"])


def move_portfolio(walk):
    move = walk.make(
        "clientfile.portfolio.move",
        scope="selection",
        chosen_ids=walk.make_customer().ids,
        to_user_id=walk.colleague.id,
    )
    walk.call("clientfile.portfolio.move", "action_preview", [move])
    walk.call("clientfile.portfolio.move", "action_move", [move])


def undo_portfolio_move(walk):
    values = {
        "scope": "selection",
        "chosen_ids": walk.make_customer().ids,
        "to_user_id": walk.colleague.id,
    }
    move = walk.env["clientfile.portfolio.move"].create(values)
    move.action_preview()
    move.state = "done"
    walk.call("clientfile.portfolio.move", "action_undo", move.ids)


def read_action_types(walk):
    call = walk.env.ref("crm_clientfile.mail_activity_type_interview")
    walk.call("mail.activity.type", "read", call.ids, ["name"])


def read_action_plans(walk):
    plan = walk.env["mail.activity.plan"].search(
        [("res_model", "=", "res.partner")], limit=1
    )
    walk.call("mail.activity.plan", "read", plan.ids, ["name"])


def make_action_type(walk):
    walk.make("mail.activity.type", name="Fair", res_model="res.partner")


def make_action_plan(walk):
    walk.make("mail.activity.plan", name="New customer", res_model="res.partner")


def import_customers(walk):
    file = base64.b64encode(ROWS.encode()).decode()
    document = walk.make("clientfile.import", file=file, filename="customers.csv")
    for method in ("action_read", "action_test", "action_run"):
        walk.call("clientfile.import", method, [document])
    # Another worker may import the same file.
    walk.env["clientfile.import"].browse(document).action_cancel()


def undo_import(walk):
    documents = walk.env["clientfile.import"]
    file = base64.b64encode(ROWS.encode())
    document = documents.create({"file": file, "filename": "customers.csv"})
    document.action_read()
    document.action_test()
    document._run_steps("run")
    document._finish("run")
    walk.call("clientfile.import", "action_undo", document.ids)


def export_customers(walk):
    customer = walk.make_customer()
    action = walk.call("res.partner", "action_clientfile_export", customer.ids)
    walk.call("clientfile.export", "action_export", [action["res_id"]])


def analyse_customers(walk):
    customer = walk.make_customer()
    action = walk.call("res.partner", "action_clientfile_analyse", customer.ids)
    walk.call("clientfile.export", "action_export", [action["res_id"]])


def clean_up(walk):
    document = walk.make("clientfile.cleanup", domain=_dirty_domain(walk))
    walk.call("clientfile.cleanup", "action_scan", [document])
    walk.call("clientfile.cleanup", "action_apply", [document])


def undo_cleanup(walk):
    document = walk.env["clientfile.cleanup"].create({"domain": _dirty_domain(walk)})
    document.action_scan()
    document.line_ids.state = "applied"
    document.state = "done"
    walk.call("clientfile.cleanup", "action_undo", document.ids)


def route_documents(walk):
    buyer = walk.env["clientfile.contact.role"].create({"name": "Buyer"})
    values = {"receives_orders": True}
    walk.call("clientfile.contact.role", "write", buyer.ids, values)


def make_territory(walk):
    walk.make("clientfile.territory", name=f"Territory {next(walk.number)}")


def make_contact_role(walk):
    walk.make("clientfile.contact.role", name="Cook")


def make_legal_form(walk):
    walk.make("clientfile.legal.form", name="Guild", code=f"G{next(walk.number)}")


def change_settings(walk):
    values = {"clientfile_check_months": 6}
    walk.answer("res.config.settings", "execute", **values)


def make_numbers_unique(walk):
    method = "action_clientfile_make_numbers_unique"
    walk.answer("res.config.settings", method)


def read_jobs_of_others(walk):
    document = walk.env["clientfile.import"].create({})
    job = document._enqueue_job("Somebody's job")
    # A record rule leaves out what is not for the worker, it does not refuse it.
    found = walk.call("clientfile.job", "search", [("id", "=", job.id)])
    if not found:
        raise RefusedError("clientfile.job")


def _dirty_domain(walk):
    customer = walk.make_customer()
    customer.flush_recordset()
    walk.env.cr.execute(
        "UPDATE res_partner SET phone = '0477123456' WHERE id = %s", [customer.id]
    )
    walk.env.invalidate_all()
    return repr([("id", "=", customer.id)])
