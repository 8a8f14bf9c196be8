"""Received images: from `images.db`, else from the server, each fetched once."""

import asyncio
from typing import Final, Literal

from workstation.domain.clock import Clock, to_ms
from workstation.domain.ids import AttachmentId
from workstation.services.files import Files
from workstation.services.platform import Platform
from workstation.services.worker import Worker

ImageSize = Literal["thumb", "full"]
CACHE_MB: Final = 300


class Pictures:
    """Finds the bytes of an image.

    Attributes:
        limit_bytes: how much may be cached.
    """

    def __init__(self, files: Files, platform: Platform, worker: Worker, clock: Clock) -> None:
        self.limit_bytes = CACHE_MB * 1024 * 1024
        self._files = files
        self._platform = platform
        self._worker = worker
        self._clock = clock
        self._under_way: dict[tuple[AttachmentId, ImageSize], asyncio.Task[bytes]] = {}

    async def get(self, attachment_id: AttachmentId, size: ImageSize) -> bytes:
        """Return an image's bytes; who asks for one that is on its way shares the answer."""
        from workstation.storage import blobs

        found = await self._files.images(blobs.get, attachment_id, size, now_ms=to_ms(self._clock.now()))
        if found is not None:
            return found
        key = (attachment_id, size)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.ensure_future(self._fetch(attachment_id, size))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._arrived(key, done))
        return await asyncio.shield(task)

    def _arrived(self, key: tuple[AttachmentId, ImageSize], done: asyncio.Task[bytes]) -> None:
        del self._under_way[key]
        if not done.cancelled():
            done.exception()  # whoever asked may have gone on since; then nobody else looks at it

    async def _fetch(self, attachment_id: AttachmentId, size: ImageSize) -> bytes:
        from workstation.storage import blobs

        data = await self._worker.run(self._platform.image, attachment_id, size)
        now_ms = to_ms(self._clock.now())
        await self._files.images(blobs.put, attachment_id, size, data, now_ms=now_ms, limit_bytes=self.limit_bytes)
        return data
