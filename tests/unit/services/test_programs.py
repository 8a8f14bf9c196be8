"""A program registered for a scheme is found, and gets exactly the link, as a process of its own."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.desktop import private_folders
from workstation.domain.errors import Refusal
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_link import browser_link, launch_link
from workstation.services.programs import Found, Programs, outside

HANDLER = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import json, os, sys, time
with open({told!r}, "a") as file:
    told = {{"pid": os.getpid(), "session": os.getsid(0), "argv": sys.argv[1:], "env": dict(os.environ)}}
    file.write(json.dumps(told) + "\\n")
time.sleep(30)
"""
ENTRY = """[Desktop Entry]
Type=Application
Name=Meeting client
Exec={program} %u
MimeType=x-scheme-handler/wemeet;x-scheme-handler/https;

[Desktop Action other]
Name=Not this one
Exec=/nowhere
"""
MEETING = Meeting(service=MeetingService.TENCENT, code="664-079-932", address="https://meeting.tencent.com/dm/AbC123xY")


class Machine:
    """A user's desktop with a meeting client that only writes down how it was started."""

    def __init__(self, folder: Path, display: str) -> None:
        folder.mkdir(exist_ok=True)
        self.told = folder / "told.jsonl"
        self.program = folder / "meeting-client"
        self.program.write_text(HANDLER.format(python=sys.executable, told=str(self.told)))
        self.program.chmod(0o755)
        self.environment = {
            **os.environ,
            **private_folders(folder),
            "DISPLAY": display,
            "BROWSER": "",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_PLUGIN_PATH": "/ours",
            "PYTHONDEVMODE": "",
        }
        data, config = (Path(self.environment[name]) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"))
        self.entry = data / "applications" / "meeting-client.desktop"
        self.entry.parent.mkdir()
        self.entry.write_text(ENTRY.format(program=self.program))
        handlers = "".join(f"x-scheme-handler/{one}=meeting-client.desktop\n" for one in ("wemeet", "https"))
        (config / "mimeapps.list").write_text(f"[Default Applications]\n{handlers}")

    def started(self, count: int = 1) -> list[dict[str, object]]:
        """Return what was written down, once it is so much."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.told.exists() and len(lines := self.told.read_text().splitlines()) >= count:
                return [json.loads(line) for line in lines]
            time.sleep(0.05)
        raise AssertionError("the program was not started")

    def end(self) -> None:
        """End what was started."""
        for one in self.started():
            os.kill(int(str(one["pid"])), signal.SIGTERM)


pytestmark = [pytest.mark.requires("xvfb", "xdg")]


@pytest.fixture
def machine(tmp_path: Path, display: str) -> Machine:
    return Machine(tmp_path, display)


def test_the_client_gets_exactly_the_link_as_a_process_of_its_own(machine: Machine) -> None:
    programs = Programs(machine.environment, look_s=0.1)
    assert programs.for_scheme("wemeet").found is Found.YES
    assert programs.for_scheme("wemeet").name == "Meeting client"
    link = launch_link(MEETING)
    assert link is not None
    programs.open(link)
    programs.open(browser_link(MEETING))
    by_argument = {str(one["argv"]): one for one in machine.started(2)}
    assert set(by_argument) == {str([link]), str(["https://meeting.tencent.com/dm/AbC123xY"])}
    for one in by_argument.values():
        assert one["pid"] != os.getpid()
        assert one["session"] != os.getsid(0)
        os.kill(int(str(one["pid"])), 0)  # it goes on by itself
        seen = one["env"]
        assert isinstance(seen, dict)
        assert seen["DISPLAY"] == machine.environment["DISPLAY"]
        assert not [name for name in seen if name.startswith(("QT_", "PYTHON"))]
    machine.end()
    until = time.monotonic() + 20
    while programs.running():  # the openers end with what they opened
        assert time.monotonic() < until
        time.sleep(0.02)


def test_what_is_not_there_is_not_found_and_said(machine: Machine) -> None:
    programs = Programs(machine.environment)
    assert programs.for_scheme("zoommtg").found is Found.NO
    with pytest.raises(Refusal, match="program_missing"):
        programs.open("zoommtg://zoom.us/join?action=join&confno=81234567890")
    machine.program.unlink()  # uninstalled without tidying up
    assert programs.for_scheme("wemeet").found is Found.NO
    machine.entry.write_text(machine.entry.read_text().replace("Type=", "Hidden=true\nType="))
    assert programs.for_scheme("wemeet").found is Found.NO
    machine.entry.unlink()
    assert programs.for_scheme("wemeet").found is Found.NO
    assert Programs({**machine.environment, "PATH": "/nowhere"}).for_scheme("wemeet").found is Found.UNKNOWN
    with pytest.raises(Refusal, match="program_missing"):
        Programs({**machine.environment, "PATH": "/nowhere"}).open("https://meeting.tencent.com/")
    assert not machine.told.exists()


@pytest.mark.parametrize(
    "link",
    [
        "http://zoom.us/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--help",
        "wemeet://x y",
        "wemeet://\n",
        "https:///",
        "",
    ],
)
def test_nothing_else_is_ever_given_to_an_opener(machine: Machine, link: str) -> None:
    with pytest.raises(Refusal, match="link_refused"):
        Programs(machine.environment).open(link)


def test_only_what_is_ours_is_kept_from_other_programs() -> None:
    given = {
        "PATH": "/usr/bin",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_IM_MODULE": "fcitx",
        "QML2_IMPORT_PATH": "/ours",
        "PYTHONHOME": "/ours",
        "_PYI_ARCHIVE_FILE": "/ours",
        "LD_LIBRARY_PATH": "/ours",
        "LD_LIBRARY_PATH_ORIG": "/theirs",
    }
    assert outside(given) == {"PATH": "/usr/bin", "QT_IM_MODULE": "fcitx", "LD_LIBRARY_PATH": "/theirs"}
