"""What the tests of the local files share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.builders import make_page, make_snapshot
from tests.helpers.fresh_store import fresh_store
from workstation.storage import inbound
from workstation.storage.store import Store

KEY = bytes(range(32))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a profile that doesn't exist yet."""
    return tmp_path / "资料 desk"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Give new, empty local files."""
    store = fresh_store(folder, KEY)
    yield store
    store.close()


@pytest.fixture
def synced(store: Store) -> Store:
    """Give local files after a first sync: conversations 1 to 3 with three messages each, log at 10."""
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(i, 3) for i in (1, 2, 3)], as_of=10))
    store.write_blocking(inbound.finish_snapshot, 10)
    return store
