"""What a person sees while the ground is prepared."""

import sys
import time
from contextlib import contextmanager


class GroundError(Exception):
    """Something the person at the keyboard has to know; the text says what to do."""


def say(text: str = "") -> None:
    """One line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def step(title: str):
    """Announces ``title``, then how long it took; yields ``progress(text)``."""
    started = time.monotonic()
    shown = Progress(title)
    shown("")
    yield shown
    shown.end(f"{time.monotonic() - started:.0f} s")


class Progress:
    """One line that is rewritten on a terminal, and written once elsewhere."""

    def __init__(self, title: str):
        self.title = title
        self.live = sys.stdout.isatty()
        self.last = None

    def __call__(self, text: str) -> None:
        if text == self.last:
            return
        self.last = text
        if self.live:
            sys.stdout.write(f"\r\033[K{self.title} … {text}"[:120])
            sys.stdout.flush()
        elif not text:
            say(f"{self.title} …")

    def end(self, text: str) -> None:
        say(f"\r\033[K{self.title}: {text}" if self.live else f"{self.title}: {text}")
