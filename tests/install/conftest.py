import pytest
from ground import odoo, postgres
from ground.database import Databases


@pytest.fixture(scope="session")
def databases():
    """The scratch server's databases."""
    return Databases(odoo.find(), postgres.find("scratch"), "scratch")


@pytest.fixture
def query(databases):
    """Runs one SQL query in a database and gives its rows."""

    def run(name, sql, parameters=None):
        with databases.connect(name) as connection, connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    return run
