"""Pictures of the running desk: for machines without a screen, and for the documentation."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from workstation.domain.link import Phase
from workstation.services.views import ConversationRef
from workstation.ui.main_window import MainWindow
from workstation.ui.shell import Shell

PATIENCE_S: Final = 90.0
LOOK_S: Final = 0.1
SETTLE_S: Final = 0.5
"""How long a screen has to load its pictures before it is taken."""
LOAD_S: Final = 1.5


async def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds.

    Raises:
        TimeoutError: after `PATIENCE_S`.
    """
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the desk did not come that far")
        await asyncio.sleep(LOOK_S)


async def keep(widget: QWidget, file: Path) -> None:
    """Write a picture of a widget."""
    await asyncio.sleep(SETTLE_S)
    widget.grab().save(str(file))


async def signed_in(shell: Shell, rows: int = 1) -> None:
    """Wait until the desk is on-line and lists that many buyers."""
    await until(lambda: shell.desk is not None and shell.window.status.state.phase is Phase.ONLINE)
    await until(lambda: shell.window.workplace.inbox.model.rowCount() >= rows)


async def tour(shell: Shell, into: Path, suffix: str = "", conversation: ConversationRef | None = None) -> None:
    """Take list, chat and settings; without a conversation the first of the list is opened."""
    into.mkdir(parents=True, exist_ok=True)
    workplace = shell.window.workplace
    await keep(shell.window, into / f"inbox{suffix}.png")
    if conversation is None:
        workplace.step(1)
    else:
        workplace.open_conversation(conversation)
    await asyncio.sleep(LOAD_S)
    await keep(shell.window, into / f"chat{suffix}.png")
    shell.window.show_screen("settings")
    await keep(shell.window, into / f"settings{suffix}.png")
    shell.window.show_screen("inbox")


async def team(window: MainWindow, into: Path, suffix: str = "") -> None:
    """Take every page of the team's screen that is meant for the account."""
    window.show_screen("team")
    shown = window.late.team
    for key in shown.keys if shown is not None else ():
        window.open_team(key)
        await asyncio.sleep(LOAD_S)
        await keep(window, into / f"team-{key}{suffix}.png")
    window.show_screen("inbox")
