"""Outcomes of checks that pytest does not run, in the file format it would write."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Check:
    """One check; ``problem`` is what it found, "" when all is well."""

    name: str
    seconds: float
    problem: str = ""


def write(path: Path, suite: str, checks) -> None:
    """Writes the checks as one suite of a JUnit file."""
    root = ElementTree.Element("testsuites")
    element = ElementTree.SubElement(
        root,
        "testsuite",
        name=suite,
        tests=str(len(checks)),
        failures=str(sum(bool(check.problem) for check in checks)),
        errors="0",
        skipped="0",
        time=f"{sum(check.seconds for check in checks):.3f}",
    )
    for check in checks:
        _add_case(element, suite, check)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_case(element, suite: str, check: Check) -> None:
    time = f"{check.seconds:.3f}"
    case = ElementTree.SubElement(
        element, "testcase", classname=suite, name=check.name, time=time
    )
    if check.problem:
        failure = ElementTree.SubElement(case, "failure", message="See the text.")
        failure.text = _printable(check.problem)


def _printable(text: str) -> str:
    """XML refuses control characters, even escaped ones."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\t\n")
