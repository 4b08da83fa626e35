"""Measured tables, as Markdown."""

from dataclasses import dataclass, field


@dataclass
class Table:
    """One table of a benchmark; cells are text."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    note: str = ""

    def add(self, *cells: str) -> None:
        self.rows.append(cells)

    def markdown(self) -> str:
        rule = ("---", *["---:"] * (len(self.header) - 1))
        lines = [_line(cells) for cells in (self.header, rule, *self.rows)]
        parts = [f"**{self.title}**", "\n".join(lines), self.note]
        return "\n\n".join(part for part in parts if part)


def _line(cells) -> str:
    return "| " + " | ".join(cells) + " |"


def seconds(value: float) -> str:
    return f"{value:,.1f} s" if value >= 1 else milliseconds(value)


def milliseconds(value: float) -> str:
    return f"{value * 1000:,.{0 if value >= 0.1 else 1}f} ms"


def ratio(ours: float, baseline: float) -> str:
    return f"{ours / baseline:.2f}"


def overhead(ours: float, baseline: float) -> str:
    return f"{(ours / baseline - 1) * 100:+.0f} %"


def replace_block(text: str, name: str, content: str) -> str:
    """``text`` with the marked block of that name replaced, or added at its end."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    block = f"{start}\n\n{content.strip()}\n\n{end}"
    if start not in text:
        return f"{text.rstrip()}\n\n{block}\n"
    before, _start, rest = text.partition(start)
    _old, _end, after = rest.partition(end)
    return before + block + after
