"""Every refusal of the pure layer has a sentence, and every sentence is used."""

import ast
import pickle
import re

import pytest
from without_odoo import ROOT

from crm_clientfile.tools.errors import MESSAGES, InvalidValue

TOOLS = ROOT / "crm_clientfile" / "tools"
KINDS = {code.partition("_")[0] for code in MESSAGES}
CODE = re.compile(rf"(?:{'|'.join(sorted(KINDS))})_[a-z_]+")


def sources():
    paths = (path for path in sorted(TOOLS.glob("*.py")) if path.name != "errors.py")
    return [(path, ast.parse(path.read_text("utf-8"))) for path in paths]


def raised(tree):
    """First arguments of the calls that make an ``InvalidValue``."""
    return [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InvalidValue"
    ]


def texts(tree):
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize(
    "path, tree", sources(), ids=lambda value: getattr(value, "name", "source")
)
def test_each_code_raised_has_a_sentence(path, tree):
    literal = {node.value for node in raised(tree) if isinstance(node, ast.Constant)}
    assert literal <= set(MESSAGES)


@pytest.mark.parametrize(
    "path, tree", sources(), ids=lambda value: getattr(value, "name", "source")
)
def test_no_code_is_put_together_from_pieces(path, tree):
    assembled = (ast.JoinedStr, ast.BinOp)
    assert not [node for node in raised(tree) if isinstance(node, assembled)]


def test_each_sentence_belongs_to_a_code_in_use():
    used = set().union(*(texts(tree) for _path, tree in sources()))
    assert set(MESSAGES) <= used


def test_a_sentence_says_what_is_wrong_and_what_to_do():
    for sentence in MESSAGES.values():
        assert sentence.endswith(".")
        assert re.search(r"[^.]\. [A-ZÀ-Þ]", sentence), sentence


def test_params_fill_the_sentence():
    error = InvalidValue("siret_length", "siret", "123", length=3)
    assert str(error) == "A SIRET has 14 digits, “123” has 3. Complete it."
    assert (error.code, error.field) == ("siret_length", "siret")
    assert (error.value, error.params) == ("123", {"length": 3})


def test_a_long_value_is_shortened_in_the_sentence_only():
    error = InvalidValue("date_unreadable", "date", "x" * 5000)
    assert len(str(error)) < 200
    assert len(error.value) == 5000


def test_a_percent_sign_in_the_value_is_harmless():
    assert "“%(oops)s %d”" in str(InvalidValue("ape_shape", "ape", "%(oops)s %d"))


def test_an_error_survives_a_job_that_pickles_it():
    error = InvalidValue("siret_length", "siret", 123, length=3)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.params) == (str(error), error.params)


def test_callers_may_catch_it_as_a_value_error():
    with pytest.raises(ValueError):
        raise InvalidValue("ape_shape", "ape", None)
