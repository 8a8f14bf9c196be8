"""Reads an event stream in a thread of its own, frame by frame, as it comes over the wire."""

import contextlib
import json
import threading
from typing import Any

import msgspec
import requests

from tests.helpers.live_server import Client
from tests.helpers.qt_loop import until_blocking
from workstation.domain.events import Event


class Follower:
    """An open stream; what has come stands in its lists, which only grow."""

    def __init__(self, client: Client, after: int) -> None:
        self.events: list[Event] = []
        self.signals: list[Any] = []
        self.beats = 0
        self.end_code = ""
        self.first = b""
        self.ended = threading.Event()
        self._answer: requests.Response = requests.get(
            f"{client.url}/api/v1/stream",
            params={"after": after},
            headers={"Authorization": f"Bearer {client.token}"},
            stream=True,
            timeout=(60, 60),
        )
        self.status = self._answer.status_code
        self._thread = threading.Thread(target=self._read, name="follower")
        self._thread.start()

    def _read(self) -> None:
        rest = b""
        try:
            for chunk in self._answer.iter_content(None):
                rest += chunk
                *frames, rest = rest.split(b"\n\n")
                for frame in frames:
                    self._take(frame)
        except (requests.RequestException, AttributeError):
            pass  # cut: by the server's end, or by ours
        finally:
            self.ended.set()

    def _take(self, frame: bytes) -> None:
        self.first = self.first or frame
        if frame == b": beat":
            self.beats += 1
            return
        fields = dict(line.split(b": ", 1) for line in frame.split(b"\n") if not line.startswith(b":"))
        kind = fields.get(b"event")
        if kind == b"log":
            event = msgspec.json.decode(fields[b"data"], type=Event)
            assert event.seq == int(fields[b"id"])
            self.events.append(event)
        elif kind == b"signal":
            self.signals.append(json.loads(fields[b"data"]))
        elif kind == b"end":
            self.end_code = json.loads(fields[b"data"])["code"]

    def wait_for(self, count: int, timeout_s: float = 20.0) -> list[Event]:
        """Wait until so many events have come, and return them."""
        until_blocking(lambda: len(self.events) >= count or self.ended.is_set(), timeout_s)
        return list(self.events)

    def close(self) -> None:
        """Cut the stream."""
        raw: Any = self._answer.raw
        with contextlib.suppress(OSError, ValueError, RuntimeError):  # it has ended by itself
            raw.shutdown()
        self._thread.join()
        self._answer.close()

    def __enter__(self) -> "Follower":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
