"""Makes domain objects for tests: give what matters, the rest is plausible."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from workstation.domain.account import Account, AccountKind, Exhibitor, Permission
from workstation.domain.buyer import Buyer
from workstation.domain.card import CardContent, CardIm, CardSource, HeldCard
from workstation.domain.conversation import Conversation, ConversationKind, ConversationPage, Marks, ReadMark
from workstation.domain.events import Body, Event, MessageChanged, Snapshot
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import (
    AttachmentId,
    ConversationId,
    ExhibitId,
    ExhibitorId,
    MessageId,
    NoticeId,
    PrincipalId,
    SectionId,
    new_action_id,
)
from workstation.domain.message import IMAGE, TEXT, Attachment, Message
from workstation.domain.note import Note
from workstation.domain.notice import Notice
from workstation.domain.phrase import Phrase

NOON = datetime(2026, 4, 15, 12, 0, tzinfo=UTC)
"""When things happen in tests."""

ME = PrincipalId(1)
COLLEAGUE = PrincipalId(2)
EXHIBITOR = ExhibitorId(10)


def at(seconds: float = 0.0) -> datetime:
    """Return a moment so many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def make_account(id: int = ME, **fields: Any) -> Account:
    """Return an account of the exhibitor; the first one is its main account."""
    given: dict[str, Any] = {
        "rev": 1,
        "exhibitor_id": EXHIBITOR,
        "kind": AccountKind.MAIN if id == ME else AccountKind.SUB,
        "login": f"account{id}",
        "name_zh": f"李{id}",
        "name_en": f"Li {id}",
        "permissions": frozenset(Permission),
    }
    return Account(id=PrincipalId(id), **(given | fields))


def make_exhibitor(**fields: Any) -> Exhibitor:
    """Return the exhibitor of the accounts."""
    given: dict[str, Any] = {"id": EXHIBITOR, "rev": 1, "name_zh": "佛山灯饰", "name_en": "Foshan Lighting"}
    return Exhibitor(**(given | fields))


def make_buyer(id: int = 100, **fields: Any) -> Buyer:
    """Return a buyer."""
    given: dict[str, Any] = {
        "rev": 1,
        "name": f"Buyer {id}",
        "company": f"Company {id}",
        "country": "ES",
        "languages": ("es", "en"),
    }
    return Buyer(id=PrincipalId(id), **(given | fields))


def make_message(conversation_id: int = 1, n: int = 1, **fields: Any) -> Message:
    """Return a text of the buyer; its id follows from conversation and number."""
    given: dict[str, Any] = {
        "id": MessageId(conversation_id * 100_000 + n),
        "rev": 1,
        "kind": TEXT,
        "at": at(n),
        "sender_id": PrincipalId(100 + conversation_id),
        "from_buyer": True,
        "text": f"message {n} of {conversation_id}",
    }
    return Message(conversation_id=ConversationId(conversation_id), n=n, **(given | fields))


def make_answer(conversation_id: int = 1, n: int = 1, **fields: Any) -> Message:
    """Return a text of ours."""
    return make_message(conversation_id, n, **({"sender_id": ME, "from_buyer": False} | fields))


def make_image_message(conversation_id: int = 1, n: int = 1, *, attachment_id: int = 500, **fields: Any) -> Message:
    """Return an image of the buyer."""
    given = {"kind": IMAGE, "text": "", "attachment": make_attachment(attachment_id)}
    return make_message(conversation_id, n, **(given | fields))


def make_attachment(id: int = 500) -> Attachment:
    """Return the record of a picture of 800 × 600 pixels."""
    return Attachment(
        id=AttachmentId(id),
        media_type="image/jpeg",
        size_bytes=40_000,
        width=800,
        height=600,
        thumb_width=320,
        thumb_height=240,
    )


def make_conversation(id: int = 1, **fields: Any) -> Conversation:
    """Return a conversation with the buyer of number `100 + id`, owned by me."""
    given: dict[str, Any] = {
        "rev": 1,
        "kind": ConversationKind.CUSTOMER,
        "exhibitor_id": EXHIBITOR,
        "created_at": at(),
        "buyer_id": PrincipalId(100 + id),
        "owner_id": ME,
    }
    return Conversation(id=ConversationId(id), **(given | fields))


def make_colleague_chat(id: int = 1, with_id: int = COLLEAGUE, **fields: Any) -> Conversation:
    """Return a chat between me and a colleague."""
    given: dict[str, Any] = {
        "kind": ConversationKind.COLLEAGUE,
        "buyer_id": None,
        "owner_id": None,
        "participant_ids": (ME, PrincipalId(with_id)),
    }
    return make_conversation(id, **(given | fields))


def make_page(id: int = 1, messages: Iterable[Message] | int = 1, **fields: Any) -> ConversationPage:
    """Return a conversation with its newest messages: given ones, or so many of the buyer."""
    said = tuple(make_message(id, n + 1) for n in range(messages)) if isinstance(messages, int) else tuple(messages)
    given: dict[str, Any] = {
        "conversation": make_conversation(id),
        "marks": make_marks(id, rev=0),
        "buyer": make_buyer(100 + id),
        "messages": said,
    }
    return ConversationPage(**(given | fields))


def make_marks(conversation_id: int = 1, **fields: Any) -> Marks:
    """Return my marks of a conversation."""
    given: dict[str, Any] = {"rev": 1}
    return Marks(conversation_id=ConversationId(conversation_id), **(given | fields))


def make_read(conversation_id: int = 1, reader_id: int = 101, n: int = 1) -> ReadMark:
    """Return a reading position of the buyer."""
    return ReadMark(conversation_id=ConversationId(conversation_id), reader_id=PrincipalId(reader_id), n=n)


def make_snapshot(pages: Iterable[ConversationPage] = (), *, as_of: int = 0, **fields: Any) -> Snapshot:
    """Return a whole snapshot in one page."""
    conversations = tuple(pages)
    given: dict[str, Any] = {
        "me": make_account(),
        "exhibitor": make_exhibitor(),
        "total": len(conversations),
        "accounts": (make_account(), make_account(COLLEAGUE)),
    }
    return Snapshot(as_of=as_of, conversations=conversations, **(given | fields))


def make_event(seq: int, body: Body | Message) -> Event:
    """Return an entry of the log."""
    return Event(seq=seq, at=at(seq), body=MessageChanged(message=body) if isinstance(body, Message) else body)


def make_events(first_seq: int, bodies: Iterable[Body | Message]) -> list[Event]:
    """Return a dense stretch of the log."""
    return [make_event(first_seq + i, body) for i, body in enumerate(bodies)]


def make_exhibit(id: int = 1, **fields: Any) -> Exhibit:
    """Return an exhibit of the exhibitor."""
    given: dict[str, Any] = {
        "rev": 1,
        "exhibitor_id": EXHIBITOR,
        "section_id": SectionId(1),
        "number": f"LX-{id:03}",
        "name_zh": f"落地灯 {id}",
        "name_en": f"Floor lamp {id}",
    }
    return Exhibit(id=ExhibitId(id), **(given | fields))


def make_section(id: int = 1, **fields: Any) -> Section:
    """Return a section of the fair."""
    given: dict[str, Any] = {"code": f"{id}.1", "name_zh": "照明产品", "name_en": "Lighting"}
    return Section(id=SectionId(id), **(given | fields))


def make_notice(id: int = 1, **fields: Any) -> Notice:
    """Return an unread notice."""
    given: dict[str, Any] = {"rev": 1, "code": "assigned", "at": at(id)}
    return Notice(id=NoticeId(id), **(given | fields))


def make_phrase(**fields: Any) -> Phrase:
    """Return a phrase of the company."""
    given: dict[str, Any] = {
        "id": new_action_id(),
        "rev": 1,
        "shortcut": "hi",
        "title": "Hello",
        "zh": "您好",
        "en": "Hello",
    }
    return Phrase(**(given | fields))


def make_note(conversation_id: int = 1, **fields: Any) -> Note:
    """Return a private note of mine on a buyer."""
    given: dict[str, Any] = {"id": new_action_id(), "rev": 1, "author_id": ME, "at": at(), "text": "wants samples"}
    return Note(conversation_id=ConversationId(conversation_id), **(given | fields))


def make_card(*, wechat: str = "", **fields: Any) -> HeldCard:
    """Return a card in my folder; what isn't the folder's stands on the card. A deleted one has nothing on it."""
    given: dict[str, Any] = {
        "id": new_action_id(),
        "rev": 1,
        "holder_id": ME,
        "source": CardSource.IMPORT,
        "received_at": at(),
    }
    of_folder = {name: value for name, value in fields.items() if name in HeldCard.__struct_fields__}
    content = {name: value for name, value in fields.items() if name not in of_folder}
    if wechat:
        content["ims"] = (CardIm("wechat", wechat),)
    return HeldCard(**(given | {"content": CardContent(**content)} | of_folder))
