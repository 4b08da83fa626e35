"""Installing where a firm already works changes nothing of what it had."""

from datetime import date
from pathlib import Path

import pytest
from ground import template
from psycopg2 import sql

NAME = "cf_living"
SCRIPT = Path(__file__).with_name("living_database.py")
COLUMNS = """
    SELECT column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = %s
  ORDER BY column_name
"""
ROLES = """
    SELECT clientfile_is_prospect, clientfile_is_client, clientfile_is_supplier,
           clientfile_client_since
      FROM res_partner WHERE name = %s
"""
# Odoo dates the records of the two users whom it gives the new groups.
NOT_OF_SYSTEM = """
    id NOT IN (SELECT partner_id FROM res_users WHERE login IN ('__system__', 'admin'))
"""
KEPT = (
    "res_partner",
    "res_company",
    "sale_order",
    "account_move",
    "account_move_line",
    "crm_lead",
    "mail_message",
    "mail_tracking_value",
)


@pytest.fixture(scope="module")
def living(databases):
    """The database after the installation, and its rows before and after."""
    databases.copy(template.host(databases), NAME)
    databases.run_script("Filling a living database", NAME, SCRIPT)
    columns = {table: _columns(databases, table) for table in KEPT}
    before = _rows(databases, columns)
    databases.install(NAME, "crm_clientfile")
    yield before, _rows(databases, columns)
    databases.drop(NAME)


def _columns(databases, table):
    with databases.connect(NAME) as connection, connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        return [name for (name,) in cursor.fetchall()]


def _rows(databases, columns):
    """All values of those columns, table by table."""
    with databases.connect(NAME) as connection, connection.cursor() as cursor:
        rows = {}
        for table, names in columns.items():
            query = sql.SQL("SELECT {} FROM {} WHERE {} ORDER BY id").format(
                sql.SQL(", ").join(map(sql.Identifier, names)),
                sql.Identifier(table),
                sql.SQL(NOT_OF_SYSTEM if table == "res_partner" else "TRUE"),
            )
            cursor.execute(query)
            rows[table] = cursor.fetchall()
        return rows


@pytest.mark.parametrize("table", KEPT)
def test_every_value_is_what_it_was(living, table):
    before, after = living
    # The host logs the scheduled actions that come with an addon.
    assert after[table][: len(before[table])] == before[table]


@pytest.mark.parametrize(
    ("name", "prospect", "client", "supplier", "since"),
    [
        ("Client", False, True, False, date(2023, 1, 15)),
        ("Contact", False, False, False, None),
        ("Buyer", False, True, False, date(2024, 5, 6)),
        ("Buyer's contact", False, True, False, date(2024, 5, 6)),
        ("Supplier", False, True, True, date(2024, 4, 2)),
        ("Quoted", True, False, False, None),
        ("Interested", True, False, False, None),
        ("Lost", False, False, False, None),
        ("Won", False, True, False, date.today()),  # noqa: DTZ011
        ("Ranked", False, True, False, None),
        ("Twice 1", False, False, False, None),
    ],
)
def test_roles_come_from_documents(
    living, query, name, prospect, client, supplier, since
):
    assert query(NAME, ROLES, [name]) == [(prospect, client, supplier, since)]


@pytest.mark.parametrize(
    ("name", "siren"),
    [
        ("Client", "732829320"),
        ("Contact", "732829320"),
        ("Buyer", "303265045"),
        ("Supplier", None),
        ("Doubtful", None),
        ("German", None),
    ],
)
def test_siren_comes_from_valid_numbers(living, query, name, siren):
    found = "SELECT clientfile_siren FROM res_partner WHERE name = %s"
    assert query(NAME, found, [name]) == [(siren,)]


def test_numbers_used_before_keep_the_index_waiting(living, query):
    index = "SELECT 1 FROM pg_indexes WHERE indexname = %s"
    assert query(NAME, index, ["res_partner_clientfile_number_unique"]) == []


def test_firm_that_has_numbers_is_not_numbered_by_itself(living, query):
    setting = "SELECT value FROM ir_config_parameter WHERE key = %s"
    assert query(NAME, setting, ["crm_clientfile.number_new_clients"]) == [("False",)]


def test_apps_that_were_there_stay_in_sight(living, query):
    setting = "SELECT value FROM ir_config_parameter WHERE key = %s"
    assert query(NAME, setting, ["crm_clientfile.hidden_apps"]) == []


def test_postgresql_knows_the_new_columns(living, query):
    known = "SELECT 1 FROM pg_stats WHERE tablename = %s AND attname = %s"
    assert query(NAME, known, ["res_partner", "clientfile_merged_into_id"]) == [(1,)]


def test_keys_of_present_customers_are_left_to_a_job(living, query):
    job = "SELECT state, total FROM clientfile_job WHERE res_model = %s"
    partners = query(NAME, "SELECT COUNT(*) FROM res_partner")[0][0]
    assert query(NAME, "SELECT 1 FROM clientfile_match_key LIMIT 1") == []
    assert query(NAME, job, ["clientfile.indexing"]) == [("pending", partners)]
