"""A line of filter chips: as many as fit, the rest in a menu; the chosen one is always in sight."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

HEIGHT: Final = 28
_GAP: Final = 4


class ChipButton(QAbstractButton):
    """A pill that is chosen or not, with an optional count."""

    def __init__(self, parent: QWidget | None = None, *, more: bool = False) -> None:
        super().__init__(parent)
        self._count = 0
        self._more = more
        self.setCheckable(not more)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """The count shown."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show a count beside the word; zero shows none."""
        self._count = count
        self.update()

    def _label(self) -> str:
        return f"{self.text()} {self._count}" if self._count else self.text()

    def sizeHint(self) -> QSize:
        if self._more:
            return QSize(HEIGHT, HEIGHT)
        metrics = QFontMetrics(text_font(Size.SMALL, bold=True))
        return QSize(metrics.horizontalAdvance(self._label()) + 20, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else QPen(colours.border, 0 if chosen else 1))
        if chosen and not self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft if chosen else colours.hover if self.underMouse() else colours.surface)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        if self._more:
            paint_icon(painter, self.rect(), "chevron_down", colours.muted, 16)
        else:
            painter.setFont(text_font(Size.SMALL, bold=chosen))
            painter.setPen(colours.on_accent_soft if chosen else colours.muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._label())
        painter.end()


class ChipBar(QWidget):
    """Chooses one of several named things.

    Signals:
        chosen(str): another key was chosen by the user.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, ChipButton] = {}
        self._overflow: list[str] = []
        self._key = ""
        self._more = ChipButton(self, more=True)
        self._more.clicked.connect(self._open_menu)
        self._menu = QMenu(self)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """The chosen one."""
        return self._key

    @property
    def overflow(self) -> list[str]:
        """Keys that have no room and stand in the menu."""
        return list(self._overflow)

    def set_chips(self, texts: dict[str, str]) -> None:
        """Offer these, in order; the first is chosen when the chosen one is gone."""
        for key in list(self._buttons):
            if key not in texts:
                self._buttons.pop(key).deleteLater()
        for key, text in texts.items():
            button = self._buttons.get(key)
            if button is None:
                button = self._buttons[key] = ChipButton(self)
                button.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            button.setText(text)
            button.setAccessibleName(text)
        self._buttons = {key: self._buttons[key] for key in texts}
        in_order = [*self._buttons.values(), self._more]
        for before, after in pairwise(in_order):
            QWidget.setTabOrder(before, after)
        self.select(self._key if self._key in texts else next(iter(texts), ""))

    def set_more_name(self, name: str) -> None:
        """Word the button that opens the rest."""
        self._more.setAccessibleName(name)
        self._more.setToolTip(name)

    def set_count(self, key: str, count: int) -> None:
        """Show a count on a chip."""
        if key in self._buttons and count != self._buttons[key].count:
            self._buttons[key].set_count(count)
            self._place()

    def select(self, key: str) -> None:
        """Show a key as chosen, without saying so by the signal."""
        self._key = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._place()

    def _choose(self, key: str) -> None:
        changed = key != self._key
        self.select(key)
        if changed:
            self.chosen.emit(key)

    def _open_menu(self) -> None:
        self._menu.clear()
        for key in self._overflow:
            action = self._menu.addAction(self._buttons[key].text())
            action.triggered.connect(lambda _checked=False, key=key: self._choose(key))
        self._menu.popup(self._more.mapToGlobal(QPoint(0, HEIGHT + 2)))

    def _place(self) -> None:
        """Give room to the first ones and to the chosen one; hide the rest."""
        keys = list(self._buttons)
        widths = {key: self._buttons[key].sizeHint().width() for key in keys}
        room = self.width()
        shown = keys
        if sum(widths.values()) + _GAP * (len(keys) - 1) > room:
            left = room - HEIGHT - _GAP - (widths.get(self._key, 0) + _GAP)
            shown = []
            for key in keys:
                if key == self._key:
                    shown.append(key)
                elif widths[key] + _GAP <= left:
                    left -= widths[key] + _GAP
                    shown.append(key)
                else:
                    left = -1  # what follows goes into the menu too: the order stays what people know
        x = 0
        for key in keys:
            button = self._buttons[key]
            button.setVisible(key in shown)
            if key in shown:
                button.setGeometry(x, 0, widths[key], HEIGHT)
                x += widths[key] + _GAP
        self._overflow = [key for key in keys if key not in shown]
        self._more.setGeometry(x, 0, HEIGHT, HEIGHT)
        self._more.setVisible(bool(self._overflow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._place()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        shown = [key for key in self._buttons if key not in self._overflow]
        if not step or not shown:
            super().keyPressEvent(event)
            return
        focused = next((k for k in shown if self._buttons[k].hasFocus()), self._key)
        target = shown[max(0, min(len(shown) - 1, (shown.index(focused) if focused in shown else 0) + step))]
        self._buttons[target].setFocus(Qt.FocusReason.TabFocusReason)
