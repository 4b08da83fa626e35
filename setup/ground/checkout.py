"""The files of this checkout, as git sees them."""

import os
import subprocess

from . import places
from .console import GroundError


def files(*names: str) -> list[str]:
    """Files under ``names`` (all without one) that ``git add`` would keep, sorted.

    :raises GroundError: when this is no git checkout
    """
    listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(
        ["git", *listing, "--", *names],
        cwd=places.ROOT,
        env=os.environ | trust(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise GroundError(f"git lists no files here: {done.stderr.strip()}")
    found = set(done.stdout.split("\0")) - {""}
    return sorted(name for name in found if (places.ROOT / name).is_file())


def trust() -> dict[str, str]:
    """Variables that let git read the checkout even if another user owns it."""
    count = int(os.environ.get("GIT_CONFIG_COUNT", 0))
    return {
        "GIT_CONFIG_COUNT": str(count + 1),
        f"GIT_CONFIG_KEY_{count}": "safe.directory",
        f"GIT_CONFIG_VALUE_{count}": str(places.ROOT),
    }
