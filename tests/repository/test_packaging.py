"""Each addon installs with pip, from a checkout and from a plain copy of its folder."""

import functools
import shutil
import subprocess
import zipfile
from email.parser import HeaderParser

import pytest
from ground import environment, places

from tests.repository import sources

METAPACKAGE = "setup/_metapackage"


@pytest.fixture(scope="module")
def python():
    """An interpreter with the build backends."""
    return environment.python_of(environment.ensure("test", "requirements-test.txt"))


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """The files that git knows or would add, outside any checkout."""
    folder = tmp_path_factory.mktemp("copies")
    for name in sources.files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(places.ROOT / name, target)
    return folder


@pytest.fixture(scope="module")
def build(python, copies, tmp_path_factory):
    """Builds the folder of that name and gives the wheel, opened."""

    @functools.cache
    def wheel_of(name):
        wheels = tmp_path_factory.mktemp("wheels")
        command = [python, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
        options = ["--no-index", "--quiet", f"--wheel-dir={wheels}"]
        subprocess.run([*command, *options, copies / name], check=True)
        return zipfile.ZipFile(next(wheels.glob("*.whl")))

    return wheel_of


def metadata(wheel):
    name = next(one for one in wheel.namelist() if one.endswith("METADATA"))
    return HeaderParser().parsestr(wheel.read(name).decode())


def distribution(addon: str) -> str:
    return f"odoo-addon-{addon}"


@pytest.mark.parametrize("addon", places.ADDONS)
def test_wheel_holds_the_addon_and_asks_for_its_dependencies(build, addon):
    wheel = build(addon)
    told = metadata(wheel)
    needed = {distribution(one) for one in sources.manifest(addon)["depends"]}
    ours = {distribution(one) for one in places.ADDONS}
    asked = {line.partition("==")[0] for line in told.get_all("Requires-Dist")}
    assert told["Name"] == distribution(addon)
    assert told["Version"] == sources.manifest(addon)["version"]
    assert asked & ours == needed & ours
    assert "odoo" in asked


@pytest.mark.parametrize("addon", places.ADDONS)
def test_wheel_holds_every_file_of_the_addon(build, addon):
    names = build(addon).namelist()
    inside = {one.removeprefix("odoo/addons/") for one in names}
    own = {one for one in sources.files() if sources.addon_of(one) == addon}
    assert own - inside == {f"{addon}/pyproject.toml"}


def test_metapackage_asks_for_all_addons(build):
    asked = metadata(build(METAPACKAGE)).get_all("Requires-Dist")
    assert asked == [f"{distribution(one)}==19.0.*" for one in sorted(places.ADDONS)]


@pytest.mark.parametrize("addon", places.ADDONS)
def test_changelog_is_made_of_the_newsfragments(python, addon):
    options = ["--draft", "--config=towncrier.toml", f"--dir={addon}", "--version=1"]
    done = subprocess.run(
        [python, "-m", "towncrier", "build", *options, f"--name={addon}"],
        cwd=places.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    fragments = list((places.ROOT / addon / "readme/newsfragments").glob("*.md"))
    assert done.stdout.count("\n- ") == len(fragments)
    assert "<!-- towncrier -->" in sources.text(f"{addon}/readme/HISTORY.md")
