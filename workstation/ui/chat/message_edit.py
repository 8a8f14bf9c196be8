"""The field one types in: Enter by policy, never while an input method composes; pasting checked before it is taken."""

from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workstation.domain.message import MAX_TEXT_CHARS
from workstation.ui.chat.timeline.plain_text import is_right_to_left

CAPACITY: Final = 2 * MAX_TEXT_CHARS
"""The field takes more than can be sent, so that a long paste can be shortened here."""
_MAX_LINES: Final = 8


class MessageEdit(QPlainTextEdit):
    """A plain text field that grows with its text up to eight lines.

    Signals:
        submitted(): Enter (or Ctrl+Enter) by policy.
        images_given(QMimeData): something with pictures was pasted or dropped.
        refused(str, dict): a paste was not taken; code and parameters.
        left(): Esc.
    """

    submitted = Signal()
    images_given = Signal(QMimeData)
    refused = Signal(str, dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter_sends = True
        self._composing = False
        self.setProperty("plain", True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("")
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._align)
        self._fit()

    @property
    def composing(self) -> bool:
        """Whether an input method holds text that isn't committed."""
        return self._composing

    def end_composition(self) -> None:
        """Let the input method commit what it holds, into the text it was typed for."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._composing:
            super().inputMethodEvent(QInputMethodEvent())
            self._composing = False

    def take_over(self, text: str) -> None:
        """Show another text: without history, the caret at its end; what an input method composed is dropped."""
        self.end_composition()
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send or break the line by policy."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        if self._composing:
            event.ignore()  # it belongs to the input method, whatever the platform makes of it
        elif (plain and self.enter_sends) or (control and not self.enter_sends):
            if not event.isAutoRepeat():
                self.submitted.emit()
        elif not self.isReadOnly():
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take pictures and files as well."""
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a text as plain text if there is room for it; hand pictures on."""
        files = source.hasUrls() and any(url.isLocalFile() for url in source.urls())
        if files or (source.hasImage() and not source.hasText()):
            self.images_given.emit(source)
            return
        if not source.hasText() or self.isReadOnly():
            return
        text = source.text()
        cursor = self.textCursor()
        room = CAPACITY - self.document().characterCount() + 1 + abs(cursor.selectionEnd() - cursor.selectionStart())
        if len(text) > room:
            # Not even in part: half an offer in the field would look like the whole.
            self.refused.emit("paste_too_long", {"length": len(text), "limit": MAX_TEXT_CHARS})
            return
        cursor.insertText(text.replace("\x00", ""))
        self.ensureCursorVisible()

    def _align(self) -> None:
        """Begin where the script of the first letter begins."""
        option = self.document().defaultTextOption()
        right = is_right_to_left(self.document().firstBlock().text()[:200])
        wanted = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        lines = max(1, min(_MAX_LINES, round(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 4
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere at another width."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a size that never widens the window."""
        return QSize(80, self.minimumHeight())
