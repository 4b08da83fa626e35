"""Odoo 19: found where the user has it, or fetched from Debian or by git."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import debian, places
from .console import GroundError, step

SERIES = "19.0"
BRANCH_URL = "https://github.com/odoo/odoo.git"

# Debian replaces bundled files by links to these packages.
# Font Awesome must be version 4.7, which is stable's; sid has version 7.
LINKED_STABLE = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "fonts-ocr-b",
)
LINKED_SID = ("fonts-montserrat",)
# Debian leaves this file out; the web client's bundle asks for it. It blurs the
# background of video calls, so an empty one serves.
LEFT_OUT = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@dataclass(frozen=True)
class Odoo:
    """An Odoo that can be run with ``python -m odoo``.

    :param import_path: folder that holds the ``odoo`` package, or "" when installed
    :param addons: folders with Odoo's own addons
    """

    import_path: str
    addons: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """Variables with which Odoo is started."""
        paths = (self.import_path, str(places.SETUP), str(places.ROOT))
        return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "odoo", *arguments]

    def addons_path(self) -> str:
        return ",".join([*self.addons, str(places.ROOT)])


def find() -> Odoo:
    """The first of: ``ODOO_HOME``, an installed Odoo, Debian's package, git.

    :raises GroundError: when none is to be had, or ``ODOO_HOME`` is not Odoo 19
    """
    if home := os.environ.get("ODOO_HOME"):
        return _at_home(Path(home).resolve())
    return _installed() or _from_debian() or _from_git()


def _at_home(home: Path) -> Odoo:
    found = _source_checkout(home) or _unpacked_package(home)
    if not found:
        raise GroundError(f"ODOO_HOME={home} holds no Odoo.")
    series = _series(Path(found.import_path))
    if series != SERIES:
        raise GroundError(f"ODOO_HOME={home} is Odoo {series}; {SERIES} is needed.")
    return found


def _series(import_path: Path) -> str:
    code = (
        "import json, runpy, sys;"
        "release = runpy.run_path(sys.argv[1]);"
        "print(json.dumps(release['version_info'][:2]))"
    )
    release = import_path / "odoo" / "release.py"
    done = subprocess.run(
        [sys.executable, "-c", code, release], capture_output=True, text=True
    )
    if done.returncode:
        return "of an unknown version"
    return ".".join(str(part) for part in json.loads(done.stdout))


def _source_checkout(home: Path) -> Odoo | None:
    if not (home / "odoo-bin").exists():
        return None
    return Odoo(str(home), (str(home / "addons"), str(home / "odoo" / "addons")))


def _unpacked_package(home: Path) -> Odoo | None:
    packages = home / "usr" / "lib" / "python3" / "dist-packages"
    if not (packages / "odoo" / "release.py").exists():
        return None
    return Odoo(str(packages), (str(packages / "odoo" / "addons"),))


def _installed() -> Odoo | None:
    spec = importlib.util.find_spec("odoo")
    if not spec or not spec.submodule_search_locations:
        return None
    package = Path(next(iter(spec.submodule_search_locations)))
    if not (package / "release.py").exists() or _series(package.parent) != SERIES:
        return None
    return Odoo("", (str(package / "addons"),))


def _from_debian() -> Odoo | None:
    if not debian.is_debian():
        return None
    home = places.cache() / "odoo-19"
    if not (home / "complete").exists():
        _unpack(home)
    return _unpacked_package(home)


def _unpack(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    sid = debian.Suite("sid")
    sid.unpack(("odoo-19", *LINKED_SID), home)
    debian.Suite("stable").unpack(LINKED_STABLE, home)
    with step("Completing Odoo's files"):
        _relink(home)
        addons = Path(_unpacked_package(home).addons[0])
        _place(addons / LEFT_OUT)
    (home / "complete").touch()


def _relink(home: Path) -> None:
    """Lets absolute links of Debian's files point into ``home``."""
    for link in home.rglob("*"):
        if not link.is_symlink() or link.exists():
            continue
        inside = home / str(link.readlink()).lstrip("/")
        if inside.exists():
            link.unlink()
            link.symlink_to(os.path.relpath(inside, link.parent))


def _place(missing: Path) -> None:
    if not missing.exists():
        missing.parent.mkdir(parents=True, exist_ok=True)
        missing.write_text("")


def _from_git() -> Odoo:
    home = places.cache() / "odoo-19-git"
    if not (home / "odoo-bin").exists():
        with step(f"Cloning Odoo {SERIES}"), places.log("git").open("w") as output:
            done = subprocess.run(
                ["git", "clone", "--depth=1", f"--branch={SERIES}", BRANCH_URL, home],
                stdout=output,
                stderr=output,
            )
        if done.returncode:
            raise GroundError(
                "Odoo 19 was found nowhere. Set ODOO_HOME to a source checkout or an "
                "unpacked package of Odoo 19 Community."
            )
    return _source_checkout(home)
