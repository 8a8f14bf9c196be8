"""A real Chromium before a real server: what the tests of the live pages share."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.helpers import parts
from tests.helpers.portal_fair import FairServer, running_fair

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)  # a busy machine is slower, not wrong
CHAT = re.compile(r"/chats/\d+$")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs a Chromium."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.requires("chromium"))


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FairServer]:
    """Give a running fair that the module's tests share."""
    with running_fair(tmp_path_factory.mktemp("fair")) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a Chromium."""
    flags = FLAGS + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=parts.part("chromium"), args=flags)
        yield browser
        browser.close()


class Buyer:
    """A buyer with a browser of his own: signed in, with any number of tabs."""

    def __init__(self, context: BrowserContext, fair: FairServer, faults: list[str]) -> None:
        self.context = context
        self.fair = fair
        self._faults = faults
        context.set_default_timeout(PATIENCE_MS)

    def sign_in(self, **changes: Any) -> None:
        """Become a new buyer without going through the form."""
        _, token = self.fair.buyer(**changes)
        self.context.add_cookies(
            [{"name": "workstation_session", "value": token, "url": self.fair.url, "httpOnly": True, "sameSite": "Lax"}]
        )

    def tab(self, path: str = "") -> Page:
        """Open a tab; what its scripts complain of fails the test."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self._faults.append(f"{page.url}: {error}"))
        page.on("console", self._listen)
        if path:
            page.goto(self.fair.url + path)
            if path.startswith("/chats"):
                page.wait_for_selector("#chats[data-ready]")
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        # A refused connection is written to the console by the browser itself.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._faults.append(message.text)

    def ask(self, exhibit: str = "k1", text: str = "What is your price?") -> tuple[Page, int]:
        """Ask about an exhibit; return the tab and the number of the conversation."""
        page = self.tab(f"/chats/new?exhibit={self.fair.ids('exhibit')[exhibit]}")
        write(page, text)
        page.wait_for_url(CHAT)
        page.wait_for_selector(f".bubble.mine:has-text('{text}') [data-state=sent]")
        return page, int(page.url.rpartition("/")[2])


def write(page: Page, text: str) -> None:
    """Type something and send it."""
    page.fill("#text", text)
    page.click("#send")


def bubbles(page: Page) -> list[str]:
    """Return the texts of what was said, in the order in which they stand there."""
    return page.locator("#lines .bubble .text").all_inner_texts()


@pytest.fixture
def new_buyer(chromium: Browser, fair: FairServer) -> Iterator[Callable[..., Buyer]]:
    """Give a maker of buyers; `new_buyer(locale="zh-CN", viewport=…)` as a browser's context has it."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(*, signed_in: bool = True, profile: dict[str, Any] | None = None, **options: Any) -> Buyer:
        context = chromium.new_context(**{"locale": "en-GB", "timezone_id": "Europe/Berlin", **options})
        contexts.append(context)
        buyer = Buyer(context, fair, faults)
        if signed_in:
            buyer.sign_in(**(profile or {}))
        return buyer

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def buyer(new_buyer: Callable[..., Buyer]) -> Buyer:
    """Give a signed-in buyer."""
    return new_buyer()
