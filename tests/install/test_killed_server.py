"""A server that is killed in the middle of an import goes on where it was."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from ground import places, template
from psycopg2 import sql

NAME = "cf_killed"
SCRIPT = Path(__file__).with_name("customers_to_import.py")
COUNT = 2000
PATIENCE = 300
JOB = """
    SELECT state, COALESCE(done, 0), total, COALESCE(interruptions, 0),
           (SELECT COUNT(*) FROM res_partner WHERE ref LIKE 'KILL%'),
           (SELECT COUNT(DISTINCT ref) FROM res_partner WHERE ref LIKE 'KILL%')
      FROM clientfile_job WHERE res_model = 'clientfile.import'
"""
ROWS = "SELECT state, COUNT(*) FROM clientfile_import_row GROUP BY state"


@pytest.fixture(scope="module")
def waiting(databases):
    """A database in which the job of an import waits for a server."""
    databases.copy(template.host(databases), NAME)
    databases.install(NAME, "crm_clientfile")
    databases.run_script("Preparing an import", NAME, SCRIPT)
    yield
    databases.drop(NAME)


@contextmanager
def server(databases):
    """An Odoo that runs scheduled actions; killed at the end, if not before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--http-port={port}", "--workers=0", "--max-cron-threads=2"]
    with places.log(f"odoo-{NAME}").open("a") as output:
        process = subprocess.Popen(
            databases.odoo.command("server", *databases.options(NAME), *options),
            env=databases.odoo.environment(),
            cwd=places.STATE,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def await_job(databases, query, process, is_reached):
    """The job's columns once they are as ``is_reached`` says."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        [job] = query(NAME, JOB)
        if is_reached(job):
            return job
        assert process.poll() is None, "the server has stopped by itself"
        wake(databases)
        time.sleep(0.1)
    raise AssertionError(f"{PATIENCE} seconds, and the job is still {job}")


def wake(databases):
    """Tell scheduled actions to start, as Odoo does when one is triggered."""
    with databases.connect("postgres") as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql.SQL("NOTIFY cron_trigger, {}").format(sql.Literal(NAME)))


def test_import_is_done_exactly_once_though_its_server_was_killed(
    databases, query, waiting
):
    with server(databases) as process:
        await_job(databases, query, process, lambda job: job[1] > 0)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    [(state, done, total, interruptions, *created)] = query(NAME, JOB)
    assert (state, total) == ("running", COUNT)
    assert 0 < done < COUNT
    assert interruptions <= 1
    assert created == [done, done]

    with server(databases) as process:
        ended = await_job(databases, query, process, lambda job: job[0] == "done")
    assert ended == ("done", COUNT, COUNT, 0, COUNT, COUNT)
    assert query(NAME, ROWS) == [("created", COUNT)]
