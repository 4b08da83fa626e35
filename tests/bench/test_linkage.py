"""Labelled files are read as told, and pairs are counted right."""

import dataclasses
import sys

import pytest
from ground.console import GroundError

from tests.bench.linkage import exact, kernel, quality, scale, splink, synthetic
from tests.bench.linkage.damage import Comparable
from tests.bench.linkage.evidence import is_more_than_a_name
from tests.bench.linkage.labelled import Labelled, parse_reading, read
from tests.bench.linkage.splink import profile_of

COLUMNS = "same=who name=first+last phones=tel zip=code kind=company country=FR"
HEADER = "who,first,last,tel,code\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "customers.csv"
    rows = "7,Garage,Petit,04 77 12 34 56,42000\n7,GARAGE,PETIT,+33477123456,42000\n"
    path.write_text(HEADER + rows + "8,Fleurs,du Lac,,74000\n")
    return path


def test_labelled_file_is_read_by_its_columns(path):
    labelled = read("mine", path, parse_reading(COLUMNS))
    assert labelled.pair_count == 1
    record = labelled.records[1]
    assert (record.name, record.phones) == ("Garage Petit", ("04 77 12 34 56",))
    assert (record.is_company, record.country_code) == (True, "FR")
    assert labelled.records[3].phones == ()


def test_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(GroundError, match="there is no file"):
        read("mine", tmp_path / "none.csv", parse_reading(COLUMNS))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("same=who name=nobody", "no column nobody"),
        ("same=who colour=first", "colour"),
        ("name=first", "same="),
    ],
)
def test_wrong_columns_are_named(path, columns, message):
    with pytest.raises(GroundError, match=message):
        read("mine", path, parse_reading(columns))


def test_precision_and_recall_are_of_pairs():
    labelled = Labelled("mine", {}, {1: "a", 2: "a", 3: "a", 4: "b"})
    found = quality.judge({(1, 2), (3, 4)}, labelled)
    assert (found.precision, found.recall) == (0.5, pytest.approx(1 / 3))
    assert found.f1 == pytest.approx(0.4)
    assert quality.joined({(1, 2), (2, 3)}) == {(1, 2), (1, 3), (2, 3)}


def test_synthetic_file_is_the_same_for_the_same_seed():
    labelled = synthetic.make(seed=3, size=300)
    assert labelled == synthetic.make(seed=3, size=300)
    assert labelled != synthetic.make(seed=4, size=300)
    assert labelled.pair_count > 20
    assert all(labelled.kinds.values())
    looking = set().union(*labelled.kinds.values())
    assert not any(map(labelled.is_same, looking))


def test_kernel_finds_more_than_the_exact_rule_and_no_look_alike_certain():
    labelled = synthetic.make(seed=3, size=600)
    found = kernel.search(labelled)
    ours = quality.judge(found.verdicts, labelled)
    assert ours.f1 > quality.judge(exact.search(labelled), labelled).f1 + 0.2
    assert ours.precision > 0.9
    looking = set().union(*labelled.kinds.values())
    assert not looking & found.pairs("certain")


@pytest.fixture
def peers(tmp_path, monkeypatch):
    """A folder of scripts that stand for Splink's."""
    monkeypatch.setattr(splink, "PEERS", tmp_path)
    monkeypatch.setattr(splink.environment, "ensure", lambda *names: tmp_path)
    monkeypatch.setattr(splink.environment, "python_of", lambda folder: sys.executable)
    return tmp_path


def test_peer_that_does_not_end_is_stopped_and_said_so(peers, monkeypatch):
    (peers / "slow.py").write_text("import threading\nthreading.Event().wait()\n")
    monkeypatch.setattr(splink, "MOST_SECONDS", 1)
    with pytest.raises(splink.DidNotEndError, match="stopped after 1 s"):
        splink.run("slow.py")


def test_peer_that_fails_is_told_with_its_error(peers):
    (peers / "wrong.py").write_text("raise ValueError('no such column')\n")
    with pytest.raises(splink.DidNotEndError, match="no such column"):
        splink.run("wrong.py")


FOUND = {"examined": 9, "seconds": 30, "compared": 8, "found": 1, "memory": 100}


def test_table_says_that_a_peer_was_stopped():
    table = scale.searching(FOUND, "stopped after 1,200 s", {"seconds": 60})
    assert "| Splink | stopped after 1,200 s |" in table.markdown()
    assert "ratio" not in table.markdown()


def test_table_says_which_rules_of_a_peer_are_tightened():
    linked = splink.Linked({(1, 2)}, 7, 20, 50, {"city": "city + house", "name": ""})
    told = scale.searching(FOUND, linked, {"seconds": 60}).markdown()
    assert "city → city + house; name → none." in told
    assert "| ratio | 1.5" in told


@pytest.mark.parametrize(
    ("left", "is_more"),
    [
        ({}, False),
        ({"phones": ("06 12 34 56 78",)}, True),
        ({"city": "Lyon", "zip": "69002"}, True),
        ({"street": "3 place Bellecour"}, True),
    ],
)
def test_name_alone_is_told_from_what_is_more(left, is_more):
    one = Comparable(
        "Claire Martin",
        street="3 place Bellecour",
        zip="69002",
        city="Lyon",
        country_code="FR",
        phones=("06 12 34 56 78",),
    )
    moved = {"street": "9 quai de la Loire", "zip": "44000", "city": "Nantes"}
    other = dataclasses.replace(one, **{"phones": (), **moved, **left})
    assert is_more_than_a_name(profile_of(one), profile_of(other)) == is_more
