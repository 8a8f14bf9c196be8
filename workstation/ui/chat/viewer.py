"""The image viewer: fit, zoom, drag, save, copy; the pictures of the timeline one after another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.ui.chat import wording
from workstation.ui.chat.decoding import decode
from workstation.ui.chat.running import Aside
from workstation.ui.chat.timeline.pictures import Fetch
from workstation.ui.file_dialog import file_dialog
from workstation.ui.loop import Latest, spawn
from workstation.ui.theme import tokens
from workstation.ui.widgets.buttons import IconButton

_STEP: Final = 1.25
_MAX_ZOOM: Final = 8.0
_SUFFIXES: Final = {b"\xff\xd8": ".jpg", b"\x89P": ".png", b"RI": ".webp", b"GI": ".gif"}


class Canvas(QWidget):
    """Shows one image; the wheel zooms at the pointer, dragging moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self.message = ""
        self.zoom = 1.0
        self.fitted = True
        self._shift = QPointF()
        self._grip: QPoint | None = None
        self.setMinimumSize(240, 180)

    def show_image(self, image: QImage) -> None:
        """Show another image, fitted."""
        self._pixmap = QPixmap.fromImage(image)
        self.message = ""
        self.fit()

    def show_message(self, text: str) -> None:
        """Show a text in place of an image."""
        self._pixmap = QPixmap()
        self.message = text
        self.update()

    @property
    def image(self) -> QImage:
        """What is shown; null while nothing is."""
        return self._pixmap.toImage()

    def fit(self) -> None:
        """Show all of it, no larger than it is."""
        self.fitted = True
        self._shift = QPointF()
        if not self._pixmap.isNull() and self.width() > 0:
            self.zoom = min(1.0, self.width() / self._pixmap.width(), self.height() / self._pixmap.height())
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, keeping a point of the widget (default: its middle) where it is."""
        if self._pixmap.isNull():
            return
        middle = QRectF(self.rect()).center()
        at = at if at is not None else middle
        before = self.zoom
        smallest = min(1.0, self.width() / self._pixmap.width(), self.height() / self._pixmap.height()) / 2
        self.zoom = max(smallest, min(_MAX_ZOOM, self.zoom * factor))
        offset = at - middle - self._shift
        self._shift += offset - offset * (self.zoom / before)
        self.fitted = False
        self._bound()

    def _bound(self) -> None:
        """Keep the image in reach."""
        size = QSizeF(self._pixmap.size()) * self.zoom
        x = max(0.0, (size.width() - self.width()) / 2)
        y = max(0.0, (size.height() - self.height()) / 2)
        self._shift = QPointF(max(-x, min(x, self._shift.x())), max(-y, min(y, self._shift.y())))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image or the message on a dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#14171a"))
        if self._pixmap.isNull():
            painter.setPen(QColor("#c8ced6"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.message)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.zoom < 3)
        size = QSizeF(self._pixmap.size()) * self.zoom
        centre = QRectF(self.rect()).center() + self._shift
        box = QRectF(centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height())
        painter.drawPixmap(box, self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where it was fitted."""
        if self.fitted:
            self.fit()
        else:
            self._bound()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move along."""
        if self._grip is not None:
            now = event.position().toPoint()
            self._shift += QPointF(now - self._grip)
            self._grip = now
            self._bound()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between fitted and life-size."""
        if self.fitted and self.zoom < 1:
            self.zoom_by(1 / self.zoom, event.position())
        else:
            self.fit()


class ImageViewer(QDialog):
    """Shows the pictures of a conversation, beginning with one."""

    def __init__(
        self, fetch: Fetch, aside: Aside, keys: Sequence[str], start: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._aside = aside
        self._keys = list(keys)
        self._at = self._keys.index(start)
        self._data = b""
        self._loading = Latest(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(960, 720)
        self.canvas = Canvas(self)
        self._place = QLabel(self)
        self.buttons = {name: IconButton(name, self) for name in _BUTTONS}
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addWidget(self.buttons["chevron_left"])
        bar.addWidget(self._place)
        bar.addWidget(self.buttons["chevron_right"])
        bar.addStretch()
        for name in ("zoom_out", "fit", "zoom_in", "copy", "save"):
            bar.addWidget(self.buttons[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addLayout(bar)
        self.buttons["chevron_left"].clicked.connect(lambda: self.step(-1))
        self.buttons["chevron_right"].clicked.connect(lambda: self.step(1))
        self.buttons["zoom_in"].clicked.connect(lambda: self.canvas.zoom_by(_STEP))
        self.buttons["zoom_out"].clicked.connect(lambda: self.canvas.zoom_by(1 / _STEP))
        self.buttons["fit"].clicked.connect(self.canvas.fit)
        self.buttons["copy"].clicked.connect(self.copy)
        self.buttons["save"].clicked.connect(self.save)
        self.retranslate()
        self._show()

    def _show(self) -> None:
        several = len(self._keys) > 1
        for name, possible in (("chevron_left", self._at > 0), ("chevron_right", self._at + 1 < len(self._keys))):
            self.buttons[name].setVisible(several)
            self.buttons[name].setEnabled(possible)
        self._place.setVisible(several)
        self._place.setText(f"{self._at + 1} / {len(self._keys)}")
        self._data = b""
        self._show_usable()
        self.canvas.show_message(self.tr("Loading the image"))
        self._loading.run(self._load(self._keys[self._at]))

    def _show_usable(self) -> None:
        for name in ("zoom_in", "zoom_out", "fit", "copy", "save"):
            self.buttons[name].setEnabled(bool(self._data))

    async def _load(self, key: str) -> None:
        try:
            data = await self._fetch(key, True)
            image = await decode(data, self._aside)
        except Refusal as refusal:
            self.canvas.show_message(wording.reason(refusal.code, refusal.params))
            return
        if image.isNull():
            self.canvas.show_message(self.tr("The image is damaged and cannot be shown."))
            return
        self._data = data
        self._show_usable()
        self.canvas.show_image(image)

    def step(self, by: int) -> None:
        """Show the next or previous picture."""
        if 0 <= self._at + by < len(self._keys):
            self._at += by
            self._show()

    def copy(self) -> None:
        """Copy the picture."""
        if self._data:
            QGuiApplication.clipboard().setImage(self.canvas.image)

    def save(self) -> None:
        """Ask where to save it."""
        if not self._data:
            return
        suffix = _SUFFIXES.get(self._data[:2], ".img")
        dialog = file_dialog(self, self.tr("Save the image"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.tr("image") + suffix)
        data = self._data
        dialog.fileSelected.connect(lambda name: spawn(self._write(Path(name), data)))
        dialog.open()

    async def _write(self, path: Path, data: bytes) -> None:
        try:
            await self._aside(lambda: path.write_bytes(data))
        except OSError:
            self._place.setVisible(True)
            self._place.setText(self.tr("The image could not be saved there."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, zoom, copy and save by key."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_C, Qt.Key.Key_S):
            self.copy() if key is Qt.Key.Key_C else self.save()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(-1 if key is Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.canvas.zoom_by(_STEP)
        elif key is Qt.Key.Key_Minus:
            self.canvas.zoom_by(1 / _STEP)
        elif key is Qt.Key.Key_0:
            self.canvas.fit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Word it anew."""
        self.setWindowTitle(self.tr("Image"))
        for name, text in (
            ("chevron_left", self.tr("Previous image")),
            ("chevron_right", self.tr("Next image")),
            ("zoom_in", self.tr("Larger")),
            ("zoom_out", self.tr("Smaller")),
            ("fit", self.tr("Fit the window")),
            ("copy", self.tr("Copy the image")),
            ("save", self.tr("Save the image")),
        ):
            self.buttons[name].set_words(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().raised)
        painter.end()


_BUTTONS: Final = ("chevron_left", "chevron_right", "zoom_out", "fit", "zoom_in", "copy", "save")
