"""Databases: made, copied, filled with our addons."""

import json
import os
import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql

from . import places
from .console import GroundError, step
from .odoo import Odoo
from .postgres import Server

LANGUAGES = ("en_US", "fr_FR", "nl_NL", "uk_UA")
# Brings the French chart of accounts; our addons work without it.
CHART = "l10n_fr_account"
LOADING = re.compile(r"Loading module (\S+) \((\d+)/(\d+)\)")


class Databases:
    """The databases of one server, run by one Odoo, with one data folder."""

    def __init__(self, odoo: Odoo, server: Server, purpose: str):
        self.odoo = odoo
        self.server = server
        self.data = places.STATE / f"data-{purpose}"
        self.config = places.STATE / f"odoo-{purpose}.conf"
        self._write_config()

    def exists(self, name: str) -> bool:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        return bool(self._admin(query, (name,)))

    def names(self, prefix: str) -> list[str]:
        query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        return [name for (name,) in self._admin(query, (prefix,))]

    def drop(self, name: str) -> None:
        self._disconnect(name)
        self._admin(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        shutil.rmtree(self._filestore(name), ignore_errors=True)

    def copy(self, source: str, target: str) -> None:
        """Copies a database with its files; ``target`` is replaced."""
        self.drop(target)
        self._disconnect(source)
        names = sql.Identifier(target), sql.Identifier(source)
        strategy = "STRATEGY FILE_COPY" if self._version() >= 150000 else ""
        query = sql.SQL("CREATE DATABASE {} TEMPLATE {} " + strategy)
        self._admin(query.format(*names))
        if self._filestore(source).exists():
            # Odoo never rewrites a stored file, so both may share it.
            shutil.copytree(
                self._filestore(source), self._filestore(target), copy_function=_link
            )

    def rename(self, name: str, new: str) -> None:
        self._disconnect(name)
        query = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self._admin(query.format(sql.Identifier(name), sql.Identifier(new)))
        if self._filestore(name).exists():
            self._filestore(name).rename(self._filestore(new))

    def init(self, name: str, language: str = "en_US") -> None:
        """An empty Odoo database for a French company, all languages loaded."""
        if self.exists(name):
            self.drop(name)
        arguments = ["--country=fr", f"--language={language}", name]
        command = ["db", f"--config={self.config}", "init", *arguments]
        self._odoo("Making an empty Odoo database", name, command)
        languages = ",".join(LANGUAGES)
        self._server("Loading languages", name, f"--load-language={languages}")

    def install(self, name: str, *addons: str) -> None:
        self._server(_title("Installing", addons), name, f"--init={','.join(addons)}")

    def update(self, name: str, *addons: str) -> None:
        self._server(_title("Updating", addons), name, f"--update={','.join(addons)}")

    def run_script(self, title: str, name: str, script: Path) -> None:
        """Runs a file in Odoo's shell, which gives it ``env``."""
        self._odoo(title, name, ["shell", *self.options(name), "--no-http"], script)

    def call(self, title: str, name: str, function: str, **arguments):
        """Calls ``function(env, **arguments)`` inside Odoo; returns its result.

        :param function: where it can be imported from, with dots
        :param arguments: what JSON can say, like the result
        """
        answer = self.data / f"answer-{name}.json"
        answer.unlink(missing_ok=True)
        call = {"function": function, "arguments": arguments, "answer": str(answer)}
        variables = {"CLIENTFILE_CALL": json.dumps(call)}
        shell = ["shell", *self.options(name), "--no-http"]
        self._odoo(title, name, shell, places.CALL_SCRIPT, variables)
        return json.loads(answer.read_text())

    def tidy(self, name: str) -> None:
        """Does now what the server would do in the background during a measure."""
        with self.connect(name) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("VACUUM (ANALYZE)")

    def options(self, name: str) -> list[str]:
        """Command-line options with which Odoo serves this database."""
        return [f"--config={self.config}", f"--database={name}"]

    def connect(self, name: str):
        return closing(psycopg2.connect(**self.server.dsn(name)))

    def _write_config(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        settings = {
            "addons_path": self.odoo.addons_path(),
            "data_dir": self.data,
            "db_host": self.server.host,
            "db_port": self.server.port,
            "db_user": self.server.user,
            "db_password": self.server.password,
            "http_interface": "127.0.0.1",
            "list_db": False,
        }
        lines = [f"{key} = {value}" for key, value in settings.items() if value != ""]
        self.config.write_text("[options]\n" + "\n".join(lines) + "\n")
        self.config.chmod(0o600)

    def _server(self, title: str, name: str, *arguments: str) -> None:
        once = ["--stop-after-init", "--no-http", "--max-cron-threads=0"]
        self._odoo(title, name, ["server", *self.options(name), *once, *arguments])

    def _odoo(
        self, title: str, name: str, arguments, stdin=Path(os.devnull), variables=None
    ) -> None:
        """Runs one Odoo command, shows which module it loads, refuses errors."""
        log = places.log(f"odoo-{name}")
        with step(title) as progress, log.open("w") as output, stdin.open() as given:
            process = subprocess.Popen(
                self.odoo.command(*arguments),
                env=self.odoo.environment() | (variables or {}),
                cwd=places.STATE,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for line in process.stdout:
                output.write(line)
                if found := LOADING.search(line):
                    progress("{} {}/{}".format(*found.groups()))
            process.wait()
        _refuse_errors(log, process.returncode)

    def _filestore(self, name: str) -> Path:
        return self.data / "filestore" / name

    def _disconnect(self, name: str) -> None:
        query = """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s
        """
        self._admin(query, (name,))

    def _version(self) -> int:
        with self.connect("postgres") as connection:
            return connection.server_version

    def _admin(self, query, parameters=None):
        with self.connect("postgres") as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(query, parameters)
                return cursor.fetchall() if cursor.description else []


def _title(verb: str, addons) -> str:
    shown = ", ".join(addons[:4]) + (" …" if len(addons) > 4 else "")
    return f"{verb} {shown}"


def _link(source, target) -> None:
    Path(target).hardlink_to(source)


def _refuse_errors(log: Path, code: int) -> None:
    text = log.read_text(errors="replace")
    found = re.search(r"^\S+ \S+ \d+ (ERROR|CRITICAL) .*$", text, re.MULTILINE)
    if code or found or "\nTraceback (most recent call last)" in text:
        shown = found.group(0) if found else text[-2000:]
        raise GroundError(f"Odoo failed: {shown}\nThe whole story is in {log}.")
