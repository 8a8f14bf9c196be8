"""The strip under the head: which exhibit the buyer asks about, with picture, price, smallest order; translated."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import AttachmentId
from workstation.ui.chat import people, wording
from workstation.ui.chat.decoding import decode
from workstation.ui.chat.running import Aside
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.loop import Latest
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import paint_icon

_HEIGHT = 60
_PICTURE = 44


class ContextStrip(QWidget):
    """Shows an exhibit; takes no room without one.

    Signals:
        translation_wanted(Exhibit, QPoint): its words are wanted in another language, near that place of the screen.
    """

    translation_wanted = Signal(object, QPoint)

    def __init__(
        self, fetch: Callable[[AttachmentId], Awaitable[bytes]], aside: Aside, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._aside = aside
        self._exhibit: Exhibit | None = None
        self._picture = QImage()
        self._loading = Latest(self)
        self.translate_button = IconButton("translate", self)
        self.translate_button.clicked.connect(self._on_translate)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_exhibit(self, exhibit: Exhibit | None) -> None:
        """Show what he asks about."""
        before, self._exhibit = self._exhibit, exhibit
        self.setVisible(exhibit is not None)
        if exhibit is None:
            self._loading.cancel()
            return
        if before is None or before.picture_id != exhibit.picture_id:
            self._picture = QImage()
            self._loading.cancel()
        if exhibit.picture_id is not None and self._picture.isNull() and not self._loading.running:
            self._loading.run(self._load(exhibit.picture_id))  # also again, after one that failed off-line
        if exhibit != before:
            self.retranslate()

    async def _load(self, picture_id: AttachmentId) -> None:
        side = round(2 * _PICTURE * self.devicePixelRatioF())
        try:
            self._picture = await decode(await self._fetch(picture_id), self._aside, QSize(side, side))
        except Refusal:
            return  # off-line and never seen: the sign in its place stays
        self.update()

    def _name(self) -> str:
        if self._exhibit is None:
            return ""
        return isolated_name(one_line(self._exhibit.name("zh" if wording.in_chinese() else "en")))

    def _on_translate(self) -> None:
        if self._exhibit is not None:
            corner = self.translate_button.rect().bottomRight()
            self.translation_wanted.emit(self._exhibit, self.translate_button.mapToGlobal(corner))

    def retranslate(self) -> None:
        """Word it anew."""
        self.translate_button.set_words(self.tr("The exhibit in another language"))
        if self._exhibit is not None:
            parts = [self.tr("Asks about {exhibit}").format(exhibit=self._name()), *people.terms(self._exhibit)]
            self.setAccessibleName(", ".join(parts))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        size = self.translate_button.sizeHint()
        corner = QPoint(self.width() - 12 - size.width(), (self.height() - size.height()) // 2)
        self.translate_button.setGeometry(QRect(corner, size))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, name and terms."""
        if self._exhibit is None:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), colours.surface)
        painter.setPen(colours.border)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        box = QRect(16, (self.height() - _PICTURE) // 2, _PICTURE, _PICTURE)
        self._paint_picture(painter, box)
        left = box.right() + 13
        room = self.translate_button.x() - left - 8
        font = text_font(Size.BODY, bold=True)
        painter.setFont(font)
        painter.setPen(colours.text)
        number = isolated_name(one_line(self._exhibit.number, 40))
        title = f"{self._name()}  {number}" if number else self._name()
        title = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 8, room, 22), Qt.AlignmentFlag.AlignVCenter, title)
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.muted)
        facts = QFontMetrics(font).elidedText(
            " · ".join(people.terms(self._exhibit)), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRect(left, 31, room, 19), Qt.AlignmentFlag.AlignVCenter, facts)
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRect) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), 8, 8)
        if self._picture.isNull():
            painter.fillPath(path, tokens().hover)
            paint_icon(painter, box, "box", tokens().muted, 22)
            return
        side = min(self._picture.width(), self._picture.height())
        part = QRectF((self._picture.width() - side) / 2, (self._picture.height() - side) / 2, side, side)
        painter.save()
        painter.setClipPath(path)
        painter.drawImage(QRectF(box), self._picture, part)
        painter.restore()
