"""wkhtmltopdf, with which Odoo makes PDFs."""

import shutil

from . import debian
from .console import GroundError, say

NAME = "wkhtmltopdf"


def ensure() -> None:
    """Installs it when root on Debian; without it, Odoo prints to HTML."""
    if shutil.which(NAME):
        return
    try:
        debian.install(NAME)
    except GroundError:
        say(f"Without {NAME}, reports open as web pages instead of PDFs.")
