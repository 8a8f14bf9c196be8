"""A line about one transfer that somebody still has to do something about: asked, returned, or a text left behind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.transfer import TransferState
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.theme import Size, tokens
from workstation.ui.transfer import wording
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.transfer_offers import Offer

ACCEPT: Final = "accept"
DECLINE: Final = "decline"
WITHDRAW: Final = "withdraw"
AGAIN: Final = "again"
SETTLE: Final = "settle"
TAKE: Final = "take"
_CAME_BACK: Final = (TransferState.DECLINED, TransferState.UNANSWERED)


def choices(offer: Offer) -> tuple[str, ...]:
    """Return what can be done about an offer; the last is what is wished for most."""
    state = offer.transfer.state
    if state is TransferState.ASKED:
        return (DECLINE, ACCEPT) if offer.role == "receiver" else (WITHDRAW,)
    if state in _CAME_BACK:
        return (SETTLE, AGAIN)
    return (SETTLE, TAKE)


class OfferLine(QWidget):
    """Shows an offer and what can be done about it.

    Signals:
        acted(Offer, str): one of the choices above.
    """

    acted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer: Offer | None = None
        self._sign = QLabel(self)
        self._said = Words(self, bold=True, wrap=True)
        self._more = Words(self, size=Size.SMALL, wrap=True)
        self._note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        for label in (self._said, self._more, self._note):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.time = Words(self, bold=True, tone="warning")
        self._unfold = IconButton("note", self, side=28)
        self._unfold.clicked.connect(self._on_unfold)
        self.buttons = {name: QPushButton(self) for name in (SETTLE, WITHDRAW, DECLINE, AGAIN, ACCEPT, TAKE)}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._on_button(name))
            if name in (ACCEPT, TAKE, AGAIN):
                button.setProperty("kind", "primary")
        self._build()
        self.retranslate()
        self.restyle()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._said, self._more, self._note):
            words.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.time)
        line.addWidget(self._unfold)
        for button in self.buttons.values():
            line.addWidget(button)
        self._note.hide()

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_offer(self, offer: Offer, now: datetime) -> None:
        """Show an offer; call `tick` while time runs."""
        if self.offer is None or self.offer.transfer.id != offer.transfer.id:
            self._note.hide()
        self.offer = offer
        self._word()
        self.tick(now)
        self.restyle()

    def tick(self, now: datetime) -> None:
        """Show how much time is left for an answer."""
        transfer = self.offer.transfer if self.offer is not None else None
        asked = transfer is not None and transfer.state is TransferState.ASKED and transfer.answer_by is not None
        self.time.setVisible(asked)
        if asked and transfer is not None and transfer.answer_by is not None:
            self.time.setText(wording.countdown(transfer.answer_by, now))
            left = (transfer.answer_by - now).total_seconds()
            self.time.set_tone("danger" if left < 30 else "warning")

    @property
    def said(self) -> str:
        """What it says."""
        return self._said.text()

    @property
    def came_back(self) -> bool:
        """Whether nobody took what was offered."""
        return self.offer is not None and self.offer.transfer.state in _CAME_BACK

    def take_focus(self) -> None:
        """Put the focus on the first of its buttons; what was said along unfolds."""
        self._note.setVisible(bool(self._note.text()))
        button = next((one for name, one in self.buttons.items() if name == ACCEPT and not one.isHidden()), None)
        button = button or next((one for one in self.buttons.values() if not one.isHidden()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _word(self) -> None:
        if self.offer is None:
            return
        said, more = wording.offer(self.offer)
        note = self.offer.transfer.note if self.offer.role == "receiver" else ""
        self._said.setText(said)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._note.setText("\n".join(one_line(line, 200) for line in note.splitlines()))
        self._unfold.setVisible(bool(note))
        self._note.setVisible(bool(note) and not self._note.isHidden())
        shown = choices(self.offer)
        for name, button in self.buttons.items():
            button.setVisible(name in shown)
        self.setAccessibleName(". ".join(part for part in (said, more) if part))

    def _on_unfold(self) -> None:
        self._note.setVisible(self._note.isHidden())

    def _on_button(self, name: str) -> None:
        if self.offer is not None:
            self.acted.emit(self.offer, name)

    # ---- words and looks -------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        for name, text in {
            ACCEPT: self.tr("Accept"),
            DECLINE: self.tr("Decline"),
            WITHDRAW: self.tr("Withdraw"),
            AGAIN: self.tr("Ask somebody else …"),
            SETTLE: self.tr("All right"),
            TAKE: self.tr("Put it into my message"),
        }.items():
            self.buttons[name].setText(text)
        self._unfold.set_words(self.tr("Show or hide the hand-over note"))
        self._word()

    def restyle(self) -> None:
        """Take the theme's colours."""
        name, token = ("recall", "warning") if self.came_back else ("transfer", "accent_text")
        self._sign.setPixmap(icon(name, token).pixmap(20, 20))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.restyle()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.warning_soft if self.came_back else colours.accent_soft)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours.border)
        painter.end()
