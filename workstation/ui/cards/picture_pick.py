"""Chooses a photo or a logo: from a file, dropped or pasted; shows it, or takes it off."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.ui.cards import shrunk
from workstation.ui.file_dialog import file_dialog
from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import paint_icon

SIDE: Final = 76
MAX_BYTES: Final = 32 * 1024 * 1024


class _Picture(QAbstractButton):
    """What is chosen, or a sign for nothing."""

    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.image: QImage | None = None
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, colours.hover if self.underMouse() else colours.window)
        if self.image is not None and not self.image.isNull():
            size = QSize(self.image.size()).scaled(QSize(SIDE - 8, SIDE - 8), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(box.center().x() - size.width() / 2, box.center().y() - size.height() / 2, *size.toTuple())
            shrunk.draw(painter, place, self.image)
        else:
            paint_icon(painter, self.rect(), self._icon_name, colours.muted, 28)
        pen = QPen(colours.focus if self.hasFocus() else colours.border, 2 if self.hasFocus() else 1)
        if self.image is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()


class PicturePick(QWidget):
    """One picture.

    Signals:
        chosen(bytes): a file's bytes, not looked at yet.
        removed(): none is wanted.
        refused(Refusal): the file can't be read.
    """

    chosen = Signal(bytes)
    removed = Signal()
    refused = Signal(object)

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._picture = _Picture(icon_name, self)
        self.choose_button, self.remove_button = QPushButton(self), QPushButton(self)
        for button in (self.choose_button, self.remove_button):
            button.setProperty("kind", "link")
        self._picture.clicked.connect(self._on_choose)
        self.choose_button.clicked.connect(self._on_choose)
        self.remove_button.clicked.connect(self.removed)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addStretch(1)
        buttons.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._picture)
        line.addLayout(buttons)
        line.addStretch(1)
        self.show_image(None)

    def show_image(self, image: QImage | None) -> None:
        """Show what is chosen."""
        self._picture.image = image
        self.remove_button.setVisible(image is not None)
        self._picture.update()

    def set_words(self, name: str, choose: str, remove: str) -> None:
        """Say what it is."""
        self._picture.setAccessibleName(name)
        self._picture.setToolTip(choose)
        self.choose_button.setText(choose)
        self.remove_button.setText(remove)
        self.remove_button.setAccessibleName(f"{remove}: {name}")

    def take(self, path: Path) -> None:
        """Read a file."""
        try:
            if path.stat().st_size > MAX_BYTES:
                raise Refusal("image_too_large", {"limit_mb": MAX_BYTES // 1024**2})
            self.chosen.emit(path.read_bytes())
        except OSError:
            self.refused.emit(Refusal("file_unreadable"))
        except Refusal as refusal:
            self.refused.emit(refusal)

    def _on_choose(self) -> None:
        dialog = file_dialog(self, self.choose_button.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Pictures (*.jpg *.jpeg *.png *.webp *.gif)"))
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        local = [QUrl(url).toLocalFile() for url in data.urls() if url.isLocalFile()]
        if local:
            self.take(Path(local[0]))
        elif data.hasImage():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, b"png").write(QImage(data.imageData()))
            self.chosen.emit(bytes(buffer.data().data()))
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._picture.update()
        super().changeEvent(event)
