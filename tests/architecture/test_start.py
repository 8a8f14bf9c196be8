"""What a start imports before its window is painted: each module there is waited for by everybody, every morning."""

import json
import subprocess
import sys

from tests.architecture.sources import ROOT

FIRST_PAINT = """
import json, re, sys
patterns = []
compile = re._compiler.compile
def noting(pattern, flags=0):
    frame = sys._getframe(1)
    while frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    patterns.append((frame.f_globals.get("__name__", ""), str(pattern)))
    return compile(pattern, flags)
re._compiler.compile = noting
import workstation.cli, workstation.services.head_start
import workstation.storage.keys, workstation.services.first_look
import workstation.ui, workstation.start
print(json.dumps([sorted(sys.modules), patterns]))
"""
LATE = {
    *("asyncio", "qasync", "ssl", "concurrent.futures", "keyring", "cryptography", "sqlalchemy", "requests", "urllib3"),
    *("PIL", "babel", "PySide6.QtNetwork", "PySide6.QtDBus", "workstation.app", "workstation.domain.actions"),
    *("workstation.domain.events", "workstation.storage.schema", "workstation.storage.store", "workstation.ui.shell"),
    *("workstation.ui.chat.view", "workstation.ui.profile.view", "workstation.ui.loop", "workstation.ui.problems"),
}
LATE_PACKAGES = ("workstation.sync", "workstation.remote", "workstation.server", "workstation.rehearsal")
MOST_OF_OURS = 90
"""Modules of ours; one more needs a reason better than that it was handy."""
LONGEST_PATTERN = 250
"""Characters; compiling one of some hundreds takes as long as painting the list."""


def test_the_first_window_waits_for_nothing_that_works_behind_it():
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    imported, patterns = json.loads(done.stdout)
    assert LATE.isdisjoint(imported)
    ours = [name for name in imported if name.partition(".")[0] == "workstation"]
    assert not [name for name in ours if name.startswith(LATE_PACKAGES)]
    assert len(ours) <= MOST_OF_OURS, ours
    long = [where for where, pattern in patterns if where.startswith("workstation") and len(pattern) > LONGEST_PATTERN]
    assert not long
