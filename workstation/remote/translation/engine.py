"""What every translation engine can do, and how it fails."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from workstation.domain.translation.engines import Pair
from workstation.domain.translation.masking import PLAIN_MARKS, plain_mark


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold: characters in all, texts, requests a second (0: no limit known)."""

    characters: int
    texts: int
    per_second: float = 0.0


class Engine(Protocol):
    """A service that translates; usable from several threads."""

    @property
    def version(self) -> str:
        """Part of a cached translation's key: a newer one translates anew."""

    @property
    def limits(self) -> Limits:
        """What one request may hold."""

    @property
    def marks(self) -> re.Pattern[str]:
        """Finds the marks that `mark` writes; its first group is the number."""

    def mark(self, number: int) -> str:
        """Return a mark that this engine leaves alone."""

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        """Return the translations, one a text, in their order. The texts are within `limits`.

        Raises:
            EngineFault: none of them came.
        """

    def supports(self, pair: Pair) -> bool:
        """Tell whether the engine knows the direction; asks the engine where it can tell.

        Raises:
            EngineFault: it could not be asked.
        """

    def close(self) -> None:
        """Break off what is under way."""


class NameMarks:
    """Marks that look like names, for engines without a way to leave a stretch alone."""

    marks: ClassVar[re.Pattern[str]] = PLAIN_MARKS

    def mark(self, number: int) -> str:
        return plain_mark(number)
