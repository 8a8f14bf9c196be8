"""Identifiers: int64 from the server, UUIDv7 from the desk."""

from typing import NewType
from uuid import UUID

PrincipalId = NewType("PrincipalId", int)
"""Whoever can sign in: an account of an exhibitor or a buyer (one numbering for both)."""
ExhibitorId = NewType("ExhibitorId", int)
SectionId = NewType("SectionId", int)
ExhibitId = NewType("ExhibitId", int)
ConversationId = NewType("ConversationId", int)
MessageId = NewType("MessageId", int)
AttachmentId = NewType("AttachmentId", int)
NoticeId = NewType("NoticeId", int)
ActionId = NewType("ActionId", UUID)
"""Made once on the desk, kept for ever: what makes a write safe to send again."""


def new_action_id() -> ActionId:
    """Return a fresh UUIDv7 (time-ordered, so that it indexes cheaply)."""
    import uuid6  # reads package metadata when imported: not before the first write

    return ActionId(UUID(int=uuid6.uuid7().int))
