"""The platform's notices in the message centre (domain.md §2)."""

from datetime import datetime

from msgspec import Struct

from workstation.domain.ids import ConversationId, NoticeId


class Notice(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A notice, worded by each viewer from its code and parameters."""

    id: NoticeId
    rev: int
    code: str
    """`assigned`, `booking`, `receiver_named`, `intent_matched`, `card_received`, `deadline` …"""
    at: datetime
    params: dict[str, str | int] = {}
    conversation_id: ConversationId | None = None
    read: bool = False
