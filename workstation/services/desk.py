"""All services of a signed-in desk, in one hand."""

from typing import Protocol

from workstation.domain.account import Account
from workstation.domain.link import LinkState
from workstation.services.chat import ChatService
from workstation.services.inbox import InboxService
from workstation.services.notices import NoticeService
from workstation.services.profile import ProfileService
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.team import TeamService


class SyncControl(Protocol):
    """What the screens may ask of the link (`sync.engine.Sync` is one)."""

    def start(self) -> None:
        """Begin to keep store and server equal."""

    def stop(self) -> None:
        """End within half a second, whatever hangs."""

    def wake(self) -> None:
        """Try again now: the machine woke up, the network changed, the user pressed *retry*."""

    def outbox_changed(self) -> None:
        """Something was queued."""


class Desk:
    """The services of one signed-in account; made by `open_desk`, closed by `close`.

    Attributes:
        me: the signed-in account.
        link: the last state of the link.
        sync_control: the link's switches.
    """

    inbox: InboxService
    chat: ChatService
    team: TeamService
    notices: NoticeService
    profile: ProfileService
    settings: SettingsService
    sign_in: SignIn
    me: Account
    link: LinkState
    sync_control: SyncControl

    async def close(self) -> None:
        """Stop the link and close the files; within a second whatever hangs."""
        raise NotImplementedError
