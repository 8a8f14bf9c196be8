"""Labels in the three sizes and few tones of the theme; the style sheet knows them by properties."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from workstation.ui.theme import Size

TONES: Final = ("text", "muted", "accent", "danger", "warning", "inverse")
"""`text` is the plain one; `inverse` stands on a ground of the text's colour."""

_BETWEEN: Final = " · "
_UNBROKEN: Final = "\u00a0· "


class Words(QLabel):
    """A label that never interprets its text; size and tone follow every change of the theme.

    Fonts and palettes set on single labels get lost when an application-wide style sheet changes; properties don't.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        size: Size = Size.BODY,
        bold: bool = False,
        tone: str = "text",
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("scale", size.name.lower())
        self.setProperty("bold", bold)
        self.setProperty("tone", tone)

    def setText(self, text: str) -> None:
        """Say something else; a wrapped line never begins with the dot between two facts."""
        super().setText(text.replace(_BETWEEN, _UNBROKEN) if self.wordWrap() else text)

    def text(self) -> str:
        return super().text().replace(_UNBROKEN, _BETWEEN)

    @property
    def tone(self) -> str:
        """One of `TONES`."""
        return str(self.property("tone"))

    def set_tone(self, tone: str) -> None:
        """Say it in another tone."""
        if tone != self.tone:
            self.setProperty("tone", tone)
            style = self.style()
            style.unpolish(self)
            style.polish(self)
