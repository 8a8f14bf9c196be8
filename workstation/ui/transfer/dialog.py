"""Handing a conversation to a colleague: type a name, press Enter; what will happen to whom stands below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.people import language_names
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.transfer import wording
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.fitting import grow_in_sight, room_for
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.people import ROWS, PeoplePicker, Person
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.transfers import Receiver

WIDTH: Final = 540
_REASON_CHARS: Final = 200
_NOTE_CHARS: Final = 2000
NOTE_HEIGHT: Final = 96


class Handover(NamedTuple):
    """What the user decided."""

    to_id: PrincipalId
    reason: str
    note: str
    draft: str
    """The unsent text, if it goes along."""


class Subject(Struct, frozen=True, kw_only=True):
    """What is handed over."""

    names: tuple[str, ...]
    """The buyers', safe to show; more than one when several are assigned at once."""
    languages: tuple[str, ...] = ()
    """The buyer's, BCP 47."""
    assigning: bool = False
    """The main account decides: nobody is asked, and no text of its own goes along."""
    ask_s: int | None = None
    """How long a colleague has to answer when they are asked first."""
    draft: str = ""
    """Unsent text that may be offered along."""


class TransferDialog(QDialog):
    """Stays open, with all that was typed, until the transfer is under way.

    It opens at once and is filled when the colleagues are known; an Enter pressed before that is not lost.

    Signals:
        decided(Handover): answer with `accept` or `refuse`.
    """

    decided = Signal(object)

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._receivers: Sequence[Receiver] | None = None
        self._finder = NameFinder()
        self._hurried = False
        self._column = QVBoxLayout(self)
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.notice = NoticeLine(self, reason)
        self.picker = PeoplePicker(lambda id_, query: self._finder.matches(PrincipalId(id_), query), self)
        self._reason_label, self.reason = Words(self, size=Size.SMALL, tone="muted"), QLineEdit(self)
        self.reason.setMaxLength(_REASON_CHARS)
        self._quick = QWidget(self)
        self.note_button = QPushButton(self)
        self._note_label, self.note = Words(self, size=Size.SMALL, tone="muted"), QPlainTextEdit(self)
        self.draft = Check(self)
        self._summary = Words(self, wrap=True)
        self.go, self._cancel = QPushButton(self), QPushButton(self)
        self._build()
        self._connect()
        self.retranslate()
        self.picker.setFocus()

    def _build(self) -> None:
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.note.setStyleSheet(f"QPlainTextEdit {{ min-height: {NOTE_HEIGHT - 12}px; }}")  # the theme has its own
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.note_button.setProperty("kind", "link")
        self.draft.setChecked(True)
        self.draft.setVisible(bool(self._subject.draft) and not self._subject.assigning)
        self.go.setProperty("kind", "primary")
        for button in (self.note_button, self._cancel, self.go):
            button.setAutoDefault(False)
        self._quick_reasons = [ChipButton(self._quick) for _ in range(wording.QUICK_REASONS)]
        flow = FlowLayout(self._quick)
        for chip in self._quick_reasons:
            chip.setCheckable(False)
            flow.addWidget(chip)
        box = QFrame(self)
        box.setProperty("soft", "true")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._summary)
        buttons = QHBoxLayout()
        buttons.addWidget(self.note_button)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.go)
        column = self._column
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.notice)
        column.addWidget(self.picker, 1)
        below: tuple[QWidget, ...] = (
            self._reason_label, self.reason, self._quick, self._note_label, self.note, self.draft, box,
        )  # fmt: skip
        for part in below:
            column.addWidget(part)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.setMinimumWidth(WIDTH)
        self.note.hide()
        self._note_label.hide()

    def _connect(self) -> None:
        self.picker.chosen.connect(lambda _id: self._decide())
        self.picker.entered.connect(self._on_entered)
        self.picker.moved.connect(self._show_summary)
        self.draft.toggled.connect(lambda _on: self._show_summary())
        self.note_button.clicked.connect(lambda: self._show_note(self.note.isHidden()))
        self.reason.returnPressed.connect(self._decide)
        self.go.clicked.connect(self._decide)
        self._cancel.clicked.connect(self.reject)
        for chip in self._quick_reasons:
            chip.clicked.connect(lambda _checked=False, chip=chip: self.reason.setText(chip.text()))

    # ---- what is known by and by -----------------------------------------------------------------------------------

    def show_receivers(self, receivers: Sequence[Receiver]) -> None:
        """Offer these colleagues, in this order."""
        self._receivers = receivers
        self._finder = NameFinder((one.account for one in receivers), language_names)
        self.picker.show_people([wording.person(one, self._subject.languages) for one in receivers])
        if self._hurried:
            self._hurried = False
            self._decide()

    def show_note(self, text: str) -> None:
        """Begin the hand-over note with a text, unless somebody has written one."""
        if not self.note.toPlainText():
            self.note.setPlainText(text)

    def show_subject(self, subject: Subject) -> None:
        """Show that it is about something a little different than was known when it opened."""
        self._subject = subject
        self.draft.setVisible(bool(subject.draft) and not subject.assigning)
        self.retranslate()

    def _show_note(self, shown: bool) -> None:
        self.note.setVisible(shown)
        self._note_label.setVisible(shown)
        self._word_note_button()
        if shown:
            self.note.setFocus()
        self._fit()

    def _fit(self) -> None:
        """Be as high as all parts ask for; on a low screen fewer people are in sight at once."""
        room = room_for(self)
        for rows in range(ROWS, 0, -1):
            self.picker.keep_in_sight(rows)
            self._column.activate()
            least = self._column.totalMinimumHeightForWidth(self.width())
            if least <= room:
                break
        grow_in_sight(self, max(least, min(room, self._column.totalHeightForWidth(self.width()))))

    def _word_note_button(self) -> None:
        shown = not self.note.isHidden()
        self.note_button.setText(self.tr("Leave out the hand-over note") if shown else self.tr("Add a hand-over note"))

    # ---- deciding --------------------------------------------------------------------------------------------------

    def _current(self) -> Person | None:
        person = self.picker.current
        return person if person is not None and person.possible else None

    def _show_summary(self) -> None:
        person = self._current()
        self.go.setEnabled(person is not None)
        if person is None:
            self._summary.setText(self.tr("Choose a colleague to see what will happen."))
            return
        self._summary.setText(wording.consequence(self._subject, person.name, with_draft=bool(self._draft())))

    @property
    def assigning(self) -> bool:
        """Whether the main account decides here."""
        return self._subject.assigning

    @property
    def summary(self) -> str:
        """What it says will happen."""
        return self._summary.text()

    def _draft(self) -> str:
        return self._subject.draft if not self.draft.isHidden() and self.draft.isChecked() else ""

    def _on_entered(self) -> None:
        self._hurried = self._receivers is None

    def _decide(self) -> None:
        person = self._current()
        if person is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.notice.clear()
        note = "" if self.note.isHidden() else self.note.toPlainText().strip()[:_NOTE_CHARS]
        reason = one_line(self.reason.text(), _REASON_CHARS)
        self.decided.emit(Handover(PrincipalId(person.id), reason, note, self._draft()))

    def refuse(self, refusal: Refusal) -> None:
        """Say why it came to nothing; all stays as it was typed."""
        self.go.setEnabled(True)
        self.notice.say(refusal)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        subject = self._subject
        self._title.setText(wording.title(subject))
        self.setWindowTitle(self.tr("Assign") if subject.assigning else self.tr("Transfer"))
        self.picker.set_words(
            self.tr("Colleague"),
            self.tr("Name, pinyin, title or language"),
            self.tr("Nobody of that name or language may take this buyer."),
        )
        reason = self.tr("Reason, for the colleague only")
        self._reason_label.setText(reason)
        self._reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName(reason)
        self.reason.setPlaceholderText(self.tr("may stay empty"))
        for chip, text in zip(self._quick_reasons, wording.quick_reasons(), strict=True):
            chip.setText(text)
        self._note_label.setText(self.tr("Hand-over note: what was promised, prices, dates"))
        self.note.setAccessibleName(self._note_label.text())
        self.draft.setText(self.tr("Offer my unsent text along"))
        self._word_note_button()
        asking = subject.ask_s is not None and not subject.assigning
        self.go.setText(self.tr("Assign") if subject.assigning else self.tr("Ask") if asking else self.tr("Transfer"))
        self._cancel.setText(self.tr("Cancel"))
        self._show_summary()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            if self._receivers is not None:
                self.show_receivers(self._receivers)
        super().changeEvent(event)
