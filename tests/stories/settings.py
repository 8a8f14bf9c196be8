"""The settings page."""

import tempfile
from pathlib import Path

from tests.stories.stage import Stage, play
from workstation.services.settings import SettingsService
from workstation.services.views import Settings
from workstation.ui.settings.view import SettingsView


async def story(stage: Stage) -> None:
    """Show the page over the settings of a new profile; language and theme follow them at once."""
    with tempfile.TemporaryDirectory() as folder:
        settings = SettingsService(Path(folder), default_language=stage.options.language)
        await settings.update(theme=stage.options.theme)

        def follow(_before: Settings, now: Settings) -> None:
            stage.theme.apply(now.theme)
            stage.language.use(now.language)

        undo = settings.on_change(follow)
        view = SettingsView(settings)
        await stage.show(view)
        view.forget()
        undo()


if __name__ == "__main__":
    play(story)
