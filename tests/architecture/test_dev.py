"""dev.py says what is missing, starts without anything installed, and knows when pins have changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.architecture.sources import ROOT


def start(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run dev.py on an interpreter that sees none of the installed packages."""
    kept = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "dev.py"), *words],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_run_without_a_display_says_so_and_offers_pictures():
    run = start("run")
    assert run.returncode == 1
    assert "no display" in run.stdout
    assert "dev.py run --offscreen" in run.stdout
    assert run.stderr == ""


def test_every_command_is_explained():
    run = start("--help")
    assert run.returncode == 0
    assert [name for name in dev.COMMANDS if f"\n  {name} " not in run.stdout] == []


def test_an_unknown_command_is_refused():
    assert start("dance").returncode == 2


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with an environment that looks installed, in a folder with a blank and Chinese characters."""
    root = tmp_path / "工作 台"
    shutil.copytree(ROOT / "requirements", root / "requirements")
    for name, path in {"ROOT": ".", "VENV": ".venv", "PYTHON": ".venv/python", "STAMP": ".venv/pins.json"}.items():
        monkeypatch.setattr(dev, name, root / path)
    dev.VENV.mkdir()
    dev.PYTHON.touch()
    return root


@pytest.mark.parametrize(
    ("stamp", "level", "installs"),
    [("dev", "dev", False), ("dev", "run", False), ("run", "run", False), ("run", "dev", True), (None, "run", True)],
)
def test_packages_are_installed_only_when_they_are_not_there(copy, monkeypatch, stamp, level, installs):
    commands: list[list[str]] = []

    def fake_pip(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("dev.subprocess.run", fake_pip)
    if stamp:
        dev.STAMP.write_text(f'{{"{stamp}": "{dev.pins_hash(stamp)}"}}', encoding="utf-8")
    dev.ensure_packages(level)
    assert bool(commands) == installs
    assert not installs or "--require-hashes" in commands[0]
    commands.clear()
    dev.ensure_packages(level)
    assert commands == []
    with (copy / "requirements" / f"{level}.txt").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    with (copy / "requirements" / "dev.txt").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    dev.ensure_packages(level)
    assert len(commands) == 1


def test_what_is_missing_is_told_with_the_command_that_helps(monkeypatch):
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr("dev.shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(dev.NotReadyError, match=r"sudo apt-get install -y --no-install-recommends libegl1"):
        dev.install_debian(["libegl1"], "Qt needs libEGL.so.1")
