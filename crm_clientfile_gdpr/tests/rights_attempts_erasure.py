"""What somebody may try to do with look-ups and erasures, over RPC."""


def look_up(walk):
    customer = walk.make_customer(email="erase@example.com")
    values = {"email": customer.email, "is_full": False}
    walk.answer("clientfile.lookup", "action_search", **values)


def prepare_erasure(walk):
    customer = walk.make_customer()
    walk.call("res.partner", "action_clientfile_prepare_erasure", customer.ids)


def read_plan(walk):
    plan = _plan(walk)
    walk.call(plan._name, "read", plan.ids, ["state", "receipt", "line_ids"])
    walk.call("clientfile.erasure.line", "read", plan.line_ids.ids, ["action"])


def decide_line(walk):
    line = _plan(walk).line_ids[:1]
    values = {"action": "delete", "reason": "Asked for"}
    walk.call(line._name, "write", line.ids, values)


def execute(walk):
    walk.call("clientfile.erasure", "action_execute", _plan(walk).ids)


def cancel(walk):
    walk.call("clientfile.erasure", "action_cancel", _plan(walk).ids)


def replay(walk):
    walk.answer("clientfile.erasure.replay", "action_replay")


def export_list(walk):
    walk.answer("clientfile.erasure.replay", "action_export")


def read_data_map(walk):
    rows = walk.env["clientfile.data.map"].search([], limit=1)
    walk.call(rows._name, "read", rows.ids, ["model_name"])


def read_opposition_list(walk):
    walk.call("clientfile.opposition", "search_read", [], ["digest"])


def _plan(walk):
    customer = walk.make_customer()
    return walk.env["clientfile.erasure"]._plan_for(customer, with_texts=False)
