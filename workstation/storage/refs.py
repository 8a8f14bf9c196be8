"""How conversations are named in `local.db`: the server's id, or the client id of one begun off-line."""

from uuid import UUID

from workstation.domain.ids import ActionId, ConversationId

Ref = ConversationId | ActionId


def to_text(ref: Ref) -> str:
    """Return a reference as it is stored."""
    return str(ref)


def from_text(text: str) -> Ref:
    """Return a stored reference."""
    return ConversationId(int(text)) if text.isdecimal() else ActionId(UUID(text))
