"""The strip of pictures that wait beside the text until it is sent."""

import html
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from workstation.ui.chat import wording
from workstation.ui.chat.incoming_images import GivenImage
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import paint_icon

SIDE: Final = 72
_CROSS: Final = 20


class PreviewStrip(QWidget):
    """Shows previews in a line.

    Signals:
        removed(GivenImage): the user took one out.
        opened(GivenImage): the user wants to see it large.
    """

    removed = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 4)
        self._line.setSpacing(8)
        self._line.addStretch()
        self.hide()

    def show_images(self, images: Sequence[GivenImage]) -> None:
        """Show these."""
        while self._line.count() > 1:
            entry = self._line.takeAt(0)
            widget = entry.widget() if entry is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for image in images:
            preview = _Preview(image, self)
            preview.clicked.connect(lambda _checked=False, image=image: self.removed.emit(image))
            preview.opened.connect(lambda image=image: self.opened.emit(image))
            self._line.insertWidget(self._line.count() - 1, preview)
        self.setVisible(bool(images))


class _Preview(QAbstractButton):
    """One picture: a click or Enter shows it large, its cross or Delete takes it out.

    Signals:
        opened(): to be seen large.
    """

    opened = Signal()

    def __init__(self, image: GivenImage, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate()

    def retranslate(self) -> None:
        """Word what it is and what pressing it does."""
        words = self.tr("Enter or a click shows it large; Delete or the cross takes it out")
        name = isolated_name(one_line(self._image.name, 80)) or self.tr("Image")
        self.setAccessibleName(f"{name}: {words}")
        # Escaped always: a tooltip takes what looks like tags for markup.
        told = wording.reason(self._image.problem) if self._image.problem else words
        self.setToolTip(f"<p style='white-space: pre-line'>{html.escape(name)}\n{html.escape(told)}</p>")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(SIDE, SIDE)

    def hitButton(self, pos: QPoint) -> bool:
        """Take clicks on the cross only, so that none is lost by mistake."""
        return pos.x() >= SIDE - _CROSS - 4 and pos.y() <= _CROSS + 4

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show it large where the cross isn't."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place) and not self.hitButton(place):
            self.opened.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it out or show it by key."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture cut to a square, and the cross."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.setClipPath(path)
        image = self._image.preview
        side = min(image.width(), image.height())
        part = QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
        painter.fillRect(box, colours.hover)
        painter.drawImage(box, image, part)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = colours.danger if self._image.problem else colours.focus if self.hasFocus() else colours.border
        painter.setPen(QPen(edge, 2 if self.hasFocus() or self._image.problem else 1))
        painter.drawRoundedRect(box, 8, 8)
        cross = QRectF(SIDE - _CROSS - 3, 3, _CROSS, _CROSS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.raised)
        painter.setOpacity(1.0 if self.underMouse() or self.hasFocus() else 0.85)
        painter.drawEllipse(cross)
        paint_icon(painter, cross.toRect(), "close", colours.text, 14)
        painter.end()
