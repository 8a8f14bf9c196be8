"""All services of a signed-in desk, in one hand."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from workstation.domain.account import Account
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.errors import Refusal
from workstation.domain.events import PresenceMoved, PresentNow, Signal
from workstation.domain.ids import ConversationId
from workstation.domain.link import ENDED_FOR_GOOD, LOCKED_OFFLINE, LinkState, Phase
from workstation.services.absence import AbsenceWatch
from workstation.services.accounts import AccountService
from workstation.services.audit import AuditService
from workstation.services.auto_replies import AutoReplyService
from workstation.services.blocking import BlockingService
from workstation.services.chat import ChatService
from workstation.services.distribution import DistributionService
from workstation.services.export import ExportService
from workstation.services.files import Files
from workstation.services.history import HistoryService
from workstation.services.inbox import InboxService
from workstation.services.jumps import JumpService
from workstation.services.last_open import LastOpen
from workstation.services.lookers import LookersService
from workstation.services.notes import NotesService
from workstation.services.notices import NoticeService
from workstation.services.outgoing import Outgoing
from workstation.services.overview import OverviewService
from workstation.services.phrases import PhraseService
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.profile import ProfileService
from workstation.services.refusals import RefusalService
from workstation.services.search import SearchService
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.team import TeamService
from workstation.services.transfers import TransfersService
from workstation.services.true_clock import TrueClock
from workstation.services.upkeep import Upkeep
from workstation.services.views import ConversationRef, Settings
from workstation.services.worker import Worker
from workstation.storage.errors import StorageDamaged, StorageError

if TYPE_CHECKING:
    from workstation.remote.api import Api
    from workstation.services.calendar import CalendarService
    from workstation.services.calendar_feeds import CalendarFeeds
    from workstation.services.calendar_file import CalendarFiles
    from workstation.services.card_export import CardExports
    from workstation.services.card_import import CardImports
    from workstation.services.cards import CardService
    from workstation.services.company_history import CompanyHistory
    from workstation.services.intents import IntentService
    from workstation.services.meeting import MeetingDesk
    from workstation.services.reminders import ReminderService
    from workstation.services.transfer_offers import TransferOffers
    from workstation.services.translation.service import TranslationService
    from workstation.storage.store import Store

R = TypeVar("R")


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


class Listeners(Protocol):
    """Who hears of changes, on any thread (`ui.bus.Bus` is one)."""

    def post_change(self, change: ChangeSet) -> None:
        """The local files changed."""

    def post_link(self, state: LinkState) -> None:
        """The link changed."""

    def post_signal(self, signal: Signal) -> None:
        """Somebody types, or comes and goes."""


class Desk:
    """The services of one signed-in account; made by `open_desk`, closed by `close`.

    Attributes:
        me: the signed-in account, as the server told last.
        link: the last state of the link.
        sync_control: the link's switches.
    """

    def __init__(
        self,
        store: "Store",
        me: Account,
        settings: SettingsService,
        sign_in: SignIn,
        listeners: Listeners,
        clock: Clock,
        connect: "Callable[[], Api]",
    ) -> None:
        self.me = me
        self.link = LinkState()
        self.settings = settings
        self.sign_in = sign_in
        self.sync_control: SyncControl = _NoSync()
        self._listeners = listeners
        self._worker = Worker(4, "desk")
        self._platform = Platform(connect)
        self._presences = Presences()
        self._upkeep = Upkeep(store, clock, self._told)
        self._files = Files(store)
        outgoing = Outgoing(self._files, clock, self._done_here, lambda: self.sync_control.outbox_changed())
        self.inbox = InboxService(self._files, outgoing, self._presences)
        self.chat = ChatService(self._files, outgoing, self._platform, self._worker, self._presences, clock)
        self.team = TeamService(self._files, outgoing, self._presences)
        self.distribution = DistributionService(self._files, outgoing, self._platform, self._worker, clock)
        self.transfers = TransfersService(
            self._files, outgoing, self._platform, self._worker, self._presences, self.inbox
        )
        self.lookers = LookersService(self._files, self._platform, self._worker, clock)
        self.accounts = AccountService(self._files, outgoing, self._platform, self._worker, self._presences)
        self.auto_replies = AutoReplyService(self._files, outgoing, clock)
        self.blocking = BlockingService(self._files, outgoing)
        self.overview = OverviewService(self._files, self._platform, self._worker)
        self.audit = AuditService(self._files, self._platform, self._worker)
        self.last_open = LastOpen(self._files)
        self.notices = NoticeService(self._files, outgoing)
        self.phrases = PhraseService(self._files, outgoing)
        self.notes = NotesService(self._files, outgoing)
        self._translation: TranslationService | None = None
        self.profile = ProfileService(self._files, outgoing, self._presences, self._platform, self._worker)
        self._clock = clock
        self._true_clock = TrueClock(clock, lambda: self.link.clock_skew_s)
        self._outgoing = outgoing
        self.refusals = RefusalService(self._files)
        self.search = SearchService(self._files, self.inbox)
        self.history = HistoryService(self._files, self.chat)
        self.jumps = JumpService(self._files, self._platform, self._worker, self.history)
        self.export = ExportService(self._files, self.chat, self._worker, clock)
        self._absence = AbsenceWatch(self._files, clock, lambda: self.link.phase is Phase.ONLINE, self._too_long_away)
        self._undo = [settings.on_change(self._on_settings)]

    # Made when first asked for: a desk is open long before somebody looks at business cards.

    @cached_property
    def company(self) -> "CompanyHistory":
        """The company's conversations, for who may look into them."""
        from workstation.services.company_history import CompanyHistory

        return CompanyHistory(self._files, self._platform, self._worker)

    @cached_property
    def offers(self) -> "TransferOffers":
        """Transfers that somebody still has to do something about."""
        from workstation.services.transfer_offers import TransferOffers

        return TransferOffers(self._files, self._outgoing)

    @cached_property
    def cards(self) -> "CardService":
        """My card, and the folders."""
        from workstation.services.cards import CardService

        return CardService(self._files, self._outgoing, self._worker)

    @cached_property
    def card_imports(self) -> "CardImports":
        """Cards out of files."""
        from workstation.services.card_import import CardImports

        return CardImports(self._files, self._outgoing, self._worker)

    @cached_property
    def card_exports(self) -> "CardExports":
        """Cards into files."""
        from workstation.services.card_export import CardExports

        return CardExports(self._files, self.chat, self._worker, self._clock)

    @cached_property
    def calendar(self) -> "CalendarService":
        """Slots, bookings, and who receives them."""
        from workstation.services.calendar import CalendarService

        return CalendarService(self._files, self._outgoing, self._presences, self._true_clock)

    @cached_property
    def calendar_files(self) -> "CalendarFiles":
        """Bookings into files for other calendars."""
        from workstation.services.calendar_file import CalendarFiles

        return CalendarFiles(self.calendar, self._worker, self._true_clock)

    @cached_property
    def calendar_feeds(self) -> "CalendarFeeds":
        """My secret calendar addresses."""
        from workstation.services.calendar_feeds import CalendarFeeds

        return CalendarFeeds(self._files, self._outgoing, self._platform, self._worker)

    @cached_property
    def intents(self) -> "IntentService":
        """Purchase intents: the lists, and what is done about them."""
        from workstation.services.intents import IntentService

        return IntentService(
            self._files, self._outgoing, self._presences, self._platform, self._worker, self._true_clock
        )

    @cached_property
    def reminders(self) -> "ReminderService":
        """What is to be said before negotiations; whoever shows it registers with `on_due`, then calls `start`."""
        from workstation.services.reminders import ReminderService

        return ReminderService(self._files, self._true_clock, lambda: self.settings.get().remind_before_s)

    @cached_property
    def meetings(self) -> "MeetingDesk":
        """The way into negotiations."""
        from workstation.services.meeting import MeetingDesk
        from workstation.services.programs import Programs

        return MeetingDesk(self.calendar, self.team, self.chat, self._files, self._worker, Programs(), lambda: self.me)

    @property
    def translation(self) -> "TranslationService":
        """Reading and writing other languages."""
        if self._translation is None:
            from workstation.services.translation.service import TranslationService

            self._translation = TranslationService(self._files, self._outgoing, self._clock, lambda: self.me)
        return self._translation

    async def start(self, sync: SyncControl) -> None:
        """Take the settings of the account and begin to sync."""
        self.sync_control = sync
        await self.settings.attach(self._files)
        with suppress(StorageDamaged):  # the sync has been told, and makes the cache anew
            await self._worker.run(self._upkeep.begin)
        sync.start()
        self.search.begin_indexing()
        self._absence.start()

    async def run_blocking(self, work: Callable[[], R]) -> R:
        """Run what would hold up the event loop on one of the desk's threads."""
        return await self._worker.run(work)

    async def rest(self) -> None:
        """Give memory back that is only kept in case it is wanted again; for a moment in which nobody waits."""
        await self._worker.run(self._rest)

    def _rest(self) -> None:
        from workstation.services import memory

        self._files.store.shrink_blocking()
        memory.give_back()

    def on_stop(self, undo: Callable[[], None]) -> None:
        """Call this when the desk is stopped."""
        self._undo.append(undo)

    async def refresh_me(self) -> Account:
        """Return my account with what is on its way laid over; `me` is that from now on."""
        with suppress(Refusal):  # while the cache is read afresh there is none: it stays who it was
            self.me = await self.profile.me()
        return self.me

    def showing(self, conversation: ConversationRef | None) -> None:
        """Say which conversation is open on the screen: it is not archived under one's eyes."""
        self._upkeep.open_conversation = ConversationId(conversation) if isinstance(conversation, int) else None

    @property
    def _made_reminders(self) -> "ReminderService | None":
        """What reminds, if somebody has asked for it."""
        return self.__dict__.get("reminders")

    # --- what the sync tells, on its threads ---

    def changed(self, changes: ChangeSet) -> None:
        """The cache changed."""
        self._upkeep.changed(changes)

    def _told(self, changes: ChangeSet) -> None:
        """Pass a change on; if it names me, `me` is anew before the screens hear of it."""
        if changes.everything or self.me.id in changes.accounts:
            from workstation.storage import accounts

            with suppress(StorageError):
                self.me = self._files.store.read_blocking(accounts.me) or self.me
        if self._translation is not None and (changes.translation or changes.everything or "units" in changes.outbox):
            self._translation.changed()
        self._done_here(changes)

    def _done_here(self, changes: ChangeSet) -> None:
        """Pass on what changed in the local files."""
        if self._made_reminders is not None:
            self._made_reminders.changed(changes)
        self._listeners.post_change(changes)

    def link_changed(self, state: LinkState) -> None:
        """The link changed."""
        if state.phase is Phase.SIGNED_OUT and state.problem_code in ENDED_FOR_GOOD:
            self.sign_in.destroy()
        was_up, is_up = self.link.phase is Phase.ONLINE, state.phase is Phase.ONLINE
        if was_up is not is_up:
            self._presences.link_is_up(is_up)
            self.lookers.link_is_up(is_up)
        clock_was_put_right = state.clock_skew_s != self.link.clock_skew_s
        self.link = state
        if clock_was_put_right and self._made_reminders is not None:
            self._made_reminders.changed(ChangeSet(everything=True))
        if state.problem_code == "must_change_password":
            self.sign_in.must_change_password = True
        self._listeners.post_link(state)
        if was_up and not is_up:
            self._listeners.post_signal(PresentNow())

    def signalled(self, signal: Signal) -> None:
        """Something passed by."""
        if isinstance(signal, PresenceMoved):
            self._presences.moved(signal.principal_id, signal.presence)
        elif isinstance(signal, PresentNow):
            self._presences.begin(signal.presences)
        self.lookers.signalled(signal)
        self._listeners.post_signal(signal)

    def renewed(self) -> None:
        """There is another token."""
        self._platform.set_token(self.sign_in.token)
        self.sync_control.wake()

    def _too_long_away(self) -> None:
        """Shut the desk: whoever is here has to show the server that he still belongs to the company."""
        self.sign_in.lock()
        self._worker.post(self.sync_control.stop)
        self.link_changed(LinkState(phase=Phase.SIGNED_OUT, problem_code=LOCKED_OFFLINE, as_of=self.link.as_of))

    async def stop(self) -> None:
        """Stop the link; the files stay open for signing out, or in again."""
        await self._absence.stop()
        if self._made_reminders is not None:
            await self._made_reminders.stop()
        while self._undo:
            self._undo.pop()()
        await self.search.stop_indexing()
        await self.lookers.stop()
        self._platform.close()
        if self._translation is not None:
            self._translation.close()
        await self._worker.run(self.sync_control.stop)
        await self.settings.attach(None)
        self._worker.close()

    async def close(self) -> None:
        """Stop the link and close the files; within a second whatever hangs."""
        await self.stop()
        await self.sign_in.close()

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.image_cache_mb != after.image_cache_mb:
            limit = after.image_cache_mb * 1024 * 1024
            self._upkeep.image_limit_bytes = limit
            self.chat.limit_images(limit)
        if before.remind_before_s != after.remind_before_s and self._made_reminders is not None:
            self._made_reminders.changed(ChangeSet(everything=True))


class _NoSync:
    """Stands in until there is a link."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def wake(self) -> None: ...

    def outbox_changed(self) -> None: ...


async def open_desk(
    sign_in: SignIn, settings: SettingsService, listeners: Listeners, clock: Clock | None = None
) -> Desk:
    """Return the services of the account whose files are open, and begin to sync.

    Args:
        sign_in: after `READY` or a sign-in.
        settings: the program's; gets the account's.
        listeners: who hears of changes.
        clock: tells the time.

    Raises:
        Refusal: `not_signed_in` when no files are open.
    """
    store, me = sign_in.store, sign_in.me
    if store is None or me is None:
        raise Refusal("not_signed_in")
    now = clock or SystemClock()
    sessions: list[Api] = []

    def connect() -> "Api":
        api = sign_in.connect()
        sessions.append(api)
        return api

    desk = Desk(store, me, settings, sign_in, listeners, now, connect)

    def renewed() -> None:
        for api in sessions:
            api.session.token = sign_in.token
        desk.renewed()

    def make_sync() -> SyncControl:
        from workstation.sync.engine import Sync

        return Sync(store, connect, now, on_change=desk.changed, on_link=desk.link_changed, on_signal=desk.signalled)

    desk.on_stop(sign_in.on_renewed(renewed))
    try:
        await desk.start(await desk.run_blocking(make_sync))
    except BaseException:
        await desk.stop()
        raise
    return desk
