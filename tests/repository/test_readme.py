"""What the documentation points at is there."""

import posixpath
import re
from urllib.parse import unquote

from ground import places

from tests.repository import sources

TABLE = "I look for"
IN_BACKTICKS = re.compile(r"`([^`]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
ELSEWHERE = re.compile(r"[a-z]+:|#")


def signposts(text: str) -> list[str]:
    """Paths in the last column of the table that says where things are."""
    paths = []
    inside = False
    for line in text.splitlines():
        inside = line.startswith("|") and (inside or TABLE in line)
        if inside:
            paths += IN_BACKTICKS.findall(line.strip(" |").rpartition("|")[2])
    return paths


def targets(name: str, text: str) -> list[str]:
    """Where the relative links of a document lead, from the root of the checkout."""
    links = (link for link in LINK.findall(text) if not ELSEWHERE.match(link))
    folder = posixpath.dirname(name)
    plain = (unquote(link.partition("#")[0]) for link in links)
    return [posixpath.normpath(posixpath.join(folder, link)) for link in plain]


def missing(paths) -> list[str]:
    return [path for path in paths if not (places.ROOT / path).exists()]


def documents() -> list[str]:
    return [name for name in sources.files() if name.endswith(".md")]


def test_every_signpost_of_the_readme_leads_somewhere():
    paths = signposts(sources.text("README.md"))
    assert paths, "README.md has lost its table."
    assert set(missing(paths)) == set()


def test_every_link_leads_somewhere():
    def rule(name):
        return missing(targets(name, sources.text(name)))

    assert sources.findings(rule, documents()) == ""


def test_a_wrong_signpost_is_found():
    text = (
        "| a | `b` |\n\n| I look for | where |\n|---|---|\n| `x` | `no/where`, `y` |\n"
    )
    assert signposts(text) == ["no/where", "y"]
    assert missing(["no/where", "README.md"]) == ["no/where"]


def test_links_are_read_from_their_document():
    text = "[a](../x.md#part) ![b](i.png) [c](https://odoo.com) [d](#here)"
    assert targets("folder/a.md", text) == ["x.md", "folder/i.png"]
