"""What a desk under trial meant to do and what it was told is safe: a file that outlives its kills."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

What = Literal["send", "image", "draft"]


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Written twice for each deed: before it (`done` is false) and after it came back as durable."""

    no: int
    what: What
    conversation: int
    text: str
    done: bool = False


class Plan:
    """The file while the desk runs; every line reaches the system before the desk goes on."""

    def __init__(self, file: Path) -> None:
        self._next = max((line.no for line in read(file)), default=0) + 1
        self._out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(self._out, b"\n")  # the line before may have been cut off

    def intend(self, what: What, conversation: int) -> Line:
        """Note what is about to be done, with a text that nobody else uses."""
        line = Line(no=self._next, what=what, conversation=conversation, text=f"desk {self._next}")
        self._next += 1
        self._write(line)
        return line

    def done(self, line: Line) -> None:
        """Note that it is said to be durable."""
        self._write(msgspec.structs.replace(line, done=True))

    def _write(self, line: Line) -> None:
        os.write(self._out, msgspec.json.encode(line) + b"\n")

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._out)


def read(file: Path) -> Iterator[Line]:
    """Yield the lines in their order; one that a kill cut off is passed over."""
    if not file.exists():
        return
    for data in file.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(data, type=Line)
        except msgspec.MsgspecError:
            continue


class Meant(Struct, frozen=True):
    """What a plan says in the end."""

    queued: dict[str, int]
    """Texts that were said to be durable in the outbox, with their conversation."""
    tried: dict[str, int]
    """All texts that may have been sent, with their conversation."""
    drafts: dict[int, frozenset[str]]
    """What the draft of each conversation may be by now: a kill may fall before or after the deed was noted."""


def meant(file: Path) -> Meant:
    """Read a plan to its end."""
    queued: dict[str, int] = {}
    tried: dict[str, int] = {}
    drafts: dict[int, set[str]] = defaultdict(lambda: {""})
    for line in read(file):
        if line.what != "image":
            after = line.text if line.what == "draft" else ""  # sending a text takes the draft with it
            drafts[line.conversation] = {after} if line.done else drafts[line.conversation] | {after}
        if line.what != "draft":
            (queued if line.done else tried)[line.text] = line.conversation
    return Meant(queued, tried, {id_: frozenset(texts) for id_, texts in drafts.items()})
