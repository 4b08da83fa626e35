"""Manifests tell the truth about what is in the addons."""

import ast
import fnmatch
import importlib.metadata
import re

import pytest
from ground import places

from tests.repository import imports, sources

KEYS = (
    "name",
    "summary",
    "version",
    "category",
    "author",
    "website",
    "license",
    "depends",
    "data",
)
VERSION = re.compile(r"19\.0\.\d+\.\d+\.\d+")
# DESIGN: Odoo Community only.
ALLOWED = {
    "crm_clientfile": {
        "contacts",
        "phone_validation",
        "base_vat",
        "account",
        "crm",
        "sale_crm",
        "sale_management",
        "sale_margin",
        "sale_loyalty",
        "sale_timesheet",
        "delivery",
        "web_hierarchy",
    },
    "crm_clientfile_gdpr": {
        "crm_clientfile",
        "privacy_lookup",
        "mass_mailing",
        "mass_mailing_sms",
    },
    "crm_clientfile_portal": {
        "crm_clientfile_gdpr",
        "portal",
        "website",
        "account_payment",
    },
    "crm_clientfile_accounting_export": {"crm_clientfile", "account_edi_ubl_cii"},
}
# Odoo cannot start without these.
ODOO_ITSELF = {
    "babel",
    "dateutil",
    "lxml",
    "markupsafe",
    "odoo",
    "psycopg2",
    "pytz",
    "werkzeug",
}
NOT_LOADED = ("static", "tests", "i18n", "migrations")
HEADER = '<?xml version="1.0" encoding="utf-8" ?>\n'

each_addon = pytest.mark.parametrize("addon", places.ADDONS)


def listed(manifest: dict) -> list[str]:
    """Data and demo files that Odoo loads."""
    return [*manifest["data"], *manifest.get("demo", [])]


def loadable(addon: str, names) -> set[str]:
    """XML and CSV files of the addon that only help when Odoo loads them."""
    inside = [
        name.removeprefix(f"{addon}/")
        for name in names
        if name.startswith(f"{addon}/") and name.endswith((".xml", ".csv"))
    ]
    return {name for name in inside if name.partition("/")[0] not in NOT_LOADED}


def asset_patterns(manifest: dict) -> list[str]:
    """Paths and patterns of all bundles, what they remove included."""
    entries = [
        entry for bundle in manifest.get("assets", {}).values() for entry in bundle
    ]
    return [entry if isinstance(entry, str) else entry[-1] for entry in entries]


def unmatched(patterns, names) -> list[str]:
    """Patterns on our own files that match none."""
    ours = [one for one in patterns if sources.addon_of(one) in places.ADDONS]
    # fnmatch's "*" crosses folders already.
    plain = {one: one.replace("**/*", "*") for one in ours}
    return [one for one in ours if not fnmatch.filter(names, plain[one])]


def needed_packages(addon: str) -> set[str]:
    """PyPI names of what the addon's own code imports and Odoo does not start with."""
    code = [
        name
        for name in sources.of_addons(".py")
        if sources.addon_of(name) == addon and not sources.is_test(name)
    ]
    names = set().union(*(imports.imported(sources.tree(name)) for name in code))
    return {pypi_name(name) for name in imports.third_party(names) - ODOO_ITSELF}


def pypi_name(package: str) -> str:
    """What pip calls the package, in lower case."""
    return importlib.metadata.packages_distributions()[package][0].lower()


def declared_packages(addon: str) -> set[str]:
    needed = sources.manifest(addon).get("external_dependencies", {})
    return {name.lower() for name in needed.get("python", [])}


def ancestors(addon: str) -> set[str]:
    """Our addons that the addon stands on, itself included."""
    direct = set(sources.manifest(addon)["depends"]) & set(places.ADDONS)
    return {addon}.union(*(ancestors(one) for one in direct))


@each_addon
def test_manifest_has_every_key(addon):
    assert [key for key in KEYS if not sources.manifest(addon).get(key)] == []


@each_addon
def test_version_belongs_to_odoo_19(addon):
    assert VERSION.fullmatch(sources.manifest(addon)["version"])


@each_addon
def test_licence_is_lgpl(addon):
    assert sources.manifest(addon)["license"] == "LGPL-3"


@each_addon
def test_addon_depends_only_on_what_the_design_names(addon):
    assert set(sources.manifest(addon)["depends"]) <= ALLOWED[addon]


@each_addon
def test_every_listed_file_exists(addon):
    paths = [f"{addon}/{name}" for name in listed(sources.manifest(addon))]
    assert [path for path in paths if path not in sources.files()] == []


@each_addon
def test_every_data_file_is_listed_once(addon):
    names = listed(sources.manifest(addon))
    assert loadable(addon, sources.files()) - set(names) == set()
    assert len(names) == len(set(names))


@each_addon
def test_every_asset_pattern_matches_a_file(addon):
    patterns = asset_patterns(sources.manifest(addon))
    assert unmatched(patterns, sources.files()) == []


@each_addon
def test_declared_packages_are_the_imported_ones(addon):
    inherited = set().union(*(declared_packages(one) for one in ancestors(addon)))
    assert needed_packages(addon) - inherited == set()
    assert declared_packages(addon) - needed_packages(addon) == set()


def test_every_xml_file_starts_with_odoos_header():
    names = [name for name in sources.of_addons(".xml") if "/tests/" not in name]
    assert [name for name in names if not sources.text(name).startswith(HEADER)] == []


def test_a_file_that_is_not_listed_is_found():
    names = ["a/views/x.xml", "a/static/y.xml", "a/tests/z.csv", "b/views/x.xml"]
    assert loadable("a", names) == {"views/x.xml"}


def test_an_asset_without_file_is_found():
    manifest = {
        "assets": {
            "web.assets_backend": [
                "crm_clientfile/static/src/**/*",
                ("remove", "crm_clientfile/static/src/gone.js"),
            ]
        }
    }
    names = ["crm_clientfile/static/src/deep/a.js"]
    patterns = asset_patterns(manifest)
    assert unmatched(patterns, names) == ["crm_clientfile/static/src/gone.js"]


def test_packages_are_named_as_pip_names_them():
    assert pypi_name("stdnum") == "python-stdnum"


def test_imports_are_seen_in_functions_too():
    code = ast.parse("import os\ndef f():\n    from stdnum.fr import siren\n")
    assert imports.third_party(imports.imported(code)) == {"stdnum"}
