"""The screen of purchase intents over a real desk, without a network."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace

from tests.helpers.builders import make_account, make_events
from tests.stories import intents_box
from tests.ui.opened_screen import OpenedScreen, Until
from workstation.domain.account import AccountKind, Permission
from workstation.domain.events import Body
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.services.intent_views import IntentView
from workstation.storage import accounts, inbound
from workstation.ui.intents.view import IntentsView

FILLED = 11 + 3 + len(intents_box.WANTED) + 2
"""The number of the next event of the log."""


class Opened(OpenedScreen):
    """The screen, and what lies behind it."""

    def __init__(self, folder: Path, *, sub: frozenset[Permission] | None, reduced: bool) -> None:
        kind = AccountKind.MAIN if sub is None else AccountKind.SUB
        super().__init__(folder, kind)
        self.intents = intents_box.fill(self.seeded, reduced=reduced, mine_only=sub is not None)
        if sub is not None:
            me = make_account(rev=99, kind=kind, permissions=sub)
            self.seeded.store.write_blocking(accounts.store, [me])
            self.seeded.desk.me = replace(me)
        self.view = IntentsView(self.seeded.desk, self.bus, self.seeded)
        self.gone_to: list[ConversationId] = []
        self._seq = FILLED
        self.view.done.connect(self.note_done)
        self.view.conversation_wanted.connect(self.gone_to.append)

    def hear(self, *bodies: Body) -> None:
        """Let the server say something."""
        changes = self.seeded.store.write_blocking(inbound.apply, make_events(self._seq, bodies))
        self._seq += len(bodies)
        self.seeded.desk.changed(changes)

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
    async with made.showing(made.view):
        await until(lambda: made.view.model.rows)
        try:
            yield made
        finally:
            if made.view.doing.dialog is not None:
                made.view.doing.dialog.reject()


SALES = PRESETS[Preset.SALES]
