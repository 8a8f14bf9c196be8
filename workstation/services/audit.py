"""The company's log: read from the server page by page, and taken along as a table."""

from collections.abc import Callable, Sequence
from typing import Final

from workstation.domain.account import Permission
from workstation.domain.audit import AuditFilter, AuditPage, Entry
from workstation.domain.two_clocks import FAIR_ZONE
from workstation.services.files import Files
from workstation.services.platform import Platform
from workstation.services.sheet import Cell, csv_bytes, zone_of
from workstation.services.worker import Worker

PAGE: Final = 100
EXPORTED: Final = 50_000


class AuditService:
    """Every call is *on-line*: without a network it raises `Refusal` `unreachable`; `not_allowed` for others."""

    def __init__(self, files: Files, platform: Platform, worker: Worker) -> None:
        self._files = files
        self._platform = platform
        self._worker = worker

    async def may_see(self) -> bool:
        """Tell whether the log is mine to see."""
        from workstation.storage import accounts

        me = await self._files.read(accounts.me)
        return me is not None and me.may(Permission.AUDIT_LOG)

    async def page(self, wanted: AuditFilter, *, before: int | None = None, limit: int = PAGE) -> AuditPage:
        """Return lines, newest first; those older than line `before` when given."""
        return await self._worker.run(self._platform.manage, lambda ask: ask.audit(wanted, before=before, limit=limit))

    async def export(
        self, wanted: AuditFilter, headings: Sequence[str], words: Callable[[Entry], Sequence[Cell]]
    ) -> bytes:
        """Return all lines that fit (at most 50,000) as a CSV file, newest first.

        Args:
            wanted: which.
            headings: worded by the caller: time (the fair's), then those of `words`, then address and device.
            words: returns the cells in the middle for a line: who, what, to whom …
        """
        from workstation.storage import accounts

        exhibitor = await self._files.read(accounts.exhibitor)
        zone = zone_of((exhibitor.time_zone if exhibitor is not None else "") or FAIR_ZONE)
        found: list[Entry] = []
        before: int | None = None
        while len(found) < EXPORTED:
            page = await self.page(wanted, before=before, limit=500)
            found.extend(page.entries)
            if not page.more or not page.entries:
                break
            before = page.entries[-1].id
        return csv_bytes(headings, ((one.at.astimezone(zone), *words(one), one.address, one.device) for one in found))
