"""Where icons and catalogues lie: beside the package in a checkout, inside it when installed or frozen."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def folder(name: str) -> Path:
    """Return the folder `resources` or `i18n`.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    candidates = [_PACKAGE / name, _PACKAGE.parent / name]
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        candidates.insert(0, Path(str(bundle)) / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"folder {name!r} is missing from the installation")
