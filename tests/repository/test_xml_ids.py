"""XML ids say what they name (STYLE, section 4). They are for ever."""

from pathlib import PurePosixPath

from tests.repository import sources
from tests.repository.xml_records import Record, of_csv, of_xml

# The field that tells the model which a record is about.
SUBJECT = {
    "ir.actions.act_window": "res_model",
    "ir.actions.report": "model",
    "ir.actions.server": "model_id",
    "ir.cron": "model_id",
    "ir.model.access": "model_id:id",
    "ir.rule": "model_id",
    "ir.ui.view": "model",
}
KIND = {
    "ir.actions.act_window": "action",
    "ir.actions.report": "report",
    "ir.actions.server": "action",
    "ir.cron": "cron",
    "ir.model.access": "access",
    "ir.rule": "rule",
    "ir.ui.view": "view",
}
OF_THE_ADDON = ("res.groups", "res.groups.privilege", "ir.module.category")
OURS = "clientfile"


def expected_start(record: Record, addon: str) -> str:
    """How the record's id has to begin."""
    if record.model in OF_THE_ADDON:
        return f"{addon}_"
    if record.tag == "template":
        return f"{OURS}_"
    if record.model in SUBJECT:
        subject = plain(record.values.get(SUBJECT[record.model], ""))
        return f"{subject}_{KIND[record.model]}" if subject else f"{OURS}_"
    if record.model.startswith(f"{OURS}."):
        return plain(record.model)
    return ""


def plain(model: str) -> str:
    """``res_partner`` of ``res.partner`` and of ``base.model_res_partner``."""
    return model.rpartition("model_")[2].replace(".", "_")


def is_well_named(record: Record, addon: str) -> bool:
    if record.model == "ir.ui.menu":
        return "_menu" in record.xml_id
    return record.xml_id.startswith(expected_start(record, addon))


def badly_named(records, addon: str) -> list[str]:
    return [
        f"{record.xml_id}, expected {expected_start(record, addon) or '…_menu'}…"
        for record in records
        if record.is_ours() and not is_well_named(record, addon)
    ]


def badly_inherited(records, addon: str) -> list[str]:
    """Views that extend another one and do not say by whom in their name."""
    ending = f".inherit.{addon}"
    return [
        f"{record.xml_id} is named {record.values.get('name')}, not …{ending}"
        for record in records
        if record.model == "ir.ui.view"
        and record.tag == "record"
        and record.values.get("inherit_id")
        and not record.values.get("name", "").endswith(ending)
    ]


def records(name: str) -> list[Record]:
    if name.endswith(".xml"):
        return of_xml(sources.text(name))
    return of_csv(sources.text(name), PurePosixPath(name).stem)


def data_files() -> list[str]:
    """XML and CSV that become records; demo records name themselves freely."""
    left_out = {"static", "tests", "demo"}
    names = sources.of_addons(".xml", ".csv")
    return [name for name in names if not left_out & set(sources.folders(name))]


def test_xml_ids_start_with_their_model():
    def rule(name):
        return badly_named(records(name), sources.addon_of(name))

    assert sources.findings(rule, data_files()) == ""


def test_inherited_views_name_their_addon():
    def rule(name):
        return badly_inherited(records(name), sources.addon_of(name))

    assert sources.findings(rule, data_files()) == ""


def test_a_wrong_id_is_found():
    text = """<odoo>
        <record id="view_job" model="ir.ui.view">
            <field name="model">clientfile.job</field>
        </record>
        <record id="clientfile_job_rule_own" model="ir.rule">
            <field name="model_id" ref="crm_clientfile.model_clientfile_job" />
        </record>
        <record id="base.main_company" model="res.company" />
        <record id="group_user" model="res.groups" />
        <menuitem id="clientfile_job_menu"><menuitem id="jobs" /></menuitem>
    </odoo>"""
    found = badly_named(of_xml(text), "crm_clientfile")
    assert [line.partition(",")[0] for line in found] == [
        "view_job",
        "group_user",
        "jobs",
    ]


def test_a_wrong_access_line_is_found():
    text = "id,model_id:id\naccess_job,model_clientfile_job\n"
    found = badly_named(of_csv(text, "ir.model.access"), "crm_clientfile")
    assert found == ["access_job, expected clientfile_job_access…"]


def test_an_inherited_view_without_addon_is_found():
    values = {"inherit_id": "base.x", "name": "res.partner.form"}
    record = Record("res_partner_view_form", "ir.ui.view", "record", values)
    assert badly_inherited([record], "crm_clientfile") == [
        "res_partner_view_form is named res.partner.form, not ….inherit.crm_clientfile"
    ]
