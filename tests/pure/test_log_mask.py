import io
import logging

import pytest

from crm_clientfile_gdpr.tools.log_mask import install, mask_text

PERSONAL = [
    "claire.martin@example.com",
    "06 12 34 56 78",
    "0612345678",
    "+33 6 12 34 56 78",
    "+32470123456",
    "FR76 3000 6000 0112 3456 7890 189",
    "BE68539007547034",
]


@pytest.fixture(name="written")
def make_log():
    """What a handler with the filter writes, by any logger."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    install([handler])
    install([handler])
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.parametrize("told", PERSONAL)
def test_personal_text_is_masked(told):
    assert told not in mask_text(f"Failed for {told}: retry")


@pytest.mark.parametrize(
    "told", ["Job 12345 failed", "2026-05-20 10:00:00,123", "10.0.0.12:8069", "1234567"]
)
def test_what_names_nobody_is_left(told):
    assert mask_text(told) == told


def test_row_that_postgresql_quotes_is_masked():
    error = 'ERROR: null value\nDETAIL:  Failing row contains (7, Claire, "x").\nLINE 1'
    assert mask_text(error) == "ERROR: null value\nDETAIL: •••\nLINE 1"


def test_message_arguments_and_traceback_of_ours_are_masked(written):
    logger = logging.getLogger("odoo.addons.crm_clientfile.models.clientfile_job")
    try:
        raise ValueError("no such address: claire@example.com")
    except ValueError as error:
        logger.error("Job of %s failed", "paul@example.com", exc_info=error)
    text = written.getvalue()
    assert "Job of ••• failed" in text
    assert "ValueError: no such address: •••" in text
    assert "@example" not in text


def test_records_of_others_are_left_alone(written):
    logging.getLogger("odoo.addons.mail").error("To claire@example.com")
    assert "claire@example.com" in written.getvalue()


def test_filter_is_put_once():
    handler = logging.StreamHandler(io.StringIO())
    install([handler])
    install([handler])
    assert len(handler.filters) == 1
