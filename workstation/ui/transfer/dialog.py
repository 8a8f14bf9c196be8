"""Handing a conversation to a colleague: type a name, press Enter; what will happen to whom stands below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

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
from workstation.services.colleagues import Colleague
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.theme import Size
from workstation.ui.transfer import wording
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.people import PeoplePicker, Person
from workstation.ui.widgets.words import Words

WIDTH: Final = 540
_REASON_CHARS: Final = 200
_NOTE_CHARS: Final = 2000
_NOTE_HEIGHT: Final = 96


class Handover(NamedTuple):
    """What the user decided."""

    to_id: PrincipalId
    reason: str
    note: str
    with_draft: bool


class Subject(Struct, frozen=True, kw_only=True):
    """What is handed over."""

    names: tuple[str, ...]
    """The buyers', safe to show; more than one when several are assigned at once."""
    languages: tuple[str, ...] = ()
    """The buyer's, BCP 47."""
    assigning: bool = False
    """Nobody serves them yet, or the main account decides over them: nothing is asked, nothing is given up."""
    ask_s: int | None = None
    """How long a colleague has to answer when they are asked first."""
    draft: str = ""
    """Unsent text that may be offered along."""
    note: str = ""
    """What the hand-over note begins with."""


class TransferDialog(QDialog):
    """Stays open, with all that was typed, until the transfer is under way.

    Signals:
        decided(Handover): answer with `accept` or `refuse`.
    """

    decided = Signal(object)

    def __init__(self, subject: Subject, colleagues: Sequence[Colleague], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._colleagues = {int(one.id): one for one in wording.in_order(colleagues, subject.languages)}
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.notice = NoticeLine(self)
        self.picker = PeoplePicker(self._matches, self)
        self._reason_label, self.reason = Words(self, size=Size.SMALL, tone="muted"), QLineEdit(self)
        self.reason.setMaxLength(_REASON_CHARS)
        self._quick = QWidget(self)
        self._note_button = QPushButton(self)
        self._note_label, self.note = Words(self, size=Size.SMALL, tone="muted"), QPlainTextEdit(self)
        self.draft = Check(self)
        self._summary = Words(self, wrap=True)
        self.go, self._cancel = QPushButton(self), QPushButton(self)
        self._build()
        self._connect()
        self.retranslate()
        self._show_people()
        self.picker.setFocus()

    def _build(self) -> None:
        self.note.setPlainText(self._subject.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._note_button.setProperty("kind", "link")
        self.draft.setChecked(True)
        self.draft.setVisible(bool(self._subject.draft) and not self._subject.assigning)
        self.go.setProperty("kind", "primary")
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        for button in (self._note_button, self._cancel):
            button.setAutoDefault(False)
        self._quick_reasons = [ChipButton(self._quick) for _ in wording.QUICK_REASONS]
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
        buttons.addWidget(self._note_button)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
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
        self._show_note(False)

    def _connect(self) -> None:
        self.picker.chosen.connect(lambda _id: self._decide())
        self.picker.moved.connect(self._show_summary)
        self.draft.toggled.connect(lambda _on: self._show_summary())
        self._note_button.clicked.connect(lambda: self._show_note(self.note.isHidden()))
        self.reason.returnPressed.connect(self._decide)
        self.go.clicked.connect(self._decide)
        self._cancel.clicked.connect(self.reject)
        for chip in self._quick_reasons:
            chip.clicked.connect(lambda _checked=False, chip=chip: self.reason.setText(chip.text()))

    def _matches(self, person_id: int, query: str) -> bool:
        return self._colleagues[person_id].matches(query)

    def _show_note(self, shown: bool) -> None:
        self.note.setVisible(shown)
        self._note_label.setVisible(shown)
        self._word_note_button()
        if shown:
            self.note.setFocus()
        self.adjustSize()

    def _word_note_button(self) -> None:
        shown = not self.note.isHidden()
        self._note_button.setText(self.tr("Leave out the hand-over note") if shown else self.tr("Add a hand-over note"))

    def _show_people(self) -> None:
        languages = self._subject.languages
        self.picker.show_people([wording.person(one, languages) for one in self._colleagues.values()])

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
        with_draft = self.draft.isChecked() and not self.draft.isHidden()
        self._summary.setText(wording.consequence(self._subject, person.name, with_draft=with_draft))

    @property
    def summary(self) -> str:
        """What it says will happen."""
        return self._summary.text()

    def _decide(self) -> None:
        person = self._current()
        if person is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.notice.clear()
        note = "" if self.note.isHidden() else self.note.toPlainText().strip()[:_NOTE_CHARS]
        with_draft = bool(self._subject.draft) and not self.draft.isHidden() and self.draft.isChecked()
        reason = one_line(self.reason.text(), _REASON_CHARS)
        self.decided.emit(Handover(PrincipalId(person.id), reason, note, with_draft))

    def refuse(self, refusal: Refusal) -> None:
        """Say why it came to nothing; all stays as it was typed."""
        self.go.setEnabled(True)
        self.notice.say(refusal)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(wording.title(self._subject))
        self.setWindowTitle(self.tr("Assign") if self._subject.assigning else self.tr("Transfer"))
        self.picker.set_words(
            self.tr("Colleague"), self.tr("Name, pinyin or title"), self.tr("Nobody of that name may take this buyer.")
        )
        self._reason_label.setText(self.tr("Reason, for the colleague only"))
        self._reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName(self.tr("Reason, for the colleague only"))
        self.reason.setPlaceholderText(self.tr("may stay empty"))
        for chip, text in zip(self._quick_reasons, wording.quick_reasons(), strict=True):
            chip.setText(text)
        self._note_label.setText(self.tr("Hand-over note: what was promised, prices, dates"))
        self.note.setAccessibleName(self.tr("Hand-over note: what was promised, prices, dates"))
        self.draft.setText(self.tr("Offer my unsent text along"))
        self._word_note_button()
        asking = self._subject.ask_s is not None and not self._subject.assigning
        self.go.setText(
            self.tr("Assign") if self._subject.assigning else self.tr("Ask") if asking else self.tr("Transfer")
        )
        self._cancel.setText(self.tr("Cancel"))
        self._show_summary()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._show_people()
        super().changeEvent(event)
