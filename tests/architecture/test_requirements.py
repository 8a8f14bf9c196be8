"""The pins are whole: exact versions with hashes for all that pyproject.toml asks for, and no address of an index."""

import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from tests.architecture.sources import ROOT

LEVELS = ("run", "dev")


@cache
def pins(level: str) -> dict[str, Requirement]:
    """Return the pinned requirement of each package of a level."""
    text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
    lines = [line.removesuffix("\\").strip() for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one for one in requirements}


def wanted(level: str) -> list[Requirement]:
    """Return what pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    texts = [*project["project"]["dependencies"], *extras["desk"], *extras["server"]]
    return [Requirement(text) for text in texts + (project["dependency-groups"]["dev"] if level == "dev" else [])]


@pytest.mark.parametrize("level", LEVELS)
def test_every_line_is_a_pin_or_a_hash(level: str):
    text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
    pin = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+( ; [^\\]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in text.splitlines() if not pin.fullmatch(line) and not digest.fullmatch(line)] == []


@pytest.mark.parametrize("level", LEVELS)
def test_every_dependency_is_pinned_within_its_bounds(level: str):
    missing = [
        str(requirement)
        for requirement in wanted(level)
        if not (pin := pins(level).get(canonicalize_name(requirement.name)))
        or not requirement.specifier.contains(next(iter(pin.specifier)).version)
    ]
    assert missing == []


def test_what_runs_is_what_is_tested():
    assert {name: str(pin) for name, pin in pins("run").items() if str(pins("dev").get(name)) != str(pin)} == {}


@pytest.mark.parametrize(
    ("package", "platform", "needed"),
    [
        ("uvloop", "win32", False), ("uvloop", "linux", True), ("uvloop", "darwin", True),
        ("pywin32-ctypes", "win32", True), ("pywin32-ctypes", "linux", False),
        ("jeepney", "linux", True), ("jeepney", "darwin", False),
        ("pyside6-essentials", "win32", True), ("pyside6-essentials", "darwin", True),
    ],
)  # fmt: skip
def test_pins_hold_for_three_systems(package: str, platform: str, needed: bool):
    marker = pins("run")[package].marker
    assert (marker is None or marker.evaluate({"sys_platform": platform})) == needed


def test_the_trial_installs_what_the_windows_need():
    trial = (ROOT / ".ci" / "run").read_text(encoding="utf-8").split()
    assert sorted(set(dev.LIBRARIES.values()) - set(trial)) == []
