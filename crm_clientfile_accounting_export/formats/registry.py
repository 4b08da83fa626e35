"""Formats by their code."""

from .base import Format

_FORMATS: dict[str, type[Format]] = {}


def register(kind: type[Format]) -> type[Format]:
    """Makes a format known; usable as a decorator.

    A code belongs to one class: another one with the same code takes its place, so that
    an addon can extend a format.
    """
    _FORMATS[kind.code] = kind
    return kind


def all_formats() -> dict[str, type[Format]]:
    """Every known format by its code, those checked best first."""
    return dict(_FORMATS)
