"""What somebody may try to agree with a customer, and to dispute, over RPC."""

from odoo import Command


def write_delivery_terms(walk):
    _write(walk, clientfile_delivery_terms="EXW", clientfile_delivery_days=3)


def write_delivery_instructions(walk):
    _write(walk, clientfile_delivery_instructions="Ring twice")


def grant_discount(walk):
    _write(walk, clientfile_discount=5, clientfile_discount_reason="Volume")


def give_terms_of_group(walk):
    head = walk.make_customer()
    branch = walk.make_customer(parent_id=head.id)
    values = {"clientfile_terms_inherited": True}
    walk.call("res.partner", "write", branch.ids, values)


def draft_condition(walk):
    customer = walk.make_customer()
    walk.make("clientfile.condition", partner_id=customer.id, name="Free delivery")


def accept_condition(walk):
    condition = walk.make_condition()
    walk.call("clientfile.condition", "action_accept", condition.ids)
    walk.assertEqual(condition.state, "accepted")


def extend_condition(walk):
    values = {"date_to": "2099-12-31"}
    walk.call("clientfile.condition", "write", _accepted(walk).ids, values)


def cancel_condition(walk):
    walk.answer(
        "clientfile.condition.cancel",
        "action_cancel",
        condition_ids=[Command.set(_accepted(walk).ids)],
        reason="Not kept",
    )


def delete_draft_condition(walk):
    walk.call("clientfile.condition", "unlink", walk.make_condition().ids)


def attach_company(walk):
    walk.answer(
        "clientfile.group.attach",
        "action_attach",
        partner_ids=[Command.set(walk.make_customer().ids)],
        parent_id=walk.make_customer().id,
    )


def detach_company(walk):
    branch = walk.make_customer(parent_id=walk.make_customer().id)
    walk.call("res.partner", "action_clientfile_detach", branch.ids)
    walk.assertFalse(branch.parent_id)


def open_dispute(walk):
    customer = walk.make_customer()
    walk.make("clientfile.dispute", partner_id=customer.id, reason="quality")


def handle_dispute(walk):
    dispute = _dispute(walk)
    walk.call("clientfile.dispute", "action_take_up", dispute.ids)
    walk.call("clientfile.dispute", "write", dispute.ids, {"outcome": "rejected"})
    walk.call("clientfile.dispute", "action_settle", dispute.ids)
    walk.assertEqual(dispute.state, "settled")


def delete_dispute(walk):
    walk.call("clientfile.dispute", "unlink", _dispute(walk).ids)


def _accepted(walk):
    condition = walk.make_condition()
    condition.action_accept()
    return condition


def _dispute(walk):
    values = {"partner_id": walk.make_customer().id, "reason": "quality"}
    return walk.env["clientfile.dispute"].create(values)


def _write(walk, **values):
    walk.call("res.partner", "write", walk.make_customer().ids, values)
