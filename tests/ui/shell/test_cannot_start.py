"""When there can be no desk at all, the screen says so, in the user's language."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from workstation.ui import cannot_start
from workstation.ui.language import Language


def test_a_folder_that_cannot_be_used_is_named(qapp: QApplication, spoken: Language) -> None:
    box = cannot_start.tell(qapp, cannot_start.unusable(Path("/elsewhere")), "en", "light")
    assert box.text() == "The folder of this desk cannot be used"
    assert "/elsewhere" in box.informativeText()
    box.finished.disconnect()
    box.close()
    box.deleteLater()


def test_it_speaks_the_user_s_language(qapp: QApplication, spoken: Language) -> None:
    spoken.use("zh_CN")
    problem = cannot_start.hung()
    assert problem.title == "Workstation 已在运行，但没有响应"
    spoken.use("en")


@pytest.mark.requires("xvfb", "xdotool")
def test_a_program_without_a_profile_says_so_in_a_window(
    display: str, until_blocking: Callable[..., Any], tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder can be made here")
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "workstation", "--profile", str(blocked / "profile"), "--language", "en"]
    program = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    find = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid)]
    until_blocking(lambda: subprocess.run(find, env=environment, capture_output=True, check=False).stdout)
    window = subprocess.run(find, env=environment, capture_output=True, text=True, check=True).stdout.split()[-1]
    subprocess.run(["xdotool", "windowfocus", "--sync", window, "key", "Escape"], env=environment, check=True)
    _, said = program.communicate(timeout=30)
    assert program.returncode == 1
    assert "cannot be used" in said
