"""Chromium, for the tours."""

import shutil

from . import debian
from .console import GroundError

NAMES = ("chromium", "chromium-browser", "google-chrome")


def ensure() -> str:
    """Path of a browser; installed when root on Debian.

    :raises GroundError: when there is none: tours are never passed over
    """
    if not _found() and debian.is_debian():
        debian.install("chromium")
    if not _found():
        raise GroundError(
            "The tours need Chromium. Install it (apt-get install chromium, or your "
            "system's package) and run setup/test again."
        )
    return _found()


def _found() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
