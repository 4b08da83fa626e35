"""Counts segments night after night, and lists their customers."""

import time
from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Date
from odoo.tools import SQL

from .portfolio import clone

REVENUE = [("clientfile_revenue_12m", ">=", 500)]
_OWN_ENTITY = "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)"
_FIGURES = """
    INSERT INTO clientfile_metrics (partner_id, company_id, revenue_12m)
    SELECT id, %s, id %% 1000 FROM unnest(%s) AS id
"""
_CHANGE = """
    UPDATE clientfile_metrics SET revenue_12m = 999 - revenue_12m
     WHERE partner_id %% 100 = 7
"""


def make(env, size: int) -> None:
    customer = env["res.partner"].create(
        {"name": "Customer", "is_company": True, "phone": "+33 4 72 00 00 01"}
    )
    env.flush_all()
    customers = [customer.id, *clone(env, customer, size - 1)]
    env.cr.execute(_OWN_ENTITY, [customers])
    env.cr.execute(_FIGURES, [env.company.root_id.id, customers])
    env.cr.commit()


def everybody(env) -> list[dict]:
    return list(nights(env, []))


def buying(env) -> list[dict]:
    return list(nights(env, REVENUE))


def nights(env, domain):
    """What a segment costs: three nights, its list, a call list of its customers."""
    env = env(user=env.ref("base.user_admin"), su=False)
    segment = env["clientfile.segment"].create(
        {"name": "Bench", "domain": repr(domain)}
    )
    env.cr.commit()
    partners = segment._get_partners()
    whole = segment._get_segment_domain()
    plain = measured(env, lambda: partners.search_count(whole))["time"]
    today = Date.today()
    for ago, title in ((2, "first night"), (1, "next night"), (0, "1 % changed")):
        if not ago:
            env.cr.execute(SQL(_CHANGE))
            env.cr.commit()
        day = today - timedelta(days=ago)
        with patch.object(Date, "context_today", lambda *_args, day=day: day):
            cost = measured(env, lambda: segment._take_snapshot(env.company))
        yield {**cost, "title": title, "customers": segment.night_count, "plain": plain}
    inside = [("clientfile_segment_ids", "in", segment.ids)]
    cost = measured(env, lambda: env["res.partner"].search(inside, limit=80))
    yield {**cost, "title": "a page of 80", "customers": 80, "plain": plain}
    action = env["clientfile.segment.action"].create({"segment_id": segment.id})
    cost = measured(env, action._list_lines)
    listed = action.waiting_count
    yield {**cost, "title": "call list listed", "customers": listed, "plain": plain}


def measured(env, work) -> dict:
    """Seconds and statements, with the commit."""
    env.flush_all()
    env.invalidate_all()
    before, started = env.cr.sql_log_count, time.perf_counter()
    work()
    env.cr.commit()
    taken = time.perf_counter() - started
    return {"time": taken, "statements": env.cr.sql_log_count - before}
