"""What the server's tests share: both databases, and a running server on each."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.postgres import Cluster, cluster
from workstation.server.database import Database
from workstation.server.migrate import migrate

TABLES = ("test_roles.py", "test_isolation_whole.py")
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.requires("postgresql"))]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Give a private PostgreSQL; mark the test `requires("postgresql")`."""
    with cluster() as running:
        yield running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask the table of roles on PostgreSQL only in thorough runs: what it looks at is the same code on both."""
    if os.environ.get("WORKSTATION_THOROUGH"):
        return
    kept = [item for item in items if item.path.name not in TABLES or "[postgresql" not in item.name]
    items[:] = kept


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name the database that the test runs on; each test that asks for it runs on every one."""
    name: str = request.param
    return name


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty database."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'trial.db'}"
        return
    with request.getfixturevalue("postgres").database() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give an open database with its tables."""
    opened = Database(database_url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """Give a running server that all tests share: what they make there is theirs, what they find isn't."""
    data = tmp_path_factory.mktemp("server")
    if engine == "sqlite":
        with live_server(data) as running:
            yield running
        return
    with request.getfixturevalue("postgres").database() as url, live_server(data, database=url) as running:
        yield running
