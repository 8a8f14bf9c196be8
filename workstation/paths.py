"""Where things lie: the profile folder of a desk, and the resources shipped with the program."""

import sys
from pathlib import Path

APP = "Workstation"


def resources() -> Path:
    """Return the folder of icons, sounds, rehearsal data …, in a source tree and in the frozen app."""
    return _bundle() / "resources"


def catalogues() -> Path:
    """Return the folder of compiled Qt translations."""
    return _bundle() / "i18n"


def _bundle() -> Path:
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def default_data() -> Path:
    """Return the folder that holds a person's profiles, by the habits of the system."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def profile(chosen: Path | None, *, rehearsal: bool) -> Path:
    """Return where a desk keeps its files: as chosen, else in its usual place."""
    return chosen or default_data() / ("rehearsal/desk" if rehearsal else "desk")
