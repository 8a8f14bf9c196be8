"""What tests of the whole chat do again and again."""

from collections.abc import Callable, Coroutine
from typing import Any

from tests.ui.chat.memory_desk import MemoryChat
from workstation.domain.ids import ConversationId
from workstation.ui.chat.view import ChatView

Until = Callable[..., Coroutine[Any, Any, None]]


def chat_of(view: ChatView) -> MemoryChat:
    """Return the service in memory."""
    chat: Any = view._desk.chat
    assert isinstance(chat, MemoryChat)
    return chat


async def opened(view: ChatView, until: Until, ref: int = 1, n: int | None = None) -> None:
    """Open a conversation and wait until it shows."""
    view.open_conversation(ConversationId(ref), n)
    await until(lambda: view._shown_ref == ref and view.feed.head is not None)


def is_open(view: ChatView) -> bool:
    """Tell whether one may write."""
    return view.composer.writable


def numbers(view: ChatView) -> list[int | None]:
    """Return the messages held."""
    return [item.n for item in view.timeline.rows.items]
