import pytest
from ground import odoo, postgres
from ground.database import Databases

from tests.bench.scale import stored

SIZE = 500


@pytest.fixture(scope="session")
def databases():
    """The scratch server's databases."""
    return Databases(odoo.find(), postgres.find("scratch"), "scratch")


@pytest.fixture(scope="session")
def filled(databases):
    """Name of a small scale database."""
    return stored.database(databases, SIZE)


@pytest.fixture
def query(databases, filled):
    """Runs one SQL query in the scale database and gives its rows."""

    def run(sql, parameters=None):
        with databases.connect(filled) as connection, connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    return run
