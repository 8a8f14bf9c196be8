"""What can be done with a message: its links, its menu, copying; and stepping back."""

from datetime import UTC, datetime

from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import Talk
from tests.ui.chat.working import Until, chat_of, opened
from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.services.views import ItemState
from workstation.ui.chat import item_menu
from workstation.ui.chat.links import LinkDialog, real_host, safe_url
from workstation.ui.chat.timeline.targets import Kind


def test_links_are_opened_only_when_they_are_web_addresses() -> None:
    for address in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http:///x",
        "ftp://a.b",
        "data:text/html,x",
    ):
        assert safe_url(address) is None
    url = safe_url("https://google.com@evil.example/x")
    assert url is not None
    assert real_host(url) == "evil.example"
    url = safe_url("https://аpple.com/")
    assert url is not None
    assert real_host(url) == "xn--pple-43d.com"


async def test_a_link_is_opened_after_its_host_was_shown(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=[samples.item(1, "see https://аpple.com/login now")])})
    await opened(view, until)
    lay = view.timeline.layout_at(0)
    at = lay.targets[0].boxes[0].center() + QPointF(0, view.timeline.row_rect("m:1").top())
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    dialog = view.findChild(LinkDialog)
    assert dialog is not None
    assert dialog.host_label.text() == "xn--pple-43d.com"
    assert any("look familiar" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    await until(lambda: view.findChild(LinkDialog) is None)


async def test_a_link_dialog_takes_no_markup(make_view: MakeView) -> None:
    view = make_view({})
    dialog = LinkDialog(QUrl("https://example.com/<b>x</b>"), view)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    dialog.deleteLater()


async def test_the_menu_offers_what_is_possible(make_view: MakeView, until: Until) -> None:
    now = datetime.now(UTC)
    fresh = samples.item(1, "x", mine=True, at=now)
    assert item_menu.offers(fresh, by_me=True, writable=True, selected=True, link="", now=now) == [
        "copy_selection", "translate_selection", "copy", "-", "translate", "reply", "recall", "-", "select_all",
    ]  # fmt: skip
    old = samples.item(1, "x", mine=True)
    assert "recall" not in item_menu.offers(old, by_me=True, writable=True, selected=False, link="", now=now)
    assert "recall" not in item_menu.offers(fresh, by_me=False, writable=True, selected=False, link="", now=now)
    line = samples.item(2, kind="system")
    assert item_menu.offers(line, by_me=False, writable=True, selected=False, link="", now=now) == [
        "copy",
        "-",
        "select_all",
    ]
    failed = samples.item(None, "x", waiting=3, mine=True, state=ItemState.FAILED)
    assert {"retry", "discard"} <= set(
        item_menu.offers(failed, by_me=True, writable=True, selected=False, link="", now=now)
    )


async def test_what_failed_is_not_sent_again_after_the_buyer_was_handed_on(make_view: MakeView, until: Until) -> None:
    failed = samples.item(None, "x", waiting=3, mine=True, state=ItemState.FAILED)
    talk = Talk(items=samples.many(2), pending=[failed])
    view = make_view({1: talk})
    await opened(view, until)

    def choices() -> list[Kind]:
        return [target.kind for target in view.timeline.layout_at(2).targets if target.kind is not Kind.DAY]

    assert choices() == [Kind.RETRY, Kind.COPY, Kind.DISCARD]
    talk.writable, talk.reason = False, "given_away"
    view.feed.on_changed(ChangeSet(conversations=frozenset({ConversationId(1)})))
    await until(lambda: choices() == [Kind.COPY, Kind.DISCARD])
    view.timeline.menu_requested.emit(failed.key, view.timeline.mapToGlobal(QPointF(50, 50).toPoint()))
    menu = view.timeline.findChild(QMenu)
    assert menu is not None
    names = {action.objectName() for action in menu.actions()}
    menu.close()
    assert "discard" in names
    assert "retry" not in names


async def test_the_menu_opens_under_the_pointer_and_acts(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(5))})
    await opened(view, until)
    view.timeline.set_current("m:3")
    view.timeline.menu_requested.emit("m:3", view.timeline.mapToGlobal(QPointF(50, 50).toPoint()))
    menu = view.timeline.findChild(QMenu)
    assert menu is not None
    reply = next(action for action in menu.actions() if action.objectName() == "reply")
    reply.trigger()
    menu.close()
    assert view.composer.reply.isVisible()
    QTest.keyClicks(view.composer.edit, "as I said")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: chat_of(view).sent == [(1, "as I said")])
    assert not view.composer.reply.isVisible()


async def test_copying_a_message(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(5))})
    await opened(view, until)
    view.actions_.act("copy", "m:3")
    assert QGuiApplication.clipboard().text() == samples.TEXTS[3]


async def test_escape_steps_back(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(5))})
    await opened(view, until)
    left: list[None] = []
    view.stepped_back.connect(lambda: left.append(None))
    view.composer.notice.say(Refusal("text_empty"))
    view.actions_.act("reply", "m:3")
    for expected in ((False, True, 0), (False, False, 0), (False, False, 1)):
        QTest.keyClick(view.composer.edit, Qt.Key.Key_Escape)
        assert (bool(view.composer.notice.text), view.composer.reply.isVisible(), len(left)) == expected
