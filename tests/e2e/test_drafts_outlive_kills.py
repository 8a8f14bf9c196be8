"""What was typed is there after `kill -9`: in its own conversation, down to the last letter that was kept."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from workstation.domain.ids import ConversationId
from workstation.storage import drafts
from workstation.storage.store import Store
from workstation.ui.chat.composer import SAVE_AFTER_MS

KEY = bytes(range(32))
CONVERSATIONS = (1, 3, 4)

TYPIST = """
import asyncio
import sys
from pathlib import Path
from random import Random

from PySide6.QtTest import QTest

from tests.helpers.qt_loop import until
from tests.stories.seeded_desk import SeededDesk
from workstation.domain.ids import ConversationId
from workstation.ui import runtime
from workstation.ui.bus import Bus
from workstation.ui.chat.view import ChatView
from workstation.ui.front import make_application

folder, seed = Path(sys.argv[1]), int(sys.argv[2])


async def main() -> int:
    bus = Bus()
    bus.attach(asyncio.get_running_loop())
    seeded = SeededDesk(folder, bus, customers=6)
    chat = seeded.desk.chat
    keep = chat.save_draft

    async def told(ref, text):
        await keep(ref, text)
        print("kept", ref, text.replace(chr(10), "|"), flush=True)

    chat.save_draft = told
    view = ChatView(seeded.desk, bus)
    view.show()
    dice = Random(seed)
    while True:
        ref = dice.choice((1, 3, 4))
        view.open_conversation(ConversationId(ref))
        await until(lambda: view._shown_ref == ref)
        for _ in range(dice.randint(1, 12)):
            QTest.keyClicks(view.composer.edit, f"{ref}{dice.choice('abcdefgh')}")
            await asyncio.sleep(dice.random() / 20)


sys.exit(runtime.run(make_application(), main))
"""


def test_drafts_are_there_after_kills(tmp_path: Path, trials: Callable[[int], int]) -> None:
    assert SAVE_AFTER_MS < 1000
    dice = Random(3)
    kept = dict.fromkeys(CONVERSATIONS, "")
    for life in range(max(3, trials(30))):
        for ref, text in _type_and_kill(tmp_path, dice, life):
            assert text.startswith(kept[ref]), "a later life goes on where the last one was killed"
            kept[ref] = text
        store = Store.open(tmp_path, KEY)
        try:
            assert store.salvaged is None
            for ref, text in kept.items():
                there = store.read_local_blocking(drafts.load, ConversationId(ref))
                # More may be there than was told of: the kill may fall between the keeping and the telling.
                assert there.startswith(text), ref
                assert set(there) <= {str(ref), *"abcdefgh"}, "letters of another conversation"
                kept[ref] = there
        finally:
            store.close()
    assert all(kept.values())


def _type_and_kill(folder: Path, dice: Random, life: int) -> list[tuple[int, str]]:
    """Let a child type and kill it after some drafts were kept; return which."""
    command = [sys.executable, "-c", TYPIST, str(folder), str(life)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stderr is not None
    kept: list[tuple[int, str]] = []
    enough = dice.randint(3, 12)
    with child, child.stdout, child.stderr:
        for line in child.stdout:
            if line.startswith("kept ") and line.endswith("\n"):
                _, ref, text = line.rstrip("\n").split(" ", 2)
                kept.append((int(ref), text))
            if len(kept) >= enough:
                child.send_signal(signal.SIGKILL)
                break
        rest = child.stderr.read()
    assert child.returncode == -signal.SIGKILL, rest
    return kept
