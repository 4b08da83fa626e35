"""Each entry goes to a software once, whatever happens meanwhile."""

import pytest
from ground import template
from ground.console import GroundError

NAME = "cf_books"
COUNT = 40
INSIDE = "tests.install.books_twice"
ADDON = "crm_clientfile_accounting_export"
JOBS = (
    "SELECT state FROM clientfile_job WHERE res_model = 'clientfile.accounting.export'"
)
MARKS = "SELECT COUNT(*) FROM clientfile_exported_move"


@pytest.fixture(scope="module")
def books(databases):
    """A database with entries and two exports of them that were checked."""
    databases.copy(template.host(databases), NAME)
    databases.install(NAME, ADDON)

    def call(function, **arguments):
        return databases.call(function, NAME, f"{INSIDE}.{function}", **arguments)

    assert call("prepare", count=COUNT) == ["checked", "checked"]
    yield call
    databases.drop(NAME)


def test_two_exports_together_mark_each_entry_once(books):
    (held, outdated, written, state), counts = books("export_at_the_same_time")
    assert "Another export to Software is at work" in held
    assert outdated == "to be tried again"
    assert (written, state) == (False, "refused")
    assert counts == [COUNT, COUNT]


def test_killed_export_marks_nothing_and_gives_the_same_bytes_later(books, query):
    with pytest.raises(GroundError):
        books("killed_while_writing")
    assert query(NAME, JOBS) == [("running",)]
    assert query(NAME, MARKS) == [(0,)]
    states, counts, digests = books("go_on")
    assert "done" in states
    assert counts == [COUNT, COUNT]
    assert len(digests) == 2
    assert len(set(digests)) == 1


def test_entry_posted_while_writing_goes_with_the_next_export(books):
    first, second, counts = books("post_while_writing")
    assert (first, second) == (1, 1)
    assert counts == [COUNT + 2, COUNT + 2]


def test_two_scheduled_actions_make_one_regular_export(books):
    assert books("export_regularly_at_the_same_time") == [False, 1]
