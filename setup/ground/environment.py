"""The virtual environment, and the way into it.

Runs on the machine's Python with the standard library alone:
``python -m ground.environment COMMAND …`` makes the environment if it is missing and
continues there as ``python -m ground.COMMAND …``.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

from . import places
from .console import GroundError, say, step


def ensure(name: str, *requirements: str) -> Path:
    """Folder of the environment that holds exactly these requirement files."""
    files = [places.SETUP / file for file in requirements]
    mark = places.digest(sys.version, *(file.read_bytes() for file in files))
    folder = places.cache() / f"{name}-{mark}"
    if not (folder / "complete").exists():
        _make(folder, files)
    return folder


def python_of(folder: Path) -> str:
    """The environment's interpreter."""
    return str(folder / "bin" / "python")


def _make(folder: Path, files) -> None:
    venv.create(folder, with_pip=True, clear=True)
    wanted = _count(files)
    command = [python_of(folder), "-m", "pip", "install", "--no-input"]
    command += [word for file in files for word in ("-r", str(file))]
    with step(f"Installing {wanted} Python packages") as progress:
        _follow(command, wanted, progress)
    (folder / "complete").touch()


def _count(files) -> int:
    lines = [line for file in files for line in file.read_text().splitlines()]
    return sum("==" in line for line in lines)


def _follow(command, wanted, progress) -> None:
    """Runs pip and shows how many packages it has found so far."""
    log = places.log("pip")
    found = 0
    with log.open("w") as output:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in process.stdout:
            output.write(line)
            found += line.startswith("Collecting")
            progress("installing" if "Installing" in line else f"{found}/{wanted}")
    if process.wait():
        raise GroundError(f"pip could not install the packages; see {log}.")


def enter(command: str, arguments) -> None:
    """Replaces this process by ``ground.command`` inside the environment."""
    interpreter = python_of(ensure("python", "requirements.txt"))
    os.execve(
        interpreter,
        [interpreter, "-m", f"ground.{command}", *arguments],
        os.environ | {"PYTHONPATH": str(places.SETUP)},
    )


if __name__ == "__main__":
    try:
        enter(sys.argv[1], sys.argv[2:])
    except GroundError as error:
        say(f"\n{error}")
        sys.exit(1)
