"""The main job on real input: a buyer in Chromium, a salesperson at the desk's window, a server between them.

The desk's window is worked with keys on a display of its own; both programs are killed on the way.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.helpers import parts
from tests.helpers.desk_window import DeskWindow, desk_window
from tests.helpers.desktop import x_server
from tests.helpers.live_server import PASSWORD, Client, LiveServer
from tests.helpers.portal_fair import picture
from workstation.domain.account import Exhibitor
from workstation.domain.events import MessagePage
from workstation.domain.exhibit import Exhibit

pytestmark = [
    pytest.mark.requires("chromium"),
    pytest.mark.requires("xvfb"),
    pytest.mark.requires("keyring"),
    pytest.mark.requires("xdotool"),
    pytest.mark.timeout(400),
]

BROWSER_FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--no-sandbox"]
PATIENCE_MS = 60_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    """Give a running server with a small fair in it."""
    live = LiveServer(tmp_path / "server", arguments=("--heartbeat", "1"))
    live.import_fair()
    live.start()
    yield live
    live.close()


@pytest.fixture
def page() -> Iterator[Page]:
    """Give a tab of a buyer who has never been here, on a phone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=parts.part("chromium"), args=BROWSER_FLAGS)
        context = browser.new_context(
            locale="es-ES", timezone_id="America/Bogota", viewport={"width": 390, "height": 800}
        )
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
        browser.close()


def prepare_desk(profile: Path, server: LiveServer, environment: dict[str, str]) -> None:
    """Sign a desk in for good, as one does once on a new machine."""
    server.account("north")
    said = json.dumps({"server": server.url, "login": "north", "password": PASSWORD})
    command = [sys.executable, "-m", "workstation", "fetch", "--profile", str(profile)]
    done = subprocess.run(command, input=said, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def exhibit_id(seller: Client, number: str) -> int:
    """Return the exhibit with that number."""
    exhibitors = seller.get("/api/v1/exhibitors", tuple[Exhibitor, ...])
    found = [
        exhibit.id
        for exhibitor in exhibitors
        for exhibit in seller.get(f"/api/v1/exhibitors/{exhibitor.id}/exhibits", tuple[Exhibit, ...])
        if exhibit.number == number
    ]
    return found[0]


def register_and_ask(page: Page, server: LiveServer, exhibit: int, question: str) -> int:
    """Register through the form on the way to asking about an exhibit; return the conversation."""
    page.goto(f"{server.url}/exhibits/{exhibit}")
    page.click(".sticky-ask a")
    page.click(".below a[href^='/register']")
    page.fill("[name=name]", "Lucía Ramírez")
    page.fill("[name=company]", "Hogar Andino SAS")
    page.select_option("[name=country]", "CO")
    page.fill("[name=email]", "lucia@example.com")
    page.fill("[name=password]", "una contraseña larga")
    page.click("form.panel button[type=submit]")
    page.wait_for_selector("#chats[data-ready]")
    page.set_input_files("#files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture("muestra")})
    expect(page.locator("#chosen li")).to_have_count(1)
    say(page, question)
    page.wait_for_url(re.compile(r"/chats/\d+$"))
    return int(page.url.rpartition("/")[2])


def say(page: Page, text: str) -> None:
    """Type something as the buyer, and send it."""
    page.fill("#text", text)
    page.click("#send")


def take_next(desk: DeskWindow, page: Page, until: Callable[..., None]) -> None:
    """Go to the buyer who waits longest, as soon as one does: what he wrote last becomes read on his page."""
    last = page.locator(".bubble.mine [data-state]").last

    def is_read() -> bool:
        desk.press("ctrl+j")
        return last.get_attribute("data-state") == "read"

    until(is_read, timeout_s=60)


def answer(desk: DeskWindow, text: str) -> None:
    """Type something as the salesperson, and send it."""
    desk.type(text)
    desk.press("Return")


def said(seller: Client, conversation: int) -> list[str]:
    """Return what the server holds, in its order: texts, and `[image]` for images without one."""
    found = seller.get(f"/api/v1/conversations/{conversation}/messages", MessagePage, limit=200)
    return [one.text or f"[{one.kind}]" for one in found.messages if one.kind in ("text", "image")]


def test_asked_in_a_browser_answered_at_the_desk_through_kills(
    page: Page,
    server: LiveServer,
    tmp_path: Path,
    keyring_environment: dict[str, str],
    until_blocking: Callable[..., None],
) -> None:
    profile = tmp_path / "profile"
    prepare_desk(profile, server, keyring_environment)
    seller = server.account("north")
    with x_server("1366x768x24") as display:
        with desk_window(profile, display, keyring_environment) as desk:
            desk.wait_for("online")
            desk.focus()
            conversation = register_and_ask(page, server, exhibit_id(seller, "N-2"), "¿Cuánto cuesta 500 piezas?")
            question = ["[image]", "¿Cuánto cuesta 500 piezas?"]
            until_blocking(lambda: sorted(said(seller, conversation)) == sorted(question), timeout_s=60)
            question = said(seller, conversation)

            # The desk goes to whoever waits longest with one key; the answer reaches the buyer.
            take_next(desk, page, until_blocking)
            answer(desk, "USD 3.20 FOB Shenzhen")
            expect(page.locator(".bubble.theirs .text").last).to_have_text("USD 3.20 FOB Shenzhen", timeout=PATIENCE_MS)
            expected = [*question, "USD 3.20 FOB Shenzhen"]

            # The server dies; both sides go on writing; all of it leaves when it is back, in order.
            server.kill()
            answer(desk, "MOQ is 500 pcs")
            answer(desk, "Lead time 30 days")
            server.start()
            expect(page.locator(".bubble.theirs .text").last).to_have_text("Lead time 30 days", timeout=PATIENCE_MS)
            expected += ["MOQ is 500 pcs", "Lead time 30 days"]
            assert said(seller, conversation) == expected

            # The desk dies right after the key that sends.
            answer(desk, "Samples are free")
            desk.kill()
        with desk_window(profile, display, keyring_environment) as desk:
            desk.wait_for("online")
            known = said(seller, conversation)
            desk.focus()
            say(page, "Gracias")
            until_blocking(lambda: "Gracias" in said(seller, conversation), timeout_s=60)
            take_next(desk, page, until_blocking)
            answer(desk, "You are welcome")
            expect(page.locator(".bubble.theirs .text").last).to_have_text("You are welcome", timeout=PATIENCE_MS)
            # Whether the key reached the program before the kill is chance; that it is there twice, or half, is not.
            assert known[: len(expected)] == expected
            tail = said(seller, conversation)[len(expected) :]
            assert tail in (
                ["Samples are free", "Gracias", "You are welcome"],
                ["Gracias", "You are welcome"],
                ["Gracias", "Samples are free", "You are welcome"],
            )
            assert desk.leave() == 0
