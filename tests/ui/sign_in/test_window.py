"""The sign-in window: every page, every refusal, giving up, waiting out a lock; the services follow a script."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from workstation.domain.errors import Refusal
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import KeyKeeping, KnownAccount, Start
from workstation.ui.sign_in.pages import Page
from workstation.ui.sign_in.window import SignInWindow

Until = Callable[..., Any]
SERVER, LOGIN, PASSWORD = "https://fair.test", "li@foshan.test", "correct horse"


class Script:
    """What the services answer, and what they were asked."""

    def __init__(self) -> None:
        self.account: KnownAccount | None = None
        self.where = KeyKeeping.KEYRING
        self.answers: list[Exception | None] = []
        self.starts: list[Start] = []
        self.asked: list[tuple[Any, ...]] = []
        self.must_change_password = False
        self.gate = asyncio.Event()
        self.gate.set()

    def known(self) -> KnownAccount | None:
        return self.account

    async def keeping(self) -> KeyKeeping:
        return self.where

    async def resume(self, passphrase: str | None = None) -> Start:
        self.asked.append(("resume", passphrase))
        await self.gate.wait()
        return self.starts.pop(0)

    async def sign_in(self, *given: Any) -> None:
        self.asked.append(("sign_in", *given))
        await self._answer()

    async def change_password(self, old: str, new: str) -> None:
        self.asked.append(("change_password", old, new))
        await self._answer()

    async def _answer(self) -> None:
        await self.gate.wait()
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer


class Signing:
    """The window and its script."""

    def __init__(self, folder: Path) -> None:
        self.script = Script()
        self.settings = SettingsService(folder, default_language="en")
        self.window = SignInWindow(cast(SignIn, self.script), self.settings, SERVER)
        self.ready = list[bool]()
        self.window.ready.connect(lambda: self.ready.append(True))

    def begin(self, start: Start = Start.FRESH) -> None:
        self.window.begin(start)
        self.window.show()

    def fill(self, password: str = PASSWORD) -> None:
        page = self.window.credentials
        page.server.edit.setText(SERVER)
        page.login.edit.setText(LOGIN)
        page.password.edit.setText(password)

    @property
    def error(self) -> str:
        return self.window.error.text() if not self.window.error.isHidden() else ""


@pytest.fixture
def signing(qapp: QApplication, tmp_path: Path) -> Iterator[Signing]:
    made = Signing(tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


async def test_the_main_button_waits_for_every_field(signing: Signing) -> None:
    signing.begin()
    assert signing.window.credentials.server.text == SERVER
    assert not signing.window.credentials.main.isEnabled()
    signing.fill()
    assert signing.window.credentials.main.isEnabled()
    await asyncio.sleep(0)


async def test_signing_in(signing: Signing, until: Until) -> None:
    signing.begin()
    signing.fill()
    QTest.keyClick(signing.window.credentials.password.edit, Qt.Key.Key_Return)
    await until(lambda: signing.ready == [True])
    assert signing.script.asked == [("sign_in", SERVER, LOGIN, PASSWORD, True, None)]
    assert signing.window.credentials.password.text == "", "a password stays no longer than needed"


async def test_the_window_stays_alive_while_the_server_is_asked(signing: Signing, until: Until) -> None:
    signing.script.gate.clear()
    signing.begin()
    signing.fill()
    signing.window.credentials.main.click()
    await until(lambda: signing.window.busy)
    assert not signing.window.progress.isHidden()
    assert not signing.window.credentials.server.isEnabled()
    signing.window.credentials.main.click()
    assert len(signing.script.asked) == 1, "asked once"
    QTest.keyClick(signing.window, Qt.Key.Key_Escape)
    await until(lambda: not signing.window.busy)
    assert signing.window.isVisible(), "the first Esc gives up asking only"
    assert signing.window.credentials.main.isEnabled()
    assert signing.ready == []
    await until(lambda: not signing.window.working)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("wrong_credentials", "not right"),
        ("account_disabled", "disabled"),
        ("not_an_account", "buyer's account"),
        ("unreachable", "does not answer"),
        ("not_our_server", "no Workstation server"),
        ("untrusted", "prove who it is"),
        ("server_fault", "has a fault"),
        ("keyring_locked", "keyring is locked"),
        ("address_invalid", "no address"),
        ("wrong_passphrase", "does not open"),
        ("disk_full", "disk is full"),
        ("read_only", "cannot be written"),
        ("newer_files", "newer version"),
        ("something_new", "something_new"),
    ],
)
async def test_refusals_are_explained(signing: Signing, until: Until, code: str, part: str) -> None:
    signing.script.answers = [Refusal(code)]
    signing.begin()
    signing.fill()
    signing.window.credentials.main.click()
    await until(lambda: part in signing.error)
    assert signing.window.error.accessibleName() == signing.error
    assert signing.window.credentials.main.isEnabled(), "one can try again"
    signing.window.credentials.main.click()
    await until(lambda: signing.ready == [True])


async def test_a_locked_account_counts_down(signing: Signing, until: Until) -> None:
    signing.script.answers = [Refusal("locked", {"retry_after_s": 2})]
    signing.begin()
    signing.fill()
    signing.window.credentials.main.click()
    await until(lambda: "2 s" in signing.error)
    assert not signing.window.credentials.main.isEnabled()
    await until(lambda: "1 s" in signing.error)
    await until(lambda: signing.error == "")
    assert signing.window.credentials.main.isEnabled()


async def test_a_long_lock_is_told_in_minutes(signing: Signing, until: Until) -> None:
    signing.script.answers = [Refusal("locked", {"retry_after_s": 840})]
    signing.begin()
    signing.fill()
    signing.window.credentials.main.click()
    await until(lambda: "14 min" in signing.error)


async def test_a_colleague_signs_in_where_an_account_is_locked(signing: Signing, until: Until) -> None:
    signing.script.answers = [Refusal("locked", {"retry_after_s": 840})]
    signing.begin()
    signing.fill()
    page = signing.window.credentials
    page.main.click()
    await until(lambda: "14 min" in signing.error)
    page.login.edit.selectAll()
    QTest.keyClicks(page.login.edit, "colleague")
    assert signing.error == ""
    page.main.click()
    await until(lambda: signing.ready == [True])


async def test_without_a_keyring_a_passphrase_is_offered(signing: Signing, until: Until) -> None:
    signing.script.where = KeyKeeping.PASSPHRASE
    signing.begin()
    page = signing.window.credentials
    await until(lambda: not page.passphrase.isHidden())
    assert "no keyring" in page._remember_hint.text()
    assert page._remember_hint.tone == "warning"
    page.remember.click()
    assert page.passphrase.isHidden()
    assert "Nothing is stored" in page._remember_hint.text()
    page.remember.click()
    signing.fill()
    page.passphrase.edit.setText("local words")
    page.main.click()
    await until(lambda: signing.ready == [True])
    assert signing.script.asked[-1][-2:] == (True, "local words")


async def test_a_given_password_is_replaced_first(signing: Signing, until: Until) -> None:
    signing.script.must_change_password = True
    signing.script.answers = [None, Refusal("password_too_weak", {"minimum": 8})]
    signing.begin()
    signing.fill("first-given")
    signing.window.credentials.main.click()
    page = signing.window.new_password
    await until(lambda: signing.window.page is page)
    assert page.old.isHidden(), "it was typed a moment ago"
    page.new.edit.setText("short")
    page.again.edit.setText("short")
    assert not page.main.isEnabled()
    page.new.edit.setText("long enough")
    page.again.edit.setText("long enoukh")
    assert not page.main.isEnabled()
    page.again.edit.setText("long enough")
    page.main.click()
    await until(lambda: "8 characters" in signing.error)
    page.main.click()
    await until(lambda: signing.ready == [True])
    assert signing.script.asked[-1] == ("change_password", "first-given", "long enough")
    assert (page.old.text, page.new.text) == ("", "")


async def test_the_passphrase_opens_the_files(signing: Signing, until: Until) -> None:
    signing.script.account = KnownAccount(server=SERVER, login=LOGIN, language="en", keeping=KeyKeeping.PASSPHRASE)
    signing.script.starts = [Start.WRONG_PASSPHRASE, Start.READY]
    signing.begin(Start.NEEDS_PASSPHRASE)
    page = signing.window.passphrase
    assert signing.window.page is page
    assert LOGIN in page.text.text()
    page.passphrase.edit.setText("wrong")
    page.main.click()
    await until(lambda: "does not open" in signing.error)
    page.passphrase.edit.setText("right")
    page.main.click()
    await until(lambda: signing.ready == [True])
    assert signing.script.asked == [("resume", "wrong"), ("resume", "right")]


@pytest.mark.parametrize(
    "start",
    [
        Start.KEYRING_LOCKED,
        Start.KEY_LOST,
        Start.NEWER_FILES,
        Start.READ_ONLY,
        Start.DISK_FULL,
        Start.DAMAGED,
    ],
)
async def test_each_trouble_says_what_and_offers_a_way(signing: Signing, start: Start) -> None:
    signing.begin(start)
    page = signing.window.trouble
    assert signing.window.page is page
    assert page.title.text()
    assert page.text.text()
    assert not page.quit.isHidden()


async def test_trying_again_after_trouble(signing: Signing, until: Until) -> None:
    signing.script.starts = [Start.KEYRING_LOCKED, Start.READY]
    signing.begin(Start.KEYRING_LOCKED)
    signing.window.trouble.main.click()
    await until(lambda: len(signing.script.asked) == 1 and not signing.window.busy)
    assert signing.window.page is signing.window.trouble
    signing.window.trouble.main.click()
    await until(lambda: signing.ready == [True])


async def test_a_lost_key_leads_to_signing_in(signing: Signing) -> None:
    signing.begin(Start.KEY_LOST)
    signing.window.trouble.main.click()
    assert signing.window.page is signing.window.credentials
    await asyncio.sleep(0.01)


async def test_a_known_account_is_filled_in(signing: Signing) -> None:
    signing.script.account = KnownAccount(
        server="https://other.test", login=LOGIN, language="en", keeping=KeyKeeping.KEYRING
    )
    signing.begin(Start.SIGNED_OUT)
    page = signing.window.credentials
    assert (page.server.text, page.login.text) == ("https://other.test", LOGIN)
    assert page.first_field() is page.password.edit
    assert page.title.text() == "Sign in again"
    page.lock_account(True)
    assert not page.server.isEnabled()
    assert page.password.isEnabled()
    await asyncio.sleep(0.01)


async def test_passwords_can_be_looked_at(signing: Signing) -> None:
    signing.begin()
    secret = signing.window.credentials.password
    assert secret.edit.echoMode() is QLineEdit.EchoMode.Password
    secret._look.trigger()
    assert secret.edit.echoMode() is QLineEdit.EchoMode.Normal
    await asyncio.sleep(0.01)


async def test_closing_is_told_and_forgets_what_was_typed(signing: Signing) -> None:
    left = list[bool]()
    signing.window.left.connect(lambda: left.append(True))
    signing.begin()
    signing.fill()
    await asyncio.sleep(0.01)
    QTest.keyClick(signing.window, Qt.Key.Key_Escape)
    assert left == [True]
    assert signing.window.credentials.password.text == ""


async def test_every_field_can_be_reached_and_has_a_name(signing: Signing) -> None:
    signing.begin()
    await asyncio.sleep(0.01)
    reached = set[str]()
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or signing.window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused.accessibleName() or getattr(focused, "text", str)())
    assert {"Server", "Account", "Password", "Remember me on this machine"} <= reached


@pytest.mark.parametrize("page_name", ["credentials", "passphrase", "new_password", "trouble"])
async def test_nothing_is_cut_in_a_small_window(signing: Signing, page_name: str) -> None:
    signing.begin(Start.KEY_LOST)
    page = getattr(signing.window, page_name)
    assert isinstance(page, Page)
    signing.window._turn_to(page)
    signing.window.resize(360, 400)
    await asyncio.sleep(0.01)
    assert page.width() <= 360
    assert page.minimumSizeHint().width() <= 296


@pytest.mark.parametrize(
    ("left", "said"), [(7, "after 7 more wrong tries"), (1, "after 1 more wrong try "), (0, "is locked now")]
)
async def test_it_says_how_many_tries_are_left(signing: Signing, until: Until, left: int, said: str) -> None:
    signing.script.answers = [Refusal("wrong_credentials", {"attempts_left": left})]
    signing.begin()
    signing.fill("wrong")
    signing.window.credentials.main.click()
    await until(lambda: said in signing.error)


async def test_what_went_wrong_stands_right_above_the_button(signing: Signing, until: Until) -> None:
    signing.begin()
    window = signing.window
    for page in (window.credentials, window.passphrase, window.new_password):
        window._turn_to(page)
        window._say_error("Something went wrong")
        await asyncio.sleep(0)
        await until(lambda page=page: 0 < _gap(window, page) <= 24)


def _gap(window: SignInWindow, page: Page) -> int:
    bottom = window.error.mapTo(window, QPoint(0, window.error.height())).y()
    return page.main.mapTo(window, QPoint(0, 0)).y() - bottom


async def test_no_page_needs_a_scroll_bar_where_the_screen_has_room(signing: Signing) -> None:
    window = signing.window
    signing.begin()
    await asyncio.sleep(0)
    long = "The server says something that goes over two or three lines of this window. " * 2
    signing.script.account = KnownAccount(server=SERVER, login=LOGIN, language="en", keeping=KeyKeeping.KEYRING)
    for start in (Start.FRESH, Start.SIGNED_OUT, Start.LOCKED, Start.NEEDS_PASSPHRASE, Start.KEY_LOST):
        window.begin(start)
        assert window.needed_height() <= window.height(), start
        window._say_error(long)
        assert window.needed_height() <= window.height(), start
    for where in KeyKeeping:
        signing.script.where = where
        window.begin(Start.SIGNED_OUT)
        window.credentials.set_keeping(where)
        window._say_error(long)
        assert window.needed_height() <= window.height(), where
    window.ask_new_password("old")
    assert window.needed_height() <= window.height()
    for _ in range(3):
        await asyncio.sleep(0)  # what was asked about the keyring is answered
