"""Reminders as people meet them: a line over the screens, a notification with buttons, the tray's next negotiation."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication

from tests.ui.meeting.booked import MEETING, ROME, Booked
from workstation.domain.booking import BookingState
from workstation.domain.ids import ConversationId
from workstation.domain.slot_actions import EnterNegotiation
from workstation.services.reminder_times import NEVER
from workstation.ui.bus import Bus
from workstation.ui.calendar import wording as calendar_wording
from workstation.ui.desktop_notices import OPEN, DesktopNotices
from workstation.ui.main_window import MainWindow
from workstation.ui.meeting.enter import EnterDialog
from workstation.ui.meeting.lead_choice import LeadChoice
from workstation.ui.meeting.reminder_lines import DISMISS, ENTER, SNOOZE
from workstation.ui.meeting.reminding import Reminding
from workstation.ui.palette_list import Entry, arranged
from workstation.ui.places import Place
from workstation.ui.tray import Tray

Until = Callable[..., Any]


class WrittenNotices(DesktopNotices):
    """Writes down what it is to show."""

    def __init__(self) -> None:
        super().__init__(lambda *_: False, lambda *_: None)
        self.reminded: dict[str, tuple[str, list[str]]] = {}
        self.withdrawn: list[str] = []

    async def remind(self, key: str, title: str, text: str, actions: Sequence[tuple[str, str]]) -> bool:
        self.reminded[key] = (title, [name for name, _ in actions])
        return True

    async def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)


class Scene:
    """A window with reminders, and what it stands on."""

    def __init__(self, folder: Path) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.booked = Booked(folder, self.bus)
        self.window = MainWindow(self.bus, self.booked.seeded)
        self.window.resize(1024, 640)
        self.window.show()
        self.notices = WrittenNotices()
        self.sounds: list[str] = []
        self.reminding = Reminding(
            self.booked.desk, self.bus, self.booked.seeded, self.window, self.notices, self.sounds.append
        )
        self.tray = Tray(QObject(self.window))
        self.reminding.set_tray(self.tray)
        self.reminding.start()

    @property
    def lines(self) -> list[str]:
        """What stands over the screens."""
        lines = self.reminding._lines
        return [] if lines is None else [one.said for one in lines.lines if not one.isHidden()]

    def room(self) -> QRect:
        """Return where the screens stand when all is laid out."""
        centre = self.window.centralWidget()
        assert centre is not None
        for one in (self.window, centre):
            layout = one.layout()
            assert layout is not None
            layout.activate()
        return self.window.screens.geometry()

    async def close(self) -> None:
        self.reminding.stop()
        self.window.hide()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        await self.booked.seeded.close()
        self.bus.detach()


async def test_a_negotiation_is_said_entered_snoozed_and_settled(
    qapp: QApplication, tmp_path: Path, until: Until, spoken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(tmp_path / "profile")
    monkeypatch.setattr(scene.window, "isActiveWindow", lambda: False, raising=False)
    booked = scene.booked
    try:
        first, second = booked.book(in_min=12), booked.book(in_min=14)
        far = booked.book(in_min=120)
        room = scene.room()
        await until(lambda: len(scene.lines) == 2)
        assert scene.room() == room, "no page moves under a pointer"
        assert scene.window.floating == [scene.reminding._lines]
        name = scene.lines[0].removeprefix("Negotiation with ").split(" begins")[0]
        assert scene.lines[0].endswith("begins in 12 min")
        assert scene.sounds, "it is heard"
        key = f"reminder:{first.id}"
        await until(lambda: key in scene.notices.reminded)
        assert scene.notices.reminded[key][1] == [ENTER, SNOOZE]
        await until(lambda: scene.tray._next.isVisible())
        assert name in scene.tray._next.text()
        spoken.use("zh_CN")
        scene.bus.language_changed.emit()
        assert scene.lines[0].endswith("12 分钟后开始")
        spoken.use("en")
        scene.bus.language_changed.emit()

        scene.reminding.act(second.id, SNOOZE)
        await until(lambda: scene.notices.withdrawn)
        assert [one.view.id for one in scene.reminding.due] == [first.id]
        time = await booked.desk.reminders.time_of(second.id)
        assert time.snoozed

        asked: list[bool] = []
        scene.reminding.window_wanted.connect(lambda: asked.append(True))
        scene.notices.acted.emit(key, ENTER)
        await until(lambda: booked.programs.opened)
        assert asked == [True]
        assert booked.programs.opened == ["wemeet://page/inmeeting?meeting_code=664079932"]
        await until(lambda: any(isinstance(one, EnterNegotiation) for one in booked.queued()))
        assert scene.lines == []
        assert (await booked.desk.reminders.time_of(first.id)).due_at is None
        assert (await booked.desk.reminders.time_of(far.id)).due_at is not None
    finally:
        await scene.close()


async def test_what_moved_was_cancelled_or_missed(qapp: QApplication, tmp_path: Path, until: Until) -> None:
    scene = Scene(tmp_path / "profile")
    booked = scene.booked
    try:
        moved, cancelled, seen = booked.book(in_min=5), booked.book(in_min=6), booked.book(in_min=7)
        await until(lambda: len(scene.reminding.due) == 3)
        lines = scene.reminding._lines
        assert lines is not None
        assert (len(scene.lines), lines._rest.text()) == (2, "1 more")
        later = moved.starts_at.replace(year=moved.starts_at.year + 1)
        booked.tell(
            replace(moved, rev=2, starts_at=later, ends_at=later + (moved.ends_at - moved.starts_at)),
            replace(cancelled, rev=2, state=BookingState.CANCELLED),
        )
        await until(lambda: [one.view.id for one in scene.reminding.due] == [seen.id])
        scene.notices.acted.emit(f"reminder:{seen.id}", OPEN)
        await until(lambda: [one for one in scene.window.findChildren(EnterDialog) if one.entrance])
        assert booked.programs.opened == [], "looking starts nothing"

        running = booked.book(MEETING, in_min=-5)
        await until(lambda: [one.view.id for one in scene.reminding.due] == [running.id])
        assert scene.lines[0].endswith("began 5 min ago")
        scene.reminding.act(running.id, DISMISS)
        assert scene.lines == []
        await until(lambda: f"reminder:{running.id}" in scene.notices.withdrawn)
        scene.notices.acted.emit("something else", ENTER)
        assert booked.programs.opened == []
    finally:
        await scene.close()


async def test_a_booking_is_found_by_its_buyer_in_the_palette(
    qapp: QApplication, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(tmp_path / "profile")
    try:
        booking = scene.booked.book(in_min=300)
        await until(lambda: booking.id in {one.id for one in scene.reminding._mine})
        view = await scene.booked.desk.calendar.booking(booking.id)
        assert view is not None
        words = [word.casefold() for word in calendar_wording.buyer(view).split()]
        opened: list[Place] = []
        monkeypatch.setattr(scene.window.places, "open", opened.append)
        found = [one for one in arranged(scene.reminding._entries(), words) if isinstance(one, Entry)]
        leads = [one for one in found if one.title.startswith("Booking: ")]
        assert len(leads) == 1
        leads[0].run()
        assert [one.booking for one in opened] == [booking.id]
        assert leads[0] not in arranged(scene.reminding._entries(), ()), "only who asks for it"
    finally:
        await scene.close()


async def test_what_stood_before_a_restart_stands_again_without_noise_and_the_tray_says_enter(
    qapp: QApplication, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(tmp_path / "profile")
    monkeypatch.setattr(scene.window, "isActiveWindow", lambda: False, raising=False)
    try:
        booking = scene.booked.book(MEETING, in_min=10)
        await until(lambda: scene.reminding.due and scene.notices.reminded and scene.tray._next.isVisible())
        assert scene.tray._next.text().startswith("Enter negotiation: ")
        [told] = scene.reminding.due
        scene.reminding.act(booking.id, DISMISS)
        await until(lambda: f"reminder:{booking.id}" in scene.notices.withdrawn)
        sounds, shown = list(scene.sounds), dict(scene.notices.reminded)
        scene.reminding._on_due((replace(told, again=True),))
        assert len(scene.lines) == 1
        assert (scene.sounds, scene.notices.reminded) == (sounds, shown)
    finally:
        await scene.close()


def test_the_tray_offers_the_next_negotiation_or_nothing(qapp: QApplication) -> None:
    owner = QObject()
    tray = Tray(owner)
    wanted: list[bool] = []
    tray.next_wanted.connect(lambda: wanted.append(True))
    assert not tray._next.isVisible()
    tray.set_next("Next negotiation: 14:00, Ana")
    assert tray._next.isVisible()
    tray._next.trigger()
    assert wanted == [True]
    tray.set_next("")
    assert not tray._next.isVisible()


async def test_a_booking_has_a_time_of_its_own(qapp: QApplication, tmp_path: Path, until: Until, spoken: Any) -> None:
    scene = Scene(tmp_path / "profile")
    booked = scene.booked
    try:
        booking = booked.book(in_min=300)
        view = await booked.desk.calendar.booking(booking.id)
        lead = LeadChoice(booked.desk, scene.window)
        lead.show_booking(view)
        await until(lambda: lead.isVisibleTo(scene.window))
        assert lead.choice.currentText() == "As usual: 15 min before"
        for seconds, words in ((3600, "1 h before"), (NEVER, "Never"), (None, "As usual: 15 min before")):
            index = lead.choice.findData(seconds)
            lead.choice.setCurrentIndex(index)
            lead.choice.activated.emit(index)
            wanted = (seconds is not None, 15 * 60 if seconds is None else seconds)

            async def is_kept(wanted: tuple[bool, int] = wanted) -> bool:
                time = await booked.desk.reminders.time_of(booking.id)
                return (time.own, time.before_s) == wanted

            await until(is_kept)
            await until(lambda words=words: lead.choice.currentText() == words)
        spoken.use("zh_CN")
        await until(lambda: lead.choice.currentText() == "默认：提前 15 分钟")
        over = await booked.desk.calendar.booking(booked.book(in_min=-90).id)
        lead.show_booking(over)
        assert not lead.isVisibleTo(scene.window)
    finally:
        await scene.close()


async def test_the_chat_with_the_buyer_leads_in(qapp: QApplication, tmp_path: Path, until: Until) -> None:
    scene = Scene(tmp_path / "profile")
    booked = scene.booked
    scene.reminding.stop()
    scene.window.show_desk(booked.desk)
    scene.reminding = Reminding(booked.desk, scene.bus, booked.seeded, scene.window, scene.notices, scene.sounds.append)
    scene.reminding.start()
    line = scene.reminding.in_chat
    assert line is not None
    try:
        booking = booked.book(in_min=40)
        booked.book(in_min=200)
        assert line.said == ""
        scene.window.open_conversation(ConversationId(ROME))
        await until(lambda: "begins in 40 min" in line.said)
        scene.window.open_conversation(ConversationId(2))
        await until(lambda: not line.said)
        scene.window.open_conversation(ConversationId(ROME))
        await until(lambda: line.said)
        line.button.click()
        await until(lambda: [one for one in scene.window.findChildren(EnterDialog) if one.entrance])
        assert booked.programs.opened == [], "it is 40 minutes away"
        booked.tell(replace(booking, rev=2, state=BookingState.CANCELLED))
        await until(lambda: not line.said)
    finally:
        scene.window.forget_desk()
        await scene.close()
