"""Where an account is signed in; from here each of these places can be signed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workstation.domain.administration import Device
from workstation.domain.errors import Refusal
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import chat_time
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

_NAME_CHARS: Final = 60


class _DeviceLine(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.device: Device | None = None
        self._sign = QLabel(self)
        self._sign.setPixmap(icon("device").pixmap(18, 18))
        self.name, self._note = Words(self, wrap=True), Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.button = QPushButton(self)
        self.button.setProperty("small", "true")
        self.button.setProperty("kind", "danger")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self._note)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(10)
        line.addWidget(self._sign)
        line.addLayout(words, 1)
        line.addWidget(self.button)

    def show_device(self, device: Device, now: datetime) -> None:
        """Show a place."""
        self.device = device
        name = isolated_name(one_line(device.name, _NAME_CHARS)) or self.tr("unnamed device")
        self.name.setText(self.tr("{name} (this one)").format(name=name) if device.current else name)
        seen = self.tr("seen {time}").format(time=chat_time(device.last_seen_at, now))
        since = self.tr("signed in {time}").format(time=chat_time(device.signed_in_at, now))
        self._note.setText(" · ".join(part for part in (seen, since, device.address) if part))
        self.button.setText(self.tr("Sign out"))
        self.button.setVisible(not device.current)
        self.button.setAccessibleName(self.tr("Sign out {name}").format(name=name))


class Devices(QWidget):
    """Lists places.

    Signals:
        sign_out_wanted(Device): the user wants it signed out.
    """

    sign_out_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[_DeviceLine] = []
        self._devices: Sequence[Device] = ()
        self._now: datetime | None = None
        self._refusal: Refusal | None = None
        self.words = Words(self, tone="muted", wrap=True)
        self._hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.words)
        self._column.addWidget(self._hint)

    def show_devices(self, devices: Sequence[Device], now: datetime) -> None:
        """Show these places."""
        self._devices, self._now, self._refusal = devices, now, None
        self._show()

    def clear(self) -> None:
        """Show nothing until it is known: those of another account are not to be signed out by mistake."""
        self._devices, self._refusal = (), None
        self._show()
        self.words.hide()

    def say(self, refusal: Refusal) -> None:
        """Say why nothing is listed."""
        self._devices, self._refusal = (), refusal
        self._show()

    def _show(self) -> None:
        while len(self.lines) < len(self._devices):
            line = _DeviceLine(self)
            line.button.clicked.connect(lambda _checked=False, line=line: self.sign_out_wanted.emit(line.device))
            self._column.insertWidget(len(self.lines) + 1, line)
            self.lines.append(line)
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(self._devices))
            if at < len(self._devices) and self._now is not None:
                line.show_device(self._devices[at], self._now)
        self.words.setVisible(not self._devices)
        self._hint.setVisible(bool(self._devices))
        refusal = self._refusal
        nowhere = self.tr("Not signed in anywhere.")
        self.words.setText(nowhere if refusal is None else reason(refusal.code, refusal.params))
        self._hint.setText(
            self.tr("What is signed out deletes everything of this account at its next contact with the server.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
