"""One booking: who comes, when on both clocks, who receives, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.booking import BookingState
from workstation.domain.errors import Refusal
from workstation.domain.meeting_link import spoken
from workstation.services.calendar_views import Awaits
from workstation.ui.calendar import times, wording
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.formats import country_name
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.widgets.avatar import Avatar
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.side_panel import paint_side
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.calendar_views import BookingView

WIDTH: Final = 340
DEEDS: Final = (
    "enter", "agree", "disagree", "accept_card", "accept", "meeting", "name", "return", "translate", "conversation",
    "move", "outcome", "file", "cancel",
)  # fmt: skip
"""As they stand below one another, and as Tab comes to them."""
_MAIN: Final = {"enter", "name", "accept_card", "agree"}
"""What the eye should find first; at most one of them is offered as the main thing to do."""


class BookingPanel(QWidget):
    """Shows a booking beside the calendar.

    Signals:
        wanted(str, object): one of `DEEDS` was asked for, about this `BookingView`.
        closed(): the panel is to go.
    """

    wanted = Signal(str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: BookingView | None = None
        self.setFixedWidth(WIDTH)
        self._avatar = Avatar(40, self)
        self._name = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self._company = Words(self, tone="muted", wrap=True)
        self._close = IconButton("close", self, side=28)
        self._close.clicked.connect(self.closed)
        self.state = Words(self, bold=True, wrap=True)
        self.notice = NoticeLine(self, reason)
        self.here, self.there = Words(self, bold=True, wrap=True), Words(self, wrap=True)
        self._here_name = Words(self, size=Size.SMALL, tone="muted")
        self._there_name = Words(self, size=Size.SMALL, tone="muted")
        self.mind = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self.asked = Words(self, wrap=True)
        self.facts: dict[str, tuple[Words, Words]] = {
            key: (Words(self, size=Size.SMALL, tone="muted"), Words(self, wrap=True))
            for key in ("words", "receiver", "returned", "cancelled", "meeting", "entered", "outcome")
        }
        self.buttons = {deed: QPushButton(self) for deed in DEEDS}
        for deed, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, deed=deed: self._on_clicked(deed))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons["translate"].setProperty("kind", "link")
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._company)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._avatar)
        head.addLayout(names, 1)
        head.addWidget(self._close)
        times = QFrame(self)
        times.setProperty("soft", "true")
        inside = QVBoxLayout(times)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(2)
        for words in (self._here_name, self.here, self._there_name, self.there, self.mind):
            inside.addWidget(words)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.notice)
        column.addWidget(times)
        column.addWidget(self.asked)
        for deed in ("enter", "agree", "disagree", "accept_card", "accept", "meeting", "name", "return"):
            column.addWidget(self.buttons[deed])
        for label, text in self.facts.values():
            column.addSpacing(2)
            column.addWidget(label)
            column.addWidget(text)
            if label is self.facts["words"][0]:
                column.addWidget(self.buttons["translate"], 0, Qt.AlignmentFlag.AlignLeft)
        self._more = QVBoxLayout()
        column.addLayout(self._more)
        column.addSpacing(6)
        for deed in ("conversation", "move", "outcome", "file", "cancel"):
            column.addWidget(self.buttons[deed])
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 14, 12, 8)
        top.addLayout(head)
        whole.addLayout(top)
        whole.addWidget(area, 1)

    def add_more(self, widget: QWidget) -> None:
        """Let something stand below the facts."""
        self._more.addWidget(widget)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_booking(self, view: BookingView | None) -> None:
        """Show a booking as it is now, or nothing."""
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        booking = view.booking
        self._avatar.show_person(wording.buyer(view), booking.buyer_id)
        self._name.setText(wording.buyer(view))
        country = country_name(view.buyer_country)
        self._company.setText(" · ".join(part for part in (view.buyer_company, country) if part))
        self._company.setVisible(bool(self._company.text()))
        self.state.setText(wording.sent_or_not(wording.state(view), waiting=view.waiting))
        self.state.set_tone(wording.tone(view))
        if view.problem is not None:
            self.notice.say(Refusal(view.problem.code, view.problem.params))
        else:
            self.notice.clear()
        self._show_times(view)
        asked = wording.awaits(view)
        if not asked and self.lacks_meeting(view):
            asked = self.tr("There is no meeting yet: with its number you and the buyer can enter.")
        self.asked.setText(asked)
        self.asked.setVisible(bool(asked))
        for key, (label, text) in self.facts.items():
            said = self._fact(key, view)
            text.setText(said)
            text.setVisible(bool(said))
            label.setVisible(bool(said))
        self._show_buttons(view)

    def _show_times(self, view: BookingView) -> None:
        clocks = view.clocks
        self._here_name.setText(times.fair_name(clocks.here.zone))
        self.here.setText(times.when(clocks.here))
        known = clocks.there is not None
        self._there_name.setText(self.tr("For the buyer") if known else "")
        self.there.setText(times.there(clocks) if known else self.tr("The buyer's time zone is not known."))
        self._there_name.setVisible(known)
        proposal = view.booking.proposal
        said = times.warnings(clocks)
        if proposal is not None:
            asks = self.tr("The buyer asks for {time}") if proposal.by_buyer else self.tr("We have asked for {time}")
            said.insert(0, asks.format(time=wording.proposed(view, proposal)))
            if proposal.words:
                said.insert(1, f"“{proposal.words}”")
        self.mind.setText("\n".join(said))
        self.mind.setVisible(bool(said))

    def _fact(self, key: str, view: BookingView) -> str:
        booking = view.booking
        if key == "words":
            return booking.words
        if key == "receiver":
            return wording.named(view.receiver) or self.tr("Nobody yet")
        if key == "returned":
            name = wording.named(view.returned_by)
            return ": ".join(part for part in (name, booking.returned_words) if part)
        if key == "cancelled":
            return booking.cancelled_words
        if key == "meeting":
            return self._meeting(view)
        if key == "entered":
            return wording.entered(view)
        return "\n".join(wording.outcome(view))

    def _meeting(self, view: BookingView) -> str:
        meeting = view.booking.meeting
        if meeting is not None:
            return spoken(meeting.code) or meeting.address
        if view.booking.meeting_failed:
            return self.tr("The meeting could not be made. Type in its number by hand.")
        return self.tr("None yet") if view.may_set_meeting else ""

    def offered(self, view: BookingView) -> set[str]:
        """Return which deeds make sense now."""
        alive = view.booking.state is not BookingState.CANCELLED
        answering = view.may_answer and view.booking.state is BookingState.NAMED
        rules: dict[str, bool] = {
            "translate": bool(view.booking.words),
            "enter": view.may_enter and not view.over,
            "name": view.may_name and alive and not view.over,
            "accept": answering,
            "accept_card": answering,
            "return": view.may_hand_back,
            "agree": view.may_answer_proposal,
            "disagree": view.may_answer_proposal,
            "conversation": view.conversation_visible,
            "move": view.may_cancel and view.booking.proposal is None,
            "meeting": view.may_set_meeting,
            "outcome": view.may_write_outcome,
            "file": True,
            "cancel": view.may_cancel,
        }
        return {deed for deed, sensible in rules.items() if sensible}

    @staticmethod
    def lacks_meeting(view: BookingView) -> bool:
        """Tell whether I can give an accepted booking the meeting without which nobody gets in."""
        accepted = view.booking.state is BookingState.ACCEPTED
        return accepted and view.booking.meeting is None and view.may_set_meeting and not view.over

    def _show_buttons(self, view: BookingView) -> None:
        offered = self.offered(view)
        main = next((deed for deed in ("agree", "accept_card", "name", "enter") if deed in offered & _MAIN), "")
        if view.booking.receiver_id is not None and main == "name" and view.awaits is Awaits.NOTHING:
            main = "enter" if "enter" in offered else ""
        if not main and self.lacks_meeting(view):
            main = "meeting"
        if any(button.hasFocus() and deed not in offered for deed, button in self.buttons.items()):
            self.setFocus()  # else the next button would have it, and Enter would do what nobody meant
        for deed, button in self.buttons.items():
            button.setVisible(deed in offered)
            if deed == "translate":
                continue
            kind = "primary" if deed == main else ""
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                style = button.style()
                style.unpolish(button)
                style.polish(button)
        named = view.booking.receiver_id is not None
        self.buttons["name"].setText(
            self.tr("Name somebody else …") if named else self.tr("Name who receives the buyer …")
        )
        written = view.booking.outcome is not None
        self.buttons["outcome"].setText(
            self.tr("Change notes and outcome …") if written else self.tr("Notes and outcome …")
        )

    def _on_clicked(self, deed: str) -> None:
        if self.view is not None:
            self.wanted.emit(deed, self.view)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._close.set_words(self.tr("Close"))
        self.setAccessibleName(self.tr("Booking"))
        labels: dict[str, str] = {
            "words": self.tr("What the buyer wrote"),
            "receiver": self.tr("Received by"),
            "returned": self.tr("Handed back"),
            "cancelled": self.tr("Reason"),
            "meeting": self.tr("Meeting"),
            "entered": self.tr("Entered"),
            "outcome": self.tr("Outcome"),
        }
        for key, words in labels.items():
            self.facts[key][0].setText(words)
        texts: dict[str, str] = {
            "translate": self.tr("Translate"),
            "enter": self.tr("Enter negotiation"),
            "accept": self.tr("Accept without card"),
            "accept_card": self.tr("Accept and send my card"),
            "return": self.tr("Hand back …"),
            "agree": self.tr("Agree to the other time"),
            "disagree": self.tr("Keep the time"),
            "conversation": self.tr("Open the conversation"),
            "move": self.tr("Propose another time …"),
            "meeting": self.tr("Meeting number …"),
            "file": self.tr("Save for another calendar …"),
            "cancel": self.tr("Cancel the booking …"),
        }
        for deed, words in texts.items():
            self.buttons[deed].setText(words)
        self.show_booking(self.view)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side(self)
