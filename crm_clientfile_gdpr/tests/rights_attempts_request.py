"""What somebody may try to do with requests of persons, over RPC."""

import base64

from .rights_attempts import _wording


def note_request(walk):
    values = {"person_name": "Claire", "kind": "access"}
    walk.answer("clientfile.request.receive", "action_receive", **values)


def read_request(walk):
    walk.call("clientfile.request", "read", _request(walk).ids, ["state", "message"])


def prepare_request(walk):
    request = _request(walk)
    walk.call("clientfile.request", "action_ask_identity", request.ids)
    request.identity_doubt = "Called back"
    walk.call("clientfile.request", "action_confirm_identity", request.ids)
    walk.call("clientfile.request", "action_start", request.ids)


def restrict_by_request(walk):
    request = _request(walk, kind="restriction")
    walk.call("clientfile.request", "action_restrict", request.ids)


def extend_request(walk):
    values = {"request_id": _request(walk).id, "months": "1", "reason": "Complex"}
    walk.answer("clientfile.request.extend", "action_extend", **values)


def close_request(walk):
    values = {"request_id": _request(walk).id, "outcome": "Done", "is_sent": False}
    walk.answer("clientfile.request.close", "action_close", **values)


def reopen_request(walk):
    request = _request(walk)
    request._close("answered", "Done")
    walk.call("clientfile.request", "action_reopen", request.ids)


def make_copy(walk):
    request = _request(walk)
    request.action_start()
    walk.call("clientfile.request", "action_make_pack", request.ids)


def read_copy(walk):
    walk.call("clientfile.request.pack", "read", _copy(walk).ids, ["state", "kind"])


def review_copy(walk):
    pack = _copy(walk)
    walk.call("clientfile.request.pack", "action_review", pack.ids)
    walk.call("clientfile.request.pack", "read", pack.ids, ["file"])


def read_documents(walk):
    document = _document(walk)
    walk.call(document._name, "read", document.ids, ["name", "content", "reason"])


def decide_document(walk):
    document = _document(walk)
    values = {"decision": "leave_out", "reason": "It is about her brother"}
    walk.call(document._name, "write", document.ids, values)


def send_copy(walk):
    walk.call("clientfile.request.pack", "action_send", _copy(walk).ids)


def ask_consent(walk):
    person = walk.make_customer(email="person@example.com", is_company=False)
    values = {
        "partner_id": person.id,
        "is_email": True,
        "purpose_id": _wording(walk).purpose_id.id,
    }
    walk.answer("clientfile.consent.record", "action_ask", **values)


def import_consents(walk):
    person = walk.make_customer()
    person.ref = f"RIGHTS{person.id}"
    table = f"number;state;date\n{person.ref};opposed;2024-01-05"
    values = {"file": base64.b64encode(table.encode()).decode(), "source": "Before"}
    walk.answer("clientfile.consent.import", "action_import", **values)


def _request(walk, kind="access"):
    customer = walk.make_customer(email="person@example.com")
    return walk.env["clientfile.request"]._receive(
        {"kind": kind, "channel": "hand", "partner_id": customer.id}
    )


def _document(walk):
    """Of a copy that waits for a decision."""
    pack = _copy(walk)
    pack.state = "deciding"
    return walk.env["clientfile.request.pack.document"].create(
        {
            "pack_id": pack.id,
            "folder": "documents",
            "name": "family.txt",
            "content": "others",
            "others": "Paul Petit",
        }
    )


def _copy(walk):
    """Made and ready to be reviewed."""
    request = _request(walk)
    pack = walk.env["clientfile.request.pack"].create(
        {"request_id": request.id, "kind": "access"}
    )
    pack.write(
        {"state": "ready", "filename": "copy.zip", "file": base64.b64encode(b"x")}
    )
    return pack
