"""Reading and writing other languages in the chat, on real files and with a stand-in for an engine."""

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.helpers import translation_services as services
from tests.helpers.translation_services import KEY, Service
from tests.ui.chat import samples
from tests.ui.chat.test_real_desk import Room
from workstation.domain.actions import SendMessage
from workstation.domain.card import CardContent
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.domain.translation.engines import EngineKind, Setup
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.policy import BuyerTranslation, Reach
from workstation.storage import outbox, settings
from workstation.ui.chat.timeline import readings, texts
from workstation.ui.chat.timeline.targets import Kind as TargetKind
from workstation.ui.chat.timeline.targets import Target
from workstation.ui.chat.translating.card_popup import CardPopup
from workstation.ui.chat.translating.exhibit_popup import ExhibitPopup
from workstation.ui.chat.translating.popup import TranslationPopup
from workstation.ui.chat.translating.selection import SelectionPopup
from workstation.ui.places import Place

Until = Callable[..., Coroutine[Any, Any, None]]
ONE = ConversationId(1)


@pytest.fixture(autouse=True)
def _as_written() -> Iterator[None]:
    yield
    readings.clear()


@pytest.fixture
def service() -> Iterator[Service]:
    with services.running(services.libretranslate) as running:
        yield running


async def room_with_engine(qtbot: QtBot, folder: Path, service: Service, until: Until, **habit: bool) -> Room:
    """Open a buyer's conversation at a desk that has one engine."""
    room = Room(qtbot, folder)
    setup = Setup(name="ours", kind=EngineKind.LIBRETRANSLATE, url=service.url, key=KEY)
    stored = msgspec.json.encode([setup]).decode()
    room.seeded.store.write_local_blocking(settings.put, "translation_engines", stored)
    if habit:
        await room.seeded.desk.translation.set_habit(ONE, ReadingHabit(**habit))
    await room.open(1, until)
    await until(lambda: room.view.timeline.rows.items)
    await until(lambda: not room.view.languages._opening.running)
    return room


def buyers(room: Room) -> Any:
    """Return a message of the buyer's."""
    return next(item for item in room.view.timeline.rows.items if item.from_buyer and len(item.text.split()) > 3)


def shown(room: Room, item: Any) -> str:
    return texts.selectable(item, room.view.timeline.me_id) or ""


async def test_one_key_translates_and_one_goes_back(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    item = buyers(room)
    room.view.timeline.set_current(item.key)
    reader = room.view.languages.reader
    service.mood = "other language"
    reader.toggle_current()
    await until(lambda: (reading := readings.of(item.key)) is not None and reading.warns)
    assert shown(room, item) == item.text, "what makes no sense is not shown"
    service.mood = ""
    reader.toggle_current()  # the same key asks once more
    await until(lambda: (reading := readings.of(item.key)) is not None and bool(reading.text))
    reading = readings.of(item.key)
    assert reading is not None
    assert "ours" in reading.note
    assert shown(room, item).startswith(reading.text)
    reader.toggle_current()
    assert shown(room, item) == item.text
    await room.close()


async def test_without_an_engine_a_click_leads_to_where_one_is_set_up_and_then_it_translates(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = Room(qtbot, tmp_path)
    await room.seeded.desk.translation.set_habit(ONE, ReadingHabit(incoming=True))
    places: list[object] = []
    room.view.actions_.place_wanted.connect(places.append)
    await room.open(1, until)
    await until(lambda: room.view.timeline.rows.items)
    item = buyers(room)
    await until(lambda: (reading := readings.of(item.key)) is not None and reading.warns)
    room.view.actions_._on_activated(Target(TargetKind.READING, [], item.key))
    assert places == [Place(kind="translation")]
    setup = Setup(name="ours", kind=EngineKind.LIBRETRANSLATE, url=service.url, key=KEY)
    await room.seeded.desk.translation.engines.save([setup])
    room.view.languages.on_changed(ChangeSet(translation=True))
    await until(lambda: (reading := readings.of(item.key)) is not None and bool(reading.text))
    assert "ours" in (readings.of(item.key) or readings.Reading()).note
    await room.close()


async def test_a_buyer_who_may_never_be_translated_is_not_read_from_what_was_kept_either(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    reader = room.view.languages.reader
    item = buyers(room)
    reader.toggle(item.key)
    await until(lambda: (reading := readings.of(item.key)) is not None and bool(reading.text))
    reader.toggle(item.key)
    await room.seeded.desk.translation.privacy.set_buyer(ONE, Reach.NEVER)
    reader._original.clear()
    room.view.languages._on_habit(ReadingHabit(incoming=True))
    await until(lambda: (reading := readings.of(item.key)) is not None and reading.warns)
    assert shown(room, item) == item.text
    await room.close()


async def test_a_doubtful_translation_shows_its_original(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    service.mood = "adds a number"
    item = buyers(room)
    room.view.languages.reader.toggle(item.key)
    await until(lambda: (reading := readings.of(item.key)) is not None and bool(reading.text))
    reading = readings.of(item.key)
    assert reading is not None
    assert reading.warns
    assert "42" in reading.note
    assert shown(room, item).endswith(item.text)
    await room.close()


async def test_the_switch_translates_all_that_the_buyer_wrote(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    room.view.languages._on_habit(ReadingHabit(incoming=True))
    wanted = {item.key for item in room.view.timeline.rows.items if item.from_buyer and len(item.text.split()) > 3}
    await until(lambda: all(readings.of(key) is not None for key in wanted))
    assert all(readings.of(i.key) is None for i in room.view.timeline.rows.items if not i.from_buyer)
    room.view.languages._on_habit(ReadingHabit())
    assert all(readings.of(item.key) is None for item in room.view.timeline.rows.items)
    await until(lambda: not room.view.languages.reader._batch.running)
    await room.close()


async def test_a_slow_engine_keeps_nobody_from_reading_and_writing(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    service.mood = "holds"
    reader, item = room.view.languages.reader, buyers(room)
    reader.toggle(item.key)
    await until(lambda: service.asked.acquire(blocking=False))
    pending = readings.of(item.key)
    assert pending is not None
    assert pending.note
    assert not pending.text
    assert shown(room, item) == item.text, "the original stays readable"
    reader.toggle(item.key)
    assert readings.of(item.key) is None, "the key goes back while one waits, too"
    before = len(leaving(room))
    room.view.languages.strip.open(ONE, "es")
    QTest.keyClicks(room.view.composer.edit, "We can ship 500 pcs next week")
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: service.asked.acquire(blocking=False))
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    assert len(leaving(room)) == before, "not even two presses send what nobody has seen"
    assert room.view.composer.edit.toPlainText() == "We can ship 500 pcs next week"
    room.view.open_conversation(ConversationId(2))
    await until(lambda: room.view._shown_ref == 2)
    service.go_on.set()
    room.view.open_conversation(ONE)
    await until(lambda: room.view._shown_ref == ONE)
    await until(lambda: not room.view.languages._opening.running)
    room.view.languages.strip.open(ONE, "es")
    room.view.languages.strip.typed(room.view.composer.edit.toPlainText())
    await until(lambda: room.view.languages.strip.made is not None)
    assert readings.of(item.key) is None, "an answer that comes late changes nothing on the screen"
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: len(leaving(room)) == before + 1)
    await room.close()


def popup_of(room: Room) -> TranslationPopup:
    popup = room.view.languages.reader.popup
    assert popup is not None
    return popup


async def test_the_selection_is_translated_beside_it(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    reader = room.view.languages.reader
    reader.translate_selection()
    assert reader.popup is None, "nothing is selected"
    room.view.timeline.select_all()
    room.view.actions_.act("translate_selection", buyers(room).key)
    popup = popup_of(room)
    await until(lambda: not popup.work.running)
    assert popup.result.text()
    assert "ours" in popup.note.text()
    screen = popup.screen().availableGeometry()
    assert screen.contains(popup.geometry()), "a whole conversation scrolls in it"
    QTest.mouseClick(popup.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == popup.text
    for mood, seen in (("adds a number", "42"), ("status 456", "")):
        service.mood = mood
        popup = SelectionPopup(
            room.seeded.desk, f"La lámpara número {len(mood)} es de color rojo", "es", ONE, room.view
        )
        popup.show_at(screen.bottomRight())
        await until(lambda popup=popup: not popup.work.running)
        assert screen.contains(popup.geometry())
        assert seen in popup.warning.text()
        assert popup.warning.isVisible() is popup.copy.isVisible() is bool(seen), "a refusal is not copied"
        assert popup.result.text()
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        assert not popup.isVisible()
    await room.close()


async def test_an_exhibit_is_read_in_any_language(qtbot: QtBot, until: Until, tmp_path: Path, service: Service) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    lamp = replace(
        samples.BIKE, name_zh="台灯", name_en="Desk lamp", name_es="", about_zh="", about_en="With 3 bulbs of 5 W"
    )
    room.view.strip.show_exhibit(lamp)
    QTest.mouseClick(room.view.strip.translate_button, Qt.MouseButton.LeftButton)
    popup = popup_of(room)
    assert isinstance(popup, ExhibitPopup)
    choose(popup, "es")
    await until(lambda: not popup.work.running)
    assert popup.title.text()
    assert "5 W" in popup.result.text()
    assert "ours" in popup.note.text()
    asked = len(service.requests)
    choose(popup, "en")
    await until(lambda: not popup.work.running)
    assert popup.text == "Desk lamp\nWith 3 bulbs of 5 W"
    assert popup.note.text() == "The exhibitor's own words"
    assert len(service.requests) == asked, "what is written in a language is not translated into it"
    service.mood = "adds a number"
    choose(popup, "fr")
    await until(lambda: not popup.work.running)
    assert "42" in popup.warning.text()
    service.mood = "status 456"
    choose(popup, "pt")
    await until(lambda: not popup.work.running)
    assert not popup.copy.isVisible()
    assert popup.result.text()
    popup.close()
    await room.close()


async def test_a_card_is_read_without_an_engine(qtbot: QtBot, until: Until, tmp_path: Path, service: Service) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    content = CardContent(name_zh="陈志明", title_zh="采购经理", about="鲸鱼之歌")
    for shown_, wanted in ((content, "purchasing manager"), (CardContent(about="鲸鱼之歌"), "knows none")):
        popup = CardPopup(room.seeded.desk, shown_, ONE, room.view)
        popup.show_at(room.view.mapToGlobal(room.view.rect().center()))
        await until(lambda popup=popup: not popup.work.running)
        assert wanted in popup.result.text()
        popup.close()
    assert service.body_bytes == 0
    await room.close()


def choose(popup: ExhibitPopup, language: str) -> None:
    popup.language.setCurrentIndex(popup.language.findData(language))


def leaving(room: Room) -> list[SendMessage]:
    waiting = room.seeded.store.read_local_blocking(outbox.every)
    return [one.action for one in waiting if isinstance(one.action, SendMessage) and one.action.conversation == ONE]


async def write_in_spanish(room: Room, until: Until) -> None:
    room.view.languages.strip.open(ONE, "es")
    QTest.keyClicks(room.view.composer.edit, "We can ship 500 pcs next week")
    await until(lambda: room.view.languages.strip.made is not None)


async def test_what_is_typed_travels_with_its_translation(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    before = len(leaving(room))
    await write_in_spanish(room, until)
    made = room.view.languages.strip.made
    assert made is not None
    assert room.view.languages.strip.preview.text() == made.text
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: len(leaving(room)) == before + 1)
    action = leaving(room)[-1]
    assert not room.view.languages.strip.isVisible(), "what has been sent does not stand there any more"
    assert action.text == made.text
    assert action.original is not None
    assert (action.original.text, action.original.language) == ("We can ship 500 pcs next week", "en")
    await until(lambda: room.view.timeline.rows.items[-1].text == made.text)
    mine, asked = room.view.timeline.rows.items[-1], len(service.requests)
    room.view.languages.reader.toggle(mine.key)
    assert shown(room, mine) == "We can ship 500 pcs next week", "what was typed is the translation of what was sent"
    room.view.languages.reader.toggle(mine.key)
    assert shown(room, mine) == made.text
    assert len(service.requests) == asked
    await room.close()


async def test_a_wrong_figure_does_not_leave_without_a_second_look(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    before = len(leaving(room))
    service.mood = "wrong numbers"
    await write_in_spanish(room, until)
    strip = room.view.languages.strip
    assert strip.warning.isVisible()
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    assert len(leaving(room)) == before
    assert room.view.composer.edit.toPlainText() == "We can ship 500 pcs next week"
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: len(leaving(room)) == before + 1)
    await room.close()


async def test_nothing_leaves_untranslated_by_mistake(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    before = len(leaving(room))
    room.view.languages.strip.open(ONE, "es")
    service.mood = "status 456"
    QTest.keyClicks(room.view.composer.edit, "We can ship next week")
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    strip = room.view.languages.strip
    await until(lambda: strip.warning.isVisible())
    assert len(leaving(room)) == before
    QTest.mouseClick(strip.as_written_button, Qt.MouseButton.LeftButton)
    await until(lambda: len(leaving(room)) == before + 1)
    assert leaving(room)[-1].text == "We can ship next week"
    assert leaving(room)[-1].original is None
    await room.close()


async def test_a_buyer_who_reads_my_language_gets_what_i_wrote(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    room.view.languages.switches.buyer = BuyerTranslation(language="en")
    room.view.languages._on_habit(ReadingHabit(outgoing=True))
    assert room.view.composer.notice.text == "", "that language is known"
    before = len(leaving(room))
    QTest.keyClicks(room.view.composer.edit, "We can ship next week")
    await until(lambda: room.view.languages.strip._as_written == "We can ship next week")
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: len(leaving(room)) == before + 1)
    assert (leaving(room)[-1].text, leaving(room)[-1].original) == ("We can ship next week", None)
    await room.close()


async def test_the_switches_are_a_menu_and_are_kept(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    room = await room_with_engine(qtbot, tmp_path, service, until)
    menu: QMenu = room.view.languages.switches.popup(room.view.mapToGlobal(room.view.rect().center()))
    next(action for action in menu.actions() if action.objectName() == "incoming").setChecked(True)
    menu.close()

    async def kept() -> bool:
        return (await room.seeded.desk.translation.habit(ONE)).incoming

    await until(kept)
    await until(lambda: not room.view.languages.reader._batch.running)
    await room.close()
