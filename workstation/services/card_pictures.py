"""Photos and logos of cards: made small in a worker, queued durably before the action that names them."""

from typing import TYPE_CHECKING, Final

from workstation.domain.card_actions import ChangeCard, SaveMyCard
from workstation.domain.ids import ActionId, new_action_id
from workstation.services import images
from workstation.services.outgoing import Outgoing
from workstation.services.views import Picture
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

SIDE: Final = 640
"""Pixels of a photo or logo at most."""


class Prepared:
    """A picture ready to be queued, under the id by which an action names it."""

    def __init__(self, picture: Picture) -> None:
        self.id = new_action_id()
        self.picture = picture


class CardPictures:
    """Queues pictures with the actions that wait for them."""

    def __init__(self, outgoing: Outgoing, worker: Worker) -> None:
        self._outgoing = outgoing
        self._worker = worker

    async def prepare(self, data: bytes) -> Prepared:
        """Check a picture and make it small.

        Raises:
            Refusal: `image_unreadable`, `image_too_large`, `image_too_many_pixels`.
        """
        return Prepared(await self._worker.run(images.prepare, data, SIDE))

    async def queue(self, action: SaveMyCard | ChangeCard, prepared: Prepared | None) -> ActionId:
        """Queue an action; the picture given goes before it."""
        if prepared is None:
            return await self._outgoing.queue(action)
        picture, now_ms = prepared.picture, self._outgoing.now_ms

        def keep(tx: "Tx") -> None:
            from workstation.storage import uploads

            uploads.add(
                tx,
                prepared.id,
                picture.data,
                media_type=picture.media_type,
                width=picture.width,
                height=picture.height,
                now_ms=now_ms,
            )

        return await self._outgoing.queue(action, after=prepared.id, together=keep)

    async def put(self, card_id: ActionId, *, photo: Prepared | None = None, logo: Prepared | None = None) -> None:
        """Put pictures on a card of my folder that no other person keeps; each leaves for itself."""
        if photo is not None:
            await self.queue(ChangeCard(card=card_id, photo=photo.id), photo)
        if logo is not None:
            await self.queue(ChangeCard(card=card_id, logo=logo.id), logo)
