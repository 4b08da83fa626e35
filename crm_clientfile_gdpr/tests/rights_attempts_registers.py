"""What somebody may try to do with registers, retention and archive, over RPC."""

ADDON = "crm_clientfile_gdpr"


def read_access_log(walk):
    entry = walk.env["clientfile.access.log"]._log("export", walk.make_customer())
    walk.call("clientfile.access.log", "read", entry.ids, ["action", "user_id"])


def read_processing(walk):
    activity = walk.env.ref(f"{ADDON}.clientfile_processing_orders")
    walk.call(activity._name, "read", activity.ids, ["name", "field_list", "missing"])


def write_processing(walk):
    walk.make("clientfile.processing", name="Video surveillance")
    walk.make(
        "clientfile.processor", partner_id=walk.make_customer().id, service="Host"
    )


def read_breach(walk):
    breach = walk.env["clientfile.breach"].create({"name": "Lost key"})
    walk.call(breach._name, "read", breach.ids, ["name", "remaining", "severity"])


def record_breach(walk):
    breach = walk.make("clientfile.breach", name="Lost key")
    people = {"breach_id": breach, "partner_ids": walk.make_customer().ids}
    walk.answer("clientfile.breach.people", "action_add", **people)


def write_to_persons(walk):
    breach = walk.env["clientfile.breach"].create(
        {
            "name": "Lost key",
            "persons_decision": "inform",
            "letter_text": "A key was lost.",
            "letter_measures": "The lock was changed.",
            "person_ids": [(0, 0, {"partner_id": walk.make_customer().id})],
        }
    )
    walk.call(breach._name, "action_write_persons", breach.ids)


def read_policy(walk):
    policy = walk.env.ref(f"{ADDON}.clientfile_retention_policy_prospect")
    walk.call(policy._name, "read", policy.ids, ["name", "months", "state"])


def run_policy(walk):
    policy = walk.make("clientfile.retention.policy", name="Prospects")
    walk.call("clientfile.retention.policy", "action_dry_run", [policy])


def open_archive(walk):
    archive = walk.env["clientfile.archive"].create(
        {
            "name": "Somebody",
            "company_id": walk.env.company.id,
            "date": "2026-01-01",
            "date_end": "2036-01-01",
        }
    )
    values = {"archive_id": archive.id, "reason": "Claim"}
    walk.answer("clientfile.archive.open", "action_open", **values)


def hold(walk):
    values = {"clientfile_hold_reason": "Lawsuit"}
    customer = walk.make_customer()
    walk.call("res.partner", "read", customer.ids, list(values))


def check_texts(walk):
    walk.call("clientfile.guard.scan", "action_scan")
    walk.make("clientfile.guard.word", name="pastis", kind="health")


def open_dashboard(walk):
    walk.call("clientfile.protection.dashboard", "get_dashboard")
