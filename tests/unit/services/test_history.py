"""Images, days and tags of conversations, and fetching what is only on the server."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.helpers.builders import make_answer, make_image_message, make_marks, make_message, make_page
from tests.unit.services.conftest import ONE, TWO, Bench
from workstation.domain import events as ev
from workstation.domain.errors import Refusal
from workstation.domain.events import MessagePage
from workstation.domain.ids import ConversationId, new_action_id
from workstation.domain.message import SYSTEM
from workstation.services.files import Files
from workstation.services.history import HistoryService, SharedImages

FOUR = ConversationId(4)


@pytest.fixture
def history(bench: Bench) -> HistoryService:
    return HistoryService(Files(bench.store), bench.chat)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 4, day, hour, 30, tzinfo=UTC)


async def test_images_come_newest_first_without_recalled_ones(bench: Bench, history: HistoryService) -> None:
    pictures = [make_image_message(2, n, attachment_id=500 + n) for n in (4, 5, 6, 7)]
    bench.hear(*(ev.MessageChanged(message=one) for one in pictures))
    gone = make_image_message(2, 5, attachment_id=505, rev=2, recalled=True, attachment=None)
    bench.hear(ev.MessageChanged(message=gone))
    found = await history.images(TWO, limit=2)
    assert ([one.n for one in found.images], found.total) == ([7, 6], 3)
    assert found.images[0].attachment.id == 507
    older = await history.images(TWO, before_n=6, limit=2)
    assert [one.n for one in older.images] == [4]
    assert await history.images(ONE) == SharedImages()
    assert await history.images(new_action_id()) == SharedImages()


async def test_days_are_those_of_the_zone(bench: Bench, history: HistoryService) -> None:
    said = [make_message(2, n, rev=2, at=when) for n, when in enumerate((at(1, 3), at(1, 20), at(3, 9)), 1)]
    bench.sync(make_page(2, said))
    assert await history.days(TWO, UTC) == {date(2026, 4, 1): 1, date(2026, 4, 3): 3}
    beijing = timezone(timedelta(hours=8))
    assert await history.days(TWO, beijing) == {date(2026, 4, 1): 1, date(2026, 4, 2): 2, date(2026, 4, 3): 3}
    assert await history.days(new_action_id()) == {}


async def test_a_day_says_how_much_was_said_and_how_it_began(bench: Bench, history: HistoryService) -> None:
    assert await history.by_day(new_action_id()) == []
    bench.sync(
        make_page(
            2,
            [
                make_message(2, 1, rev=2, at=at(1, 3), kind=SYSTEM, text="", sender_id=None, from_buyer=False),
                make_answer(2, 2, rev=2, at=at(1, 4), text="您好"),
                make_message(2, 3, rev=2, at=at(1, 5), text="How much?"),
                make_message(2, 4, rev=2, at=at(1, 20), text="gone", recalled=True),
                make_answer(2, 5, rev=2, at=at(3, 9), text="OK"),
            ],
        )
    )
    days = await history.by_day(TWO, UTC)
    assert [(one.day.day, one.n, one.messages, one.text) for one in days] == [(3, 5, 1, "OK"), (1, 2, 3, "How much?")]
    assert days[0].at == at(3, 9)
    beijing = await history.by_day(TWO, timezone(timedelta(hours=8)))
    assert [(one.day.day, one.n, one.text) for one in beijing] == [(3, 5, "OK"), (2, 4, ""), (1, 2, "How much?")]


async def test_tags_in_use_the_most_used_first(bench: Bench, history: HistoryService) -> None:
    assert await history.tags() == []
    bench.hear(
        ev.MarksChanged(marks=make_marks(1, rev=5, tags=("VIP", "样品"))),
        ev.MarksChanged(marks=make_marks(2, rev=5, tags=("样品",))),
    )
    assert await history.tags() == ["样品", "VIP"]


class Platform:
    """A server that holds 500 messages of a conversation and gives them page by page."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.fails_at = 0
        self.first = 1

    def history(self, conversation: int, before: int, limit: int) -> MessagePage:
        self.asked.append(before)
        if before <= self.fails_at:
            raise Refusal("unreachable")
        numbers = range(max(self.first, before - limit), before)
        return MessagePage(messages=tuple(make_message(conversation, n) for n in numbers), more=False)


async def test_fetching_brings_all_of_a_conversation(
    bench: Bench, history: HistoryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.sync(make_page(4, [make_message(4, n) for n in (499, 500)]))
    platform = Platform()
    monkeypatch.setattr(bench.chat, "_platform", platform)
    assert await history.missing(FOUR) == 498
    assert await history.incomplete() == [FOUR]
    left: list[int] = []
    await history.fetch(FOUR, left.append)
    assert left == sorted(left, reverse=True)
    assert left[-1] == await history.missing(FOUR) == 0
    assert platform.asked == [499, 399, 299, 199, 99]
    assert await history.incomplete() == []
    await history.fetch(FOUR)
    assert len(platform.asked) == 5, "nothing is asked for twice"


async def test_a_cut_keeps_what_has_come(
    bench: Bench, history: HistoryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.sync(make_page(4, [make_message(4, 500)]))
    platform = Platform()
    platform.fails_at = 350
    monkeypatch.setattr(bench.chat, "_platform", platform)
    with pytest.raises(Refusal, match="unreachable"):
        await history.fetch(FOUR)
    assert await history.missing(FOUR) == 299


async def test_what_can_not_be_had_ends_the_fetching(
    bench: Bench, history: HistoryService, monkeypatch: pytest.MonkeyPatch, until: Any
) -> None:
    bench.sync(make_page(4, [make_message(4, 500)]))
    platform = Platform()
    platform.first = 450
    monkeypatch.setattr(bench.chat, "_platform", platform)
    await history.fetch(FOUR)
    assert await history.missing(FOUR) == 449
    assert platform.asked == [500, 450]
