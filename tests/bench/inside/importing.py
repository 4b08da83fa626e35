"""Imports customers: ours in the steps a person takes, and Odoo's own way."""

import base64
import time
from pathlib import Path

from odoo.fields import Command

from tests.bench import dirty
from tests.bench.inside.jobs import finish
from tests.bench.inside.memory import peak_megabytes
from tests.bench.inside.processor import processor_seconds

AT_ONCE = 2000


def load(env, count: int, start: int) -> dict:
    """Odoo's import of the rows without their faults."""
    env = env(user=env.ref("base.user_admin"), su=False)
    rows = [
        dirty.clean_row(customer)
        for customer, _chance in dirty.customers_twice(count, start)
    ]
    created = 0
    started = clocks(env)
    for first in range(0, count, AT_ONCE):
        partners = env["res.partner"].with_context(import_file=True)
        result = partners.load(dirty.CLEAN_FIELDS, rows[first : first + AT_ONCE])
        if not result["ids"]:
            raise RuntimeError(result["messages"])
        created += len(result["ids"])
        env.cr.commit()
        env.invalidate_all()
    return {**taken_since(env, started), "created": created}


def read(env, path: str) -> int:
    """The id of an import whose file is uploaded and whose columns are recognised."""
    document = as_administrator(env)["clientfile.import"].create(
        {"file": base64.b64encode(Path(path).read_bytes()), "filename": "customers.csv"}
    )
    document.action_read()
    unknown = document.column_ids.filtered(lambda column: not column.target)
    if unknown:
        raise RuntimeError(f"Not recognised: {', '.join(unknown.mapped('name'))}")
    env.cr.commit()
    return document.id


def test(env, document_id: int) -> dict:
    return perform(env, document_id, "action_test")


def run(env, document_id: int) -> dict:
    return perform(env, document_id, "action_run")


def perform(env, document_id: int, action: str) -> dict:
    """Time, memory, and what became of the rows."""
    document = as_administrator(env)["clientfile.import"].browse(document_id)
    started = clocks(env)
    getattr(document, action)()
    env.cr.commit()
    if document.job_id:
        finish(document.job_id.sudo())
    taken = taken_since(env, started)
    rows = env["clientfile.import.row"]
    domain = [("import_id", "=", document_id)]
    counts = rows._read_group(domain, ["state"], ["__count"])
    return {**taken, "counts": dict(counts)}


def as_administrator(env):
    """The environment of one who may import."""
    admin = env.ref("base.user_admin")
    group = env.ref("crm_clientfile.crm_clientfile_group_administrator")
    admin.group_ids = [Command.link(group.id)]
    return env(user=admin, su=False)


def clocks(env) -> tuple[float, float]:
    return time.perf_counter(), processor_seconds(env)


def taken_since(env, started) -> dict:
    seconds, processor = (
        now - then for now, then in zip(clocks(env), started, strict=True)
    )
    return {"seconds": seconds, "processor": processor, "memory": peak_megabytes()}
