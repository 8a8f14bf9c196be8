"""Named loggers whose lines never hold a token, a password or what people wrote; and the hook for crashes."""

import contextlib
import faulthandler
import logging
import re
import sys
import threading
from collections.abc import Callable
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

ROOT: Final = "workstation"
MAX_BYTES: Final = 1_000_000
KEPT_FILES: Final = 3

_HIDDEN: Final = "<hidden>"
_PRIVATE_NAMES: Final = (
    "text|token|password|passphrase|secret|old|new|key|authorization|cookie|email|phone|mobile|detail|draft|body"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what to replace and by what; compiled for the first line, not for each start."""
    return (
        # HTTP credentials
        (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+"), rf"\1 {_HIDDEN}"),
        # "text": "…" in JSON and text='…' in the repr of a struct; an unfinished string is hidden to its end
        (
            re.compile(
                rf"""(?i)(["']?\b(?:{_PRIVATE_NAMES})["']?\s*[:=]\s*)b?(["'])(?:\\.|(?!\2).)*(?:\2|$)""", re.DOTALL
            ),
            rf"\1{_HIDDEN}",
        ),
        # token=… in an address
        (re.compile(rf"(?i)([?&](?:{_PRIVATE_NAMES})=)[^&\s'\"]+"), rf"\1{_HIDDEN}"),
        # a secret calendar address
        (re.compile(r"(/calendar/)(?:[^/\s'\"]+(?=\.ics)|[A-Za-z0-9_-]{40,})"), rf"\1{_HIDDEN}"),
        # the values of a failed statement
        (re.compile(r"\[parameters: .*?\](?=\n|$)", re.DOTALL), f"[parameters: {_HIDDEN}]"),
        # whatever looks like a random token or a raw key
        (re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{40,}(?![A-Za-z0-9_-])"), _HIDDEN),
    )


_secrets: set[str] = set()
_stop: list[Callable[[], None]] = []


def logger(name: str) -> logging.Logger:
    """Return the logger of an area, e.g. `sync.outbox`."""
    return logging.getLogger(f"{ROOT}.{name}")


def keep_secret(value: str) -> None:
    """Never let this very value (a token, a password) into a line, wherever it turns up; ignores short ones."""
    if len(value) >= 6:
        _secrets.add(value)


def redact(line: str) -> str:
    """Return the line without what must not be kept."""
    for value in tuple(_secrets):
        line = line.replace(value, _HIDDEN)
    for pattern, instead in _patterns():
        line = pattern.sub(instead, line)
    return line


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and redacts the whole."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def start(folder: Path | None, *, level: int = logging.INFO, echo: TextIO | None = None) -> bool:
    """Begin to write lines into rotating files in `folder` (and to `echo`), and catch crashes.

    Returns:
        False when the folder can't be written: the program goes on without a file.
    """
    stop()
    handlers: list[logging.Handler] = []
    written = folder is not None and _open_file(folder, handlers)
    if echo is not None:
        handlers.append(logging.StreamHandler(echo))
    root = logging.getLogger(ROOT)
    before = root.level
    root.setLevel(level)
    form = RedactingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    for handler in handlers:
        handler.setFormatter(form)
        root.addHandler(handler)
    _stop.append(lambda: _close(root, handlers, before))
    _catch_crashes()
    return written


def stop() -> None:
    """Close the files and take the hooks out again."""
    while _stop:
        _stop.pop()()


def _open_file(folder: Path, handlers: list[logging.Handler]) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = RotatingFileHandler(
            folder / "workstation.log", maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
        # What Python can't catch (a crash in native code) goes to a file of its own, without values.
        native = (folder / "native-crash.log").open("a", encoding="utf-8")
    except OSError:
        return False
    handlers.append(file)
    before = faulthandler.is_enabled()
    faulthandler.enable(native)

    def close() -> None:
        faulthandler.disable()
        if before:
            # Standard error may be no real file (pytest, a windowed program).
            with contextlib.suppress(OSError, ValueError, RuntimeError, AttributeError):
                faulthandler.enable()
        native.close()

    _stop.append(close)
    return True


def _close(root: logging.Logger, handlers: list[logging.Handler], level: int) -> None:
    root.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)
        handler.close()


def _catch_crashes() -> None:
    log = logger("crash")
    main_before, thread_before = sys.excepthook, threading.excepthook

    def main_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("unhandled error", exc_info=(kind, error, trace))
        main_before(kind, error, trace)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            name = args.thread.name if args.thread else "?"
            log.critical(
                "unhandled error in thread %s", name, exc_info=(args.exc_type, args.exc_value, args.exc_traceback)
            )
        thread_before(args)

    def restore() -> None:
        sys.excepthook, threading.excepthook = main_before, thread_before

    sys.excepthook, threading.excepthook = main_hook, thread_hook
    _stop.append(restore)
