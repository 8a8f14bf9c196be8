"""Event streams are cut into frames wherever the bytes happen to be split."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.remote.frames import Frame, Frames, FrameTooLarge

TEXT = (
    b': ok\n\nid: 7\nevent: log\ndata: {"text":"a\\nb\xe2\x80\xa8c"}\n\n: beat\n\n'
    b'event: signal\ndata: {"kind":"typing"}\n\ndata: one\ndata: two\n\n'
)
WHOLE = [
    Frame("message", b"", b"ok"),
    Frame("log", b'{"text":"a\\nb\xe2\x80\xa8c"}'),
    Frame("message", b"", b"beat"),
    Frame("signal", b'{"kind":"typing"}'),
    Frame("message", b"one\ntwo"),
]


@given(st.lists(st.integers(0, len(TEXT))), st.booleans())
def test_any_split_gives_the_same_frames(cuts: list[int], windows: bool) -> None:
    text = TEXT.replace(b"\n", b"\r\n") if windows else TEXT
    places = [0, *sorted(min(c, len(text)) for c in cuts), len(text)]
    frames = Frames()
    got = [frame for a, b in itertools.pairwise(places) for frame in frames.feed(text[a:b])]
    assert got == WHOLE


def test_a_frame_without_end_is_refused() -> None:
    frames = Frames()
    for _ in range(16):
        frames.feed(b"x" * 1024 * 1024)
    with pytest.raises(FrameTooLarge):
        frames.feed(b"x")
