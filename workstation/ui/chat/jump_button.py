"""The round button that leads to the newest message, with the number of new ones, and the pill to the first unread."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.badge import HEIGHT, badge_width, paint_badge
from workstation.ui.widgets.icons import paint_icon

SIDE = 40


class JumpButton(QAbstractButton):
    """Floats over the timeline's lower right corner while the newest message is out of view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(SIDE + 8, SIDE + 8 + HEIGHT // 2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        self.retranslate()

    @property
    def count(self) -> int:
        """How many new messages are out of view."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show how many are new."""
        if count != self._count:
            self._count = count
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Word it anew."""
        text = self.tr("Go to the newest message")
        if self._count:
            text = self.tr("%n new message(s), go to the newest", "", self._count)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc, arrow and badge."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(4, HEIGHT / 2, SIDE, SIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.shadow)
        painter.drawEllipse(disc.translated(0, 1.5))
        painter.setPen(QPen(colours.focus if self.hasFocus() else colours.border, 2 if self.hasFocus() else 1))
        painter.setBrush(colours.hover if self.underMouse() else colours.raised)
        painter.drawEllipse(disc)
        paint_icon(painter, disc.toRect(), "chevron_down", colours.text, 20)
        width = badge_width(self._count)
        if width:
            paint_badge(painter, round(disc.center().x() + width / 2), HEIGHT // 2, self._count)
        painter.end()


class UnreadPill(QAbstractButton):
    """Floats at the timeline's top while the first unread message is above the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.setText(self.tr("First unread message"))
        self.setAccessibleName(self.text())
        self.resize(self.sizeHint())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for arrow and words."""
        return QSize(QFontMetrics(text_font(Size.SMALL, bold=True)).horizontalAdvance(self.text()) + 48, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.shadow)
        painter.drawRoundedRect(box.translated(0, 1.5), box.height() / 2, box.height() / 2)
        painter.setPen(QPen(colours.focus if self.hasFocus() else colours.border, 2 if self.hasFocus() else 1))
        painter.setBrush(colours.hover if self.underMouse() else colours.raised)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        paint_icon(painter, QRectF(12, 0, 16, box.height() + 2).toRect(), "arrow_up", colours.accent_text, 16)
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.setPen(colours.accent_text)
        text = QRectF(34, box.top(), box.width() - 40, box.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
