"""Files are short, named for what they hold, say what they are for, and know nothing of one machine."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, modules, name

MOST_LINES = 500
SAYING_NOTHING = {"utils.py", "util.py", "helper.py", "helpers.py", "manager.py", "misc.py", "common.py"}
OF_ONE_MACHINE = re.compile(
    "|".join(
        ["pypi" + r"\.org", "python" + "hosted", "index" + "-url", r"(?<![\w.])/(wor" + "k|roo" + "t)/", r"/home/\w+/"]
    )
)


def test_no_module_is_longer_than_the_limit():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing():
    assert [name(path) for path in modules() if path.name in SAYING_NOTHING] == []


def test_every_module_says_what_it_is_for():
    without = [name(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert without == []


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a sound
        found += [f"{name(path)}: {match.group()}" for match in OF_ONE_MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("command", ["python3 dev.py run", "python3 dev.py test"])
def test_readme_names_the_command(command: str):
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_python_package_has_its_init():
    folders = {path.parent for path in modules() if name(path).startswith("workstation/")}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_the_project_is_found():
    assert Path(__file__) in modules()
