"""Business cards: my own, the folders, and handing over; works on the local files alone."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from workstation.domain.card import CardContent, check_card, check_follow_up, check_note, check_tags
from workstation.domain.card_actions import (
    AddCards,
    ChangeCard,
    DeleteCards,
    KeepCard,
    MergeCards,
    NewCard,
    SaveMyCard,
    UnmergeCards,
)
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Section
from workstation.domain.ids import ActionId, ConversationId, PrincipalId, new_action_id
from workstation.services import card_folders, card_overlay, my_card
from workstation.services.card_pictures import CardPictures
from workstation.services.card_views import CardFilter, CardList, CardRow, Duplicates, MyCard
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

AT_ONCE = 100
"""Cards in one action."""
_DISMISSED = "cards.not_the_same"


class CardService:
    """Changes leave through the outbox and show at once.

    Args:
        files: the account's.
        outgoing: the way to the outbox.
        worker: threads for pictures and for comparing cards.
    """

    def __init__(self, files: Files, outgoing: Outgoing, worker: Worker) -> None:
        self._files = files
        self._outgoing = outgoing
        self._worker = worker
        self._pictures = CardPictures(outgoing, worker)

    # --- my own ---

    async def mine(self) -> MyCard:
        """Return my card; one who has made none has the card of the profile."""
        pending = await self._files.read_local(my_card.pending_card)
        stored = await self._files.read(my_card.stored_card)
        shown = my_card.laid_over(stored, pending)
        applied = pending is not None and pending.problem is None
        return MyCard(
            content=shown.content,
            version=shown.version,
            photo_upload=pending.action.photo if pending is not None and applied else None,
            logo_upload=pending.action.logo if pending is not None and applied else None,
            waiting=pending is not None and pending.waiting,
            problem=None if pending is None else pending.problem,
            action_id=None if pending is None else pending.action_id,
        )

    async def save_mine(self, content: CardContent, *, photo: bytes | None = None, logo: bytes | None = None) -> None:
        """Change my card; queued. Pictures given take the place of those in `content`.

        Raises:
            Refusal: `card_invalid` (`field`); `image_unreadable`, `image_too_large`, `image_too_many_pixels`.
        """
        checked = check_card(content)
        before = await self.mine()
        new_photo = await self._pictures.prepare(photo) if photo is not None else None
        new_logo = await self._pictures.prepare(logo) if logo is not None else None
        # A picture still on its way is named again, unless it was taken off or replaced.
        kept_photo = before.photo_upload if checked.photo == before.content.photo else None
        kept_logo = before.logo_upload if checked.logo == before.content.logo else None
        action = SaveMyCard(
            content=checked,
            photo=new_photo.id if new_photo else kept_photo,
            logo=new_logo.id if new_logo else kept_logo,
        )
        if new_photo is not None and new_logo is not None:
            await self._pictures.queue(replace(action, logo=kept_logo), new_photo)
            await self._pictures.queue(action, new_logo)
        else:
            await self._pictures.queue(action, new_photo or new_logo)

    async def draft(self) -> CardContent | None:
        """Return what was typed on my card and not saved, `None` when there is nothing."""
        from workstation.storage import settings

        text = await self._files.read_local(settings.get, my_card.DRAFT)
        return msgspec.json.decode(text, type=CardContent | None) if text else None

    async def keep_draft(self, content: CardContent | None) -> None:
        """Remember on this machine what is being typed on my card; `None`: it was saved or thrown away."""
        from workstation.storage import settings

        await self._files.write_local(settings.put, my_card.DRAFT, msgspec.json.encode(content).decode())

    async def sections(self) -> Sequence[Section]:
        """Return the fair's sections by their codes."""
        from workstation.storage import exhibits

        return sorted(await self._files.read(exhibits.sections), key=lambda one: one.code)

    # --- folders ---

    async def list(self, wanted: CardFilter) -> CardList:
        """Return a folder, filtered and sorted; cancel it when another is asked for.

        Raises:
            Refusal: `query_too_long` with `limit`.
        """
        pending = await self._files.read_local(card_overlay.on_their_way)
        return await self._files.read(card_folders.listed, pending, wanted)

    async def get(self, card_id: ActionId) -> CardRow | None:
        """Return a card, also one that another stands for; `None` if it is gone."""
        pending = await self._files.read_local(card_overlay.on_their_way)
        return await self._files.read(card_folders.one, pending, card_id)

    async def of_hit(self, document_id: int) -> ActionId | None:
        """Return the card that the search found under that number; `None` if it is gone."""
        from workstation.storage import cards

        return await self._files.read(cards.at_row, document_id)

    async def open_from_chat(self, conversation: ConversationId, n: int) -> ActionId:
        """Return the card in the folder that a message brought, putting it there if it isn't.

        Raises:
            Refusal: `not_found`: the message is not here or brings none; `not_allowed`: it is one's own card.
        """
        pending = await self._files.read_local(card_overlay.on_their_way)
        found, owner = await self._files.read(card_folders.of_message, pending, conversation, n)
        if owner is None:
            raise Refusal("not_found")
        if found is not None:
            return found
        me = await self._files.read(_me_id)
        if owner == me:
            raise Refusal("not_allowed")
        action = KeepCard(conversation=conversation, card=new_action_id(), n=n)
        await self._outgoing.queue(action)
        return action.card

    async def add(
        self,
        content: CardContent,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        follow_up: str = "",
        photo: bytes | None = None,
        logo: bytes | None = None,
    ) -> ActionId:
        """Put a card typed by hand into my folder; queued.

        Raises:
            Refusal: `card_invalid` (`field`); those of a picture.
        """
        card = NewCard(
            id=new_action_id(),
            content=check_card(content),
            note=check_note(note),
            tags=check_tags(tags),
            follow_up=check_follow_up(follow_up),
        )
        new_photo = await self._pictures.prepare(photo) if photo is not None else None
        new_logo = await self._pictures.prepare(logo) if logo is not None else None
        await self._outgoing.queue(AddCards(cards=(card,)))
        await self._pictures.put(card.id, photo=new_photo, logo=new_logo)
        return card.id

    async def annotate(
        self,
        card_id: ActionId,
        *,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        follow_up: str | None = None,
    ) -> None:
        """Change what I keep about a card in my folder; `None` leaves something as it is.

        Raises:
            Refusal: `card_invalid` (`field`), `not_found`.
        """
        await self._mine([card_id])
        action = ChangeCard(
            card=card_id,
            note=None if note is None else check_note(note),
            tags=None if tags is None else check_tags(tags),
            follow_up=None if follow_up is None else check_follow_up(follow_up),
        )
        await self._outgoing.queue(action)

    async def change(
        self, card_id: ActionId, content: CardContent, *, photo: bytes | None = None, logo: bytes | None = None
    ) -> None:
        """Change what stands on a card in my folder that no other person keeps.

        Raises:
            Refusal: `card_invalid` (`field`), `not_found`, `not_allowed`; those of a picture.
        """
        [row] = await self._mine([card_id])
        if not row.editable:
            raise Refusal("not_allowed")
        checked = check_card(content)
        new_photo = await self._pictures.prepare(photo) if photo is not None else None
        new_logo = await self._pictures.prepare(logo) if logo is not None else None
        await self._outgoing.queue(ChangeCard(card=card_id, content=checked))
        await self._pictures.put(card_id, photo=new_photo, logo=new_logo)

    async def delete(self, ids: Iterable[ActionId]) -> None:
        """Throw cards out of my folder; a merged one goes with its sources coming back.

        Raises:
            Refusal: `not_found`.
        """
        wanted = [row.id for row in await self._mine(ids)]
        for start in range(0, len(wanted), AT_ONCE):
            await self._outgoing.queue(DeleteCards(cards=tuple(wanted[start : start + AT_ONCE])))

    # --- duplicates ---

    async def duplicates(self) -> Sequence[Duplicates]:
        """Return the cards of my folder that are perhaps one person's, with the reason; nothing is merged by itself."""
        from workstation.services import card_duplicates
        from workstation.storage import settings

        pending = await self._files.read_local(card_overlay.on_their_way)
        rows = await self._files.read(card_folders.own_folder, pending)
        dismissed = await self._files.read_local(settings.get, _DISMISSED)
        return await self._worker.run(card_duplicates.groups, rows, card_duplicates.dismissed_of(dismissed or ""))

    async def not_the_same(self, ids: Sequence[ActionId]) -> None:
        """Offer these no more as duplicates of each other; remembered on this machine."""
        from workstation.services import card_duplicates
        from workstation.storage import settings

        before = await self._files.read_local(settings.get, _DISMISSED)
        after = card_duplicates.dismissed_with(before or "", ids)
        await self._files.write_local(settings.put, _DISMISSED, after)

    async def merge(
        self,
        ids: Sequence[ActionId],
        content: CardContent,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        follow_up: str = "",
    ) -> ActionId:
        """Let one card stand for several, which are kept; return it. Queued; `unmerge` takes it back.

        Raises:
            Refusal: `card_invalid` (`field`), `not_found`.
        """
        rows = await self._mine(ids)
        action = MergeCards(
            card=new_action_id(),
            sources=tuple(row.id for row in rows),
            content=check_card(content),
            note=check_note(note),
            tags=check_tags(tags),
            follow_up=check_follow_up(follow_up),
        )
        await self._outgoing.queue(action)
        return action.card

    async def unmerge(self, card_id: ActionId) -> None:
        """Let the sources of a merged card stand for themselves again; queued."""
        await self._outgoing.queue(UnmergeCards(card=card_id))

    # --- within ---

    async def _mine(self, ids: Iterable[ActionId]) -> Sequence[CardRow]:
        pending = await self._files.read_local(card_overlay.on_their_way)
        wanted = list(dict.fromkeys(ids))
        rows = await self._files.read(card_folders.own_folder, pending, wanted)
        known = {row.id: row for row in rows}
        if any(id_ not in known for id_ in wanted):
            raise Refusal("not_found")
        return [known[id_] for id_ in wanted]


def _me_id(tx: "Tx") -> PrincipalId | None:
    from workstation.storage import accounts

    return accounts.me_id(tx)
