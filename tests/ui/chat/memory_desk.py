"""A desk in memory for stories and for tests of the widgets alone; the real one stands in tests of the whole."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from tests.ui.chat import samples
from workstation.domain.account import Account, AccountKind, Exhibitor, Presence
from workstation.domain.buyer import Buyer
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import (
    ConversationId,
    ExhibitorId,
    PrincipalId,
    new_action_id,
)
from workstation.domain.message import MAX_TEXT_CHARS
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.policy import BuyerTranslation
from workstation.services.jumps import Days
from workstation.services.refusals import RefusedAction
from workstation.services.views import ChatHead, InboxRow, ItemState, Settings, TimelineItem, TimelinePage
from workstation.ui.bus import Bus
from workstation.ui.chat.wording import local_day

ME = Account(
    id=samples.ME,
    rev=1,
    exhibitor_id=ExhibitorId(1),
    kind=AccountKind.SUB,
    login="wang",
    name_zh="王伟",
    name_en="Wang Wei",
)
EXHIBIT = samples.BIKE
LI = replace(
    ME, id=samples.COLLEAGUE, login="li", name_zh="李静", name_en="Li Jing", title="Sales", presence=Presence.ONLINE
)
ZHOU = replace(ME, id=PrincipalId(9), login="zhou", name_zh="周敏", name_en="Zhou Min", presence=Presence.AWAY)
BUYER = Buyer(
    id=samples.BUYER,
    rev=1,
    name="Ana Torres",
    company="Torres Movilidad S.L.",
    gender="female",
    country="ES",
    email="ana@torres-movilidad.example",
    phone="+34 600 000 000",
    languages=("es", "en"),
    time_zone="Europe/Madrid",
    badge_number="B-204817",
    interests=("E-bikes", "Scooters", "Spare parts"),
    presence=Presence.ONLINE,
)


@dataclass
class Talk:
    """One conversation."""

    buyer: Buyer = BUYER
    items: list[TimelineItem] = field(default_factory=list)
    pending: list[TimelineItem] = field(default_factory=list)
    draft: str = ""
    unread_from_n: int | None = None
    writable: bool = True
    reason: str = ""
    exhibit: Exhibit | None = EXHIBIT
    on_server: list[TimelineItem] = field(default_factory=list)
    """Older ones that have to be fetched."""
    read_n: int = 0
    archived: bool = False
    colleague: Account | None = None
    """With whom, when it is none with a buyer."""


class MemoryChat:
    """Answers like `ChatService`, after a turn of the loop."""

    def __init__(self, talks: dict[int, Talk], bus: Bus) -> None:
        self.talks = talks
        self.bus = bus
        self.refusing: Refusal | None = None
        self.sent: list[tuple[int, str]] = []
        self.marked: list[tuple[int, int]] = []
        self.away: list[int] = []

    async def head(self, ref: int) -> ChatHead:
        await asyncio.sleep(0)
        if ref not in self.talks:
            raise Refusal("not_found")
        talk = self.talks[ref]
        if talk.colleague is not None:
            return self._with_colleague(ref, talk, talk.colleague)
        row = InboxRow(
            id=ConversationId(ref),
            kind=ConversationKind.CUSTOMER,
            title=talk.buyer.name,
            company=talk.buyer.company,
            country=talk.buyer.country,
            language=talk.buyer.languages[0] if talk.buyer.languages else "",
            other_id=talk.buyer.id,
            mine=True,
            presence=talk.buyer.presence,
            archived=talk.archived,
        )
        return ChatHead(
            row=row,
            buyer=talk.buyer,
            exhibit=talk.exhibit,
            writable=talk.writable,
            read_only_reason=talk.reason,
            unread_from_n=talk.unread_from_n,
            read_n=talk.read_n,
            last_n=len(talk.items),
        )

    def _with_colleague(self, ref: int, talk: Talk, colleague: Account) -> ChatHead:
        row = InboxRow(
            id=ConversationId(ref), kind=ConversationKind.COLLEAGUE, title="", other_id=colleague.id,
            colleague_name_zh=colleague.name_zh, colleague_name_en=colleague.name_en, presence=colleague.presence,
        )  # fmt: skip
        return ChatHead(row=row, colleague=colleague, last_n=len(talk.items))

    async def page(
        self, ref: int, *, before_n: int | None = None, after_n: int | None = None, around_n: int | None = None,
        limit: int = 50,
    ) -> TimelinePage:  # fmt: skip
        await asyncio.sleep(0)
        if ref not in self.talks:
            raise Refusal("not_found")
        talk = self.talks[ref]
        items = talk.items
        start, end = max(0, len(items) - limit), len(items)
        if before_n is not None:
            end = next((i for i, item in enumerate(items) if (item.n or 0) >= before_n), len(items))
            start = max(0, end - limit)
        elif after_n is not None:
            start = next((i for i, item in enumerate(items) if (item.n or 0) > after_n), len(items))
            end = min(len(items), start + limit)
        elif around_n is not None:
            middle = next((i for i, item in enumerate(items) if (item.n or 0) >= around_n), len(items))
            start = max(0, min(middle - limit // 2, len(items) - limit))
            end = min(len(items), start + limit)
        newest = end == len(items)
        return TimelinePage(
            items=(*items[start:end], *(talk.pending if newest else ())),
            more_before=start > 0,
            more_after=not newest,
            older_on_server=start == 0 and bool(talk.on_server),
        )

    async def items(self, ref: int, ns: Iterable[int]) -> tuple[TimelineItem, ...]:
        await asyncio.sleep(0)
        wanted = set(ns)
        talk = self.talks[ref]
        return (*(item for item in talk.items if item.n in wanted), *talk.pending)

    async def fetch_older(self, ref: int, before_n: int | None = None) -> bool:
        await asyncio.sleep(0)
        if self.refusing is not None:
            raise self.refusing
        talk = self.talks[ref]
        came, talk.on_server = talk.on_server[-100:], talk.on_server[:-100]
        talk.items[:0] = came
        return bool(came)

    async def send_text(
        self, ref: int, text: str, *, original: Any = None, reply_to_n: int | None = None, seen_n: int | None = None
    ) -> Any:
        await asyncio.sleep(0)
        if self.refusing is not None:
            raise self.refusing
        assert len(text) <= MAX_TEXT_CHARS
        self.sent.append((ref, text))
        action_id = new_action_id()
        talk = self.talks[ref]
        talk.draft = ""
        talk.pending.append(
            TimelineItem(
                key=f"a:{action_id}", n=None, kind="text", text=text, at=datetime.now(UTC), mine=True,
                state=ItemState.WAITING, action_id=action_id,
            )
        )  # fmt: skip
        self.bus.add_change(ChangeSet(outbox=frozenset({f"conversation:{ref}"})))
        return action_id

    async def send_image(self, ref: int, data: bytes, caption: str = "", *, seen_n: int | None = None) -> Any:
        await asyncio.sleep(0)
        if self.refusing is not None:
            raise self.refusing
        self.sent.append((ref, f"<image>{caption}"))

    def confirm(self, ref: int) -> None:
        """Let the server have the first pending message."""
        talk = self.talks[ref]
        item = talk.pending.pop(0)
        n = len(talk.items) + 1
        talk.items.append(replace(item, key=f"m:{n}", n=n, state=ItemState.SENT, message_id=n, sender_id=samples.ME))
        lane = frozenset({f"conversation:{ref}"})
        self.bus.add_change(ChangeSet(messages={ConversationId(ref): frozenset({n})}, outbox=lane))

    def receive(self, ref: int, *texts: str) -> None:
        """Let the buyer write."""
        talk = self.talks[ref]
        first = len(talk.items) + 1
        talk.items += [samples.item(n, text, at=datetime.now(UTC)) for n, text in enumerate(texts, first)]
        ns = frozenset(range(first, first + len(texts)))
        self.bus.add_change(
            ChangeSet(messages={ConversationId(ref): ns}, conversations=frozenset({ConversationId(ref)}))
        )

    async def retry(self, action_id: Any) -> Any:
        await asyncio.sleep(0)
        return action_id

    async def discard(self, action_id: Any) -> str:
        await asyncio.sleep(0)
        for ref, talk in self.talks.items():
            for item in talk.pending:
                if item.action_id == action_id:
                    talk.pending.remove(item)
                    self.bus.add_change(ChangeSet(outbox=frozenset({f"conversation:{ref}"})))
                    return item.text
        return ""

    async def recall(self, ref: int, message_id: int) -> None:
        await asyncio.sleep(0)

    async def save_draft(self, ref: int, text: str) -> None:
        await asyncio.sleep(0)
        self.talks[ref].draft = text

    async def draft(self, ref: int) -> str:
        await asyncio.sleep(0)
        return self.talks[ref].draft if ref in self.talks else ""

    async def mark_read(self, ref: int, n: int) -> None:
        self.marked.append((ref, n))

    async def looked_away(self, ref: int) -> None:
        self.away.append(ref)

    def typing(self, ref: int) -> None:
        return None

    async def image(self, attachment_id: int, size: str = "full") -> bytes:
        await asyncio.sleep(0)
        if attachment_id == 404:
            raise Refusal("unreachable")
        return samples.picture(1280, 960) if size == "full" else samples.picture()

    async def upload(self, upload_id: Any) -> bytes:
        await asyncio.sleep(0)
        return samples.picture(640, 360, "#2b7686")


class MemoryJumps:
    """Knows the days of what `Talk.items` and `Talk.on_server` hold."""

    def __init__(self, chat: MemoryChat) -> None:
        self.chat = chat

    async def days(self, ref: int) -> Days:
        await asyncio.sleep(0)
        talk = self.chat.talks[ref]
        known: dict[date, int] = {}
        for item in talk.items:
            known.setdefault(local_day(item.at), item.n or 0)
        return Days(known=known, perhaps=frozenset(local_day(item.at) for item in talk.on_server) - set(known))

    async def first_on(self, ref: int, day: date) -> int | None:
        await asyncio.sleep(0)
        talk = self.chat.talks[ref]
        if any(local_day(item.at) == day for item in talk.on_server):
            if self.chat.refusing is not None:
                raise self.chat.refusing
            talk.items[:0], talk.on_server = talk.on_server, []
        return next((item.n for item in talk.items if local_day(item.at) >= day), None)

    async def fetch_around(self, ref: int, n: int) -> bool:
        return await self.chat.fetch_older(ref)

    async def fetch_newer(self, ref: int, after_n: int) -> bool:
        return False


class MemoryTeam:
    """Colleagues in memory."""

    def __init__(self, talks: dict[int, Talk]) -> None:
        self.talks = talks
        self.shared: list[tuple[Any, int, str]] = []

    async def accounts(self) -> list[Account]:
        await asyncio.sleep(0)
        return [ME, LI, ZHOU]

    async def can_open(self, conversation: int) -> bool:
        await asyncio.sleep(0)
        return conversation in self.talks

    async def open_chat(self, account_id: int) -> int:
        await asyncio.sleep(0)
        return 9000 + account_id

    async def share(self, chat: Any, conversation: int, comment: str = "") -> Any:
        await asyncio.sleep(0)
        self.shared.append((chat, conversation, comment))
        return new_action_id()


class MemoryRefusals:
    """What was refused besides messages."""

    def __init__(self) -> None:
        self.refused: list[RefusedAction] = []

    async def list(self) -> list[RefusedAction]:
        await asyncio.sleep(0)
        return list(self.refused)

    async def dismiss(self, action_id: Any) -> None:
        self.refused = [one for one in self.refused if one.action_id != action_id]


class MemoryProfile:
    """An exhibitor from Ningbo."""

    async def exhibitor(self) -> Exhibitor:
        await asyncio.sleep(0)
        return Exhibitor(id=ExhibitorId(1), rev=1, name_zh="风行车业", name_en="Windway Bikes", city="Ningbo")


class MemoryPhrases:
    """A desk without phrases."""

    async def list(self, language: str = "zh", query: str = "") -> list[Any]:
        await asyncio.sleep(0)
        return []


class MemorySettings:
    """Settings in memory."""

    def __init__(self) -> None:
        self.value = Settings()
        self.listeners: list[Any] = []

    def get(self) -> Settings:
        return self.value

    def on_change(self, listener: Any) -> Any:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def set(self, **changes: Any) -> None:
        """Change some and tell."""
        before, self.value = self.value, replace(self.value, **changes)
        for listener in self.listeners:
            listener(before, self.value)


class MemoryTranslation:
    """Knows no language."""

    def __init__(self) -> None:
        self.privacy = self

    async def habit(self, _ref: int) -> ReadingHabit:
        return ReadingHabit()

    async def of_buyer(self, _ref: int) -> BuyerTranslation:
        return BuyerTranslation()


def memory_desk(talks: dict[int, Talk], bus: Bus) -> Any:
    """Return what `ChatView` asks of a desk."""

    async def run_blocking(work: Any) -> Any:
        return work()

    chat = MemoryChat(talks, bus)
    return SimpleNamespace(
        chat=chat,
        jumps=MemoryJumps(chat),
        phrases=MemoryPhrases(),
        profile=MemoryProfile(),
        team=MemoryTeam(talks),
        refusals=MemoryRefusals(),
        translation=MemoryTranslation(),
        settings=MemorySettings(),
        me=ME,
        run_blocking=run_blocking,
    )


def long_name() -> Buyer:
    """Return a buyer with names that try to break the layout."""
    return replace(
        BUYER, id=PrincipalId(901), name="عبد الرحمن \u202eevil\u202c Al-Khalifa bin Mohammed Al-Thani",
        company="شركة الخليج للتجارة العامة والمقاولات المحدودة ذ.م.م — Gulf General Trading & Contracting W.L.L.",
        country="SA", languages=("ar",), time_zone="Asia/Riyadh",
    )  # fmt: skip
