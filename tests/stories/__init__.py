"""Runnable windows with seeded data: `python -m tests.stories.main_window --theme dark --language en`."""
