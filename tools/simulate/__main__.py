"""Plays a day: `python3 dev.py simulate team --buyers 300 --accounts 8 --seed 1` prints one JSON line."""

import importlib
import sys
from collections.abc import Sequence
from typing import Final

DAYS: Final = {"team": "who serves whom: distribution, queue, transfers, one writer at a time"}
"""What can be played; each is a module of this package with a `main(argv) -> int`."""


def main(argv: Sequence[str]) -> int:
    """Play the day that the first word names; returns the exit status."""
    if not argv or argv[0] not in DAYS:
        listing = "\n".join(f"  {name:<10} {what}" for name, what in DAYS.items())
        print(f"usage: dev.py simulate DAY [options]\n\n{listing}", file=sys.stderr)
        return 0 if argv and argv[0] in ("-h", "--help") else 2
    module = importlib.import_module(f"tools.simulate.{argv[0]}")
    status: int = module.main(argv[1:])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
