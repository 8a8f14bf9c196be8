"""Going to a day or a message, from the server where it isn't here."""

from datetime import timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import Talk
from tests.ui.chat.working import Until, chat_of, numbers, opened
from workstation.domain.errors import Refusal
from workstation.services.views import TimelineItem
from workstation.ui.chat import wording


def over_days(count: int) -> list[TimelineItem]:
    """Return so many messages, one an hour."""
    return [samples.item(n, f"line {n}", at=samples.START + timedelta(hours=n)) for n in range(1, count + 1)]


async def test_a_day_is_chosen_in_the_calendar_over_the_timeline(make_view: MakeView, until: Until) -> None:
    items = over_days(240)
    view = make_view({1: Talk(items=items)})
    await opened(view, until)
    view.day_action.trigger()
    await until(lambda: view.day_jump.picker is not None and view.day_jump.picker.isVisible())
    picker = view.day_jump.picker
    assert picker is not None
    wanted = wording.local_day(items[60].at)
    first = next(item for item in items if wording.local_day(item.at) == wanted)
    picker.month.go_to(wanted)
    QTest.keyClick(picker.month, Qt.Key.Key_Return)
    await until(lambda: first.n in numbers(view))
    assert not picker.isVisible()
    rect = view.timeline.row_rect(first.key)
    assert view.timeline.viewport().rect().contains(rect.toRect().center())


async def test_a_click_on_the_line_over_a_day_opens_the_calendar(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=over_days(30))})
    await opened(view, until)
    index = next(i for i, row in enumerate(view.timeline.rows.rows) if row.day and i in view.timeline.visible_rows())
    lay = view.timeline.layout_at(index)
    assert lay.day is not None
    at = lay.day.box.center() + QPointF(0, view.timeline.row_rect(lay.row.item.key).top())
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    await until(lambda: view.day_jump.picker is not None and view.day_jump.picker.isVisible())
    assert view.day_jump.picker is not None
    view.day_jump.picker.close()


async def test_a_day_on_the_server_is_fetched_or_said_not_to_be_here(make_view: MakeView, until: Until) -> None:
    items = over_days(200)
    view = make_view({1: Talk(items=items[100:], on_server=items[:100])})
    await opened(view, until)
    chat_of(view).refusing = Refusal("unreachable")
    old = wording.local_day(items[10].at)
    view.feed.go_to_day(old)
    await until(lambda: "not on this machine" in view.composer.notice.text)
    assert view.timeline.at_bottom
    chat_of(view).refusing = None
    view.feed.go_to_day(old)
    first = next(item for item in items if wording.local_day(item.at) == old)
    await until(lambda: first.n in numbers(view))


async def test_a_quoted_message_on_the_server_is_fetched(make_view: MakeView, until: Until) -> None:
    items = over_days(200)
    view = make_view({1: Talk(items=items[120:], on_server=items[:120])})
    await opened(view, until)
    view.feed.jump_to(60)
    await until(lambda: 60 in numbers(view))
