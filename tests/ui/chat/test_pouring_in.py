"""Messages that come one after the other: what is painted for them, and how often they are told to be read."""

import time

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tests.helpers.qt_loop import at_rest
from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import Talk
from tests.ui.chat.working import Until, chat_of, opened
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.ui.chat.seen import READ_AFTER_MS, READ_AGAIN_MS, pause_ms


class Painted(QObject):
    """Counts how often widgets are painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.times = {id(widget): 0 for widget in widgets}
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.times[id(watched)] += 1
        return False

    def forget(self) -> None:
        """Begin to count anew."""
        self.times = dict.fromkeys(self.times, 0)

    def of(self, widget: QWidget) -> int:
        return self.times[id(widget)]


async def test_a_message_that_comes_paints_no_more_than_the_timeline(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(60))})
    await opened(view, until)
    around = (view.header, view.header._who, view.header._avatar, view.composer.send_button, view.typing_line)
    painted = Painted(view.timeline.viewport(), *around)
    await at_rest(lambda: dict(painted.times))  # what opening paints
    painted.forget()
    talk = chat_of(view).talks[1]
    talk.items = samples.many(61)
    changed = ChangeSet(conversations=frozenset({ConversationId(1)}), messages={ConversationId(1): frozenset({61})})
    chat_of(view).bus.add_change(changed)
    await until(lambda: view.timeline.rows.last_n == 61 and view.feed.head is not None and view.feed.head.last_n == 61)
    await until(lambda: painted.of(view.timeline.viewport()))
    assert [painted.of(widget) for widget in around] == [0] * len(around)
    talk.buyer = replace(talk.buyer, name="Otra Persona")
    chat_of(view).bus.add_change(ChangeSet(conversations=frozenset({ConversationId(1)})))
    await until(lambda: painted.of(view.header._who) and painted.of(view.header._avatar))


async def test_what_pours_in_is_marked_read_now_and_then(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(50), unread_from_n=40)})
    await until(view.isActiveWindow)
    await opened(view, until)
    await until(lambda: chat_of(view).marked)
    seen = view.seen
    seen.marked_n = 0  # as if more had come
    seen.look()
    assert seen._reading.isActive()
    assert READ_AFTER_MS <= seen._reading.interval() <= READ_AGAIN_MS
    assert [pause_ms(since) for since in (float("inf"), 30.0, 1.0)] == [READ_AFTER_MS] * 3
    assert [pause_ms(since) for since in (0.0, 0.25, 0.9)] == [1000, 750, READ_AFTER_MS]
    seen.leave()  # another buyer's messages don't wait for that
    assert pause_ms(time.monotonic() - seen._marked_at) == READ_AFTER_MS
