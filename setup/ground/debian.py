"""Packages of a Debian suite, verified by apt and unpacked without installing them.

An apt configuration of its own is used, so neither the machine's sources nor its
installed packages are touched, and no root is needed.
"""

import os
import shutil
import subprocess
from pathlib import Path

from . import places
from .console import GroundError, step

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def is_debian() -> bool:
    """Whether apt and Debian's archive keys are here."""
    return shutil.which("apt-get") is not None and KEYRING.exists()


def install(*packages: str) -> None:
    """Installs packages on the machine itself (root on Debian only)."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        wanted = " ".join(packages)
        raise GroundError(f"Please install {wanted} (apt-get install {wanted}).")
    with step(f"Installing {' '.join(packages)}"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        log = places.log("apt")
        with log.open("a") as output:
            _run(["apt-get", "update", "-qq"], output, environment)
            command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
            _run([*command, *packages], output, environment)


def _run(command, output, environment=None) -> None:
    done = subprocess.run(
        command, stdout=output, stderr=subprocess.STDOUT, env=environment
    )
    if done.returncode:
        raise GroundError(f"{' '.join(command[:2])} failed; see {output.name}.")


class Suite:
    """One suite of the Debian archive, reached as the machine's own apt does."""

    def __init__(self, name: str):
        self.name = name
        self.folder = places.cache() / "apt" / name
        self.updated = False

    def unpack(self, packages, target: Path) -> None:
        """Unpacks the packages' files into ``target``."""
        for package in packages:
            archive = self._archive(package)
            subprocess.run(["dpkg-deb", "-x", archive, target], check=True)

    def _archive(self, package: str) -> Path:
        kept = sorted(self._downloads().glob(f"{package}_*.deb"))
        if kept:
            return kept[-1]
        self._update()
        with step(f"Fetching {package} ({self._size(package)})"):
            log = places.log("apt")
            with log.open("a") as output:
                command = ["apt-get", *self._options(), "download", package]
                done = subprocess.run(
                    command, cwd=self._downloads(), stdout=output, stderr=output
                )
        kept = sorted(self._downloads().glob(f"{package}_*.deb"))
        if done.returncode or not kept:
            raise GroundError(f"{package} could not be fetched; see {log}.")
        return kept[-1]

    def _size(self, package: str) -> str:
        command = ["apt-cache", *self._options(), "show", "--no-all-versions", package]
        shown = subprocess.run(command, capture_output=True, text=True).stdout
        sizes = [line[6:] for line in shown.splitlines() if line.startswith("Size: ")]
        return f"{int(sizes[0]) / 1e6:.1f} MB" if sizes else "size unknown"

    def _downloads(self) -> Path:
        folder = self.folder / "archives"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _update(self) -> None:
        if self.updated:
            return
        for part in ("lists/partial", "cache/archives/partial"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        self._sources().write_text(
            f"Types: deb\nURIs: {_site()}\nSuites: {self.name}\n"
            f"Components: main\nSigned-By: {KEYRING}\n"
        )
        title = f"Reading the package lists of Debian {self.name}"
        with step(title), places.log("apt").open("a") as output:
            _run(["apt-get", *self._options(), "update"], output)
        self.updated = True

    def _sources(self) -> Path:
        return self.folder / "suite.sources"

    def _options(self) -> list[str]:
        settings = {
            "Dir::Etc::sourcelist": self._sources(),
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::State::lists": self.folder / "lists",
            "Dir::Cache": self.folder / "cache",
            "Dir::State::status": "/dev/null",
            "APT::Get::List-Cleanup": "0",
            "APT::Sandbox::User": "",
            # A mirror that lags behind still serves packages with a good signature.
            "Acquire::Check-Valid-Until": "false",
        }
        return [
            word for key, value in settings.items() for word in ("-o", f"{key}={value}")
        ]


def _site() -> str:
    """The archive that the machine's own apt uses for Debian's main packages."""
    sites = _known_sites()
    if not sites and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        sites = _known_sites()
    if not sites:
        raise GroundError("apt knows no Debian archive yet: run apt-get update.")
    return max(sites, key=sites.count)


def _known_sites() -> list[str]:
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(SITE)"],
        capture_output=True,
        text=True,
    ).stdout.split()
    return [line.partition("|")[2] for line in listed if line.startswith("Debian|")]
