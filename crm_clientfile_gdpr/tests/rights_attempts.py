"""What somebody may try to do with consents, over RPC."""


def read_consents(walk):
    consent = _consent(walk)
    walk.call("clientfile.consent", "read", consent.ids, ["state", "partner_id"])
    names = ["clientfile_contact_answers", "clientfile_consent_ids"]
    walk.call("res.partner", "read", consent.partner_id.ids, names)


def record_opposition(walk):
    values = {"partner_id": walk.make_customer().id, "state": "opposed"}
    walk.answer("clientfile.consent.record", "action_record", **values)


def oppose_by_button(walk):
    customer = walk.make_customer()
    walk.call("res.partner", "action_clientfile_oppose", customer.ids)


def withdraw(walk):
    walk.call("clientfile.consent", "action_withdraw", _consent(walk).ids)


def read_evidence(walk):
    consent = _consent(walk)
    walk.call("clientfile.consent", "read", consent.ids, ["evidence_id"])
    evidence = consent.evidence_id
    walk.call(evidence._name, "read", evidence.ids, ["note", "ip"])


def check_seals(walk):
    walk.answer("clientfile.consent.check", "action_start")


def read_wording(walk):
    walk.call("clientfile.wording", "read", _wording(walk).ids, ["text"])


def write_wording(walk):
    purpose = walk.make("clientfile.purpose", name="Fairs")
    values = {"purpose_id": purpose, "lang": "en_US", "text": "I agree"}
    walk.make("clientfile.wording", **values)


def _wording(walk):
    purpose = walk.env.ref("crm_clientfile_gdpr.clientfile_purpose_offers")
    return walk.env["clientfile.wording"].create(
        {"purpose_id": purpose.id, "lang": "en_US", "text": "I agree"}
    )


def _consent(walk):
    """Given by a customer, with evidence."""
    wording = _wording(walk)
    said = {
        "state": "given",
        "purpose_id": wording.purpose_id.id,
        "channel": "email",
        "wording_id": wording.id,
    }
    customer = walk.make_customer()
    evidence = {"note": "At the fair"}
    consent = walk.env["clientfile.consent"]._record(customer, [said], evidence)
    return consent.sudo()
