"""Hands customers over: by a portfolio move, and by the host's ``write``."""

import time

from odoo import SUPERUSER_ID
from odoo.fields import Command
from odoo.tools import SQL

AT_ONCE = 1000

_COLUMNS = """
    SELECT column_name FROM information_schema.columns
     WHERE table_name = 'res_partner'
       AND column_name NOT IN ('id', 'name', 'complete_name', 'commercial_partner_id')
"""
_CLONE = """
    INSERT INTO res_partner (name, complete_name, %(columns)s)
    SELECT name || number, name || number, %(columns)s
      FROM res_partner, generate_series(1, %(count)s) AS number
     WHERE id = %(pattern)s
 RETURNING id
"""
_OWN_ENTITY = "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)"
_EMPLOY = """
    UPDATE res_partner SET parent_id = company, commercial_partner_id = company
      FROM unnest(%s, %s) AS employed (contact, company) WHERE id = contact
"""


def make(env, size: int) -> dict:
    """Ids of the salesperson who has the customers, and of the one who gets them."""
    former, new = (make_salesperson(env, name) for name in ("Former", "New"))
    values = {"is_company": True, "user_id": former}
    customer = env["res.partner"].create({"name": "Customer", **values})
    contact = env["res.partner"].create({"name": "Contact", "parent_id": customer.id})
    env.flush_all()
    customers = clone(env, customer, size - 1)
    contacts = clone(env, contact, size // 2)
    env.cr.execute(_OWN_ENTITY, [customers])
    env.cr.execute(_EMPLOY, [contacts, customers[: len(contacts)]])
    env["clientfile.assignment"]._open_for_existing()
    env.cr.commit()
    return {"former": former, "new": new}


def clone(env, pattern, count: int) -> list[int]:
    """Ids of that many copies of a partner, made without the ORM."""
    columns = [SQL.identifier(name) for (name,) in env.execute_query(SQL(_COLUMNS))]
    query = SQL(
        _CLONE, columns=SQL(", ").join(columns), count=count, pattern=pattern.id
    )
    return [partner_id for (partner_id,) in env.execute_query(query)]


def make_salesperson(env, name: str) -> int:
    group = env.ref("sales_team.group_sale_salesman")
    values = {"name": name, "login": name, "email": f"{name}@example.com"}
    user = env["res.users"].with_context(no_reset_password=True)
    return user.create({**values, "group_ids": [Command.link(group.id)]}).id


def move(env, users: dict) -> dict:
    """Seconds of the preview, the move, its longest step, and the undoing."""
    env = env(user=env.ref("base.user_admin"), su=False)
    document = env["clientfile.portfolio.move"].create(
        {"from_user_id": users["former"], "to_user_id": users["new"]}
    )
    env.cr.commit()
    taken = {"preview": timed(env, document.action_preview)}
    document.action_move()
    taken["move"], taken["longest"] = finish(env, document.job_id)
    document.action_undo()
    taken["undo"], _longest = finish(env, document.job_id)
    return taken


def finish(env, job) -> tuple[float, float]:
    """Seconds of all steps of a job and of its longest; each is committed."""
    env.cr.commit()
    jobs = env(user=SUPERUSER_ID)["clientfile.job"]
    steps = []
    while job.state in ("pending", "running"):
        steps.append(timed(env, jobs._run_next))
        env.invalidate_all()
    if job.state != "done":
        raise RuntimeError(f"{job.state}, {job.message}")
    return sum(steps), max(steps)


def write(env, users: dict, count: int, is_silent: bool) -> float:
    """Seconds that the host takes to change the salesperson of so many."""
    env = env(user=env.ref("base.user_admin"), su=False)
    partners = env["res.partner"].search(
        [("user_id", "=", users["former"]), ("parent_id", "=", False)], limit=count
    )
    partners = partners.with_context(tracking_disable=is_silent)
    started = time.perf_counter()
    for first in range(0, len(partners), AT_ONCE):
        partners[first : first + AT_ONCE].write({"user_id": users["new"]})
        env.cr.commit()
        env.invalidate_all()
    return time.perf_counter() - started


def timed(env, work) -> float:
    started = time.perf_counter()
    work()
    env.cr.commit()
    return time.perf_counter() - started
