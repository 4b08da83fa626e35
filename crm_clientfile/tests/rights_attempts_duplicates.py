"""What somebody may try to do about possible duplicates, over RPC."""

from odoo import Command

SIRET = "40483304800022"


def read_pairs(walk):
    walk.call("clientfile.duplicate", "read", walk.make_pair().ids, ["decision"])


def ignore_double(walk):
    customer, other = walk.make_customer(), walk.make_customer()
    values = {"clientfile_ignored_doubles": other.ids}
    walk.call("res.partner", "web_save", customer.ids, values, {"id": {}})


def save_double(walk, **values):
    walk.env.company.clientfile_double_policy = "refuse"
    same = {"is_company": True, "company_registry": _make_registered(walk)}
    values = {"name": "The same", "country_id": walk.france.id, **same, **values}
    walk.call("res.partner", "web_save", [], values, {"id": {}})


def save_confirmed_double(walk):
    save_double(walk, clientfile_double_is_confirmed=True)


def decide_on_pair(walk):
    pair = walk.make_pair()
    walk.call("clientfile.duplicate", "action_different", pair.ids)
    walk.assertEqual(pair.decision, "different")


def write_decision(walk):
    """The same beside the buttons."""
    values = {"decision": "same"}
    walk.call("clientfile.duplicate", "write", walk.make_pair().ids, values)


def search_duplicates(walk):
    walk.call("clientfile.duplicate.scan", "action_start", [])


def merge_customers(walk):
    customers = walk.make_customer() | walk.make_customer()
    partner_ids = [Command.set(customers.ids)]
    walk.answer("clientfile.merge.confirm", "action_merge", partner_ids=partner_ids)
    walk.assertEqual(len(customers.filtered("active")), 1)


def undo_merge(walk):
    survivor, source = walk.make_customer(), walk.make_customer()
    merge = walk.env["clientfile.merge"]._merge(survivor, source)
    walk.call("clientfile.merge", "action_undo", merge.ids)
    walk.assertTrue(source.active)


def merge_in_bulk(walk):
    ids = walk.make_pair().ids
    batch = walk.call("clientfile.duplicate", "action_merge_in_bulk", ids)
    # Another worker may merge accepted duplicates.
    walk.env["clientfile.merge.batch"].browse(batch["res_id"]).action_cancel()


def merge_all_accepted(walk):
    walk.make_pair()._decide("same")
    # The button of a list sends the ids that are ticked, none of them here.
    batch = walk.call("clientfile.merge.batch", "action_start_all", [])
    walk.env["clientfile.merge.batch"].browse(batch["res_id"]).action_cancel()


def set_aside(walk):
    walk.env.company.clientfile_has_review_folder = True
    pair = walk.make_pair()
    walk.call("clientfile.duplicate", "action_set_aside", pair.ids)
    walk.assertEqual(len(pair._get_partners().filtered("active")), 1)


def put_back(walk):
    customer = walk.make_customer()
    customer._clientfile_set_aside()
    walk.call("res.partner", "action_clientfile_put_back", customer.ids)
    walk.assertTrue(customer.active)


def _make_registered(walk):
    """The number of a customer that exists already."""
    walk.make_customer(company_registry=SIRET)
    return SIRET
