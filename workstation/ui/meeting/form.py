"""Typing a meeting in: paste the invitation, or give number, passcode and address; all is checked before it is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.meeting import MAX_ADDRESS_CHARS, Meeting, MeetingService
from workstation.domain.meeting_address import network_host
from workstation.domain.meeting_invitation import invitation_times, read_invitation
from workstation.domain.meeting_link import browser_link, check, jitsi_hosts, launch_link, spoken
from workstation.ui.calendar import wording as calendar_wording
from workstation.ui.loop import Latest, spawn
from workstation.ui.meeting import wording
from workstation.ui.meeting.parts import Happened
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from datetime import datetime

    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import BookingView
    from workstation.services.desk import Desk

_SIZE: Final = (560, 520)
_PASTE_HEIGHT: Final = 84


def open_meeting_form(parent: QWidget, desk: Desk, booking_id: ActionId) -> MeetingForm:
    """Open the form for a booking's meeting."""
    form = MeetingForm(desk, booking_id, parent)
    form.open()
    return form


class MeetingForm(Dialog):
    """Stays open until the meeting is kept.

    Signals:
        saved(): it is kept (or taken away), and on its way.
    """

    saved = Signal()

    def __init__(self, desk: Desk, booking_id: ActionId, parent: QWidget | None = None) -> None:
        super().__init__(parent, wording.refused)
        self._desk = desk
        self._booking_id = booking_id
        self._view: BookingView | None = None
        self._jitsi: tuple[str, ...] = jitsi_hosts("")
        self._times: tuple[datetime, datetime] | None = None
        self._read_it: bool | None = None
        self._saving = Latest(self)
        self.when = Words(self, tone="muted")
        self.paste = QPlainTextEdit(self)
        self.paste.setFixedHeight(_PASTE_HEIGHT)
        self.paste.setTabChangesFocus(True)
        self.found = Happened(self)
        self.service = Choice(self)
        self.code, self.passcode, self.address = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.address.setMaxLength(MAX_ADDRESS_CHARS + 1)
        self._names = {one: Words(self, size=Size.SMALL) for one in ("service", "code", "passcode", "address")}
        self.outlook = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._build()
        self.remove_button = self.add_button(kind="danger")
        self.buttons.removeWidget(self.remove_button)
        self.buttons.insertWidget(0, self.remove_button)
        self.remove_button.hide()
        self.cancel_button, self.save_button = self.add_button(), self.add_button(kind="primary")
        self._connect()
        self.retranslate()
        self.fit(*_SIZE)
        self.paste.setFocus()
        spawn(self._load(), owner=self)

    def _build(self) -> None:
        self.body.addWidget(self.when)
        self.body.addWidget(self.paste)
        self.body.addWidget(self.found)
        lines = QFormLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(8)
        for name, field in (
            ("service", self.service), ("code", self.code), ("passcode", self.passcode), ("address", self.address)
        ):  # fmt: skip
            self._names[name].setBuddy(field)
            lines.addRow(self._names[name], field)
        self.body.addLayout(lines)
        self.body.addWidget(self.outlook)
        self.body.addStretch(1)
        for one in MeetingService:
            self.service.addItem("", one)

    def _connect(self) -> None:
        self.paste.textChanged.connect(self._on_pasted)
        self.service.currentIndexChanged.connect(self._show_outlook)
        for field in (self.code, self.passcode, self.address):
            field.textChanged.connect(self._show_outlook)
        self.save_button.clicked.connect(lambda: self._keep(remove=False))
        self.remove_button.clicked.connect(lambda: self._keep(remove=True))
        self.cancel_button.clicked.connect(self.reject)

    async def _load(self) -> None:
        try:
            found = await self._desk.meetings.entrance(self._booking_id)
        except Refusal as refusal:
            self.notice.say(refusal)
            self.save_button.setEnabled(False)
            return
        self._view = found.view
        self._jitsi = jitsi_hosts(found.rules.jitsi_host)
        stored = found.view.booking.meeting
        self.remove_button.setVisible(stored is not None)
        untouched = not (self.code.text() or self.address.text() or self.paste.toPlainText())
        if stored is not None and untouched:
            self.show_meeting(stored)
        elif untouched and found.rules.meetings == "jitsi":
            self.service.setCurrentIndex(self.service.findData(MeetingService.JITSI))
        self._show_words()

    # ---- reading -----------------------------------------------------------------------------------------------------

    def show_meeting(self, meeting: Meeting) -> None:
        """Put a meeting's parts into the fields."""
        self.service.setCurrentIndex(self.service.findData(meeting.service))
        self.code.setText(spoken(meeting.code))
        self.passcode.setText(meeting.passcode)
        self.address.setText(meeting.address)
        self._show_outlook()

    def meeting(self) -> Meeting:
        """Return what stands in the fields, unchecked."""
        return Meeting(
            service=MeetingService(self.service.currentData()),
            code=self.code.text().strip(),
            passcode=self.passcode.text().strip(),
            address=self.address.text().strip(),
            made_by_hand=True,
        )

    def _on_pasted(self) -> None:
        text = self.paste.toPlainText()
        self.notice.clear()
        if not text.strip():
            self._read_it, self._times = None, None
        else:
            found = read_invitation(text, jitsi=self._jitsi)
            self._read_it, self._times = found is not None, invitation_times(text)
            if found is not None:
                self.show_meeting(found)
        self._show_words()

    # ---- keeping -----------------------------------------------------------------------------------------------------

    def _keep(self, *, remove: bool) -> None:
        if not self._saving.running:
            self._saving.run(self._save(None if remove else self.meeting()))

    async def _save(self, meeting: Meeting | None) -> None:
        try:
            await self._desk.meetings.type_in(self._booking_id, meeting)
        except Refusal as refusal:
            self.notice.say(refusal)
            field = {"code": self.code, "passcode": self.passcode, "address": self.address}.get(
                str(refusal.params.get("field", ""))
            )
            if field is not None:
                field.setFocus()
                field.selectAll()
            return
        self.saved.emit()
        self.accept()

    # ---- words -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.set_head(self.tr("The negotiation's meeting"))
        self.paste.setPlaceholderText(
            self.tr("Paste the invitation from Tencent Meeting, VooV, Zoom, Teams, Feishu, Lark or Jitsi here …")
        )
        self.paste.setAccessibleName(self.tr("Invitation"))
        for at in range(self.service.count()):
            self.service.setItemText(at, wording.service_name(self.service.itemData(at)))
        self._names["service"].setText(self.tr("Service"))
        for name, field in (("code", self.code), ("passcode", self.passcode), ("address", self.address)):
            self._names[name].setText(wording.field_name(name))
            field.setAccessibleName(wording.field_name(name))
        self.service.setAccessibleName(self.tr("Service"))
        self.passcode.setPlaceholderText(self.tr("if there is one"))
        self.address.setPlaceholderText("https://…")
        self.remove_button.setText(self.tr("Take the meeting away"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.save_button.setText(self.tr("Save"))
        self._show_words()

    def _show_words(self) -> None:
        if self._view is not None:
            self.when.setText(
                self.tr("{name} · {when}").format(
                    name=calendar_wording.buyer(self._view), when=wording.here(self._view)
                )
            )
        if self._read_it is None:
            self.found.say("")
        elif not self._read_it:
            self.found.say(
                self.tr(
                    "No meeting that can be used was found in this text. Its link may lead elsewhere than to a known"
                    " service, or contradict the number. Fill in the fields by hand."
                ),
                good=False,
            )
        elif self._other_time():
            self.found.say(
                self.tr("The meeting was read. Mind the time: the invitation names another one than the booking."),
                good=False,
            )
        else:
            self.found.say(self.tr("The meeting was read from the invitation. Compare it, then save."))
        self.grow()
        self._show_outlook()

    def _other_time(self) -> bool:
        """Tell whether the invitation begins at another time; half an hour early is no mistake."""
        if self._times is None or self._view is None:
            return False
        booking = self._view.booking
        return not booking.starts_at - timedelta(minutes=30) <= self._times[0] <= booking.starts_at

    def _show_outlook(self) -> None:
        """Say what the fields lead to, or nothing while they are empty or unfit."""
        try:
            meeting = check(self.meeting(), jitsi=self._jitsi)
            address = browser_link(meeting, jitsi=self._jitsi)
            client = launch_link(meeting, jitsi=self._jitsi)
        except Refusal:
            self.outlook.setText("")
            return
        host = network_host(address)
        if client is not None:
            said = self.tr("“Enter” opens {program} at number {code}; in the browser it leads to {host}.").format(
                program=wording.service_name(meeting.service), code=spoken(meeting.code), host=host
            )
        else:
            said = self.tr("“Enter” opens the browser at {host}.").format(host=host)
        self.outlook.setText(said)
