"""What the screens ask of the server itself, beside the sync: older history, images, typing."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeVar

from workstation.domain.distribution import Assignment, Load, WhatIf, WhatIfResult
from workstation.domain.errors import Refusal
from workstation.domain.events import MessagePage
from workstation.domain.ids import ActionId, AttachmentId, ConversationId
from workstation.domain.slot_actions import MadeFeed, NewFeed
from workstation.services.faults import remote_refusals

if TYPE_CHECKING:
    from workstation.remote.administration import Administration
    from workstation.remote.api import Api

R = TypeVar("R")


class Platform:
    """Blocking calls for worker threads, with refusals in place of the network's faults.

    Args:
        connect: makes the calls' session when the first one is needed.
    """

    def __init__(self, connect: "Callable[[], Api]") -> None:
        self._connect = connect
        self._api: Api | None = None
        self._closed = False

    def history(self, conversation: ConversationId, before: int, limit: int) -> MessagePage:
        """Return messages older than `before`."""
        with remote_refusals():
            return self._calls().messages(conversation, before=before, limit=limit)

    def messages_after(self, conversation: ConversationId, after: int, limit: int) -> MessagePage:
        """Return messages newer than `after`."""
        with remote_refusals():
            return self._calls().messages(conversation, after=after, limit=limit)

    def messages_since(self, conversation: ConversationId, moment: datetime, limit: int) -> MessagePage:
        """Return messages from a moment on; the newest when nothing was said since."""
        with remote_refusals():
            return self._calls().messages(conversation, since=moment, limit=limit)

    def image(self, attachment_id: AttachmentId, size: Literal["thumb", "full"]) -> bytes:
        """Return an image's bytes."""
        with remote_refusals():
            return self._calls().attachment(attachment_id, size)

    def typing(self, conversation: ConversationId) -> None:
        """Tell the other side that I type."""
        with remote_refusals():
            self._calls().typing(conversation)

    def looking(self, conversation: ConversationId, *, here: bool, hello: bool) -> None:
        """Tell the others who may write there that I have it open, or look away."""
        with remote_refusals():
            self._calls().looking(conversation, here=here, hello=hello)

    def assignments(self, conversation: ConversationId) -> tuple[Assignment, ...]:
        """Return why a buyer went where, newest first."""
        with remote_refusals():
            return self._calls().assignments(conversation)

    def intent_assignments(self, intent: ActionId) -> tuple[Assignment, ...]:
        """Return why a purchase intent went where, newest first."""
        with remote_refusals():
            return self._calls().intent_assignments(intent)

    def what_if(self, asked: WhatIf) -> WhatIfResult:
        """Return what other rules would have done."""
        with remote_refusals():
            return self._calls().what_if(asked)

    def loads(self) -> tuple[Load, ...]:
        """Return how much each colleague has to do."""
        with remote_refusals():
            return self._calls().loads()

    def make_calendar_feed(self, wanted: NewFeed) -> MadeFeed:
        """Have a secret calendar address made; return it in full."""
        with remote_refusals():
            return self._calls().make_calendar_feed(wanted)

    def activity(self, *, idle: bool) -> None:
        """Say whether somebody is at this desk."""
        with remote_refusals():
            self._calls().activity(idle=idle)

    def change_password(self, old: str, new: str) -> None:
        """Change my password."""
        with remote_refusals():
            self._calls().change_password(old, new)

    def manage(self, ask: "Callable[[Administration], R]") -> R:
        """Return what a manager's call comes to."""
        from workstation.remote.administration import Administration

        with remote_refusals():
            return ask(Administration(self._calls()))

    def set_token(self, token: str) -> None:
        """Call with this token from now on."""
        if self._api is not None:
            self._api.session.token = token

    def close(self) -> None:
        """Break off what is under way."""
        self._closed = True
        if self._api is not None:
            self._api.session.close()

    def _calls(self) -> "Api":
        if self._closed:
            raise Refusal("closed")
        if self._api is None:
            self._api = self._connect()
        return self._api
