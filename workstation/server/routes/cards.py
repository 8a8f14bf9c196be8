"""Reading the folders of business cards, page by page; a card of a message as a file for a phone's contacts."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, Parameter
from sqlalchemy import Connection

from workstation.domain.card import CardPage
from workstation.domain.card_files import vcard_out
from workstation.domain.card_files.model import FileCard
from workstation.domain.card_files.vcard_out import Version
from workstation.domain.ids import ActionId, AttachmentId, ConversationId
from workstation.server.caller import Caller
from workstation.server.images import FULL
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT, SIGNED_IN
from workstation.server.queries import accounts, attachments, conversations, messages
from workstation.server.queries import cards as stored

MAX_CARDS = 500
VCARD = "text/vcard"
PRIVATE = "private, no-store"


def _page(conn: Connection, caller: Caller, platform: Platform, after: UUID | None, limit: int) -> CardPage:
    me = accounts.by_id(conn, caller.principal_id, platform.clock.now())
    return stored.page(conn, me, None if after is None else ActionId(after), limit)


@get("/api/v1/cards", opt=ACCOUNT)
async def cards(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    after: FromQuery[UUID | None] = None,
    limit: Annotated[int, Parameter(ge=1, le=MAX_CARDS)] = 200,
) -> CardPage:
    """Return a page of all cards that the account may see: its own folder, and the company's where it may."""
    return await platform.database.read(_page, caller, platform, after, limit)


def _file_card(conn: Connection, caller: Caller, conversation_id: ConversationId, n: int) -> FileCard:
    where = conversations.seen(conn, caller, conversation_id, reading=True)
    shared = messages.card_at(conn, conversation_id, n, where.readable_to_n)

    def data(number: AttachmentId | None) -> bytes:
        return b"" if number is None else attachments.picture(conn, caller, number, FULL).data

    content = shared.content
    return FileCard(content=content, photo=data(content.photo), logo=data(content.logo))


@get(
    "/api/v1/conversations/{conversation_id:int}/messages/{n:int}/card",
    opt=SIGNED_IN,
    responses={200: ResponseSpec(bytes, description="The card as a vCard 3.0: every phone reads it", media_type=VCARD)},
)
async def card_of_message(
    conversation_id: FromPath[int],
    n: FromPath[int],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
) -> Response[bytes]:
    """Return the card that a message carries as a file that phones and address books take up."""
    found = await platform.database.read(_file_card, caller, ConversationId(conversation_id), n)
    name = quote((found.content.name_en or found.content.name_zh or "card")[:80], safe="")
    return Response(
        vcard_out.written(found, Version.V3),
        media_type=VCARD,
        headers={
            "Cache-Control": PRIVATE,
            "Content-Disposition": f"attachment; filename=\"card.vcf\"; filename*=UTF-8''{name}.vcf",
            "Vary": "Authorization, Cookie",
        },
    )


HANDLERS = [cards, card_of_message]
