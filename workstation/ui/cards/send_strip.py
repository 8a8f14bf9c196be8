"""My card on its way out: shown over the field for a few seconds, in which one looks, sends at once or stops it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workstation.domain.card import CardContent
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.preview import CardPreview
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

LEAVES_MS: Final = 4000
_TICK_MS: Final = 100
_PREVIEW: Final = 240
_SMALL_PREVIEW: Final = 132
"""Where there is little room the card must not cover what it is sent for."""
_ROOMY_FROM: Final = 560
"""Width from which the buttons stand beside the card too."""


class SendStrip(QFrame):
    """Shows what leaves, to whom, and when.

    Signals:
        agreed(): it leaves now.
        stopped(): it stays.
        edit_wanted(): the card is to be changed first.
    """

    agreed = Signal()
    stopped = Signal()
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("soft", "true")
        self._to = ""
        self._left_ms = 0
        self.preview = CardPreview("en", self)
        self._title = Words(self, bold=True, wrap=True)
        self._text = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self.send_button, self.stop_button, self.edit_button = (QPushButton(self) for _ in range(3))
        self.send_button.setProperty("kind", "primary")
        self.edit_button.setProperty("kind", "link")
        self.send_button.clicked.connect(self.agree)
        self.stop_button.clicked.connect(self.stop)
        self.edit_button.clicked.connect(self._on_edit)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.send_button, self.stop_button, self.edit_button):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        self._foot = QWidget(self)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(6)
        foot.addWidget(self._bar)
        foot.addLayout(buttons)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 16, 10)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addLayout(words, 0, 1)
        self._roomy = True
        self._arrange(roomy=False)
        self.hide()
        self.retranslate()

    @property
    def waiting(self) -> bool:
        """Whether a card is about to leave."""
        return not self.isHidden()

    def offer(self, content: CardContent, pictures: Pictures, side: str, to: str) -> None:
        """Show a card that is about to leave for somebody."""
        self._to = to
        self.preview.show_card(content, pictures, side)
        self._left_ms = LEAVES_MS
        self._bar.setRange(0, LEAVES_MS)
        self.retranslate()
        self._show_time()
        self.show()
        self._timer.start()
        self.send_button.setFocus()

    def agree(self) -> None:
        """Let it leave now."""
        if self.waiting:
            self._rest()
            self.agreed.emit()

    def stop(self) -> None:
        """Keep it here."""
        if self.waiting:
            self._rest()
            self.stopped.emit()

    def _on_edit(self) -> None:
        self.stop()
        self.edit_wanted.emit()

    def _rest(self) -> None:
        self._timer.stop()
        self.hide()

    def _on_tick(self) -> None:
        self._left_ms -= _TICK_MS
        self._show_time()
        if self._left_ms <= 0:
            self.agree()

    def _show_time(self) -> None:
        self._bar.setValue(LEAVES_MS - self._left_ms)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Your card goes to {name}").format(name=self._to))
        self._text.setText(
            self.tr("It leaves in a moment by itself. Whoever has it also gets what you change on it later.")
        )
        self.send_button.setText(self.tr("Send now"))
        self.stop_button.setText(self.tr("Don't send"))
        self.edit_button.setText(self.tr("Change it"))
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()}")
        self._bar.setAccessibleName(self._text.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agree()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(roomy=self.width() >= _ROOMY_FROM)
        super().resizeEvent(event)

    def _arrange(self, *, roomy: bool) -> None:
        """Put the buttons beside the card, or below it and the card small."""
        if roomy is self._roomy:
            return
        self._roomy = roomy
        width = _PREVIEW if roomy else _SMALL_PREVIEW
        self.preview.setFixedSize(width, self.preview.heightForWidth(width))
        for part in (self.preview, self._foot):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.preview, 0, 0, 2 if roomy else 1, 1, Qt.AlignmentFlag.AlignTop)
        if roomy:
            self._grid.addWidget(self._foot, 1, 1)
        else:
            self._grid.addWidget(self._foot, 1, 0, 1, 2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
