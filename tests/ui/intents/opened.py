"""The screen of purchase intents over a real desk, without a network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_account, make_events
from tests.stories import intents_box
from tests.stories.seeded_desk import SeededDesk
from workstation.domain.account import AccountKind, Permission
from workstation.domain.events import Body
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.services.intent_views import IntentView
from workstation.storage import accounts, inbound, outbox
from workstation.ui.bus import Bus
from workstation.ui.intents.view import IntentsView

Until = Callable[..., Any]
FILLED = 11 + 3 + len(intents_box.WANTED) + 2
"""The number of the next event of the log."""


class Opened:
    """The screen, and what lies behind it."""

    def __init__(self, folder: Path, *, sub: frozenset[Permission] | None, reduced: bool) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        kind = AccountKind.MAIN if sub is None else AccountKind.SUB
        self.seeded = SeededDesk(folder / "desk", self.bus, customers=12, kind=kind)
        self.intents = intents_box.fill(self.seeded, reduced=reduced, mine_only=sub is not None)
        if sub is not None:
            me = make_account(rev=99, kind=kind, permissions=sub)
            self.seeded.store.write_blocking(accounts.store, [me])
            self.seeded.desk.me = replace(me)
        self.view = IntentsView(self.seeded.desk, self.bus, self.seeded)
        self.done: list[tuple[str, str, Callable[[], object] | None]] = []
        self.gone_to: list[ConversationId] = []
        self._seq = FILLED
        self.view.done.connect(lambda *said: self.done.append(said))
        self.view.conversation_wanted.connect(self.gone_to.append)

    def hear(self, *bodies: Body) -> None:
        """Let the server say something."""
        changes = self.seeded.store.write_blocking(inbound.apply, make_events(self._seq, bodies))
        self._seq += len(bodies)
        self.seeded.desk.changed(changes)

    def undo(self) -> None:
        """Press *Undo* of what was said last."""
        undo = self.done[-1][2]
        assert undo is not None
        undo()

    def queued(self, kind: type) -> list[Any]:
        """Return the actions of a kind that wait to leave."""
        waiting = self.seeded.store.read_local_blocking(outbox.every)
        return [pending.action for pending in waiting if isinstance(pending.action, kind)]

    def pending(self, kind: type) -> list[outbox.Pending]:
        """Return the same as they stand in the outbox."""
        waiting = self.seeded.store.read_local_blocking(outbox.every)
        return [pending for pending in waiting if isinstance(pending.action, kind)]

    def intents_view(self, place: int) -> IntentView:
        """Return what the list has at a place."""
        return self.view.model.rows[place].view

    @property
    def titles(self) -> list[str]:
        """What the rows say is wanted."""
        return [row.view.wanted.title for row in self.view.model.rows]

    @property
    def shown(self) -> ActionId | None:
        """Which intent stands beside the list."""
        view = self.view.detail.view
        return view.id if view is not None and self.view.detail.isVisible() else None


@asynccontextmanager
async def opened(
    folder: Path, until: Until, *, sub: frozenset[Permission] | None = None, reduced: bool = False
) -> AsyncIterator[Opened]:
    """Open it; as a sub-account with these permissions if any are given."""
    made = Opened(folder, sub=sub, reduced=reduced)
    made.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.view.resize(1300, 700)
    made.view.show()
    await until(lambda: made.view.model.rows)
    try:
        yield made
    finally:
        if made.view.doing.dialog is not None:
            made.view.doing.dialog.reject()
        made.view.forget()
        made.view.hide()
        await made.seeded.close()
        made.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        made.bus.detach()


SALES = PRESETS[Preset.SALES]
