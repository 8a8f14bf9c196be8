"""The pictures of a card that is edited: chosen, shown, taken off; what is new is kept as bytes until it is saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.picture_pick import PicturePick
from workstation.ui.loop import spawn
from workstation.ui.widgets.flow import FlowLayout

RunBlocking = Callable[[Callable[[], QImage]], Awaitable[QImage]]
NAMES: Final = ("photo", "logo")


class CardPicks(QWidget):
    """Photo and logo, one below the other where they have no room side by side.

    Signals:
        changed(): a picture was chosen or taken off.
        refused(Refusal): what was chosen can't be taken.
        accepted(): what was chosen is shown.

    Attributes:
        new: bytes of pictures that were chosen, by name.
        pictures: what is shown.
    """

    changed = Signal()
    refused = Signal(object)
    accepted = Signal()

    def __init__(self, run_blocking: RunBlocking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run_blocking = run_blocking
        self._kept = CardContent()
        self.new: dict[str, bytes] = {}
        self.pictures = Pictures()
        self.photo, self.logo = PicturePick("user", self), PicturePick("building", self)
        flow = FlowLayout(self, spacing=16)
        for name, pick in zip(NAMES, (self.photo, self.logo), strict=True):
            flow.addWidget(pick)
            pick.chosen.connect(lambda data, name=name: spawn(self._take(name, data), owner=self))
            pick.removed.connect(lambda name=name: self._take_off(name))
            pick.refused.connect(self.refused)

    def show_card(self, content: CardContent, pictures: Pictures) -> None:
        """Show the pictures of a card as it is kept; what was chosen is forgotten."""
        self._kept = content
        self.new.clear()
        self.pictures = pictures
        self._show()

    def laid_on(self, content: CardContent) -> CardContent:
        """Return what was typed with the pictures that are kept; new ones come beside it."""
        return replace(content, photo=self._kept.photo, logo=self._kept.logo)

    def _show(self) -> None:
        self.photo.show_image(self.pictures.photo)
        self.logo.show_image(self.pictures.logo)

    async def _take(self, name: str, data: bytes) -> None:
        image = await self._run_blocking(lambda: QImage.fromData(data))
        if image.isNull():
            self.refused.emit(Refusal("image_unreadable"))
            return
        self.accepted.emit()
        self.new[name] = data
        self.pictures = self.pictures._replace(**{name: image})
        self._show()
        self.changed.emit()

    def _take_off(self, name: str) -> None:
        self.new.pop(name, None)
        self._kept = replace(self._kept, **{name: None})
        self.pictures = self.pictures._replace(**{name: None})
        self._show()
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.photo.set_words(self.tr("Photo"), self.tr("Choose a photo"), self.tr("Remove"))
        self.logo.set_words(self.tr("Logo"), self.tr("Choose a logo"), self.tr("Remove"))
