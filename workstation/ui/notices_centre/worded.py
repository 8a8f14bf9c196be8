"""A notice in words, and how notices with one code are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workstation.domain.notice import Notice


class Worded(NamedTuple):
    """A notice in words."""

    title: str
    detail: str = ""
    """Why, or what was said along; may be empty."""


class NoticeKind(NamedTuple):
    """How notices with one code are shown."""

    group: str
    """A key of `wording.groups`: what the filter calls it."""
    icon: str
    worded: Callable[[Notice], Worded]
