"""Writing in one's own language and sending in the buyer's: the preview under the composer, and what holds it back."""

import asyncio
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.message import Original
from workstation.domain.translation.translated import Translation
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.chat import people
from workstation.ui.chat.translating import wording
from workstation.ui.loop import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

PAUSE_MS: Final = 350
"""So long after the last letter the preview is made: not for every letter, an engine may cost money."""


class Prepared(NamedTuple):
    """What leaves when *send* is pressed."""

    text: str
    original: Original | None = None


class OutgoingStrip(QWidget):
    """Shows what the buyer will read, and says whether it may leave.

    Signals:
        send_wanted(): the user has looked (twice where needed) and wants it sent.
    """

    send_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ref: ConversationRef | None = None
        self._target = ""
        self._typed = ""
        self.made: Translation | None = None
        self._of = ""
        self._looked = ""
        self._as_written = ""
        self._work = Latest(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._make)
        self.title = Words(self, size=Size.SMALL, tone="muted")
        self.preview = Words(self, wrap=True)
        self.back = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.warning = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self.back_button = QPushButton(self)
        self.as_written_button = QPushButton(self)
        self.back_button.clicked.connect(self._translate_back)
        self.as_written_button.clicked.connect(self._send_as_written)
        self._build()
        self.retranslate()
        self.hide()

    def _build(self) -> None:
        frame = QFrame(self)
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.back_button, self.as_written_button):
            button.setFlat(True)
            head.addWidget(button)
        inside.addLayout(head)
        for part in (self.preview, self.back, self.warning):
            inside.addWidget(part)
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 8)
        column.addWidget(frame)

    @property
    def is_on(self) -> bool:
        """Whether the open conversation's texts are translated before they leave."""
        return bool(self._target)

    def open(self, ref: ConversationRef | None, target: str) -> None:
        """Translate what is typed for that conversation into that language; an empty one sends as it is written."""
        self._work.cancel()
        self._timer.stop()
        self._ref, self._target = ref, target
        self.made, self._of, self._looked, self._as_written, self._typed = None, "", "", "", ""
        self._show()

    def typed(self, text: str) -> None:
        """Follow what is typed."""
        self._typed = text.strip()
        if self._typed != self._of:
            self._work.cancel()
            self.made = None
            self.back.hide()
        if self.is_on and self._typed and self._typed != self._of:
            self._timer.start()
        self._show()

    def prepare(self, text: str) -> Prepared | None:
        """Return what may leave for a text; `None` holds it back until it has been looked at."""
        written = text.strip()
        if not self.is_on or not written or written == self._as_written:
            return Prepared(text)
        if self.made is None or self._of != written:
            self._typed = written
            self._timer.stop()
            self._make()
            return None
        if self.made.is_safe or self._looked == written:
            return Prepared(self.made.text, Original(text=text, language=self.made.pair.source))
        self._looked = written
        self._show()
        return None

    def _make(self) -> None:
        if self._ref is not None and self._typed:
            self._work.run(self._translate(self._ref, self._typed))

    async def _translate(self, ref: ConversationRef, text: str) -> None:
        self._say(self.tr("Translating …"))
        try:
            made = await self._desk.translation.translate(
                text, target=self._target, usual=wording.my_language(), conversation=ref
            )
        except Refusal as refusal:
            if refusal.code in ("same_language", "nothing_to_translate"):
                self._as_written = text
                self._say("")
                return
            self._say("", wording.refusal(refusal))
            return
        self.made, self._of = made, text
        self._show()

    def _say(self, title: str, warning: str = "") -> None:
        self.title.setText(title or self._heading())
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.preview.hide()
        self.back_button.hide()
        self.as_written_button.setVisible(bool(warning))

    def _heading(self) -> str:
        return self.tr("Leaves in {language}").format(language=people.language_name(self._target))

    def _show(self) -> None:
        self.setVisible(self.is_on and bool(self._typed))
        made = self.made
        self._say("")
        if made is None:
            self.back.hide()
            return
        self.title.setText(f"{self._heading()} · {wording.made_by(made)}")
        self.preview.setText(made.text)
        self.preview.show()
        self.back_button.show()
        warning = wording.warning(made)
        if warning:
            again = self.tr("Press send once more to send it all the same.")
            self.warning.setText(f"{warning}\n{again}" if self._looked == self._of else warning)
            self.warning.show()
            self.as_written_button.show()

    def _translate_back(self) -> None:
        if self.made is not None:
            spawn(self._back(self.made), owner=self)

    async def _back(self, made: Translation) -> None:
        """Show what the translation says when it is translated back: a rough check of one's own."""
        try:
            back = await self._desk.translation.translate(
                made.text, target=made.pair.source, source=made.pair.target, conversation=self._ref
            )
            text = self.tr("Back again: {text}").format(text=back.text)
        except Refusal as refusal:
            text = wording.refusal(refusal)
        except asyncio.CancelledError:
            return
        if made is self.made:
            self.back.setText(text)
            self.back.show()

    def _send_as_written(self) -> None:
        self._as_written = self._typed
        self.send_wanted.emit()

    def retranslate(self) -> None:
        """Word it anew."""
        self.setAccessibleName(self.tr("Translation of what is typed"))
        self.back_button.setText(self.tr("Translate back"))
        self.as_written_button.setText(self.tr("Send as written"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
