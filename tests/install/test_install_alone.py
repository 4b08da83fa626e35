"""Each addon installs on a database that has nothing else, and leaves no trace."""

import pytest

# Each addon with the database it starts from: the addons below it, and nothing more.
CHAIN = (
    ("crm_clientfile", "cf_alone_empty"),
    ("crm_clientfile_accounting_export", "cf_alone_crm_clientfile"),
    ("crm_clientfile_gdpr", "cf_alone_crm_clientfile"),
    ("crm_clientfile_portal", "cf_alone_crm_clientfile_gdpr"),
)
STRUCTURE = """
    SELECT 'table ' || relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')
     UNION SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
     UNION SELECT 'column ' || table_name || '.' || column_name
      FROM information_schema.columns WHERE table_schema = 'public'
     UNION SELECT 'constraint ' || conname FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace
"""
RECORDS = """
    SELECT 'data ' || module || '.' || name FROM ir_model_data WHERE module = %(addon)s
     UNION SELECT 'parameter ' || key FROM ir_config_parameter
     WHERE key LIKE '%%clientfile%%'
     UNION SELECT 'sequence ' || code FROM ir_sequence WHERE code LIKE 'clientfile%%'
     UNION SELECT 'model ' || model FROM ir_model WHERE model LIKE 'clientfile%%'
     UNION SELECT 'field ' || model || '.' || name FROM ir_model_fields
     WHERE name LIKE 'clientfile%%'
     UNION SELECT 'action ' || id FROM ir_act_server WHERE code LIKE '%%clientfile%%'
     UNION SELECT 'attachment ' || id FROM ir_attachment
     WHERE res_model LIKE 'clientfile%%'
"""


@pytest.fixture(scope="module", autouse=True)
def empty(databases):
    databases.init("cf_alone_empty")
    yield
    for name in databases.names("cf_alone_"):
        databases.drop(name)


@pytest.mark.parametrize(("addon", "base"), CHAIN)
def test_addon_installs_alone_and_uninstalls_without_trace(
    databases, query, tmp_path, addon, base
):
    name = f"cf_alone_{addon}"
    databases.copy(base, name)
    before = {row for (row,) in query(name, RECORDS, {"addon": addon})}
    databases.install(name, addon)
    state = "SELECT state FROM ir_module_module WHERE name = %s"
    assert query(name, state, (addon,)) == [("installed",)]

    left = f"{name}_left"
    databases.copy(name, left)
    script = tmp_path / "uninstall.py"
    script.write_text(
        "modules = env['ir.module.module']\n"
        f"modules.search([('name', '=', '{addon}')]).button_immediate_uninstall()\n"
    )
    databases.run_script(f"Uninstalling {addon}", left, script)

    assert query(left, state, (addon,)) == [("uninstalled",)]
    assert {row for (row,) in query(left, RECORDS, {"addon": addon})} == before
    ours = {row for (row,) in query(left, STRUCTURE) if "clientfile" in row}
    assert ours == {row for (row,) in query(base, STRUCTURE) if "clientfile" in row}
    databases.drop(left)
