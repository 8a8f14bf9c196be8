"""Windows that want a size, on screens that may be smaller."""

from typing import Final

from PySide6.QtWidgets import QWidget

_FRAME_WIDTH: Final = 24
_FRAME_HEIGHT: Final = 56
"""For the frame and its title, which only the window manager knows."""


def fit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Resize a window to so much, and no more than its screen has beside task bar and frame; logical pixels."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - _FRAME_WIDTH), min(height, room.height() - _FRAME_HEIGHT))
