"""What the server's tests share: both databases, and a running server on each."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.postgres import Cluster, cluster
from tests.helpers.team_bench import bring_fair
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


def _make_tables(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()


def _bring_fair(url: str) -> None:
    _make_tables(url)
    database = Database(url)
    bring_fair(database)
    database.close()


MAKERS: dict[str, Callable[[str], None]] = {"blank": _make_tables, "fair": _bring_fair}


@pytest.fixture
def prepared() -> str:
    """Name what is in the database: "blank" tables; a module may say "fair" for the small one of `team_bench`."""
    return "blank"


@pytest.fixture(scope="session")
def prepared_files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the SQLite file of that name, made when it is first asked for."""

    @cache
    def file(name: str) -> Path:
        made = tmp_path_factory.mktemp("prepared") / f"{name}.db"
        MAKERS[name](f"sqlite:///{made}")
        return made

    return file


@pytest.fixture(scope="session")
def prepared_databases(postgres: Cluster) -> Iterator[Callable[[str], str]]:
    """Give the PostgreSQL database of that name, made when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def database(name: str) -> str:
            url = stack.enter_context(postgres.database())
            MAKERS[name](url)
            return url.partition("?")[0].rpartition("/")[2]

        yield database


@pytest.fixture
def database_url(engine: str, prepared: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database with all tables and what `prepared` names."""
    if engine == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('prepared_files')(prepared), tmp_path / 'trial.db')}"
        return
    template = request.getfixturevalue("prepared_databases")(prepared)
    with request.getfixturevalue("postgres").database(template) as url:
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
