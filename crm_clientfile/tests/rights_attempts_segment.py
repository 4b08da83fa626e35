"""What somebody may try to do with segments of the customer file, over RPC."""


def read_shared(walk):
    segment = _shared(walk)
    fields = ["name", "customer_count", "night_count", "latest_move_ids"]
    walk.call("clientfile.segment", "read", segment.ids, fields)


def find_customers(walk):
    segment = _shared(walk)
    domain = [("clientfile_segment_ids", "in", segment.ids)]
    walk.assertEqual(walk.call("res.partner", "search_count", domain), 1)


def make_private(walk):
    segment = walk.make("clientfile.segment", name="Mine", domain="[]")
    walk.call("clientfile.segment", "write", [segment], {"name": "Still mine"})
    walk.call("clientfile.segment", "unlink", [segment])


def choose_customers(walk):
    context = {"active_ids": walk.make_customer().ids}
    values = [{"name": "Chosen"}]
    model = "clientfile.segment.choose"
    [wizard] = walk.call(model, "create", values, context=context)
    walk.call(model, "action_apply", [wizard])


def plan_own_calls(walk):
    _act(walk, "calls", is_for_salesperson=False, caller_id=walk.worker.id)


def share(walk):
    walk.make("clientfile.segment", name="For all", domain="[]", is_shared=True)


def change_shared(walk):
    walk.call("clientfile.segment", "write", _shared(walk).ids, {"name": "Changed"})


def plan_calls_of_others(walk):
    _act(walk, "calls", is_for_salesperson=True, caller_id=walk.colleague.id)


def print_labels(walk):
    _act(walk, "labels")


def write_to_many(walk):
    _act(walk, "email")


def _shared(walk):
    customer = walk.make_customer(
        phone="04 72 00 00 01",
        email="customer@example.com",
        street="1 rue du Four",
        zip="69001",
        city="Lyon",
    )
    return walk.env["clientfile.segment"].create(
        {
            "name": "Shared",
            "domain": repr([("id", "in", customer.ids)]),
            "is_shared": True,
            "user_id": False,
        }
    )


def _act(walk, kind, **values):
    segment = _shared(walk)
    values = {"kind": kind, "segment_id": segment.id, **values}
    walk.answer("clientfile.segment.action", "action_start", **values)
