"""Makes the sounds of notifications, so that nobody else's are needed: `python -m tools.sounds`."""

import math
import struct
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Final

RATE: Final = 22_050
FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "sounds"

Tone = Callable[[float], float]
"""Amplitude (-1…1) at a time in seconds."""


def struck(hertz: float, begins_s: float, fades_s: float, loud: float) -> Tone:
    """Return a struck bar: a tone with two overtones that fade faster than it."""

    def at(t: float) -> float:
        t -= begins_s
        if t < 0:
            return 0.0
        rise = min(1.0, t / 0.004)
        parts = ((1.0, 1.0, 1.0), (2.76, 0.3, 0.4), (5.4, 0.12, 0.2))
        return (
            rise
            * loud
            * sum(
                share * math.exp(-t / (fades_s * fade)) * math.sin(2 * math.pi * hertz * factor * t)
                for factor, share, fade in parts
            )
        )

    return at


def falling(begins_s: float, loud: float) -> Tone:
    """Return a drop: a tone that glides up and is gone."""

    def at(t: float) -> float:
        t -= begins_s
        if not 0 <= t < 0.2:
            return 0.0
        hertz = 480 + 2600 * t
        return loud * math.sin(math.pi * t / 0.2) ** 2 * math.sin(2 * math.pi * hertz * t)

    return at


SOUNDS: Final[dict[str, tuple[float, tuple[Tone, ...]]]] = {
    "chime": (0.7, (struck(880.0, 0, 0.18, 0.4), struck(1318.5, 0.13, 0.22, 0.4))),
    "drop": (0.3, (falling(0, 0.6),)),
    "knock": (0.35, (struck(196.0, 0, 0.035, 0.75), struck(185.0, 0.14, 0.04, 0.75))),
}


def main() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    for name, (length_s, tones) in SOUNDS.items():
        values = [sum(tone(i / RATE) for tone in tones) for i in range(int(RATE * length_s))]
        values = [max(-1.0, min(1.0, value)) for value in values]
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *(round(value * 32_000) for value in values)))


if __name__ == "__main__":
    main()
