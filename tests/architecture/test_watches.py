"""The watches over every test see what they are for: each `…_bad` test fails, each `…_good` one passes."""

import os
import re
import subprocess
import sys
from pathlib import Path

HABITS = Path(__file__).with_name("habits.py")
ROOT = HABITS.parents[2]


def _run(*options: str, **environment: str) -> str:
    command = [
        sys.executable,
        "-m",
        "pytest",
        str(HABITS),
        "-rA",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        *options,
    ]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=150, check=False
    )
    return run.stdout + run.stderr


def test_every_bad_habit_is_caught():
    output = _run(CI="true")
    outcomes: dict[str, set[str]] = {}
    for outcome, name in re.findall(r"^(PASSED|FAILED|ERROR|SKIPPED) \S*::(\w+)", output, re.MULTILINE):
        outcomes.setdefault(name, set()).add(outcome)
    good = {name for name, seen in outcomes.items() if seen == {"PASSED"}}
    bad = outcomes.keys() - good
    assert len(bad) >= 23, output
    assert {name for name in bad if not name.endswith("_bad")} == set()
    assert {name for name in good if not name.endswith("_good")} == set()


def test_a_skip_fails_only_where_everything_is_installed():
    assert "1 skipped" in _run("-k", "skip", CI="false")
    assert "1 failed" in _run("-k", "skip", CI="true")
