"""Photos and logos of cards, decoded on a worker thread, kept while they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from workstation.domain.errors import Refusal
from workstation.ui.cards.face import Pictures
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId, AttachmentId
    from workstation.services.card_views import CardRow
    from workstation.services.desk import Desk

_KEPT: Final = 200


class CardPictures(QObject):
    """Has the pictures of a desk's cards.

    Signals:
        arrived(object): pictures of this card are there now (its id).
    """

    arrived = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    async def of(
        self,
        photo: AttachmentId | None,
        logo: AttachmentId | None,
        photo_upload: ActionId | None = None,
        logo_upload: ActionId | None = None,
    ) -> Pictures:
        """Return a card's pictures, waiting for them; `None` for one that can't be had."""
        return Pictures(await self._one(photo, photo_upload), await self._one(logo, logo_upload))

    def at_hand(self, row: CardRow) -> Pictures:
        """Return the pictures of a row that are there; the others are fetched, and `arrived` says when."""
        photo = self._peek(row, row.content.photo, row.photo_upload)
        return Pictures(photo, self._peek(row, row.content.logo, row.logo_upload))

    def forget(self) -> None:
        """Ask again for what could not be had."""
        self._asked.clear()

    def _peek(self, row: CardRow, attachment: AttachmentId | None, upload: ActionId | None) -> QImage | None:
        key = _key(attachment, upload)
        if not key:
            return None
        found = self._known.get(key)
        if found is None and key not in self._asked:
            self._asked.add(key)
            spawn(self._fetch(row, attachment, upload), owner=self)
        return found

    async def _fetch(self, row: CardRow, attachment: AttachmentId | None, upload: ActionId | None) -> None:
        if await self._one(attachment, upload) is not None:
            self.arrived.emit(row.id)

    async def _one(self, attachment: AttachmentId | None, upload: ActionId | None) -> QImage | None:
        key = _key(attachment, upload)
        if not key or key in self._known:
            return self._known.get(key)
        data = await self._bytes(attachment, upload)
        if not data:
            return None
        image = await self._desk.run_blocking(lambda: QImage.fromData(data))
        if image.isNull():
            return None
        self._known[key] = image
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return image

    async def _bytes(self, attachment: AttachmentId | None, upload: ActionId | None) -> bytes:
        if upload is not None:
            try:
                return await self._desk.chat.upload(upload)
            except Refusal:
                pass  # it has arrived meanwhile
        if attachment is None:
            return b""
        try:
            return await self._desk.chat.image(attachment, "full")
        except Refusal:
            return b""


def _key(attachment: AttachmentId | None, upload: ActionId | None) -> str:
    return f"u:{upload}" if upload is not None else f"i:{attachment}" if attachment is not None else ""
