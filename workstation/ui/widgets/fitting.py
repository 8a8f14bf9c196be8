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


def room_for(window: QWidget) -> int:
    """Return how high a window may be on its screen, its frame left out of account; logical pixels."""
    return window.screen().availableGeometry().height() - _FRAME_HEIGHT


def grow_in_sight(window: QWidget, height: int) -> None:
    """Make a window so high where it stands; it moves up as far as its lower edge would leave the screen."""
    room = window.screen().availableGeometry()
    window.resize(window.width(), height)
    beyond = window.y() + height - (room.y() + room.height())
    if beyond > 0:
        window.move(window.x(), max(room.y(), window.y() - beyond))
