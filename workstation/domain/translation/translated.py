"""A translation as it is kept and shown: beside its original, with where it came from and what is doubtful."""

import hashlib
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from workstation.domain.translation.doubts import Doubt
from workstation.domain.translation.engines import Pair

MEMORY = "memory"
"""Names the memory where an engine's name stands."""


class Origin(StrEnum):
    """Who made a translation."""

    MEMORY = "memory"
    ENGINE = "engine"
    SCRIPT = "script"
    """Traditional characters written as simplified ones, on this machine."""


class Translation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A translated text; the original is elsewhere, untouched."""

    text: str
    pair: Pair
    origin: Origin
    engine: str
    """The engine's name as set up on this desk, or MEMORY."""
    version: str = ""
    score: int = 100
    """Of the memory: how alike the sentence was, in per cent."""
    at: datetime
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_safe(self) -> bool:
        """Whether it may be believed, and sent, without a second look."""
        return not self.doubts and self.score == 100


_MADE_AS = "2"
"""Grows when what engines are sent, or how their answers are put together, is another: then one translates anew."""


class CacheKey(Struct, frozen=True, kw_only=True):
    """What a cached translation depends on: with any of it other, one translates anew."""

    engine: str
    version: str
    text: str
    pair: Pair
    glossary: str
    """What glossary and memory have for this very text: other units change and it holds all the same."""

    def digest(self) -> bytes:
        """Return 32 bytes that name the key."""
        parts = (_MADE_AS, self.engine, self.version, self.pair.source, self.pair.target, self.glossary, self.text)
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest()
