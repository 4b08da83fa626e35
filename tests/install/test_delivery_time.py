"""Where the stock is kept in Odoo, deliveries are measured and instructed."""

import pytest
from ground import template

NAME = "cf_delivery_time"


@pytest.fixture(scope="module")
def delivered(databases):
    databases.copy(template.product(databases), NAME)
    databases.install(NAME, "sale_stock")
    yield databases.call("Delivering", NAME, "tests.install.deliveries.deliver")
    databases.drop(NAME)


def test_usual_time_is_the_median_of_the_last_months(delivered):
    assert (delivered["days"], delivered["count"]) == (5.5, 2)


def test_contact_has_the_deliveries_of_his_company(delivered):
    assert delivered["contact"] == 5.5
    assert delivered["nobody"] == 0


def test_transfers_carry_the_instructions(delivered):
    assert all("Back entrance" in note for note in delivered["notes"])


def test_deliveries_stand_in_the_ledger(delivered):
    assert len(delivered["ledger"]) == 3
    assert delivered["ledger"] == delivered["names"]
