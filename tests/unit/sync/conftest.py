"""A server, a bad network, and desks without screens."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.bad_network import BadNetwork
from tests.helpers.headless import Headless
from tests.helpers.live_server import LiveServer, live_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Give the server that most tests share."""
    with live_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[LiveServer]:
    """Give a server that a test may kill."""
    with live_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def network(server: LiveServer) -> Iterator[BadNetwork]:
    """Give a network between desk and server, good until told otherwise."""
    with BadNetwork(server.url) as proxy:
        yield proxy


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[..., Headless]]:
    """Make desks; they are closed at the end."""
    made: list[Headless] = []

    def make(url: str, token: str, name: str = "desk", **how: Any) -> Headless:
        made.append(Headless(tmp_path / name, url, token, **how))
        return made[-1]

    yield make
    for one in made:
        one.close()
