"""The line under a chat's head: the purchase intent it is about, and where it stands; a click opens it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workstation.services.intent_views import IntentView
from workstation.ui.intents import wording
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

_HEIGHT: Final = 56
_SIGN: Final = 40


class IntentStrip(QAbstractButton):
    """Shows an intent; takes no room without one.

    Signals:
        opened(object): the intent (its id) is to be shown.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: IntentView | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_intent(self, view: IntentView | None) -> None:
        """Show an intent, or nothing."""
        self.view = view
        self.setVisible(view is not None)
        self.retranslate()

    def _on_clicked(self) -> None:
        if self.view is not None:
            self.opened.emit(self.view.id)

    @property
    def lines(self) -> tuple[str, str]:
        """What it says."""
        view = self.view
        if view is None:
            return "", ""
        until = wording.day(view.wanted.deadline)
        parts = [wording.terms(view.wanted)]
        if until:
            parts.append(self.tr("offers until {day}").format(day=until))
            parts.append(wording.time_left(view))
        return wording.title(view.wanted), " · ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self.view
        if view is None:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.hover if self.underMouse() else colours.surface)
        painter.setPen(colours.border)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        box = QRect(16, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft)
        painter.drawRoundedRect(QRectF(box), 8, 8)
        paint_icon(painter, box, "intent", colours.on_accent_soft, 22)
        state = wording.state(view)
        font = text_font(Size.SMALL, bold=True)
        width = QFontMetrics(font).horizontalAdvance(state) + 20
        pill = QRectF(self.width() - 16 - width, (self.height() - 24) / 2, width, 24)
        painter.setBrush(colours.accent_soft if view.is_new else colours.hover)
        painter.drawRoundedRect(pill, 12, 12)
        painter.setFont(font)
        painter.setPen(colours.on_accent_soft if view.is_new else colours.muted)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, state)
        left = box.right() + 13
        room = round(pill.left()) - left - 10
        upper, lower = self.lines
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(text_font(Size.BODY, bold=True))
        painter.setPen(colours.text)
        painter.drawText(
            QRect(left, 7, room, 22),
            Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(upper, elide, room),
        )
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        painter.drawText(
            QRect(left, 29, room, 19),
            Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(lower, elide, room),
        )
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        upper, lower = self.lines
        state = "" if self.view is None else wording.state(self.view)
        words = self.tr("About the purchase intent {title}").format(title=upper)
        self.setAccessibleName(", ".join(part for part in (words, lower, state) if part))
        self.setToolTip(self.tr("Open the purchase intent"))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
