"""Takes the pictures of the screens and of their states: a fair, the real desk on it, the buyer's page in Chromium."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tools.trials import states
from workstation import cli
from workstation.app import Application
from workstation.domain.actions import ActionRequest, SendMessage
from workstation.domain.conversation import ConversationPage
from workstation.domain.ids import new_action_id
from workstation.domain.link import Phase
from workstation.domain.message import IMAGE
from workstation.rehearsal.buyers import Crowd
from workstation.rehearsal.fair import MAIN_LOGIN, Fair
from workstation.rehearsal.guests import Guests
from workstation.remote.api import Api
from workstation.remote.session import Session
from workstation.services.views import ConversationRef
from workstation.start import run
from workstation.ui import gallery

DEFAULT = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
LOOKS = (("zh_CN", "light", (1366, 768)), ("en", "dark", (1366, 768)), ("en", "light", (1024, 640)))
ANSWERS = (
    "Thank you for your interest. For 500 pcs our price is USD 8.20 FOB Shenzhen, lead time 30 days.",
    "您好！MOQ 500 件，样品 3 天内寄出，CE 和 RoHS 证书可以先发您。",
    "Yes, we can print your logo. The colour box artwork is free from 1,000 pcs.",
)


def populate(fair: Fair, folder: Path, seconds: float) -> None:
    """Let buyers come for a while, and answer some of them."""
    end = threading.Event()
    guests = Guests(folder)
    fair.fill_calendar(guests)
    crowd = Crowd(fair.url, guests, seed=7, speed=25, count=60)
    coming = threading.Thread(target=crowd.run, args=(end,))
    coming.start()
    api = Api(Session(fair.url))
    api.session.token = api.sign_in(MAIN_LOGIN, fair.staff.passwords[MAIN_LOGIN]).token
    began, said = time.monotonic(), 0
    while time.monotonic() < began + seconds:
        waiting = [page for page in api.snapshot().conversations if page.messages and page.messages[-1].from_buyer]
        for page in waiting[: len(waiting) // 2]:
            text = ANSWERS[said % len(ANSWERS)]
            said += 1
            action = SendMessage(conversation=page.conversation.id, text=text)
            api.act(ActionRequest(id=new_action_id(), action=action))
        time.sleep(1)
    end.set()
    crowd.stop()
    coming.join()
    api.sign_out()


def richest(pages: Sequence[ConversationPage]) -> ConversationRef:
    """Return the conversation that shows most: images first, then length."""
    best = max(pages, key=lambda page: (any(m.kind == IMAGE for m in page.messages), len(page.messages)))
    return best.conversation.id


class Photographer:
    """Works the running desk and keeps what it shows."""

    def __init__(self, fair: Fair, target: Path) -> None:
        self._fair = fair
        self._target = target

    async def take_all(self, application: Application) -> None:
        """Take every picture of the desk."""
        shell = application.shell
        assert shell is not None
        await gallery.until(lambda: shell.sign_in_window is not None and shell.sign_in_window.isVisible())
        assert shell.sign_in_window is not None
        for language, theme, _ in LOOKS[:2]:
            await application.settings.update(language=language, theme=theme)
            await gallery.keep(shell.sign_in_window, self._target / f"sign-in-{language[:2]}-{theme}.png")
        password = self._fair.staff.passwords[MAIN_LOGIN]
        await application.sign_in.sign_in(self._fair.url, MAIN_LOGIN, password, remember=False)
        shell.sign_in_window.ready.emit()
        await gallery.signed_in(shell, rows=6)
        shell.window.banner.tell("keeping", None)
        api = Api(Session(self._fair.url))
        api.session.token = api.sign_in(MAIN_LOGIN, password).token
        shown = richest(api.snapshot().conversations)
        for language, theme, (width, height) in LOOKS:
            await application.settings.update(language=language, theme=theme)
            shell.window.resize(width, height)
            await gallery.tour(shell, self._target, f"-{language[:2]}-{theme}-{width}", shown)
            await gallery.team(shell.window, self._target, f"-{language[:2]}-{theme}-{width}")
        self._fair.stop()
        await gallery.until(lambda: shell.window.status.state.phase is Phase.OFFLINE)
        await gallery.keep(shell.window, self._target / "inbox-offline.png")


def portal_pictures(fair: Fair, target: Path) -> None:
    """Take the buyer's page on a desktop and on a phone, if there is a Chromium."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        print("no Chromium here: the pictures of the buyer's page are left as they are", file=sys.stderr)
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for name, locale, size in (("desktop-en", "en-GB", (1280, 800)), ("phone-zh", "zh-CN", (390, 800))):
            context = browser.new_context(locale=locale, viewport={"width": size[0], "height": size[1]})
            page = context.new_page()
            page.goto(f"{fair.url}/")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=target / f"portal-{name}.png")
            context.close()
        browser.close()


STORIES = {
    "profile": LOOKS[:2],
    "export": LOOKS[:1],
    "search": LOOKS,
    "notices": LOOKS,
    "palette": LOOKS,
}
"""Stories (`tests/stories`) of which pictures are kept, and in which looks."""


PARTS = {
    "inbox": (340, 900),
    "chat": (760, 1500),
    "colleagues": (760, 640),
    "mixed_scripts": (760, 820),
    "archived": (760, 640),
    "composer": (760, 640),
    "quote": (1024, 640),
    "share": (1024, 640),
    "day_jump": (760, 640),
    "viewer": (900, 680),
}
"""Parts of the window in states that no fair shows at once, and how large they are."""


CARDS = {
    "cards": "folder",
    "cards-duplicates": "duplicates",
    "cards-import": "import",
    "cards-mine": "my_card",
    "cards-send": "strip",
    "cards-chat": "chat",
    "cards-export": "export",
}
"""Parts of the screen of business cards (`tests/stories/cards.py`)."""
CARD_LOOKS = (LOOKS[0], ("en", "dark", (1024, 640)))


CALENDAR = {
    "calendar-week": ("calendar", "week"),
    "calendar-agenda": ("calendar", "agenda"),
    "calendar-slots": ("calendar", "slots"),
    "calendar-new-slots": ("calendar", "batch"),
    "calendar-receiver": ("calendar", "name"),
    "meeting-enter": ("meeting", "enter"),
}
"""Parts of the calendar and of the way into a meeting: their stories, and what of them."""


INTENTS = {
    "intents": ("intents", "list"),
    "intents-detail": ("intents", "detail"),
    "intents-matched": ("intents", "matched"),
    "intents-assign": ("intents", "assign"),
    "intents-card": ("intents", "card"),
    "intents-reduced": ("intents", "reduced"),
    "intents-chat": ("intents", "chat"),
}
"""Parts of the screen of purchase intents, and the chat about one."""


def story_picture(story: str, file: Path, look: tuple[str, str, tuple[int, int]], part: str = "") -> None:
    """Take the picture of a story, or of a part of it, in a process of its own."""
    language, theme, (width, height) = look
    command = [sys.executable, "-m", f"tests.stories.{story}", "--picture", str(file)]
    options = ["--language", language, "--theme", theme, "--size", f"{width}x{height}"]
    subprocess.run([*command, *options], check=True, env={**os.environ, "STORY_PAGE": part} if part else None)


def part_pictures(target: Path) -> None:
    """Take pictures of the screens of business cards, negotiations and purchase intents."""
    parts = {name: ("cards", part) for name, part in CARDS.items()} | CALENDAR | INTENTS
    for name, (story, part) in parts.items():
        for look in CARD_LOOKS:
            story_picture(story, target / f"{name}-{look[0][:2]}-{look[1]}-{look[2][0]}.png", look, part)


def story_pictures(target: Path) -> None:
    """Take pictures of what the rehearsal fair doesn't show, each story in a process of its own."""
    part_pictures(target)
    parts = {name: tuple((look[0], look[1], size) for look in LOOKS[:2]) for name, size in PARTS.items()}
    for name, looks in (*STORIES.items(), *parts.items()):
        for look in looks:
            file = target / f"{name.replace('_', '-')}-{look[0][:2]}-{look[1]}-{look[2][0]}.png"
            story_picture(name, file, look)


def main(argv: Sequence[str]) -> int:
    """Take all pictures into a folder."""
    parser = argparse.ArgumentParser(prog="screenshots", description="Take the pictures of the screens.")
    parser.add_argument("--into", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=25.0, help="how long buyers write before the pictures")
    parser.add_argument("--stories", action="store_true", help="only the pictures that need no fair")
    options = parser.parse_args(argv)
    options.into.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the desk of the last pictures runs in this process
    story_pictures(options.into)
    if options.stories:
        return 0
    with tempfile.TemporaryDirectory(prefix="workstation-") as name:
        folder = Path(name)
        fair = Fair(folder / "fair", 7)
        try:
            fair.start()
            portal_pictures(fair, options.into)
            populate(fair, folder, options.seconds)
            # While the fair runs: the last picture of the screens stops it.
            faults = states.take_all(fair, folder / "states", options.into / "states")
            for fault in faults:
                print(fault, file=sys.stderr)
            desk = cli.parser().parse_args(["--profile", str(folder / "desk"), "--language", "zh_CN"])
            status = run(desk, Photographer(fair, options.into).take_all)
            for picture in options.into.glob("*.png"):
                states.shrink(picture)
            return status or bool(faults)
        finally:
            fair.stop()
            instance = QApplication.instance()
            if instance is not None:
                instance.quit()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
