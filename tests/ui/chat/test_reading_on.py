"""What the menu offers about languages, and texts that engines can make nothing of: a clear state, and on it goes."""

import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers import translation_services as services
from tests.helpers.builders import make_events, make_message
from tests.helpers.translation_services import Service
from tests.ui.chat.test_translating import ONE, buyers, leaving, room_with_engine, shown
from workstation.domain.card import CardContent, SharedCard
from workstation.domain.events import MessageChanged
from workstation.domain.ids import PrincipalId
from workstation.domain.message import CARD, Original
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation_actions import SaveUnits
from workstation.storage import inbound, outbox
from workstation.ui.cards.block import CardKind
from workstation.ui.chat import item_menu
from workstation.ui.chat.timeline import blocks, readings
from workstation.ui.chat.timeline.readings import Reading, Remedy

Until = Callable[..., Coroutine[Any, Any, None]]
LONG = "Por favor, envíenos hoy la oferta de las lámparas. " * 120


@pytest.fixture(autouse=True)
def _as_written() -> Iterator[None]:
    yield
    readings.clear()


@pytest.fixture
def service() -> Iterator[Service]:
    with services.running(services.libretranslate) as running:
        yield running


async def test_mending_teaches_the_memory_and_reads_anew(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    item, reader = buyers(room), room.view.languages.reader
    assert "fix_translation" not in menu(room, item)
    reader.toggle(item.key)
    await until(lambda: readings.is_translated(item.key))
    assert "fix_translation" in menu(room, item)
    room.view.actions_.act("fix_translation", item.key)
    dialog = reader.dialog
    assert dialog is not None
    assert dialog.original.toPlainText() == item.text
    better = f"Better said. {item.text}"
    dialog.better.setPlainText(better)
    dialog.keep.click()
    await until(lambda: (reading := readings.of(item.key)) is not None and reading.text == better)
    reading = readings.of(item.key)
    assert reading is not None
    assert reading.pair is not None
    assert "memory, 100" in reading.note
    waiting = room.seeded.store.read_local_blocking(outbox.every)
    assert [one.action.units[0].texts[reading.pair[1]] for one in waiting if isinstance(one.action, SaveUnits)] == [
        better
    ]
    await room.close()


async def test_a_selection_is_translated_in_a_small_window(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    room.view.timeline.select_all()
    assert "translate_selection" in menu(room, buyers(room), selected=True)
    service.mood = "status 456"
    room.view.actions_.act("translate_selection", buyers(room).key)
    popup = room.view.languages.reader.popup
    assert popup is not None
    await until(lambda: popup.result.text() != "Translating …")
    assert popup.result.text()
    popup.close()
    await room.close()


async def test_a_card_amid_the_selection_does_not_leave_and_the_key_translates_the_selection(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_kinds", [CardKind()])
    room = await room_with_engine(qtbot, tmp_path, service, until)
    card = SharedCard(
        owner_id=PrincipalId(101), version=1, content=CardContent(name_en="Ana Ruiz", address_en="Calle Mayor 600")
    )
    events = make_events(11, [MessageChanged(message=make_message(1, 4, kind=CARD, text="", card=card))])
    room.seeded.desk.changed(room.seeded.store.write_blocking(inbound.apply, events))
    await until(lambda: room.view.timeline.rows.items[-1].card is not None)
    timeline = room.view.timeline
    timeline.select_all()
    assert "Ana Ruiz" in timeline.selected_text(), "copied it is whole"
    room.view.languages.reader.toggle_current()
    popup = room.view.languages.reader.popup
    assert popup is not None
    await until(lambda: not popup.work.running)
    said = json.dumps([asked for _, asked in service.requests], ensure_ascii=False)
    assert buyers(room).text.split()[0] in said
    assert "Ana" not in said
    assert "600" not in said
    popup.close()
    await room.close()


async def test_what_was_typed_can_be_looked_at(qtbot: QtBot, until: Until, tmp_path: Path, service: Service) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    before = len(leaving(room))
    await room.seeded.desk.chat.send_text(ONE, "Hola", original=Original(text="您好", language="zh-Hans"))
    await until(lambda: any(item.original is not None for item in room.view.timeline.rows.items))
    assert len(leaving(room)) == before + 1
    item = next(item for item in room.view.timeline.rows.items if item.original is not None)
    assert "typed" in menu(room, item)
    room.view.actions_.act("typed", item.key)
    assert shown(room, item).startswith("您好")
    assert "fix_translation" not in menu(room, item)
    room.view.actions_.act("typed", item.key)
    assert shown(room, item) == "Hola"
    await room.close()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("👍👍🎉", "no words"),
        (LONG, "ours"),
        ('for (int i = 0; i < n; ++i) { printf("%d\\n", i); }', ""),
        ("Precio FOB por favor, 谢谢, merci beaucoup 500 pcs", ""),
        ("هل يمكنكم إرسال كتالوج المصابيح مع الأسعار؟", ""),
    ],
    ids=["emoji", "6000 characters", "code", "mixed", "right to left"],
)
@pytest.mark.parametrize("mood", ["", "status 500", "other language", "html"])
async def test_every_text_comes_to_a_clear_state(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service, text: str, state: str, mood: str
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    before = len(leaving(room))
    hear(room, text)
    await until(lambda: room.view.timeline.rows.items[-1].text == text)
    item, reader = room.view.timeline.rows.items[-1], room.view.languages.reader
    service.mood = mood
    reader.toggle(item.key)
    await until(lambda: settled(readings.of(item.key)))
    reading = readings.of(item.key)
    assert reading is not None
    if not mood:
        assert state in reading.note
    if not reading.text:
        assert reading.warns
        assert reading.note
    if reading.warns:
        assert text.strip() in shown(room, item), "the original stays readable"
    assert len(leaving(room)) == before, "nothing was sent"
    reader.toggle(item.key)
    assert shown(room, item) == text
    if reading.remedy is Remedy.AGAIN:  # the same key asks once more
        await until(lambda: settled(readings.of(item.key)))
        again = readings.of(item.key)
        assert again is not None
        assert (again.text, again.remedy) == ("", Remedy.AGAIN), "the same, or that it is left alone for a minute"
    await room.close()


async def test_a_kept_translation_shows_at_once_and_a_slow_one_is_said_to_come(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    item, reader, timeline = buyers(room), room.view.languages.reader, room.view.timeline
    told: list[str] = []
    reread = timeline.reread

    def noted(keys: set[str]) -> None:
        reading = readings.of(item.key)
        told.append("original" if reading is None else reading.note)
        reread(keys)

    monkeypatch.setattr(timeline, "reread", noted)
    service.mood = "holds"
    reader.toggle(item.key)
    await until(lambda: told)
    assert told == ["Translating …"]
    service.go_on.set()
    await until(lambda: readings.is_translated(item.key))
    reader.toggle(item.key)
    told.clear()
    monkeypatch.setattr("workstation.ui.chat.translating.reader.SAY_AFTER_MS", 60_000)
    reader.toggle(item.key)
    await until(lambda: readings.is_translated(item.key))
    assert len(told) == 1, "laid out once, as the translation"
    assert "ours" in told[0]
    await room.close()


async def test_one_bad_text_does_not_hold_up_the_rest(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    for number, text in enumerate(("👍", LONG, "We would like 40 lamps for our hotel", "🚢", "Is the red one gone?")):
        hear(room, text, 4 + number)
    await until(lambda: room.view.timeline.rows.items[-1].text == "Is the red one gone?")
    room.view.languages._on_buyer("engines", "es")  # so that they are not in one's own language
    room.view.languages._on_habit(ReadingHabit(incoming=True))
    await until(lambda: not room.view.languages.reader._batch.running)
    items = room.view.timeline.rows.items
    assert not any(unsettled(readings.of(item.key)) for item in items)
    await room.close()


def hear(room: Any, text: str, n: int = 4) -> None:
    """Let the buyer say something."""
    events = make_events(7 + n, [MessageChanged(message=make_message(1, n, text=text))])  # the snapshot is as of 10
    room.seeded.desk.changed(room.seeded.store.write_blocking(inbound.apply, events))


def settled(reading: Reading | None) -> bool:
    return reading is not None and not unsettled(reading)


def unsettled(reading: Reading | None) -> bool:
    return reading is not None and reading.note == "Translating …"


def menu(room: Any, item: Any, *, selected: bool = False) -> list[str]:
    return item_menu.offers(
        item, by_me=False, writable=True, selected=selected, link="", now=room.seeded.now(),
        translated=readings.is_translated(item.key),
    )  # fmt: skip
