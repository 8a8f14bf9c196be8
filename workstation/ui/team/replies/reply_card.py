"""One of the two answers: on or off, its texts in both languages, its hours."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.autoreply import MAX_TEXT_CHARS, Reply, Texts
from workstation.ui.team.replies.bands import Bands
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.words import Words

_HEIGHT = 76


class TextPair(QWidget):
    """A text in Chinese and one in English, with their lengths.

    Signals:
        changed(): by the user.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zh, self.en = QPlainTextEdit(self), QPlainTextEdit(self)
        self._labels = (Words(self, size=Size.SMALL, tone="muted"), Words(self, size=Size.SMALL, tone="muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label, edit in zip(self._labels, (self.zh, self.en), strict=True):
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(_HEIGHT)
            edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            edit.textChanged.connect(self._on_changed)
            label.setBuddy(edit)
            column.addWidget(label)
            column.addWidget(edit)
        self._showing = False

    def show_texts(self, texts: Texts) -> None:
        """Show texts; what stands there already keeps its cursor."""
        self._showing = True
        for edit, text in ((self.zh, texts.zh), (self.en, texts.en)):
            if edit.toPlainText() != text:
                edit.setPlainText(text)
        self._showing = False
        self._count()

    def set_placeholders(self, texts: Texts) -> None:
        """Show in grey what stands in for a text that is missing."""
        self.zh.setPlaceholderText(texts.zh)
        self.en.setPlaceholderText(texts.en)

    def texts(self) -> Texts:
        """Return what is shown."""
        return Texts(zh=self.zh.toPlainText().strip(), en=self.en.toPlainText().strip())

    def _on_changed(self) -> None:
        self._count()
        if not self._showing:
            self.changed.emit()

    def _count(self) -> None:
        names = (self.tr("In Chinese"), self.tr("In English, for all who do not read Chinese"))
        for label, edit, name in zip(self._labels, (self.zh, self.en), names, strict=True):
            length = len(edit.toPlainText())
            over = length > MAX_TEXT_CHARS
            label.setText(f"{name} · {length}/{MAX_TEXT_CHARS}" if over or length > MAX_TEXT_CHARS * 0.8 else name)
            label.set_tone("danger" if over else "muted")
            edit.setAccessibleName(name)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._count()


class ReplyCard(Card):
    """Edits one answer.

    Signals:
        changed(): by the user.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on = Check(self)
        self.pair = TextPair(self)
        self.bands = Bands(self)
        self.corner.addWidget(self.on)
        self.body.addWidget(self.pair)
        self.body.addWidget(self.bands)
        self.body.addStretch(1)
        self.on.clicked.connect(self._on_switched)
        self.pair.changed.connect(self.changed)
        self.bands.changed.connect(self.changed)

    def show_reply(self, reply: Reply, stand_in: Texts, *, editable: bool) -> None:
        """Show an answer; `stand_in` is what is said where it has no text."""
        self.on.setChecked(reply.on)
        self.pair.show_texts(reply.texts)
        self.pair.set_placeholders(stand_in)
        if self.bands.bands() != reply.bands:
            self.bands.show_bands(reply.bands)
        self.setEnabled(editable)
        self._show_state()

    def reply(self) -> Reply:
        """Return what is shown."""
        return Reply(on=self.on.isChecked(), texts=self.pair.texts(), bands=self.bands.bands())

    def _on_switched(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        on = self.on.isChecked()
        self.pair.setEnabled(on)
        self.bands.setEnabled(on)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.on.setText(self.tr("On"))
        self.pair.retranslate()
        self.bands.retranslate()
