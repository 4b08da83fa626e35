"""Asks, retains, looks up and seals the persons of a large file."""

import time

from odoo.tools import SQL

from . import jobs
from .memory import peak_megabytes
from .portfolio import clone
from .segments import measured

FEW = 10_000
PLANTED = "p777@example.com"
_PERSONS = """
    UPDATE res_partner
       SET commercial_partner_id = id,
           email = 'p' || number || '@example.com',
           email_normalized = 'p' || number || '@example.com',
           phone = '+336' || LPAD(number::text, 8, '0'),
           phone_sanitized = '+336' || LPAD(number::text, 8, '0')
      FROM UNNEST(%s) WITH ORDINALITY AS made (made_id, number)
     WHERE id = made_id
"""
_KEYS = """
    INSERT INTO clientfile_match_key (partner_id, key)
    SELECT id, key FROM res_partner
      JOIN LATERAL (VALUES ('e:' || email), ('p:' || phone),
                           (CASE id %% 100 WHEN 0 THEN 'n:claire' ELSE 'n:n' || id END)
                   ) AS made (key) ON TRUE
     WHERE id = ANY(%s)
"""
_CONSENTS = """
    INSERT INTO clientfile_consent (partner_id, subject_key, %(columns)s)
    SELECT person, MD5(person::text), %(columns)s
      FROM clientfile_consent, UNNEST(%(persons)s) AS person
     WHERE id = %(pattern)s
"""
_COLUMNS = """
    SELECT column_name FROM information_schema.columns
     WHERE table_name = 'clientfile_consent' AND column_name NOT IN
           ('id', 'partner_id', 'subject_key', 'position', 'seal')
"""


def make(env, size: int) -> None:
    person = env["res.partner"].create({"name": "Claire Martin"})
    env.flush_all()
    persons = [person.id, *clone(env, person, size - 1)]
    env.cr.execute(_PERSONS, [persons])
    env.cr.execute(_KEYS, [persons])
    env.invalidate_all()
    consent = give_consent(env, person)
    columns = [SQL.identifier(name) for (name,) in env.execute_query(SQL(_COLUMNS))]
    env.cr.execute(
        SQL(
            _CONSENTS,
            columns=SQL(", ").join(columns),
            persons=persons[1:],
            pattern=consent.id,
        )
    )
    env.cr.commit()


def give_consent(env, person):
    purpose = env["clientfile.purpose"]._get_default()
    wording = env["clientfile.wording"].create(
        {"purpose_id": purpose.id, "lang": "en_US", "text": "I agree"}
    )
    said = {
        "state": "given",
        "purpose_id": purpose.id,
        "channel": "email",
        "wording_id": wording.id,
        "source": "paper",
    }
    consent = env["clientfile.consent"]._record(person, [said], {"reference": "card"})
    env.flush_all()
    return consent


def get_persons(env):
    return env["res.partner"].search([("email", "=like", "p%@example.com")])


def as_officer(env):
    env.cr.commit()
    return env(user=env.ref("base.user_admin"), su=False)


def contact(env) -> dict:
    purpose = env["clientfile.purpose"]._get_default()
    persons = get_persons(env)

    def count():
        free = [("id", "in", persons.ids), ("is_blacklisted", "=", False)]
        persons.search_count(free)
        persons.search_count([*free[:1], ("phone_sanitized_blacklisted", "=", False)])

    plain = measured(env, count)
    asked = measured(env, lambda: persons._clientfile_contact_answers(purpose))
    few = persons[:FEW]
    less = measured(env, lambda: few._clientfile_contact_answers(purpose))
    return {**asked, "plain": plain["time"], "count": len(persons), "few": less}


def retention(env) -> dict:
    get_persons(env)._write({"create_date": "2015-01-01 00:00:00"})
    env = as_officer(env)
    policy = env.ref("crm_clientfile_gdpr.clientfile_retention_policy_prospect")
    run = policy._start("dry")
    taken = measured(env, lambda: jobs.finish(run.job_id.sudo()))
    return {**taken, "batches": -(-run.read_count // 5_000)}


def look_up(env) -> dict:
    finder = env["clientfile.person.finder"]
    identity = finder._read_identity(emails=[PLANTED], names=["Claire Martin"])
    ours = measured(env, lambda: finder._find(identity, with_texts=False))
    rows = env.execute_query(SQL("EXPLAIN %s", finder._get_key_query(identity)))
    plan = " ".join(row[0] for row in rows)
    index = "clientfile_match_key_key_partner"
    wizard = env["privacy.lookup.wizard"].create(
        {"name": "Claire Martin", "email": PLANTED}
    )
    plain = measured(env, wizard.action_lookup)
    told = "its keys are read by their index" if index in plan else "index not used"
    return {**ours, "plain": plain["time"], "plan": told}


def seal(env) -> dict:
    consents = env["clientfile.consent"]

    def seal_all():
        while consents._seal_some():
            env.cr.commit()

    sealed = measured(env, seal_all)
    before = peak_megabytes()
    env = as_officer(env)
    check = env["clientfile.consent.check"].create({})
    started = time.perf_counter()
    check.action_start()
    if check.job_id:
        jobs.finish(check.job_id.sudo())
    taken = time.perf_counter() - started
    if check.state != "intact":
        raise RuntimeError(check.findings)
    return {
        "seal": sealed,
        "check": {"time": taken, "statements": "in steps"},
        "megabytes": peak_megabytes(),
        "before": before,
    }
