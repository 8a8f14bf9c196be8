"""What the tests of the pages share: a running fair, and browsers without a screen or a script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.helpers.portal_fair import FairServer, running_fair


class Reader:
    """Reads pages as a browser without scripts does: keeps cookies, fills in forms."""

    def __init__(self, base: str, language: str = "en") -> None:
        self.base = base
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = language

    def get(self, path: str, **more: Any) -> requests.Response:
        """Open a page; redirects are not followed unless asked for."""
        return self.session.get(self.base + path, timeout=20, **{"allow_redirects": False, **more})

    def csrf(self, path: str = "/sign-in") -> str:
        """Return the token that stands in a page."""
        found = re.search(r'name="csrf" content="([0-9a-f]+)"', self.get(path, allow_redirects=True).text)
        assert found
        return found[1]

    def post(
        self, path: str, fields: dict[str, str], *, origin: str | None = "", csrf: str | None = ""
    ) -> requests.Response:
        """Send a form; `origin` and `csrf` empty for the right ones, None for none."""
        data = dict(fields)
        if csrf is not None:
            data["csrf"] = csrf or self.csrf()
        headers = {} if origin is None else {"Origin": origin or self.base}
        return self.session.post(self.base + path, data=data, headers=headers, timeout=20, allow_redirects=False)

    def register(self, fair: FairServer, **changes: str) -> requests.Response:
        """Register as a buyer."""
        fields = {
            "name": "Ana Torres",
            "company": "Torres Hogar",
            "country": "MX",
            "email": fair.fresh_email(),
            "password": "una frase larga",
            "time_zone": "America/Mexico_City",
            "next": "/",
            **changes,
        }
        return self.post("/register", fields)


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FairServer]:
    """Give a running fair that the module's tests share."""
    with running_fair(tmp_path_factory.mktemp("fair")) as running:
        yield running


@pytest.fixture
def reader(fair: FairServer) -> Iterator[Reader]:
    """Give a browser without scripts."""
    made = Reader(fair.url)
    yield made
    made.session.close()
