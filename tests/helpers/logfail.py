"""Fails a test that logs a warning it did not announce: nothing goes wrong quietly."""

import logging
import re
from dataclasses import dataclass, field


@dataclass
class Announcement:
    """A warning or an error that a test says will be logged."""

    pattern: re.Pattern[str]
    logger: str
    optional: bool
    seen: list[str] = field(default_factory=list)

    def covers(self, record: logging.LogRecord) -> bool:
        """Tell whether the record is the announced one; a logger's name covers those below it."""
        named = not self.logger or record.name == self.logger or record.name.startswith(self.logger + ".")
        return named and self.pattern.search(f"{record.levelname} {record.getMessage()}") is not None


class LogWatch(logging.Handler):
    """Collects what is logged from WARNING up while one test runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._announced: list[Announcement] = []
        self._unannounced: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record, under its announcement if there is one; threads may call this."""
        for announcement in self._announced:
            if announcement.covers(record):
                announcement.seen.append(record.getMessage())
                return
        text = f"{record.levelname} {record.name}: {record.getMessage()} ({record.pathname}:{record.lineno})"
        if record.exc_info and record.exc_info[1] is not None:
            text += f" – {record.exc_info[1]!r}"
        self._unannounced.append(text)

    def expect(self, pattern: str = "", *, logger: str = "", optional: bool = False) -> Announcement:
        """Announce records whose `LEVEL message` the pattern is found in; one at least must come unless optional."""
        announcement = Announcement(re.compile(pattern, re.IGNORECASE), logger, optional)
        self._announced.append(announcement)
        return announcement

    def faults(self) -> list[str]:
        """Return what was logged and not announced, and what was announced and not logged."""
        missing = [
            f"announced and never logged: {one.pattern.pattern!r} of {one.logger or 'any logger'}"
            for one in self._announced
            if not one.seen and not one.optional
        ]
        return self._unannounced + missing


def deaf(watch: LogWatch) -> list[str]:
    """Return why warnings of the product would not have reached the watch: a test must leave the log as it found it."""
    root = logging.getLogger()
    faults = [] if watch in root.handlers else ["the handlers of the root logger were replaced"]
    if root.manager.disable >= logging.WARNING:
        faults.append(f"logging is disabled up to {root.manager.disable}")
    for name, logger in root.manager.loggerDict.items():
        if not isinstance(logger, logging.Logger) or not (name + ".").startswith("workstation."):
            continue
        if logger.disabled or not logger.propagate or logger.getEffectiveLevel() > logging.WARNING:
            faults.append(f"{name}: disabled={logger.disabled} propagate={logger.propagate} level={logger.level}")
    return faults
