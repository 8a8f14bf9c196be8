"""One server for the tests of a module."""

from collections.abc import Iterator

import pytest

from tests.helpers.live_server import LiveServer, live_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        for login in ("north", "north.ann", "north.bo"):
            running.account(login)
        yield running
