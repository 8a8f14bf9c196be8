"""Where the project's own files are."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is or would be committed; outside a checkout, every file in folders that are ours."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = None
    if shutil.which("git"):
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if listing.returncode == 0:
            found = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    if found is None:
        found = [path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def modules() -> tuple[Path, ...]:
    """Return every Python module of the project."""
    return tuple(path for path in files() if path.suffix == ".py")


def name(path: Path) -> str:
    """Return a path as one writes it from the project's folder."""
    return path.relative_to(ROOT).as_posix()
