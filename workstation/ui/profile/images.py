"""The files of a conversation: its images as a small grid that opens the viewer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId
from workstation.services.history import SharedImage, SharedImages
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui import formats
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.loop import Latest, spawn
from workstation.ui.profile.section import Section
from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from workstation.services.desk import Desk

COLUMNS: Final = 4
FIRST: Final = 8
"""Images shown until one asks for more."""
_GAP: Final = 4
REST_S: Final = 0.3


class ImageGrid(QWidget):
    """Paints images in squares; arrow keys move, Enter opens.

    Signals:
        opened(int): the image at this place is wanted in full.
    """

    opened = Signal(int)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.images: tuple[SharedImage, ...] = ()
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        pictures.arrived.connect(lambda _key, _resized: self.update())

    def show_images(self, images: tuple[SharedImage, ...]) -> None:
        """Show these, in order."""
        self.images = images
        self.at = min(self.at, max(0, len(images) - 1))
        self._say()
        self.updateGeometry()
        self.update()

    def _side(self, width: int) -> int:
        return max(24, (width - (COLUMNS - 1) * _GAP) // COLUMNS)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self.images) // COLUMNS)
        return rows * (self._side(width) + _GAP) - (_GAP if rows else 0)

    def square(self, place: int) -> QRect:
        """Return where an image stands."""
        side = self._side(self.width())
        row, column = divmod(place, COLUMNS)
        if self.isRightToLeft():
            column = COLUMNS - 1 - column
        return QRect(column * (side + _GAP), row * (side + _GAP), side, side)

    def place_at(self, x: int, y: int) -> int:
        """Return the image at a point, -1 for none."""
        return next((place for place in range(len(self.images)) if self.square(place).contains(x, y)), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._pictures.set_ratio(self.devicePixelRatioF())
        for place, image in enumerate(self.images):
            box = self.square(place)
            path = QPainterPath()
            path.addRoundedRect(box, 6, 6)
            key = key_of(image)
            pixmap = self._pictures.get(key, QSizeF(box.size()))
            painter.fillPath(path, colours.hover)
            if pixmap is not None:
                painter.save()
                painter.setClipPath(path)
                painter.drawPixmap(box, pixmap)
                painter.restore()
            else:
                failed = self._pictures.failed(key)
                paint_icon(painter, box, "offline" if failed else "image", colours.muted, 18)
            if self.hasFocus() and place == self.at:
                painter.setPen(QPen(colours.focus, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(round(event.position().x()), round(event.position().y()))
        if place >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.at = place
            self.opened.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.place_at(round(event.position().x()), round(event.position().y())) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None and 0 <= self.at + step < len(self.images):
            self.at += step
            self._say()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.images:
            self.opened.emit(self.at)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos().x(), event.pos().y())
            words = formats.full_time(self.images[place].at) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _say(self) -> None:
        if self.images:
            when = formats.full_time(self.images[self.at].at)
            words = self.tr("Image {place} of {count}, {time}")
            self.setAccessibleName(words.format(place=self.at + 1, count=len(self.images), time=when))


def key_of(image: SharedImage) -> str:
    """Return the name by which pictures are fetched."""
    return f"i:{image.attachment.id}"


class ImagesSection(Section):
    """Shows the images of the conversation, the newest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("image", parent)
        self._desk = desk
        self._ref: ConversationRef | None = None
        self._found = SharedImages()
        self._limit = FIRST
        self._reading = Latest(self)
        self._pictures = Pictures(self._fetch, desk.run_blocking, self)
        self.grid = ImageGrid(self._pictures, self)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.setProperty("small", "true")
        self.body.addWidget(self.grid)
        self.body.addWidget(self.more)
        self.grid.opened.connect(self._on_opened)
        self.more.clicked.connect(self._on_more)
        self.retranslate()

    async def _fetch(self, key: str, full: bool) -> bytes:
        return await self._desk.chat.image(AttachmentId(int(key.partition(":")[2])), "full" if full else "thumb")

    def show_head(self, head: ChatHead | None) -> None:
        """Show the images of this conversation."""
        super().show_head(head)
        ref = head.row.id if head is not None else None
        if ref == self._ref:
            return
        self._ref = ref
        self._limit = FIRST
        self._show(SharedImages())
        self._reading.cancel()
        if ref is not None:
            self._reading.run(self._read(ref))

    def on_changed(self, change: ChangeSet) -> None:
        """Look again when something was said (or recalled) there."""
        if self._ref is not None and (self._ref in change.messages or change.everything):
            self._reading.run(self._read(self._ref, REST_S))

    async def _read(self, ref: ConversationRef, rest_s: float = 0.0) -> None:
        await asyncio.sleep(rest_s)  # begun anew meanwhile, so that of a burst only the end is read
        try:
            found = await self._desk.history.images(ref, limit=self._limit)
        except Refusal:
            return
        if ref == self._ref:
            self._show(found)

    def _show(self, found: SharedImages) -> None:
        self._found = found
        self.grid.show_images(found.images)
        self.set_shown(bool(found.images))
        self.retranslate()

    def _on_more(self) -> None:
        if self._ref is not None:
            self._limit += 8 * COLUMNS
            self._reading.run(self._read(self._ref))

    def _on_opened(self, place: int) -> None:
        if self._ref is not None:
            spawn(self._open(self._ref, self._found.images[place]), owner=self)

    async def _open(self, ref: ConversationRef, image: SharedImage) -> None:
        from workstation.ui.chat.viewer import ImageViewer

        every = await self._desk.history.images(ref, limit=max(self._found.total, 1))
        keys = list(dict.fromkeys(key_of(one) for one in reversed(every.images)))
        if key_of(image) in keys:  # else it was recalled meanwhile
            viewer = ImageViewer(self._fetch, self._desk.run_blocking, keys, key_of(image), self.window())
            viewer.open()

    def forget(self) -> None:
        """Fetch nothing more."""
        self._pictures.clear()
        self._reading.cancel()
        self._ref = None

    def retranslate(self) -> None:
        """Word it anew."""
        found = self._found
        self.heading.setText(self.tr("Images ({count})").format(count=formats.number(found.total)))
        self.more.setVisible(found.total > len(found.images))
        self.more.setText(self.tr("Show more images"))
        self.grid.show_images(found.images)
