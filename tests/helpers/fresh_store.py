"""Local files of a new profile, copied from some that were made once: making their tables each time costs much more."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from workstation.storage.store import Store

KEY = bytes(range(32))


def fresh_store(folder: Path, key: bytes = KEY) -> Store:
    """Open the files of a profile; where there are none yet they come with all tables and nothing in them."""
    if not folder.exists() or not any(folder.glob("*.db")):
        shutil.copytree(_made(key), folder, dirs_exist_ok=True)
    return Store.open(folder, key)


@cache
def _made(key: bytes) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ws-store-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Store.open(folder, key).close()
    return folder
