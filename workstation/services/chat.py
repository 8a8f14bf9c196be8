"""One conversation: its timeline, drafts, sending, reading."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workstation.domain.actions import MarkRead, RecallMessage, ReleaseLease, Said, SendMessage
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, MessageId, new_action_id
from workstation.domain.message import Original, check_text
from workstation.services import chat_reading, images, my_card
from workstation.services.chat_reading import Reader
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.pictures import ImageSize, Pictures
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.views import ChatHead, ConversationRef, TimelineItem, TimelinePage
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

LEASE_S = 30.0
"""So long a send keeps colleagues from writing (domain.md §2)."""
TYPING_EVERY_S = 3.0
HISTORY_PAGE = 100


class ChatService:
    """Every call names its conversation, so nothing can reach another one than it was meant for.

    Args:
        files: the account's.
        outgoing: the way to the outbox.
        platform: the server, for what isn't cached.
        worker: threads for images and calls.
        presences: who is there.
        clock: tells the time.
    """

    def __init__(
        self,
        files: Files,
        outgoing: Outgoing,
        platform: Platform,
        worker: Worker,
        presences: Presences,
        clock: Clock,
    ) -> None:
        self._files = files
        self._outgoing = outgoing
        self._platform = platform
        self._worker = worker
        self._clock = clock
        self._reader = Reader(files, presences)
        self._pictures = Pictures(files, platform, worker, clock)
        self._sent_at: dict[ConversationRef, float] = {}
        self._typed_at: dict[ConversationRef, float] = {}

    # --- reading ---

    async def head(self, conversation: ConversationRef) -> ChatHead:
        """Return what stands around the timeline.

        Raises:
            Refusal: `not_found` when the conversation is gone from this desk.
        """
        return await self._reader.head(await self._resolved(conversation))

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
        resolved = await self._resolved(conversation)
        return await self._reader.page(resolved, before_n=before_n, after_n=after_n, around_n=around_n, limit=limit)

    async def items(self, conversation: ConversationRef, ns: Iterable[int]) -> tuple[TimelineItem, ...]:
        """Return these messages (by `n`, ascending), then **all** pending ones of the conversation.

        Pending items of an earlier answer that are missing now have been sent or discarded.
        """
        return await self._reader.items(await self._resolved(conversation), ns)

    async def pending(self, conversation: ConversationRef) -> tuple[TimelineItem, ...]:
        """Return the messages of the conversation that are not in its history yet, in their order."""
        return await self._reader.items(await self._resolved(conversation), ())

    async def fetch_older(self, conversation: ConversationRef, before_n: int | None = None) -> bool:
        """Load an older page from the server into the cache; return whether anything came.

        Args:
            conversation: where.
            before_n: the first message shown; default: the oldest of the newest unbroken stretch.

        Raises:
            Refusal: `unreachable` and other codes of the link.
        """
        from workstation.storage import messages, sync_queries

        resolved = await self._resolved(conversation)
        if not isinstance(resolved, int):
            return False
        before = before_n or await self._files.read(messages.oldest_unbroken_n, resolved)
        if before is None or before <= 1:
            return False
        found = await self._worker.run(self._platform.history, resolved, before, HISTORY_PAGE)
        await self._files.write(sync_queries.apply_history, resolved, found)
        return bool(found.messages)

    # --- sending ---

    async def send_text(
        self,
        conversation: ConversationRef,
        text: str,
        *,
        original: Original | None = None,
        reply_to_n: int | None = None,
        seen_n: int | None = None,
    ) -> ActionId:
        """Queue a text durably and clear the draft in the same transaction; the link sends it.

        Args:
            conversation: to whom it was typed.
            text: at most 10,000 characters.
            original: what was typed, when `text` is a translation of it.
            reply_to_n: message quoted.
            seen_n: last `n` the writer saw; the server refuses as `overtaken` when a colleague has written since.

        Raises:
            Refusal: `text_empty`, `text_too_long`, `text_invalid`, `not_allowed`, `blocked`, `not_found`; `disk_full`,
                `read_only` (nothing was queued, the draft stands).
        """
        check_text(text)
        resolved = await self._may_write(conversation)
        action = SendMessage(conversation=resolved, text=text, original=original, reply_to_n=reply_to_n, seen_n=seen_n)
        return await self._send(resolved, action)

    async def send_image(
        self, conversation: ConversationRef, data: bytes, caption: str = "", *, seen_n: int | None = None
    ) -> ActionId:
        """Check and re-encode an image in a worker, then queue it durably before its message.

        Raises:
            Refusal: `image_unreadable`, `image_too_large`, `image_too_many_pixels`, and those of `send_text`.
        """
        if caption:
            check_text(caption)
        resolved = await self._may_write(conversation)
        picture = await self._worker.run(images.prepare, data)
        upload, now_ms = new_action_id(), self._outgoing.now_ms

        def keep(tx: "Tx") -> None:
            from workstation.storage import uploads

            uploads.add(
                tx,
                upload,
                picture.data,
                media_type=picture.media_type,
                width=picture.width,
                height=picture.height,
                now_ms=now_ms,
            )

        action = SendMessage(conversation=resolved, text=caption, attachment=upload, seen_n=seen_n)
        self._sent_at[resolved] = self._clock.monotonic()
        return await self._outgoing.queue(action, after=upload, together=keep)

    async def send_card(self, conversation: ConversationRef, *, seen_n: int | None = None) -> ActionId:
        """Queue my business card as a message; what I changed on it before goes first.

        Raises:
            Refusal: those of `send_text` but for a text's.
        """
        resolved = await self._may_write(conversation)
        pending = await self._files.read_local(my_card.pending_card)
        action = SendMessage(conversation=resolved, card=True, seen_n=seen_n)
        self._sent_at[resolved] = self._clock.monotonic()
        after = pending.action_id if pending is not None and pending.waiting else None
        return await self._outgoing.queue(action, after=after)

    async def retry(self, action_id: ActionId) -> ActionId | None:
        """Send a failed or paused message again at its place; return the id it now has, `None` if it is gone."""
        from workstation.storage import messages, outbox

        pending = await self._files.read_local(outbox.get, action_id)
        if pending is None:
            return None
        seen_n: int | None = None
        if isinstance(pending.conversation, int):
            newest = await self._files.read(messages.page, pending.conversation, limit=1)
            seen_n = newest.messages[-1].n if newest.messages else None
        made = await self._files.write_local(outbox.retry, action_id, new_action_id(), seen_n=seen_n)
        self._outgoing.changed(chat_reading.changes_of(pending))
        return made

    async def discard(self, action_id: ActionId) -> str:
        """Take a message that has not left out of the outbox; return its text, so that it isn't lost.

        Raises:
            Refusal: `already_sent` when it is on its way or at the server.
        """
        from workstation.storage import outbox

        gone = await self._files.write_local(outbox.discard, action_id)
        if gone is None:
            raise Refusal("already_sent")
        self._outgoing.changed(chat_reading.changes_of(gone))
        return gone.action.text if isinstance(gone.action, Said) else ""

    async def recall(self, conversation: ConversationRef, message_id: int) -> None:
        """Take back one's own message (within two minutes; the server decides)."""
        resolved = await self._resolved(conversation)
        await self._outgoing.queue(RecallMessage(conversation=resolved, message_id=MessageId(message_id)))

    # --- drafts ---

    async def save_draft(self, conversation: ConversationRef, text: str) -> None:
        """Keep the draft on disk; an empty text forgets it."""
        from workstation.storage import drafts

        resolved = await self._resolved(conversation)
        await self._files.write_local(drafts.save, resolved, text, now_ms=self._outgoing.now_ms)
        self._outgoing.changed(chat_reading.row_changed(resolved), queued=False)

    async def draft(self, conversation: ConversationRef) -> str:
        """Return the draft, or an empty text."""
        from workstation.storage import drafts

        return await self._files.read_local(drafts.load, await self._resolved(conversation))

    # --- presence in the conversation ---

    async def mark_read(self, conversation: ConversationRef, n: int) -> None:
        """I have read up to `n`; nothing happens when that is known already."""
        resolved = await self._resolved(conversation)
        if isinstance(resolved, int) and n > await self._reader.read_n(resolved):
            await self._outgoing.queue(MarkRead(conversation=resolved, n=n))

    async def looked_away(self, conversation: ConversationRef) -> None:
        """Give up the writing lease, if a send took it."""
        resolved = await self._resolved(conversation)
        sent_at = self._sent_at.pop(resolved, None)
        if sent_at is not None and isinstance(resolved, int) and self._clock.monotonic() - sent_at < LEASE_S:
            await self._outgoing.queue(ReleaseLease(conversation=resolved))

    def typing(self, conversation: ConversationRef) -> None:
        """Tell the other side that I type: at most every three seconds, never waits, never fails."""
        now = self._clock.monotonic()
        if isinstance(conversation, int) and now - self._typed_at.get(conversation, -TYPING_EVERY_S) >= TYPING_EVERY_S:
            self._typed_at[conversation] = now
            self._worker.post(lambda: self._platform.typing(ConversationId(conversation)))

    # --- images ---

    async def image(self, attachment_id: AttachmentId, size: ImageSize = "full") -> bytes:
        """Return an image's bytes from the cache, else from the server (then cached).

        Raises:
            Refusal: `unreachable`, `not_found` and other codes of the link.
        """
        return await self._pictures.get(attachment_id, size)

    def limit_images(self, limit_bytes: int) -> None:
        """Set how much received images may take on the disk."""
        self._pictures.limit_bytes = limit_bytes

    async def upload(self, upload_id: ActionId) -> bytes:
        """Return the bytes of a picture on its way.

        Raises:
            Refusal: `not_found` when it has arrived or was discarded.
        """
        from workstation.storage import uploads

        data = await self._files.read_local(uploads.data, upload_id)
        if data is None:
            raise Refusal("not_found")
        return data

    # --- within ---

    async def _send(self, conversation: ConversationRef, action: SendMessage) -> ActionId:
        def clear_draft(tx: "Tx") -> None:
            from workstation.storage import drafts

            drafts.save(tx, conversation, "", now_ms=0)

        self._sent_at[conversation] = self._clock.monotonic()
        return await self._outgoing.queue(action, together=clear_draft)

    async def _resolved(self, conversation: ConversationRef) -> ConversationRef:
        """Return the server's id of a conversation begun off-line, once there is one."""
        if isinstance(conversation, int):
            return conversation
        from workstation.storage import conversations

        return await self._files.read(conversations.resolve, conversation) or conversation

    async def _may_write(self, conversation: ConversationRef) -> ConversationRef:
        resolved = await self._resolved(conversation)
        head = await self._reader.head(resolved)
        if not head.writable:
            raise Refusal("blocked" if head.read_only_reason == "blocked" else "not_allowed")
        return resolved
