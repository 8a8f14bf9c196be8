"""The sign-in window of a fresh profile."""

import tempfile
from pathlib import Path

from tests.stories.stage import Stage, play
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import Start
from workstation.ui.sign_in.window import SignInWindow


async def story(stage: Stage) -> None:
    """Show it; what is typed goes to a real server if there is one at the address."""
    with tempfile.TemporaryDirectory() as folder:
        sign_in = SignIn(Path(folder))
        settings = SettingsService(Path(folder), default_language=stage.options.language)
        undo = settings.on_change(lambda _before, now: stage.language.use(now.language))
        window = SignInWindow(sign_in, settings, "http://127.0.0.1:8000")
        window.ready.connect(window.hide)
        window.begin(Start.FRESH)
        await stage.show(window, resize=False)
        window.close()
        undo()
        await sign_in.close()


if __name__ == "__main__":
    play(story)
