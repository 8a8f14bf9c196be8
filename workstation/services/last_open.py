"""Which conversation was open when the desk was left."""

from typing import TYPE_CHECKING, Final

from workstation.domain.ids import ConversationId
from workstation.services.files import Files
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

_NAME: Final = "last_open"


class LastOpen:
    """Kept with what only this machine knows."""

    def __init__(self, files: Files) -> None:
        self._files = files

    async def get(self) -> ConversationId | None:
        """Return the conversation, `None` when there was none or it is no longer here."""
        from workstation.storage import conversations

        kept = await self._files.read_local(_read)
        if kept is None or await self._files.read(conversations.get, kept) is None:
            return None
        return kept

    async def keep(self, conversation: ConversationRef) -> None:
        """This one is open; a chat begun off-line is kept once the server has named it."""
        if isinstance(conversation, int):
            await self._files.write_local(_write, conversation)


def _read(tx: "Tx") -> ConversationId | None:
    from workstation.storage import settings

    kept = settings.get(tx, _NAME) or ""
    return ConversationId(int(kept)) if kept.isdecimal() else None


def _write(tx: "Tx", conversation: int) -> None:
    from workstation.storage import settings

    settings.put(tx, _NAME, str(conversation))
