"""The services over real local files, without a network."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import NOON, make_events, make_page, make_snapshot
from tests.helpers.fresh_store import fresh_store
from workstation.domain.actions import ActionResult
from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId
from workstation.remote.api import Api
from workstation.services.accounts import AccountService
from workstation.services.auto_replies import AutoReplyService
from workstation.services.blocking import BlockingService
from workstation.services.calendar import CalendarService
from workstation.services.cards import CardService
from workstation.services.chat import ChatService
from workstation.services.distribution import DistributionService
from workstation.services.files import Files
from workstation.services.inbox import InboxService
from workstation.services.intents import IntentService
from workstation.services.notes import NotesService
from workstation.services.notices import NoticeService
from workstation.services.outgoing import Outgoing
from workstation.services.phrases import PhraseService
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.profile import ProfileService
from workstation.services.refusals import RefusalService
from workstation.services.team import TeamService
from workstation.services.transfer_offers import TransferOffers
from workstation.services.transfers import TransfersService
from workstation.services.upkeep import Upkeep
from workstation.services.worker import Worker
from workstation.storage import inbound, outbox
from workstation.storage.outbox import Pending
from workstation.storage.store import Store

ONE, TWO, THREE = ConversationId(1), ConversationId(2), ConversationId(3)


@dataclass
class HandClock:
    """A clock that goes when it is told to."""

    at: datetime = NOON
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def go(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


def no_server() -> Api:
    """Stand for a network that isn't there."""
    raise Refusal("unreachable")


@dataclass
class Bench:
    """All services over one store, and what they told."""

    store: Store
    clock: HandClock = field(default_factory=HandClock)
    changes: list[ChangeSet] = field(default_factory=list)
    queued: int = 0

    def __post_init__(self) -> None:
        self.worker = Worker(2, "bench")
        self.presences = Presences()
        files = self.files = Files(self.store)
        outgoing = self.outgoing = Outgoing(files, self.clock, self.changes.append, self._count)
        self.inbox = InboxService(files, outgoing, self.presences)
        platform = Platform(no_server)
        self.chat = ChatService(files, outgoing, platform, self.worker, self.presences, self.clock)
        self.team = TeamService(files, outgoing, self.presences)
        self.distribution = DistributionService(files, outgoing, platform, self.worker, self.clock)
        self.transfers = TransfersService(files, outgoing, platform, self.worker, self.presences, self.inbox)
        self.offers = TransferOffers(files, outgoing)
        self.notices = NoticeService(files, outgoing)
        self.phrases = PhraseService(files, outgoing)
        self.notes = NotesService(files, outgoing)
        self.profile = ProfileService(files, outgoing, self.presences, platform, self.worker)
        self.calendar = CalendarService(files, outgoing, self.presences, self.clock)
        self.intents = IntentService(files, outgoing, self.presences, platform, self.worker, self.clock)
        self.cards = CardService(files, outgoing, self.worker)
        self.accounts = AccountService(files, outgoing, platform, self.worker, self.presences)
        self.auto_replies = AutoReplyService(files, outgoing, self.clock)
        self.blocking = BlockingService(files, outgoing)
        self.refusals = RefusalService(files)
        self.upkeep = Upkeep(self.store, self.clock, self.changes.append)
        self._seq = 10

    def _count(self) -> None:
        self.queued += 1

    def sync(self, *pages: Any, **fields: Any) -> None:
        """Do as a first sync does."""
        self.store.write_blocking(inbound.apply_snapshot, make_snapshot(pages, as_of=self._seq, **fields))
        self.store.write_blocking(inbound.finish_snapshot, self._seq)

    def hear(self, *bodies: Any) -> None:
        """Apply what the server says and look after it."""
        changes = self.store.write_blocking(inbound.apply, make_events(self._seq + 1, bodies))
        self._seq += len(bodies)
        self.upkeep.changed(changes)

    def confirm(self, id_: ActionId, *, heard: bool = False, **result: Any) -> None:
        """Answer an action as the server does; its event comes next, or was heard before."""
        answer = ActionResult(id=id_, seq=self._seq + (not heard), **result)
        self.local(outbox.confirm, id_, answer, now_ms=self.outgoing.now_ms)

    def outbox(self) -> list[Pending]:
        """Return what waits to leave."""
        return self.store.read_local_blocking(outbox.every)

    def local(self, work: Any, *args: Any, **how: Any) -> Any:
        """Do to `local.db` what the link would do."""
        return self.store.write_local_blocking(work, *args, **how)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give services after a first sync: customers 1 to 3 with three messages each, unanswered."""
    store = fresh_store(tmp_path / "profile", bytes(32))
    bench = Bench(store)
    bench.sync(*(make_page(i, 3) for i in (1, 2, 3)))
    yield bench
    bench.worker.close()
    store.close()
