"""The main account's overview: figures asked of the server, the rows behind each, and tables to take along."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from msgspec import Struct

from workstation.domain.account import Account, Permission
from workstation.domain.conversation import ConversationPage
from workstation.domain.errors import Refusal
from workstation.domain.events import MessagePage
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.overview import Figure, Overview, OverviewPage, OverviewRow
from workstation.domain.two_clocks import FAIR_ZONE
from workstation.services.files import Files
from workstation.services.platform import Platform
from workstation.services.sheet import csv_bytes, zone_of
from workstation.services.worker import Worker

ROWS: Final = 200
ROWS_EXPORTED: Final = 20_000


class Days(Struct, frozen=True, kw_only=True):
    """Days of the fair's zone, both included."""

    first: date
    last: date


class OverviewService:
    """Every call is *on-line*: without a network it raises `Refusal` `unreachable` (say so in its place).

    It also raises `not_allowed` for whom the overview is not meant.
    """

    def __init__(self, files: Files, platform: Platform, worker: Worker) -> None:
        self._files = files
        self._platform = platform
        self._worker = worker

    async def may_see(self) -> bool:
        """Tell whether the overview is mine to see."""
        from workstation.storage import accounts

        me = await self._files.read(accounts.me)
        return me is not None and me.may(Permission.OVERVIEW)

    async def figures(self, days: Days) -> Overview:
        """Return all figures.

        Raises:
            Refusal: `invalid_request` (`field` `until`) when the last day comes before the first.
        """
        since, until = await self._range(days)
        return await self._worker.run(self._platform.manage, lambda ask: ask.overview(since, until))

    async def rows(
        self, figure: Figure, days: Days, *, key: str = "", offset: int = 0, limit: int = ROWS
    ) -> OverviewPage:
        """Return rows behind a figure; its `total` is the figure itself.

        Args:
            figure: which.
            days: the same as of the figures.
            key: of several the one: an account's id, an hour, a country.
            offset: how many rows were had before.
            limit: 1 to 1000.
        """
        since, until = await self._range(days)
        return await self._worker.run(
            self._platform.manage,
            lambda ask: ask.overview_rows(figure, key, since, until, offset=offset, limit=limit),
        )

    async def conversation(self, conversation_id: ConversationId) -> ConversationPage:
        """Return a conversation that a figure leads to, with its newest messages, whosesoever it is.

        The main account has them all in its list; a sub-account needs the permission `company_history`, and only looks.

        Raises:
            Refusal: `not_found` when it is not one's own to see.
        """
        return await self._worker.run(self._platform.manage, lambda ask: ask.conversation(conversation_id))

    async def older(self, conversation_id: ConversationId, before_n: int) -> MessagePage:
        """Return messages before `before_n` of such a conversation, ascending.

        Raises:
            Refusal: `not_found`.
        """
        return await self._worker.run(self._platform.history, conversation_id, before_n, ROWS)

    async def export(self, figure: Figure, days: Days, headings: Sequence[str], *, key: str = "") -> bytes:
        """Return all rows behind a figure as a CSV file (at most 20,000).

        Args:
            figure: which.
            days: the same as of the figures.
            headings: eleven, worded by the caller: conversation, buyer, company, country, served by, live, last
                message at, waited from, answered at, answered by, seconds waited. Times are the fair's.
            key: as for `rows`.
        """
        found: list[OverviewRow] = []
        while True:
            page = await self.rows(figure, days, key=key, offset=len(found), limit=1000)
            found.extend(page.rows)
            if not page.rows or len(found) >= min(page.total, ROWS_EXPORTED):
                break
        names, zone = await self._names(), zone_of(await self._zone())
        return csv_bytes(headings, (_cells(row, names, zone) for row in found))

    async def export_accounts(self, overview: Overview, headings: Sequence[str]) -> bytes:
        """Return the figures of all colleagues as a CSV file.

        Args:
            overview: as shown.
            headings: seven: account, live, waiting, oldest waiting since, answers, median seconds, 90 % within seconds.
        """
        names, zone = await self._names(), zone_of(overview.time_zone)
        rows = (
            (
                names.get(one.account_id, str(one.account_id)),
                one.live,
                one.waiting,
                _local(one.oldest_waiting_at, zone),
                one.responses.count,
                one.responses.median_s,
                one.responses.p90_s,
            )
            for one in overview.accounts
        )
        return csv_bytes(headings, rows)

    # --- within ---

    async def _range(self, days: Days) -> tuple[datetime, datetime]:
        if days.last < days.first:
            raise Refusal("invalid_request", {"field": "until"})
        zone = zone_of(await self._zone())
        begin, after = datetime.combine(days.first, time()), datetime.combine(days.last + timedelta(days=1), time())
        return begin.replace(tzinfo=zone), after.replace(tzinfo=zone)

    async def _zone(self) -> str:
        from workstation.storage import accounts

        exhibitor = await self._files.read(accounts.exhibitor)
        return (exhibitor.time_zone if exhibitor is not None else "") or FAIR_ZONE

    async def _names(self) -> dict[PrincipalId, str]:
        from workstation.storage import accounts

        return {one.id: _both_names(one) for one in await self._files.read(accounts.every)}


def _both_names(account: Account) -> str:
    names = dict.fromkeys(filter(None, (account.name_zh, account.name_en)))
    return " ".join(names) or account.login


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)


def _cells(row: OverviewRow, names: dict[PrincipalId, str], zone: tzinfo) -> tuple[str | int | datetime | None, ...]:
    def name(account_id: PrincipalId | None) -> str:
        return "" if account_id is None else names.get(account_id, str(account_id))

    return (
        row.conversation_id,
        row.buyer_name,
        row.company,
        row.country,
        name(row.owner_id),
        int(row.live),
        _local(row.last_at, zone),
        _local(row.began_at, zone),
        _local(row.answered_at, zone),
        name(row.answered_by),
        row.response_s,
    )
