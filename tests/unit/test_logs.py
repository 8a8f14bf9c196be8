"""Log lines tell what happened and never what people wrote, nor tokens, nor passwords."""

import io
import logging
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from tests.helpers.logfail import LogWatch
from workstation import logs
from workstation.domain.actions import SendMessage
from workstation.domain.ids import ConversationId

TOKEN = "Zk3v9Qp2Lx8Rt5Yw1Bn6Hd4Mf7Jc0SgAeUiOoPqTrXy"


@pytest.fixture(autouse=True)
def _no_secrets_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tests before have named as secret stays out of these lines, and what these name goes with them."""
    monkeypatch.setattr(logs, "_secrets", set())


@pytest.fixture
def lines(tmp_path: Path):
    """Return what has been written to the log's file so far."""
    assert logs.start(tmp_path / "logs")
    yield lambda: (tmp_path / "logs" / "workstation.log").read_text(encoding="utf-8")
    logs.stop()


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"Authorization: Bearer {TOKEN}", TOKEN),
        (f"sent {TOKEN} to the server", TOKEN),
        ('{"login":"li","password":"pa\\"ss wörd"}', "wörd"),
        ('{"kind":"send_message","text":"What is your best price?"}', "price"),
        ("{'text': '最低多少钱？'}", "多少"),
        (str(SendMessage(conversation=ConversationId(4), text="FOB 上海 it's")), "上海"),
        (msgspec.json.encode({"text": "never end"}).decode()[:-4], "never"),
        ("https://fair.example/x?token=abcdef&after=4", "abcdef"),
        ("(sqlite3.Error) disk I/O\n[SQL: INSERT INTO m]\n[parameters: ('hello', 3)]\n(more)", "hello"),
    ],
)
def test_private_things_do_not_reach_the_file(lines, line: str, secret: str) -> None:
    logs.logger("test").info("%s", line)
    assert "<hidden>" in lines()
    assert secret not in lines()


@pytest.mark.parametrize(
    "line",
    ["cut after 12 events; again in 0.3 s", "conversation 4 n=17 old_n: 3", "GET /api/v1/stream?after=4 → 410 gone"],
)
def test_useful_things_do(lines, line: str) -> None:
    logs.logger("test").info("%s", line)
    assert line in lines()


def test_a_secret_that_was_named_is_hidden_wherever_it_turns_up(lines) -> None:
    logs.keep_secret("correct horse")
    try:
        logs.logger("test").info("%s", ValueError("invalid: correct horse"))
    finally:
        logs._secrets.discard("correct horse")
    assert "correct horse" not in lines()


def test_a_traceback_is_redacted(lines) -> None:
    try:
        raise ValueError('unreadable: {"text": "our discount list"}')
    except ValueError:
        logs.logger("test").info("failed", exc_info=True)
    assert "ValueError" in lines()
    assert "discount list" not in lines()


def test_crashes_are_noted_and_passed_on(tmp_path: Path, log_watch: LogWatch) -> None:
    seen: list[str] = []
    log_watch.expect("unhandled error", logger="workstation.crash")

    def fail() -> None:
        raise RuntimeError("in a thread")

    with pytest.MonkeyPatch.context() as hooks:
        hooks.setattr(sys, "excepthook", lambda *args: seen.append("main"))
        hooks.setattr(threading, "excepthook", lambda args: seen.append("thread"))
        before = sys.excepthook, threading.excepthook
        logs.start(tmp_path / "logs")
        thread = threading.Thread(target=fail, name="worker-7")
        thread.start()
        thread.join()
        try:
            raise KeyError("in the main thread")
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
        logs.stop()
        assert (sys.excepthook, threading.excepthook) == before
    text = (tmp_path / "logs" / "workstation.log").read_text(encoding="utf-8")
    assert "in a thread" in text
    assert "worker-7" in text
    assert "in the main thread" in text
    assert seen == ["thread", "main"]


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    echo = io.StringIO()
    assert not logs.start(tmp_path / "logs", echo=echo)
    logs.logger("test").info("still there")
    logs.stop()
    assert "still there" in echo.getvalue()


def test_the_level_is_given_back(tmp_path: Path) -> None:
    before = logging.getLogger(logs.ROOT).level
    logs.start(tmp_path / "logs", level=logging.CRITICAL)
    logs.start(tmp_path / "logs", level=logging.ERROR)
    assert logging.getLogger(logs.ROOT).level == logging.ERROR
    logs.stop()
    assert logging.getLogger(logs.ROOT).level == before
