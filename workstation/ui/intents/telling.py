"""Notifications of new purchase intents: those that are mine, and those that I am to assign; never while one looks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from workstation.domain.link import Phase
from workstation.services.intent_views import IntentView
from workstation.services.views import NotifyScope
from workstation.ui.formats import country_name
from workstation.ui.intents import wording
from workstation.ui.notices import in_quiet_hours
from workstation.ui.places import Place
from workstation.ui.tasks import Latest
from workstation.ui.team.access import has_intents

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.domain.ids import ActionId, PrincipalId
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

GATHER_S: Final = 0.5
"""How long a burst is gathered before it is told."""
NAMED: Final = 3
"""How many intents a merged notification names."""


class IntentTelling(QObject):
    """Watches what is received and tells of it, each intent once for each that it is given to.

    Args:
        desk: whose intents.
        bus: tells what arrives.
        clock: for the quiet hours.
        tell: brings title and text before the user's eyes; a click leads to the place.
        is_looking: whether the user looks at the window anyway.
    """

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        clock: Clock,
        tell: Callable[[str, str, Place], Awaitable[None]],
        is_looking: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._tell = tell
        self._is_looking = is_looking
        self._arrived: set[ActionId] = set()
        self._told: dict[ActionId, PrincipalId | None] = {}
        self._telling = Latest(self)
        bus.changed.connect(self._on_changed)

    def stop(self) -> None:
        """Tell nothing more."""
        self._telling.cancel()

    def _on_changed(self, change: ChangeSet) -> None:
        # What a new desk loads, or one that was away reads again, is no news.
        if change.intents and not change.everything and self._desk.link.phase is Phase.ONLINE:
            self._arrived |= change.intents
            self._telling.run(self._gather())

    async def _gather(self) -> None:
        await asyncio.sleep(GATHER_S)  # begun anew while more arrive
        arrived, self._arrived = self._arrived, set()
        found = [await self._desk.intents.get(id_) for id_ in arrived]
        fresh = [view for view in found if view is not None and self._is_news(view)]
        for view in fresh:
            self._told[view.id] = view.received.owner_id
        settings = self._desk.settings.get()
        quiet = in_quiet_hours(settings.quiet_hours, self._clock.now().astimezone())
        if fresh and not (quiet or self._is_looking() or settings.notify_scope is NotifyScope.NONE):
            await self._present(fresh)

    def _is_news(self, view: IntentView) -> bool:
        if not has_intents(self._desk.me) or not view.is_new or view.waiting:
            return False
        mine = view.mine or (view.owner is None and view.may_assign)
        return mine and self._told.get(view.id, -1) != view.received.owner_id

    async def _present(self, fresh: Sequence[IntentView]) -> None:
        first = fresh[0]
        if len(fresh) > 1:
            title = self.tr("%n new purchase intent(s)", "", len(fresh))
            text = ", ".join(wording.title(view.wanted) for view in fresh[:NAMED])
            await self._tell(title, text, Place(kind="intents"))
            return
        title = self.tr("New purchase intent: {title}").format(title=wording.title(first.wanted))
        if first.owner is None:
            title = self.tr("Purchase intent to assign: {title}").format(title=wording.title(first.wanted))
        parts = (wording.buyer(first), country_name(first.received.buyer_country), wording.terms(first.wanted))
        await self._tell(title, " · ".join(part for part in parts if part), Place(kind="intent", intent=first.id))
