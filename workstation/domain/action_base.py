"""What all actions share; those of a noun may stand in a module of their own, which `actions.py` joins in."""

from typing import Self

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId


class ActionBase(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What all actions share."""

    def lane(self) -> str:
        """Return the lane whose order this action keeps."""
        return "self"


class ConversationAction(ActionBase, frozen=True, kw_only=True, omit_defaults=True):
    """An action inside one conversation; its lane is the conversation's."""

    conversation: ConversationId | ActionId
    """The server's id, or the client id of the action that opens it (begun off-line)."""

    def lane(self) -> str:
        return f"conversation:{self.conversation}"

    def in_conversation(self, conversation: ConversationId) -> Self:
        """Return the same action addressed by the server's id."""
        from msgspec.structs import replace

        return replace(self, conversation=conversation)
