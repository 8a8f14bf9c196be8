"""The image viewer over a conversation's pictures."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from workstation.ui.chat.viewer import ImageViewer

T = TypeVar("T")


async def story(stage: Stage) -> None:
    """Show the second of three pictures."""

    async def fetch(key: str, _full: bool) -> bytes:
        return samples.picture(1600, 1200, ("#3b6ea8", "#a2483f", "#2f7d6b")[int(key)])

    async def here(work: Callable[[], T]) -> T:
        return work()

    viewer = ImageViewer(fetch, here, ["0", "1", "2"], "1")
    viewer.show()
    while viewer.canvas.image.isNull():
        await asyncio.sleep(0.02)
    await stage.show(viewer)


if __name__ == "__main__":
    play(story)
