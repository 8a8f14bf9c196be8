"""Where things lie: the profile folder of a desk, and the resources shipped with the program."""

import sys
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Profile:
    """The files of one desk; one process at a time uses a profile."""

    folder: Path

    @property
    def settings(self) -> Path:
        """Server address, sign-in name, language: nothing secret."""
        return self.folder / "profile.json"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def make(self) -> None:
        """Make the folder, readable by its owner alone.

        Raises:
            OSError: the place is read-only or full.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
