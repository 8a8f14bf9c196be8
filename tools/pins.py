"""Compiles requirements/*.txt from pyproject.toml: exact versions with hashes for three systems.

They hold for Python 3.11 to 3.13. Standard library only; uv does the work, in an environment of its own under build/.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRATCH = ROOT / "build" / "pins"
PYTHON = SCRATCH / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OPTIONS = [
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"),
    *("--no-header", "--no-annotate"),
    *("--extra", "desk", "--extra", "server"),
]


def compile_pins(arguments: list[str]) -> int:
    """Write both files and return the exit status; words such as --upgrade go to uv."""
    if not PYTHON.exists():
        venv.create(SCRATCH, with_pip=True, clear=True)
        subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"], check=True)
    compiler = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS]
    everything, running = "requirements/dev.txt", "requirements/run.txt"
    # The second takes the versions of the first, so that what is tested is what runs.
    for command in (
        [*compiler, *arguments, "--group", "dev", "-o", everything],
        [*compiler, *arguments, "--constraint", everything, "-o", running],
    ):
        status = subprocess.call(command, cwd=ROOT)
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(compile_pins(sys.argv[1:]))
