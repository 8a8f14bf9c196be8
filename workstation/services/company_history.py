"""Looking into the company's conversations: asked of the server each time, and kept on no disk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from workstation.domain.account import Account
from workstation.domain.buyer import Buyer
from workstation.domain.conversation import Conversation, ConversationPage, Marks
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import AttachmentId, ConversationId, PrincipalId
from workstation.domain.message import Message
from workstation.services import timeline
from workstation.services.files import Files
from workstation.services.platform import Platform
from workstation.services.timeline import People
from workstation.services.views import TimelineItem
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

PAGE: Final = 100


class CompanyRow(Struct, frozen=True, kw_only=True):
    """A conversation of the list."""

    conversation: Conversation
    buyer: Buyer | None
    owner: Account | None
    last: TimelineItem | None


class CompanyRows(Struct, frozen=True, kw_only=True):
    """A page of them."""

    rows: tuple[CompanyRow, ...]
    next: str | None
    """What to ask for the next page with."""


class CompanyTalk(Struct, frozen=True, kw_only=True):
    """A stretch of one conversation, ascending."""

    row: CompanyRow
    items: tuple[TimelineItem, ...]
    more: bool
    """Whether there are older ones."""


class CompanyHistory:
    """Every call is *on-line* and raises `Refusal`: `unreachable`, or `not_allowed` for who may not look."""

    def __init__(self, files: Files, platform: Platform, worker: Worker) -> None:
        self._files = files
        self._platform = platform
        self._worker = worker

    async def list(self, words: str = "", cursor: str | None = None) -> CompanyRows:
        """Return conversations whose buyer is named so (all without words), the last spoken with first."""
        page = await self._worker.run(self._platform.manage, lambda ask: ask.company(words, cursor))
        known = await self._files.read(_known)
        return CompanyRows(rows=tuple(known.row(one) for one in page.conversations), next=page.next)

    async def open(self, conversation_id: ConversationId) -> CompanyTalk:
        """Return a conversation with its newest messages.

        Raises:
            Refusal: also `not_found`.
        """
        page = await self._worker.run(self._platform.manage, lambda ask: ask.conversation(conversation_id))
        known = await self._files.read(_known)
        first = page.messages[0].n if page.messages else 1
        return CompanyTalk(row=known.row(page), items=known.items(page, page.messages), more=first > 1)

    async def older(self, row: CompanyRow, before_n: int) -> CompanyTalk:
        """Return what was said before a message of a conversation.

        Raises:
            Refusal: also `not_found`.
        """
        id_ = row.conversation.id
        found = await self._worker.run(self._platform.history, id_, before_n, PAGE)
        known = await self._files.read(_known)
        page = ConversationPage(conversation=row.conversation, marks=_no_marks(id_), buyer=row.buyer)
        return CompanyTalk(row=row, items=known.items(page, found.messages), more=found.more)

    async def image(self, attachment_id: AttachmentId, size: Literal["thumb", "full"]) -> bytes:
        """Return an image's bytes; they are not kept.

        Raises:
            Refusal: also `not_found`.
        """
        return await self._worker.run(self._platform.image, attachment_id, size)


class _Known(Struct, frozen=True):
    """What this desk knows of its company."""

    me: Account | None
    accounts: dict[int, Account]
    exhibits: dict[int, Exhibit]

    def row(self, page: ConversationPage) -> CompanyRow:
        items = self.items(page, page.messages[-1:])
        return CompanyRow(
            conversation=page.conversation,
            buyer=page.buyer,
            owner=self.accounts.get(page.conversation.owner_id or 0),
            last=items[0] if items else None,
        )

    def items(self, page: ConversationPage, found: Sequence[Message]) -> tuple[TimelineItem, ...]:
        head = page.conversation
        people = People(
            kind=head.kind,
            me=self.me.id if self.me is not None else PrincipalId(0),
            accounts=self.accounts,
            buyer=page.buyer,
            other_read_n=max((one.n for one in page.reads if one.reader_id == head.buyer_id), default=0),
            exhibits=self.exhibits,
        )
        by_n = {one.n: one for one in found}
        return tuple(timeline.of_message(one, people, by_n.get(one.reply_to_n or 0)) for one in found)


def _known(tx: "Tx") -> _Known:
    from workstation.storage import accounts, exhibits

    return _Known(
        accounts.me(tx),
        {one.id: one for one in accounts.every(tx)},
        {one.id: one for one in exhibits.every(tx)},
    )


def _no_marks(conversation_id: ConversationId) -> Marks:
    return Marks(conversation_id=conversation_id, rev=0)
