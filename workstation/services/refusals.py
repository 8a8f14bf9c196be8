"""What the server refused besides messages (transfers, recalls, profile changes …): said once, then dismissed."""

from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.ids import ActionId
from workstation.services.files import Files
from workstation.services.overlaid import fault_of
from workstation.services.views import ConversationRef, Fault

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class RefusedAction(Struct, frozen=True, kw_only=True):
    """A decision of the user that came to nothing."""

    action_id: ActionId
    kind: str
    """The action's kind on the wire: `transfer_conversation`, `recall_message`, `set_profile` …"""
    conversation: ConversationRef | None
    problem: Fault


class RefusalService:
    """Refused messages show in their timeline; this is where all else shows."""

    def __init__(self, files: Files) -> None:
        self._files = files

    async def list(self) -> "list[RefusedAction]":
        """Return what was refused and not dismissed, oldest first."""
        return await self._files.read_local(_refused)

    async def dismiss(self, action_id: ActionId) -> None:
        """The user knows."""
        from workstation.storage import outbox

        await self._files.write_local(outbox.discard, action_id)


def _refused(tx: "Tx") -> list[RefusedAction]:
    from workstation.domain.actions import Said
    from workstation.storage import outbox

    return [
        RefusedAction(
            action_id=pending.id,
            kind=str(type(pending.action).__struct_config__.tag),
            conversation=pending.conversation,
            problem=fault_of(pending),
        )
        for pending in outbox.every(tx)
        if pending.is_refused and not isinstance(pending.action, Said)
    ]
