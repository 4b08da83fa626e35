"""Hands a labelled file to Splink, which lives in an environment of its own."""

import csv
import json
import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from ground import environment
from ground.console import GroundError

from crm_clientfile.tools.duplicate_profile import profile_of

from .labelled import Labelled

PEERS = Path(__file__).parent / "peers"
# Then it is stopped, and the tables say so.
MOST_SECONDS = 1200
COLUMNS = (
    *("unique_id", "name", "given", "surname", "street", "house", "zip", "city"),
    *("phone", "email", "number", "birth"),
)


@dataclass(frozen=True)
class Linked:
    """What Splink found. ``replaced``: a rule that found too many → what it became."""

    pairs: set[tuple[int, int]]
    compared: int
    seconds: float
    memory: float
    replaced: dict[str, str] = field(default_factory=dict)


class DidNotEndError(GroundError):
    """A peer took too long, or failed: what there is to say of it in its row."""


def run(script: str, *arguments) -> str:
    """The last line that a script of the peers' environment prints."""
    folder = environment.ensure("linkage", "requirements-linkage.txt")
    command = [environment.python_of(folder), str(PEERS / script), *map(str, arguments)]
    try:
        done = _run(command)
    except subprocess.TimeoutExpired as error:
        raise DidNotEndError(f"stopped after {error.timeout:,} s") from error
    if done.returncode:
        told = f"{script} ended with code {done.returncode}"
        raise DidNotEndError(f"{told}:\n{done.stderr[-2000:]}")
    return done.stdout.strip().rpartition("\n")[2]


def _run(command):
    # What a script that is stopped leaves behind goes with this folder.
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=MOST_SECONDS,
            env=os.environ | {"TMPDIR": folder},
        )


def search(labelled: Labelled) -> Linked:
    """Pairs that Splink finds likelier than 0.9, the columns normalised like ours."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "source.csv", Path(folder) / "pairs.csv"
        write(labelled, source)
        return link(source, target)


def link(source: Path, target: Path) -> Linked:
    """Have Splink search the file ``source`` and write its pairs to ``target``."""
    told = json.loads(run("splink_peer.py", source, target))
    with target.open(newline="") as file:
        found = [(int(one), int(other)) for one, other, _share in _rows(file)]
    pairs = {(min(pair), max(pair)) for pair in found}
    return Linked(pairs, **told)


def _rows(file):
    rows = csv.reader(file)
    next(rows)
    return rows


def write(labelled: Labelled, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number, record in labelled.records.items():
            names = labelled.names.get(number, ("", ""))
            writer.writerow({"unique_id": number, **to_row(profile_of(record), names)})


def to_row(profile, names):
    given, surname = names
    numbers = sorted(profile.numbers, key=len)
    return {
        "name": " ".join(profile.name),
        "given": given,
        "surname": surname,
        "street": " ".join(profile.street),
        "house": " ".join(profile.house),
        "zip": profile.zip,
        "city": profile.city,
        "phone": (*profile.phones, "")[0],
        "email": (*profile.emails, "")[0],
        "number": (*numbers, "")[0],
        "birth": _day(profile.birthdate),
    }


def _day(digits):
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else ""
