"""The binding of Qt counts its references to None: one that doesn't aborts the desk after some thousand calls.

docs/decisions/0001: a wheel of PySide6 took one reference too many on every call that returns nothing.
"""

import subprocess
import sys

CALLS = 4000
PROGRAM = f"""
import sys
from PySide6.QtCore import QObject
before = sys.getrefcount(None)
for _ in range({CALLS}):
    QObject().setObjectName("x")
print(sys.getrefcount(None) - before)
"""


def test_calls_that_return_nothing_keep_the_count_of_none():
    # In a process of its own: where the binding is at fault the interpreter aborts.
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > -100
