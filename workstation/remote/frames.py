"""Cutting a server-sent event stream into frames, on bytes."""

from typing import Final, NamedTuple

MAX_FRAME: Final = 16 * 1024 * 1024
"""Bytes; an `assigned` event with a page of the longest messages is a tenth of it."""


class FrameTooLarge(ValueError):
    """What comes is no event stream of ours."""


class Frame(NamedTuple):
    """One frame: its event name and data, or a comment (`: ok`, `: beat`)."""

    event: str
    data: bytes
    comment: bytes = b""


class Frames:
    """Takes bytes as they come and returns whole frames.

    Works on bytes: splitting text into lines would also split at U+2028 and its kin, which JSON leaves bare.
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> list[Frame]:
        """Return the frames completed by this piece.

        Raises:
            FrameTooLarge: a frame doesn't end.
        """
        rest = self._rest + piece
        if b"\r" in rest:
            rest = rest.replace(b"\r\n", b"\n")
        *whole, self._rest = rest.split(b"\n\n")
        if len(self._rest) > MAX_FRAME:
            raise FrameTooLarge
        return [_frame(lines) for lines in whole]


def _frame(block: bytes) -> Frame:
    event, data, comment = "message", b"", b""
    for line in block.split(b"\n"):
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            data = data + b"\n" + value if data else value
        elif name == b"event":
            event = value.decode("utf-8", "replace")
        elif not name:
            comment = value
    return Frame(event, data, comment)
