"""Two exports of the same books, and one that is killed; called inside Odoo."""

import os
import signal
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import mute_logger


def prepare(env, count):
    """Posted entries of a company, and two exports of them that were checked."""
    company = env.company
    company.write({"country_id": env.ref("base.fr").id, "name": "Books"})
    env["account.chart.template"].try_loading("fr", company, install_demo=False)
    _post_entries(env, company, count)
    target = env["clientfile.accounting.target"].create(
        {"name": "Software", "format_code": "fec_exchange", "company_id": company.id}
    )
    values = {
        "target_id": target.id,
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
    }
    exports = env["clientfile.accounting.export"].create([values, values])
    for export in exports:
        export.action_check()
    env.cr.commit()
    return exports.mapped("state")


def export_at_the_same_time(env):
    """What each of two transactions is told, and the marks at the end."""
    first, second = env["clientfile.accounting.export"].search([], order="id")
    told = []
    env.cr.commit()
    with env.registry.cursor() as other:
        theirs = second.with_env(env(cr=other))
        other.execute("SELECT COUNT(*) FROM clientfile_exported_move")
        first._write_now()
        told.append(_try(theirs))
        env.cr.commit()
        told.append(_try(theirs))
        other.rollback()
        theirs.env.invalidate_all()
        told += [theirs._write_now(), theirs.state]
        other.commit()
    return told, _count(env)


def killed_while_writing(env):
    """Free the entries, and die when the file is complete but not yet noted."""
    env = env(user=env.ref("base.user_admin"))
    env["clientfile.accounting.export"].search(
        [("state", "=", "done")]
    ).action_release()
    export = env["clientfile.accounting.export"].search([("state", "=", "refused")])
    export.action_check()
    export.action_export()
    env.cr.commit()
    files = env.registry["clientfile.accounting.file"]

    def die(*_args):
        env.flush_all()
        os.kill(os.getpid(), signal.SIGKILL)

    with patch.object(files, "create", die):
        env["clientfile.job"].sudo()._cron_run()


def post_while_writing(env):
    """Entries of an export and of the next one, of two posted before and meanwhile."""
    target = env["clientfile.accounting.target"].search([], limit=1)
    files = env.registry["clientfile.accounting.file"]
    create = files.create

    def create_after_posting(records, values):
        with env.registry.cursor() as other:
            # Whoever posts does not wait for the export.
            other.execute("SET LOCAL lock_timeout = '10s'")
            _post_entries(env(cr=other), env.company.with_env(env(cr=other)), 1)
            other.commit()
        return create(records, values)

    _post_entries(env, env.company, 1)
    env.cr.commit()
    with patch.object(files, "create", create_after_posting):
        first = _export_year(env, target)
    return first.move_count, _export_year(env, target).move_count, _count(env)


def export_regularly_at_the_same_time(env):
    """Whether the second of two scheduled actions got hold of it; exports made."""
    env.company.partner_id.email = "books@example.com"
    target = env["clientfile.accounting.target"].search([], limit=1)
    schedules = env["clientfile.accounting.export.schedule"]
    schedule = schedules.create(
        {
            "name": "Monthly",
            "target_id": target.id,
            "next_date": fields.Date.today(),
            "recipient_ids": [Command.set(env.company.partner_id.ids)],
        }
    )
    env.cr.commit()
    with env.registry.cursor() as other:
        theirs = schedule.with_env(env(cr=other))
        schedule.try_lock_for_update(allow_referencing=True)
        schedule._export_due()
        env.flush_all()
        is_held = theirs.try_lock_for_update(allow_referencing=True)
        env.cr.commit()
        other.rollback()
        theirs.env.invalidate_all()
        theirs._cron_export()
    env.invalidate_all()
    return bool(is_held), len(schedule.export_ids)


def go_on(env):
    """Let the job run that was killed: its state, marks and digests of all files."""
    env["clientfile.job"]._cron_run()
    exports = env["clientfile.accounting.export"].search([("file_ids", "!=", False)])
    digests = exports.file_ids.mapped("sha256")
    return exports.job_id.mapped("state"), _count(env), digests


def _export_year(env, target):
    """An export of what is new, checked and written."""
    values = {
        "target_id": target.id,
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
    }
    export = env["clientfile.accounting.export"].create(values)
    export._check_now()
    assert export._write_now()
    env.cr.commit()
    return export


def _try(export):
    try:
        with mute_logger("odoo.sql_db"):
            return export._write_now()
    except UserError as error:
        return str(error)
    except SerializationFailure:
        export.env.cr.rollback()
        return "to be tried again"


def _count(env):
    marks = env["clientfile.exported.move"]
    return marks.search_count([]), len(marks.search([]).move_id)


def _post_entries(env, company, count):
    accounts = env["account.account"].search(
        [("company_ids", "in", company.ids), ("account_type", "=", "expense")], limit=2
    )
    journal = env["account.journal"].search(
        [("company_id", "=", company.id), ("type", "=", "general")], limit=1
    )
    entries = env["account.move"].create(
        [
            {
                "journal_id": journal.id,
                "date": "2026-03-01",
                "line_ids": [
                    Command.create(
                        {"account_id": account.id, "name": "Test", side: 1 + number}
                    )
                    for account, side in zip(accounts, ("debit", "credit"), strict=True)
                ],
            }
            for number in range(count)
        ]
    )
    entries.action_post()
