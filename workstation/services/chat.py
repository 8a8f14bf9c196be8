"""One conversation: its timeline, drafts, sending, reading."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from workstation.domain.ids import ActionId, AttachmentId, PrincipalId
from workstation.services.views import ChatHead, ConversationRef, TimelineItem, TimelinePage

if TYPE_CHECKING:
    from workstation.services.outgoing import Outgoing
    from workstation.storage.store import Store

ImageSize = Literal["thumb", "full"]


class ChatService:
    """Every call names its conversation, so nothing can reach another one than it was meant for."""

    def __init__(self, store: "Store", outgoing: "Outgoing", me_id: PrincipalId) -> None:
        self._store = store
        self._outgoing = outgoing
        self._me_id = me_id

    async def head(self, conversation: ConversationRef) -> ChatHead:
        """Return what stands around the timeline.

        Raises:
            Refusal: `not_found` when the conversation is gone from this desk.
        """
        raise NotImplementedError

    async def page(
        self,
        conversation: ConversationRef,
        *,
        before_n: int | None = None,
        after_n: int | None = None,
        around_n: int | None = None,
        limit: int = 50,
    ) -> TimelinePage:
        """Return the newest stretch, or the one before, after or around a message; ascending, from the cache only."""
        raise NotImplementedError

    async def items(self, conversation: ConversationRef, ns: Iterable[int]) -> tuple[TimelineItem, ...]:
        """Return these messages (by `n`, ascending), then **all** pending ones of the conversation.

        Pending items of an earlier answer that are missing now have been sent or discarded.
        """
        raise NotImplementedError

    async def pending(self, conversation: ConversationRef) -> tuple[TimelineItem, ...]:
        """Return the messages of the conversation that are not in its history yet, in their order."""
        raise NotImplementedError

    async def fetch_older(self, conversation: ConversationRef, before_n: int | None = None) -> bool:
        """Load an older page from the server into the cache; return whether anything came.

        Args:
            conversation: where.
            before_n: the first message shown; default: the oldest of the newest unbroken stretch.

        Raises:
            Refusal: `unreachable` and other codes of the link.
        """
        raise NotImplementedError

    async def send_text(
        self, conversation: ConversationRef, text: str, *, reply_to_n: int | None = None, seen_n: int | None = None
    ) -> ActionId:
        """Queue a text durably and clear the draft in the same transaction; the link sends it.

        Args:
            conversation: to whom it was typed.
            text: at most 10,000 characters.
            reply_to_n: message quoted.
            seen_n: last `n` the writer saw; the server refuses as `overtaken` when a colleague has written since.

        Raises:
            Refusal: `text_empty`, `text_too_long`, `text_invalid`, `not_allowed`, `blocked`, `not_found`.
            StorageFull, StorageReadOnly: nothing was queued, the draft stands.
        """
        raise NotImplementedError

    async def send_image(
        self, conversation: ConversationRef, data: bytes, caption: str = "", *, seen_n: int | None = None
    ) -> ActionId:
        """Check and re-encode an image in a worker, then queue it durably before its message.

        Raises:
            Refusal: `image_unreadable`, `image_too_large`, `image_too_many_pixels`, and those of `send_text`.
        """
        raise NotImplementedError

    async def retry(self, action_id: ActionId) -> ActionId | None:
        """Send a failed or paused message again at its place; return the id it now has, `None` if it is gone."""
        raise NotImplementedError

    async def discard(self, action_id: ActionId) -> str:
        """Take a message that has not left out of the outbox; return its text, so that it isn't lost.

        Raises:
            Refusal: `already_sent` when it is on its way or at the server.
        """
        raise NotImplementedError

    async def recall(self, conversation: ConversationRef, message_id: int) -> None:
        """Take back one's own message (within two minutes; the server decides)."""
        raise NotImplementedError

    async def save_draft(self, conversation: ConversationRef, text: str) -> None:
        """Keep the draft on disk; an empty text forgets it."""
        raise NotImplementedError

    async def draft(self, conversation: ConversationRef) -> str:
        """Return the draft, or an empty text."""
        raise NotImplementedError

    async def mark_read(self, conversation: ConversationRef, n: int) -> None:
        """I have read up to `n`; nothing happens when that is known already."""
        raise NotImplementedError

    async def looked_away(self, conversation: ConversationRef) -> None:
        """Give up the writing lease, if a send took it."""
        raise NotImplementedError

    def typing(self, conversation: ConversationRef) -> None:
        """Tell the other side that I type: at most every three seconds, never waits, never fails."""
        raise NotImplementedError

    async def image(self, attachment_id: AttachmentId, size: ImageSize = "full") -> bytes:
        """Return an image's bytes from the cache, else from the server (then cached).

        Raises:
            Refusal: `unreachable`, `not_found` and other codes of the link.
        """
        raise NotImplementedError

    async def upload(self, upload_id: ActionId) -> bytes:
        """Return the bytes of a picture on its way.

        Raises:
            Refusal: `not_found` when it has arrived or was discarded.
        """
        raise NotImplementedError
