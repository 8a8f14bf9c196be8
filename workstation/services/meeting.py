"""The way into a negotiation: its parts checked anew, the program looked for and started as a process of its own.

Nothing that somebody sent is opened: links are built here from checked parts, whether the server or a colleague gave
them.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation.domain.account import Account
from workstation.domain.booking import BookingRules, BookingState
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_address import network_host
from workstation.domain.meeting_link import browser_link, check, client_scheme, jitsi_hosts, launch_link
from workstation.services.calendar import CalendarService
from workstation.services.calendar_views import BookingView
from workstation.services.chat import ChatService
from workstation.services.files import Files
from workstation.services.programs import Found, Program, Programs
from workstation.services.team import TeamService
from workstation.services.views import Fault
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from workstation.storage.tx import Tx

_REGISTERED: Final = "meeting_account_registered"
_DOWNLOADS: Final = {
    MeetingService.TENCENT: "https://meeting.tencent.com/download/",
    MeetingService.VOOV: "https://voovmeeting.com/download-center.html",
    MeetingService.ZOOM: "https://zoom.us/download",
}


class Way(StrEnum):
    """How one gets into a meeting."""

    CLIENT = "client"
    """By the service's own program."""
    BROWSER = "browser"


class Entrance(Struct, frozen=True, kw_only=True):
    """All that is needed to enter a negotiation."""

    view: BookingView
    rules: BookingRules
    meeting: Meeting | None = None
    """Checked; `None` when there is none, or one that must not be opened."""
    problem: Fault | None = None
    """Why the meeting that there is must not be opened (`meeting_invalid`)."""
    address: str = ""
    """Where the browser joins."""
    host: str = ""
    """Of the address, as the network knows it."""
    has_client_link: bool = False
    """The service's own program can be sent straight into this meeting."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return how one can get in."""
        if self.meeting is None:
            return ()
        return (Way.CLIENT, Way.BROWSER) if self.has_client_link else (Way.BROWSER,)


class Readiness(Struct, frozen=True, kw_only=True):
    """What should be in order before the first negotiation."""

    service: MeetingService
    """That the fair's meetings are held with, as far as is known."""
    program: Program
    mobile: str = ""
    """My registered number: the meeting account is that."""
    registered: bool = False
    """I have said that the meeting account of that number is there."""
    organisation: str = ""
    support: str = ""

    @property
    def ready(self) -> bool:
        """Tell whether nothing is left to do; a program that can't be asked for counts as there."""
        return self.program.found is not Found.NO and bool(self.mobile) and self.registered


class MeetingDesk:
    """Enters meetings, types them in, passes them on.

    Args:
        calendar: bookings and rules.
        team: colleagues and the chats with them.
        chat: sends what is passed on.
        files: keeps what I said of my meeting account.
        worker: for what takes a moment.
        programs: of this machine.
        me: the signed-in account.
    """

    def __init__(
        self,
        calendar: CalendarService,
        team: TeamService,
        chat: ChatService,
        files: Files,
        worker: Worker,
        programs: Programs,
        me: "Callable[[], Account]",
    ) -> None:
        self._calendar = calendar
        self._team = team
        self._chat = chat
        self._files = files
        self._worker = worker
        self._programs = programs
        self._me = me

    async def entrance(self, booking_id: ActionId) -> Entrance:
        """Return the way into a booking's meeting.

        Raises:
            Refusal: `not_found`.
        """
        view = await self._calendar.booking(booking_id)
        if view is None:
            raise Refusal("not_found")
        rules = (await self._calendar.rules()).rules
        stored = view.booking.meeting
        if stored is None:
            return Entrance(view=view, rules=rules)
        jitsi = jitsi_hosts(rules.jitsi_host)
        try:
            meeting = check(stored, jitsi=jitsi)
            address = browser_link(meeting, jitsi=jitsi)
            client = launch_link(meeting, jitsi=jitsi)
        except Refusal as refusal:
            return Entrance(view=view, rules=rules, problem=Fault(code=refusal.code, params=refusal.params))
        return Entrance(
            view=view,
            rules=rules,
            meeting=meeting,
            address=address,
            host=network_host(address),
            has_client_link=client is not None,
        )

    async def program(self, service: MeetingService) -> Program:
        """Return the program that is registered for a service's links; unknown where none are built for one."""
        scheme = client_scheme(service)
        if scheme is None:
            return Program(found=Found.UNKNOWN)
        return await self._worker.run(self._programs.for_scheme, scheme)

    async def enter(self, booking_id: ActionId, way: Way) -> None:
        """Start the program or the browser at a booking's meeting, and note that I entered.

        That it returns says only that something was started.

        Raises:
            Refusal: `not_found`, `meeting_invalid`, `meeting_missing`, `booking_cancelled`, `program_missing`,
                `program_failed`.
        """
        found = await self.entrance(booking_id)
        if found.view.booking.state is BookingState.CANCELLED:
            raise Refusal("booking_cancelled")
        if found.problem is not None:
            raise Refusal(found.problem.code, found.problem.params)
        if found.meeting is None:
            raise Refusal("meeting_missing")
        client = launch_link(found.meeting) if way is Way.CLIENT and found.has_client_link else None
        link = client if way is Way.CLIENT else found.address
        if link is None:
            raise Refusal("program_missing")
        await self._worker.run(self._programs.open, link)
        await self._calendar.entered(booking_id)

    async def type_in(self, booking_id: ActionId, meeting: Meeting | None) -> None:
        """Give a booking the meeting that was typed in, or take it away (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `meeting_invalid`.
        """
        await self._calendar.set_meeting(booking_id, meeting)

    async def invite(self, account_id: PrincipalId, text: str) -> None:
        """Send a colleague the meeting, in the chat with them (queued).

        Raises:
            Refusal: `not_found`, those of a text.
        """
        chat = await self._team.open_chat(account_id)
        await self._chat.send_text(chat, text)

    # ---- readiness -----------------------------------------------------------------------------------------------

    async def readiness(self) -> Readiness:
        """Return what is in order and what is not."""
        rules = (await self._calendar.rules()).rules
        service = await self._usual_service(rules)
        return Readiness(
            service=service,
            program=await self.program(service),
            mobile=self._me().mobile,
            registered=await self._files.read_local(_registered),
            organisation=rules.organisation,
            support=rules.support,
        )

    async def say_registered(self, registered: bool) -> None:
        """Note what I say of my meeting account: nothing else knows."""
        await self._files.write_local(_say_registered, registered)

    async def open_download(self, service: MeetingService) -> None:
        """Open the page in the browser where the service's program is to be had.

        Raises:
            Refusal: `not_found` where there is none, `program_missing`, `program_failed`.
        """
        page = download_page(service)
        if not page:
            raise Refusal("not_found")
        await self._worker.run(self._programs.open, page)

    async def _usual_service(self, rules: BookingRules) -> MeetingService:
        """Return what the next meeting is held with; by the rules when none is known."""
        for one in reversed(await self._calendar.mine()):
            if not one.over and one.booking.meeting is not None:
                return one.booking.meeting.service
        return MeetingService.JITSI if rules.meetings == "jitsi" else MeetingService.TENCENT


def download_page(service: MeetingService) -> str:
    """Return where a service's program is to be had; empty where a browser is all one needs."""
    return _DOWNLOADS.get(service, "")


def _registered(tx: "Tx") -> bool:
    from workstation.storage import settings

    return settings.get(tx, _REGISTERED) == "true"


def _say_registered(tx: "Tx", registered: bool) -> None:
    from workstation.storage import settings

    settings.put(tx, _REGISTERED, "true" if registered else "false")
