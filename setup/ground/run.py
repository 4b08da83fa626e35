"""setup/run: Odoo 19 with the client file, on demo data."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import odoo, places, postgres, printer
from .console import GroundError, say, step
from .database import CHART, LANGUAGES, Databases
from .fingerprint import addons_fingerprint, dependencies

STARTED = places.STATE / "odoo.pid"
LOGINS = (
    ("admin", "administrator of everything"),
    ("camille", "salesperson (user of the customer file)"),
    ("nadia", "sales manager (manager of the customer file)"),
    ("hugo", "administrator of the customer file"),
)


def main(arguments=None) -> None:
    options = parse(arguments)
    if options.stop:
        stop()
        postgres.Cluster("product").stop()
        return
    started = time.monotonic()
    server = postgres.find("product")
    databases = Databases(odoo.find(), server, "product")
    printer.ensure()
    stop()
    prepare(databases, options)
    tell_address(databases, options)
    serve(databases, options)
    greet(options, time.monotonic() - started)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="setup/run", description=__doc__)
    parser.add_argument("--port", type=int, default=8069, help="default: 8069")
    parser.add_argument("--db", default="clientfile", help="default: clientfile")
    parser.add_argument("--fresh", action="store_true", help="make the database anew")
    parser.add_argument("--no-demo", action="store_true", help="without demo data")
    parser.add_argument(
        "--lang",
        default="fr_FR",
        choices=LANGUAGES,
        help="language of the interface in a new database (default: fr_FR)",
    )
    parser.add_argument("--stop", action="store_true", help="stop what was started")
    return parser.parse_args(arguments)


def prepare(databases: Databases, options) -> None:
    """Makes the database, or brings the addons in it up to date."""
    mark = places.STATE / f"{options.db}.fingerprint"
    current = addons_fingerprint()
    if options.fresh or not databases.exists(options.db) or not mark.exists():
        mark.unlink(missing_ok=True)
        databases.init(options.db, options.lang)
        databases.install(options.db, CHART, *dependencies())
        databases.install(options.db, *places.ADDONS)
        if not options.no_demo:
            databases.run_script("Loading demo data", options.db, places.DEMO_SCRIPT)
    elif mark.read_text() != current:
        databases.update(options.db, *places.ADDONS)
    mark.write_text(current)


def tell_address(databases: Databases, options) -> None:
    """Says where Odoo will answer: PDFs fetch their styles there."""
    statement = """
        INSERT INTO ir_config_parameter (key, value)
             VALUES ('web.base.url', %(url)s), ('report.url', %(url)s)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
    """
    with databases.connect(options.db) as connection, connection.cursor() as cursor:
        cursor.execute(statement, {"url": address(options.port)})
        connection.commit()


def serve(databases: Databases, options) -> None:
    log = places.log("odoo")
    arguments = [*databases.options(options.db), f"--http-port={options.port}"]
    with step("Starting Odoo"), log.open("w") as output:
        process = subprocess.Popen(
            databases.odoo.command("server", *arguments),
            env=databases.odoo.environment(),
            cwd=places.STATE,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        STARTED.write_text(str(process.pid))
        _await(process, options.port, log)


def _await(process, port: int, log: Path) -> None:
    """Returns when the login page answers."""
    for _attempt in range(600):
        if process.poll() is not None:
            STARTED.unlink()
            raise GroundError(f"Odoo stopped at once; see {log}.")
        try:
            urllib.request.urlopen(address(port) + "/web/login", timeout=60).close()
        except urllib.error.HTTPError as error:
            raise GroundError(f"Odoo answers {error.code}; see {log}.") from error
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise GroundError(f"Odoo does not answer; see {log}.")


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def greet(options, seconds: float) -> None:
    say(f"\nThe client file runs on {address(options.port)} ({seconds:.0f} s).")
    say("Login and password are the same:")
    for login, who in LOGINS[: 1 if options.no_demo else None]:
        say(f"    {login:<10} {who}")
    say("setup/run --stop stops it.")


def stop() -> None:
    """Stops the Odoo that an earlier call started, if it still runs."""
    if not STARTED.exists():
        return
    pid = int(STARTED.read_text())
    STARTED.unlink()
    if not _is_ours(pid):
        return
    os.kill(pid, signal.SIGTERM)
    for _attempt in range(100):
        if not _is_ours(pid):
            return
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)


def _is_ours(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return b"odoo-product.conf" in command and state != "Z"


if __name__ == "__main__":
    try:
        main()
    except GroundError as error:
        say(f"\n{error}")
        sys.exit(1)
