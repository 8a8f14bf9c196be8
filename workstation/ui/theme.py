"""Colours, text sizes and spacing of the desk: one accent, neutral greys, light and dark."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from workstation.ui.stylesheet import stylesheet

GRID: Final = 4
"""All spacing is a multiple of this, in pixels."""
RADIUS: Final = 6
"""Corner radius of controls, in pixels."""


class Size(IntEnum):
    """The three text sizes, in pixels at 100 %."""

    SMALL = 12
    BODY = 14
    TITLE = 17


class Tokens(Struct, frozen=True, eq=False):
    """Named colours; painters use these, standard widgets get them by palette."""

    dark: bool
    window: QColor
    """Behind everything: rail, status line."""
    surface: QColor
    """Lists, timeline, panels."""
    raised: QColor
    """Composer, cards, menus, fields."""
    hover: QColor
    selected: QColor
    border: QColor
    strong_border: QColor
    """Edges of fields and check boxes: ≥ 3:1 on surfaces."""
    text: QColor
    muted: QColor
    """Secondary text; still ≥ 4.5:1."""
    accent: QColor
    """Fills: the main button, the active mark."""
    accent_hover: QColor
    on_accent: QColor
    accent_text: QColor
    """Accent as text and icons on surfaces; links."""
    accent_soft: QColor
    """A tinted ground for chosen chips and one's own bubbles."""
    on_accent_soft: QColor
    danger: QColor
    danger_soft: QColor
    warning: QColor
    warning_soft: QColor
    success: QColor
    draft: QColor
    badge: QColor
    on_badge: QColor
    bubble_mine: QColor
    bubble_theirs: QColor
    on_bubble: QColor
    bubble_muted: QColor
    """Times and states inside either bubble."""
    selection: QColor
    """Behind selected text; `text` stays readable on it."""
    found: QColor
    """Behind words that were looked for; `on_bubble` stays readable on it."""
    focus: QColor
    shadow: QColor


def _tokens(dark: bool, **colours: str) -> Tokens:
    return Tokens(dark=dark, **{name: QColor(value) for name, value in colours.items()})


LIGHT: Final = _tokens(
    False,
    window="#f3f4f6",
    surface="#ffffff",
    raised="#ffffff",
    hover="#f1f3f5",
    selected="#e4eefc",
    border="#e3e6ea",
    strong_border="#858d98",
    text="#1b1f24",
    muted="#5b6470",
    accent="#1f62c7",
    accent_hover="#1a55ae",
    on_accent="#ffffff",
    accent_text="#1a5bbd",
    accent_soft="#e4eefc",
    on_accent_soft="#164a9a",
    danger="#b3261e",
    danger_soft="#fdecea",
    warning="#8a5200",
    warning_soft="#fff3dc",
    success="#177245",
    draft="#b3261e",
    badge="#1f62c7",
    on_badge="#ffffff",
    bubble_mine="#dbe9fd",
    bubble_theirs="#f1f3f5",
    on_bubble="#1b1f24",
    bubble_muted="#505a66",
    selection="#b9d4fb",
    found="#ffdf8a",
    focus="#1f62c7",
    shadow="#26000000",
)
DARK: Final = _tokens(
    True,
    window="#15181c",
    surface="#1b1f24",
    raised="#23282f",
    hover="#242a31",
    selected="#23364f",
    border="#2e353d",
    strong_border="#7c8794",
    text="#e8ebee",
    muted="#a3adb8",
    accent="#2b6fd6",
    accent_hover="#2460bd",
    on_accent="#ffffff",
    accent_text="#7db4ff",
    accent_soft="#22344c",
    on_accent_soft="#b5d3ff",
    danger="#ff8a80",
    danger_soft="#44201e",
    warning="#f2b95c",
    warning_soft="#3d2f14",
    success="#6fcf97",
    draft="#ff8a80",
    badge="#2b6fd6",
    on_badge="#ffffff",
    bubble_mine="#24405f",
    bubble_theirs="#272d35",
    on_bubble="#e8ebee",
    bubble_muted="#b3bdc8",
    selection="#36598a",
    found="#6a5313",
    focus="#7db4ff",
    shadow="#66000000",
)


def contrast(first: QColor, second: QColor) -> float:
    """Return the WCAG contrast ratio of two opaque colours, 1…21."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palette(colours: Tokens) -> QPalette:
    """Return a complete Fusion palette; Qt's dark one leaves roles out."""
    result = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Link, colours.accent_text),
        (role.LinkVisited, colours.accent_text),
        (role.Accent, colours.accent),
        (role.Light, colours.raised),
        (role.Midlight, colours.hover),
        (role.Mid, colours.border),
        (role.Dark, colours.strong_border),
        (role.Shadow, colours.border),
    ):
        result.setColor(name, colour)
    faint = QColor(colours.muted)
    faint.setAlphaF(0.7)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, name, faint)
    return result


_LATIN: Final = {
    "win32": ("Segoe UI",),
    "darwin": (".AppleSystemUIFont", "Helvetica Neue"),
    "linux": ("Inter", "Cantarell", "Noto Sans", "Open Sans", "Roboto"),
}
_CHINESE: Final = {
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei"),
    "darwin": ("PingFang SC",),
    "linux": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}


def font_families(language: str) -> list[str]:
    """Return the installed families for a UI language, first choice first.

    The Chinese family is always named: left to itself Qt takes the Japanese shapes of 门, 直 or 骨.
    """
    platform = sys.platform if sys.platform in _LATIN else "linux"
    wanted = (*_LATIN[platform], *_CHINESE[platform])
    families = [name for name in wanted if name.startswith(".") or QFontDatabase.hasFamily(name)]
    return families or [QFont().defaultFamily()]


class Theme(QObject):
    """Applies a look to the whole application and follows the system's when asked to.

    Signals:
        changed(): the tokens are others now.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        self._language = "en"
        self._applied: Tokens | None = None
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        """`system`, `light` or `dark`."""
        return self._choice

    def set_fonts(self, language: str) -> None:
        """Choose the families for a UI language."""
        self._language = language
        _fonts.clear()
        font = QFont()
        font.setFamilies(font_families(language))
        font.setPixelSize(Size.BODY)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        if font != self._app.font():
            self._app.setFont(font)

    def apply(self, choice: str) -> None:
        """Show the light or dark look, or the system's."""
        self._choice = choice
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice, Qt.ColorScheme.Unknown)
        # Native parts (title bar, file dialogs) follow this where the platform can.
        self._app.styleHints().setColorScheme(scheme)
        self._show(self._wanted())

    def _wanted(self) -> Tokens:
        if self._choice == "system":
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._show(self._wanted())

    def _show(self, colours: Tokens) -> None:
        if colours is self._applied:
            return
        global _current
        _current = self._applied = colours
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(stylesheet(asdict(colours)))
        self.changed.emit()


_current: Tokens = LIGHT


def tokens() -> Tokens:
    """Return the colours in force, as `QGuiApplication.palette()` does for roles; ask again at each paint."""
    return _current


_fonts: Final[dict[tuple[int, bool], QFont]] = {}
"""By size and weight: painting asks for them many times a row."""


def text_font(size: int = Size.BODY, *, bold: bool = False) -> QFont:
    """Return the application's font in one of the three sizes (or another one that is not for texts)."""
    kept = _fonts.get((size, bold))
    if kept is None:
        kept = QFont(QApplication.font())
        kept.setPixelSize(size)
        if bold:
            kept.setWeight(QFont.Weight.DemiBold)
        _fonts[size, bold] = kept
    return QFont(kept)
