"""Times the creation of customers in several databases of one process."""

import gc
import statistics
import time
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import Form

from tests.bench import customers

# Fewer than in batch: a round is to last seconds, so that disturbances hit both sides.
ONE_BY_ONE = 30


def compare(env, host: str, size: int, rounds: int) -> dict:
    """Medians for one customer, by side and manner.

    :param host: database without the addon, beside that of ``env`` with it
    """
    sides = {"ours": env.cr.dbname, "host": host}
    for database in sides.values():
        measure(database, size, start=0)
    samples = {side: [] for side in sides}
    for turn in range(1, rounds + 1):
        order = list(sides) if turn % 2 else list(reversed(sides))
        for side in order:
            samples[side].append(measure(sides[side], size, start=turn * size))
    return {side: medians(taken) for side, taken in samples.items()}


def medians(taken: list[dict]) -> dict:
    return {
        manner: {
            kind: statistics.median(sample[manner][kind] for sample in taken)
            for kind in taken[0][manner]
        }
        for manner in taken[0]
    }


def measure(database: str, size: int, start: int) -> dict:
    """One round in one database; nothing of it is kept."""
    values = [customer.values() for customer in customers.make(size, start)]
    few = values[:ONE_BY_ONE]
    return {
        "batch": timed(database, create_batch, values),
        "single": timed(database, create_singly, few),
        "form": timed(database, save_forms, few),
    }


def timed(database: str, work, values) -> dict:
    with environment(database) as env:
        # What depends on the database's state, not on the customers, is loaded before.
        work(env, values[:1])
        queries = env.cr.sql_log_count
        gc.collect()
        clocks = time.perf_counter(), time.process_time()
        work(env, values[1:])
        seconds = time.perf_counter() - clocks[0]
        processor = time.process_time() - clocks[1]
        queries = env.cr.sql_log_count - queries
    taken = {"seconds": seconds, "processor": processor, "queries": queries}
    return {kind: value / (len(values) - 1) for kind, value in taken.items()}


@contextmanager
def environment(database: str):
    with Registry(database).cursor() as cr:
        admin = api.Environment(cr, SUPERUSER_ID, {}).ref("base.user_admin")
        yield api.Environment(cr, admin.id, {"lang": "en_US", "tz": "Europe/Paris"})
        cr.rollback()


def create_batch(env, values) -> None:
    env["res.partner"].create(values)
    env.flush_all()


def create_singly(env, values) -> None:
    for one in values:
        env["res.partner"].create(one)
        env.flush_all()
        env.invalidate_all()


def save_forms(env, values) -> None:
    partners = env["res.partner"]
    # The view is read once, as the web client keeps it.
    fields = Form(partners)._view["fields_spec"]
    for one in values:
        partners.onchange({}, [], fields)
        partners.web_save(one, fields)
        env.flush_all()
        env.invalidate_all()
