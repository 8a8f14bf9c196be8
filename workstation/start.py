"""How the desk starts: first the window is painted, then what works behind it is imported and wired (`app.py`)."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from workstation import logs, paths
from workstation.begun import Begun
from workstation.services.head_start import WAIT_S, HeadStart
from workstation.ui.front import make_application
from workstation.ui.single_instance import SingleInstance

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from workstation.app import Then

NO_PROFILE = 1


def run(options: argparse.Namespace, then: Then | None = None, *, head_start: HeadStart | None = None) -> int:
    """Show the desk until the user leaves; return the exit status."""
    qt = make_application()
    folder = paths.profile(options.profile, rehearsal=options.rehearsal)
    instance = SingleInstance(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not instance.acquire(sys.argv[1:]):
            return _cannot_start(qt, options, folder, "") if instance.silent else 0
    except OSError as error:
        return _cannot_start(qt, options, folder, str(error))
    logs.start(folder / "logs")
    try:
        if head_start is None:
            head_start = HeadStart(folder)
            head_start.wait(WAIT_S)
        begun = Begun(qt, options, folder, head_start)
        if head_start.unlocked and not options.rehearsal:
            begun.front.show(head_start.rows)
        return _run_behind(qt, begun, instance, then)
    finally:
        instance.release()
        logs.stop()


def _cannot_start(qt: QApplication, options: argparse.Namespace, folder: Path, why: str) -> int:
    """Say why there can be no desk: on the screen, if there is one, and to whoever started the program."""
    print(f"The profile {folder} cannot be used: {why or 'another process has it'}", file=sys.stderr)
    if qt.platformName() != "offscreen":
        from workstation.begun import language_of_this_machine
        from workstation.storage.profile_file import ProfileFile
        from workstation.ui import cannot_start

        known = ProfileFile(folder).data
        language = options.language or known.language or language_of_this_machine()
        problem = cannot_start.unusable(folder) if why else cannot_start.hung()
        box = cannot_start.tell(qt, problem, language, options.theme or known.theme or "system")
        qt.exec()
        box.deleteLater()
    return NO_PROFILE


def _run_behind(qt: QApplication, begun: Begun, instance: SingleInstance, then: Then | None) -> int:
    instance.listen()
    from workstation.app import Application, pictures

    if then is None and begun.options.screenshots is not None:
        then = pictures(begun.options.screenshots)
    application = Application(qt, begun)
    instance.started_again.connect(application.shell.raise_window)
    try:
        return application.run(qt, then)
    finally:
        application.end()
