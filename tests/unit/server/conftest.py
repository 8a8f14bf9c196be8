"""What the server's tests share: both databases, and a running server on each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.postgres import Cluster, cluster
from workstation.server.database import Database
from workstation.server.migrate import migrate

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.requires("postgresql"))]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Give a private PostgreSQL; mark the test `requires("postgresql")`."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name the database that the test runs on; each test that asks for it runs on every one."""
    name: str = request.param
    return name


@pytest.fixture
def empty_database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database without any table."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with request.getfixturevalue("postgres").database() as url:
        yield url


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with all tables and nothing in them."""
    file = tmp_path_factory.mktemp("blank") / "blank.db"
    _make_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def blank_database(postgres: Cluster) -> Iterator[str]:
    """Give the name of a PostgreSQL database with all tables and nothing in them."""
    with postgres.database() as url:
        _make_tables(url)
        yield url.partition("?")[0].rpartition("/")[2]


def _make_tables(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database with all tables and nothing in them."""
    if engine == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('blank_file'), tmp_path / 'trial.db')}"
        return
    with request.getfixturevalue("postgres").database(request.getfixturevalue("blank_database")) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give an open database with its tables."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sqlite_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Give the running server on SQLite."""
    with live_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_server(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Give the running server on PostgreSQL."""
    with postgres.database() as url, live_server(tmp_path_factory.mktemp("server"), database=url) as running:
        yield running


@pytest.fixture(scope="session")
def server(engine: str, request: pytest.FixtureRequest) -> LiveServer:
    """Give a running server that all tests share: what they make there is theirs, what they find isn't."""
    running: LiveServer = request.getfixturevalue(f"{engine}_server")
    return running
