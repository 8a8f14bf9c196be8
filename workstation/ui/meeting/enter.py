"""Entering a negotiation: one click starts the program; number, passcode and browser always stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workstation.domain.booking import BookingState
from workstation.domain.clock import SystemClock
from workstation.domain.errors import Refusal
from workstation.domain.meeting import MeetingService
from workstation.domain.meeting_link import spoken
from workstation.services.programs import Found, Program
from workstation.ui.calendar import wording as calendar_wording
from workstation.ui.loop import Latest
from workstation.ui.meeting import help_words, wording
from workstation.ui.meeting.parts import CopyLine, Happened, Sign, Steps
from workstation.ui.theme import Size
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.services.meeting import Entrance, Way

LOOK_MS: Final = 5_000
"""How often the booking is looked at again: another receiver or another meeting shows by itself."""
_SIZE: Final = (860, 470)
_now: Final = SystemClock().now


def open_enter(
    parent: QWidget,
    desk: Desk,
    booking_id: ActionId,
    *,
    start: bool = True,
    now: Callable[[], datetime] = _now,
) -> EnterDialog:
    """Open the way into a booking's meeting, and start its program at once when it is about time.

    Args:
        parent: whose window it belongs to.
        desk: the signed-in account's.
        booking_id: of which booking.
        start: whether the program may be started at once; else only by a button of the dialog.
        now: tells the time.
    """
    window = parent.window()
    for one in window.findChildren(EnterDialog):
        if one.booking_id == booking_id and one.isVisible():
            one.come_back(start=start)
            return one
    dialog = EnterDialog(desk, booking_id, window, start=start, now=now)
    dialog.open()
    return dialog


class EnterDialog(Dialog):
    """Follows its booking while it is open.

    Signals:
        loaded(): what it shows is complete.
    """

    loaded = Signal()

    def __init__(
        self,
        desk: Desk,
        booking_id: ActionId,
        parent: QWidget | None = None,
        *,
        start: bool = True,
        now: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(parent, wording.refused)
        self.booking_id = booking_id
        self._desk = desk
        self._now = now
        self._start = start
        self._entrance: Entrance | None = None
        self._program = Program(found=Found.UNKNOWN)
        self._asked_for: object = None
        self._went = ""
        self._met = False
        self._ready = True
        self._looking = Latest(self)
        self._going = Latest(self)
        self.who = Words(self, tone="muted")
        self.here, self.there = Words(self), Words(self, size=Size.SMALL, tone="muted")
        self.happened = Happened(self)
        self.meeting_card, self.steps_card = Card(self), Card(self)
        self.code, self.passcode = CopyLine(self), CopyLine(self)
        self.address = CopyLine(self, large=False)
        self.none = Words(self, tone="muted", wrap=True)
        self.steps = Steps(self)
        self.mobile_note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.client_button, self.browser_button = QPushButton(self), QPushButton(self)
        self.invite_button, self.type_button = QPushButton(self), QPushButton(self)
        self.ready_button, self.help_button = QPushButton(self), QPushButton(self)
        self._build()
        self.close_button = self.add_button()
        self._connect()
        self.retranslate()
        self.fit(*_SIZE)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    # ---- what it is made of ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.body.addWidget(self.who)
        times = QHBoxLayout()
        times.setSpacing(8)
        times.addWidget(Sign("clock", "muted", self))
        times.addWidget(self.here)
        times.addWidget(self.there)
        times.addStretch(1)
        self.body.addLayout(times)
        self.body.addWidget(self.happened)
        self._build_meeting()
        self.steps_card.body.addWidget(self.steps)
        self.steps_card.body.addWidget(self.mobile_note)
        self.steps_card.body.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.meeting_card, 1)
        columns.addWidget(self.steps_card, 1)
        self.body.addLayout(columns, 1)
        for button, sign in ((self.ready_button, "check"), (self.help_button, "help")):
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            button.setIcon(icon(sign, "accent_text"))
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)

    def _build_meeting(self) -> None:
        for line in (self.code, self.passcode, self.address, self.none):
            self.meeting_card.body.addWidget(line)
        self.meeting_card.body.addStretch(1)
        for button, sign in ((self.client_button, "external"), (self.browser_button, "globe")):
            button.setAutoDefault(False)
            button.setProperty("sign", sign)
            self.meeting_card.body.addWidget(button)
        more = QHBoxLayout()
        for button, sign in ((self.invite_button, "user_add"), (self.type_button, "draft")):
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            button.setIcon(icon(sign, "accent_text"))
            more.addWidget(button)
        more.addStretch(1)
        self.meeting_card.body.addLayout(more)

    def _connect(self) -> None:
        from workstation.services.meeting import Way

        self.client_button.clicked.connect(lambda: self.go(Way.CLIENT))
        self.browser_button.clicked.connect(lambda: self.go(Way.BROWSER))
        self.invite_button.clicked.connect(self._invite)
        self.type_button.clicked.connect(self._type_in)
        self.ready_button.clicked.connect(self._open_readiness)
        self.help_button.clicked.connect(self._open_help)
        self.close_button.clicked.connect(self.accept)

    # ---- looking -----------------------------------------------------------------------------------------------------

    @property
    def entrance(self) -> Entrance | None:
        """What was found last."""
        return self._entrance

    def come_back(self, *, start: bool) -> None:
        """Somebody wants to enter again: come to the front, and start the program as the first time."""
        self._start = start
        self.raise_()
        self.activateWindow()
        self._looking.run(self._look())

    def look(self) -> None:
        """Look at the booking again."""
        if not self._looking.running:
            self._looking.run(self._look())

    async def _look(self) -> None:
        try:
            found = await self._desk.meetings.entrance(self.booking_id)
        except Refusal as refusal:
            self._entrance = None
            self.notice.say(refusal)
            self._show()
            self.loaded.emit()
            return
        service = found.meeting.service if found.meeting is not None else None
        if service is not None and service != self._asked_for:
            self._program = await self._desk.meetings.program(service)
            self._asked_for = service
            self._ready = (await self._desk.meetings.readiness()).ready
        self._entrance = found
        if found.problem is not None:
            self.notice.say(Refusal(found.problem.code, found.problem.params))
        else:
            for code in ("meeting_invalid", "not_found"):
                self.notice.forget(code)
        self._show()
        if self._start and found.meeting is not None:
            self._start = False
            self._start_at_once(found)
        self.loaded.emit()

    def _start_at_once(self, found: Entrance) -> None:
        from workstation.services.meeting import Way

        booking = found.view.booking
        if booking.state is BookingState.CANCELLED:
            return
        if not wording.about_time(booking, self._now()):
            return
        self.go(Way.CLIENT if self._client_first else Way.BROWSER)

    @property
    def _client_first(self) -> bool:
        found = self._entrance
        return found is not None and found.has_client_link and self._program.found is not Found.NO

    # ---- going in ----------------------------------------------------------------------------------------------------

    def go(self, way: Way) -> None:
        """Start the meeting's program, or the browser."""
        if not self._going.running:
            self._going.run(self._go(way))

    async def _go(self, way: Way) -> None:
        """Start it; a program that turns out not to be there gives way to the browser."""
        from workstation.services.meeting import Way

        self.notice.clear()
        self._went = "starting"
        self._show_went()
        try:
            await self._desk.meetings.enter(self.booking_id, way)
        except Refusal as refusal:
            self._went = ""
            if way is Way.CLIENT and refusal.code in ("program_missing", "program_failed") and self._client_first:
                self._program = Program(found=Found.NO)
                self._show()
                await self._go(Way.BROWSER)
                return
            self.notice.say(refusal)
        else:
            self._went = str(way)
        self._show_went()

    # ---- beside it ---------------------------------------------------------------------------------------------------

    def _invite(self) -> None:
        if self._entrance is None or self._entrance.meeting is None:
            return
        from workstation.ui.meeting.invite_dialog import InviteDialog

        topic = self.tr("Negotiation with {name}").format(name=calendar_wording.buyer(self._entrance.view))
        dialog = InviteDialog(self._desk, wording.invitation(self._entrance, topic), self)
        dialog.sent.connect(self.happened.say)
        dialog.open()

    def _type_in(self) -> None:
        from workstation.ui.meeting.form import open_meeting_form

        form = open_meeting_form(self, self._desk, self.booking_id)
        form.saved.connect(self.look)

    def _open_readiness(self) -> None:
        from workstation.ui.meeting.readiness import open_readiness

        open_readiness(self, self._desk)

    def _open_help(self) -> None:
        from workstation.ui.meeting.help_pages import open_help

        open_help(self, desk=self._desk)

    # ---- words -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.steps_card.set_words(self.tr("How to get in"))
        self.invite_button.setText(self.tr("Invite a colleague …"))
        self.help_button.setText(self.tr("Help"))
        self.close_button.setText(self.tr("Close"))
        self._show()

    def _show(self) -> None:
        found = self._entrance
        self._show_meeting()
        self.ready_button.setText(
            self.tr("Check my readiness") if self._ready else self.tr("Not everything is ready: check")
        )
        self.ready_button.setIcon(icon("check" if self._ready else "warning", "accent_text"))
        if found is None:
            self.set_head(self.tr("Enter the negotiation"))
            return
        view = found.view
        head = self.tr("Negotiation with {name}").format(name=calendar_wording.buyer(view))
        self.set_head(self.tr("Enter the negotiation"), head)
        self.who.setText(wording.buyer_line(view))
        self.who.setVisible(bool(self.who.text()))
        self.here.setText(
            self.tr("{when} · {distance}").format(when=wording.here(view), distance=wording.distance(view, self._now()))
        )
        self.there.setText(wording.there(view))
        self.steps.show_steps(help_words.way_in(found, self._program))
        tencent = found.meeting is None or found.meeting.service is MeetingService.TENCENT
        note = help_words.mobile_note(self._desk.me.mobile) if tencent else ""
        self.mobile_note.setText(" ".join(one for one in (note, help_words.helper(found.rules.support)) if one))
        self._show_went()
        self.grow()

    def _show_meeting(self) -> None:
        found = self._entrance
        meeting = found.meeting if found is not None else None
        self.meeting_card.set_words(wording.service_name(meeting.service) if meeting else self.tr("Meeting"))
        code, passcode = (meeting.code, meeting.passcode) if meeting else ("", "")
        self.code.show_value(self.tr("Meeting number"), spoken(code), code)
        self.passcode.show_value(self.tr("Passcode"), passcode, passcode)
        host = found.host if found is not None and meeting else ""
        self.address.show_value(self.tr("Leads to"), host, found.address if found is not None else "")
        may_type = found is not None and found.view.may_set_meeting
        cancelled = found is not None and found.view.booking.state is BookingState.CANCELLED
        self.none.setVisible(meeting is None or cancelled)
        self.none.setText(self._why_none(may_type, cancelled))
        client = meeting is not None and not cancelled and found is not None and found.has_client_link
        self.client_button.setVisible(client)
        self.browser_button.setVisible(meeting is not None and not cancelled)
        self.invite_button.setVisible(meeting is not None and not cancelled)
        self.type_button.setVisible(may_type and not cancelled)
        self.type_button.setText(self.tr("Correct it …") if meeting else self.tr("Type in the meeting …"))
        if meeting is not None:
            self.client_button.setText(
                self.tr("Enter with {program}").format(program=wording.service_name(meeting.service))
            )
        self.browser_button.setText(self.tr("Enter in the browser"))
        self._mark_first(self.client_button if self._client_first else self.browser_button)

    def _why_none(self, may_type: bool, cancelled: bool) -> str:
        if cancelled:
            return self.tr("This booking was cancelled.")
        if self._entrance is None:
            return ""
        if self._entrance.problem is not None:
            return self.tr("The meeting that was given for it is not opened. Ask for another one, or correct it.")
        if may_type:
            return self.tr("There is no meeting yet. Make one in your meeting client, then type it in here.")
        return self.tr("There is no meeting yet. Whoever receives the buyer, or the main account, types it in.")

    def _mark_first(self, first: QPushButton) -> None:
        for button in (self.client_button, self.browser_button):
            kind = "primary" if button is first else ""
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                button.style().unpolish(button)
                button.style().polish(button)
            button.setIcon(icon(str(button.property("sign")), "on_accent" if kind else "muted"))
        first.setDefault(True)
        if not self._met and self._entrance is not None:
            self._met = True
            offered = (one for one in (first, self.type_button, self.close_button) if not one.isHidden())
            next(offered).setFocus()

    def _show_went(self) -> None:
        found = self._entrance
        if not self._went or found is None or found.meeting is None:
            if self._went in ("starting", "client", "browser") or not self._went:
                self.happened.say("")
            return
        service = wording.service_name(found.meeting.service)
        words = {
            "starting": self.tr("Starting …"),
            "client": self.tr(
                "{program} was started. If nothing appears within a few seconds, enter in the browser or type the"
                " meeting number into {program}."
            ).format(program=service),
            "browser": self._in_browser(service),
        }
        self.happened.say(words[self._went], sign="clock" if self._went == "starting" else "")
        self.grow()

    def _in_browser(self, service: str) -> str:
        if self._entrance is not None and self._entrance.has_client_link and self._program.found is Found.NO:
            return self.tr(
                "{program} was not found on this machine, so the browser was opened. The page lets you join or get"
                " the program."
            ).format(program=service)
        return self.tr("The browser was opened. If the meeting does not appear, copy the number or the address.")
