"""What a column of a customer file can mean."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportField:
    """A canonical field: ``kind`` tells how its cells are read.

    ``synonyms`` are titles that people and programs give to the column.
    """

    name: str
    kind: str
    synonyms: tuple[str, ...]


def define_field(name, kind, titles):
    """An ``ImportField`` from its titles, written in one text with bars between.

    >>> define_field("city", "text", "ville | stad").synonyms
    ('ville', 'stad')
    """
    return ImportField(name, kind, tuple(" ".join(titles.split()).split(" | ")))
