"""Purchase intents over a seeded desk.

`STORY_PAGE`: list, detail, matched, assign, card, translated, menu, sub, reduced, ended, none, chat.
"""

import asyncio
import os
import tempfile
from pathlib import Path

from msgspec.structs import replace

from tests.helpers.builders import make_account
from tests.stories import intents_box
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.account import AccountKind, Permission
from workstation.domain.ids import ConversationId
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.storage import accounts
from workstation.ui.intents.view import IntentsView
from workstation.ui.main_window import MainWindow
from workstation.ui.places import Place

_SHOWN = {"detail": 0, "card": 3, "translated": 2, "reduced": 0, "ended": 9, "sub": 0, "done": 8}


async def _part(view: IntentsView, part: str, stage: Stage) -> None:
    if part == "matched":
        view.show_folder("matched")
        await stage.rest()
        return
    if part in _SHOWN:
        view.filters.states.select("all")
        view.open_intent(intents_box.number(_SHOWN[part]))
        await stage.rest()
    if part == "card":
        view.do("card")
    elif part == "assign":
        view.filters.want_unassigned()
        await stage.rest()
        view.table.selectAll()
        view.do("assign")
    elif part == "translated":
        view.do("translate")


def _as_sub(seeded: SeededDesk, *, details: bool) -> None:
    permissions = PRESETS[Preset.SALES] - (frozenset() if details else {Permission.INTENT_DETAILS})
    me = make_account(
        rev=99, kind=AccountKind.SUB, name_zh="王芳", name_en="Fang Wang", permissions=frozenset(permissions)
    )
    seeded.store.write_blocking(accounts.store, [me])
    seeded.desk.me = replace(me)


async def story(stage: Stage) -> None:
    """Show it."""
    part = os.environ.get("STORY_PAGE", "detail")
    with tempfile.TemporaryDirectory() as name:
        sub = part in ("sub", "reduced")
        seeded = SeededDesk(Path(name) / "desk", stage.bus, kind=AccountKind.SUB if sub else AccountKind.MAIN)
        if part != "none":
            intents_box.fill(seeded, reduced=part == "reduced", mine_only=sub)
        if sub:
            _as_sub(seeded, details=part == "sub")
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        await stage.rest()
        if part == "chat":
            window.open_conversation(ConversationId(4))
            await stage.rest()
            await stage.show(window)
        elif part == "search":
            window.workplace.inbox.search.setText("brass")
            await stage.rest()
            await stage.show(window)
        else:
            window.places.open(Place(kind="intents"))
            view = window.late.intents
            assert view is not None
            await stage.rest()
            await _part(view, part, stage)
            await stage.rest()
            dialog = view.doing.dialog
            await stage.show(dialog or window, resize=dialog is None)
        window.forget_desk()
        await asyncio.sleep(0)
        await seeded.close()


if __name__ == "__main__":
    play(story)
